import { useQueryClient } from '@tanstack/react-query';
import { App, AutoComplete, Button, Form, Input, Modal, Segmented } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useRef, useState } from 'react';
import type { CannedReply, CannedReplyContent } from '../../../src/contract/agent-tools.js';
import { api } from '../api/endpoints.js';
import { describeFailure, fieldSentences, ProblemError } from '../api/problem.js';
import { replyVariables } from '../conversations/canned.js';
import { cannedKey } from '../live/desk-queries.js';
import { text } from '../strings.js';

const words = text.canned;
const longestText = 1000;
const required = { required: true, whitespace: true, message: text.failure.required };

interface ReplyDialogProps {
  stored: CannedReply | undefined;
  categories: readonly string[];
  mayShare: boolean;
  onClose: () => void;
}

/** Adds or changes one reply. What the server refuses stands at its field. */
export function ReplyDialog({ stored, categories, mayShare, onClose }: ReplyDialogProps) {
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<CannedReplyContent>();
  const [busy, setBusy] = useState(false);
  const field = useRef<TextAreaRef>(null);

  const putIn = (variable: string): void => {
    const area = field.current?.resizableTextArea?.textArea;
    const before = String(form.getFieldValue('text') ?? '');
    const at = area?.selectionStart ?? before.length;
    const added = `{${variable}}`;
    form.setFieldValue('text', before.slice(0, at) + added + before.slice(area?.selectionEnd ?? at));
    requestAnimationFrame(() => {
      area?.focus();
      area?.setSelectionRange(at + added.length, at + added.length);
    });
  };

  const save = async (): Promise<void> => {
    const content = await form.validateFields().catch(() => undefined);
    if (content === undefined) return;
    const { scope, ...rest } = { ...content, category: content.category ?? '' };
    setBusy(true);
    try {
      const { item } =
        stored === undefined
          ? await api.createCannedReply({ ...rest, scope })
          : await api.updateCannedReply(stored.id, { ...rest, baseVersion: stored.version });
      await queries.invalidateQueries({ queryKey: cannedKey });
      void message.success(words.saved(item.title));
      onClose();
    } catch (failure) {
      const told = fieldSentences(failure);
      const fields = (['title', 'category', 'text'] as const).flatMap((name) => {
        const errors = told.filter(({ path }) => path[0] === name).map(({ message: each }) => each);
        return errors.length > 0 ? [{ name, errors }] : [];
      });
      form.setFields(fields);
      if (fields.length === 0) void message.error(describeFailure(failure));
      if (stored !== undefined && failure instanceof ProblemError && failure.code === 'conflict')
        void queries.invalidateQueries({ queryKey: cannedKey }).then(onClose);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      open
      title={stored === undefined ? words.add : words.edit}
      width={520}
      okText={words.save}
      cancelText={text.cancel}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void save()}
    >
      <Form<CannedReplyContent>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={
          stored ?? { scope: mayShare ? 'shared' : 'personal', title: '', category: '', text: '' }
        }
      >
        <Form.Item name="scope" label={words.scope} hidden={!mayShare || stored !== undefined}>
          <Segmented
            options={[
              { value: 'shared', label: words.scopeShared },
              { value: 'personal', label: words.scopePersonal },
            ]}
          />
        </Form.Item>
        <div className="canned-fields">
          <Form.Item
            name="title"
            label={words.name}
            rules={[required, { max: 40, message: words.limit(40) }]}
          >
            <Input placeholder={words.namePlaceholder} autoComplete="off" />
          </Form.Item>
          <Form.Item name="category" label={words.category} rules={[{ max: 20, message: words.limit(20) }]}>
            <AutoComplete
              placeholder={words.categoryPlaceholder}
              options={categories.map((value) => ({ value }))}
            />
          </Form.Item>
        </div>
        <Form.Item
          name="text"
          label={words.content}
          rules={[required, { max: longestText, message: words.limit(longestText) }]}
          extra={
            <div className="canned-variables">
              {replyVariables.map((variable) => (
                <Button key={variable} size="small" onClick={() => putIn(variable)}>
                  {`{${variable}}`}
                </Button>
              ))}
              <span className="faint">{words.contentHint}</span>
            </div>
          }
        >
          <Input.TextArea
            ref={field}
            autoSize={{ minRows: 4, maxRows: 10 }}
            placeholder={words.contentPlaceholder}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
