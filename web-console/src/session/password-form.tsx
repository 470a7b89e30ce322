import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { request } from '../api/http.js';
import { describeFailure, fieldSentences } from '../api/problem.js';
import { text } from '../strings.js';

const words = text.password;
const length = { min: 10, max: 200 };

interface Values {
  current: string;
  next: string;
  again: string;
}

/** Changes the own password; all other windows of this person are logged out. */
export function PasswordForm({ onDone }: { onDone: () => void }) {
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);

  const submit = async ({ current, next }: Values): Promise<void> => {
    setBusy(true);
    try {
      await request('/v1/staff/me/password', { method: 'PUT', body: { current, next } });
      void message.success(words.done);
      onDone();
    } catch (failure) {
      const fields = fieldSentences(failure);
      form.setFields(
        fields.map(({ path, message: told }) => ({ name: path[0] as keyof Values, errors: [told] })),
      );
      if (fields.length === 0) void message.error(describeFailure(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void submit(values)}>
      <Form.Item
        name="current"
        label={words.current}
        rules={[{ required: true, message: text.failure.required }]}
      >
        <Input.Password autoComplete="current-password" maxLength={length.max} />
      </Form.Item>
      <Form.Item
        name="next"
        label={words.next}
        extra={words.length}
        rules={[{ ...length, required: true, message: words.length }]}
      >
        <Input.Password autoComplete="new-password" maxLength={length.max} />
      </Form.Item>
      <Form.Item
        name="again"
        label={words.again}
        dependencies={['next']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, again: string) =>
              again === getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error(words.different)),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={length.max} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        {words.submit}
      </Button>
    </Form>
  );
}
