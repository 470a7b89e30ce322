import { App, Checkbox, Form, Input, Modal, Select, Typography } from 'antd';
import { useState } from 'react';
import type { ApiKeyCreated, ApiScope } from '../../../src/contract/api-keys.js';
import { request } from '../api/http.js';
import { describeFailure } from '../api/problem.js';
import { text } from '../strings.js';
import { keysText as words } from '../strings-keys.js';
import { fieldErrors } from './use-document.js';

const day = 24 * 3_600_000;
const scopes = Object.keys(words.scope) as ApiScope[];
type Expiry = keyof typeof words.expiries;
const expiries: readonly Expiry[] = ['never', '30', '90', '365'];

interface Values {
  name: string;
  scopes: ApiScope[];
  expiry: Expiry;
}

/** A new key: what it is for, what it may do, how long it holds. */
export function KeyDialog({ onClose, onMade }: { onClose: () => void; onMade: (key: string) => void }) {
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);

  const submit = async (): Promise<void> => {
    const values = await form.validateFields().catch(() => undefined);
    if (values === undefined) return;
    setBusy(true);
    try {
      const { expiry, ...wish } = values;
      const end = expiry === 'never' ? undefined : new Date(Date.now() + Number(expiry) * day);
      const made = await request<ApiKeyCreated>('/v1/api-keys', {
        method: 'POST',
        body: { ...wish, ...(end === undefined ? {} : { expiresAt: end.toISOString() }) },
      });
      onMade(made.key);
    } catch (failure) {
      const found = Object.entries(fieldErrors(failure));
      form.setFields(found.map(([path, told]) => ({ name: path as keyof Values, errors: [told] })));
      void message.error(found[0]?.[1] ?? describeFailure(failure));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      open
      width={460}
      title={words.add}
      okText={words.create}
      cancelText={text.cancel}
      confirmLoading={busy}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={{ name: '', scopes: [], expiry: 'never' }}>
        <Form.Item
          name="name"
          label={words.name}
          rules={[{ required: true, whitespace: true, message: text.failure.required }]}
        >
          <Input maxLength={60} autoComplete="off" placeholder={words.namePlaceholder} />
        </Form.Item>
        <Form.Item
          name="scopes"
          label={words.scopes}
          extra={words.scopesHint}
          rules={[{ required: true, message: text.failure.required }]}
        >
          <Checkbox.Group
            className="key-scope-choice"
            options={scopes.map((scope) => ({ value: scope, label: words.scope[scope] }))}
          />
        </Form.Item>
        <Form.Item name="expiry" label={words.expiry}>
          <Select options={expiries.map((value) => ({ value, label: words.expiries[value] }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** Told once: it cannot be read again. */
export function OneTimeKey({ value, onClose }: { value: string; onClose: () => void }) {
  return (
    <Modal
      open
      width={480}
      title={words.madeTitle}
      closable={false}
      mask={{ closable: false }}
      okText={words.done}
      cancelButtonProps={{ hidden: true }}
      onOk={onClose}
    >
      <p>{words.madeHint}</p>
      <Typography.Text className="key-value" copyable code>
        {value}
      </Typography.Text>
    </Modal>
  );
}
