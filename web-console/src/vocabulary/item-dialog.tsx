import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, type InputRef, Modal, Select } from 'antd';
import { useRef, useState } from 'react';
import type { VocabularyContent, VocabularyItem, VocabularyKind } from '../../../src/contract/vocabulary.js';
import { describeFailure, fieldSentences, ProblemError } from '../api/problem.js';
import { useLeaveGuard } from '../settings/use-document.js';
import { text } from '../strings.js';
import { nameOf } from './item-name.js';
import { vocabularyApi, vocabularyWritten } from './vocabulary-api.js';

interface ItemDialogProps {
  kind: VocabularyKind;
  /** What the server has; undefined for a new one. */
  stored: VocabularyItem | undefined;
  onClose: () => void;
}

interface Fields {
  means: string;
  said: string[];
  word: string;
}

/** The server's limits: characters of an expression, expressions of a group. */
const longestExpression = 20;
const mostInGroup = 20;
const words = text.vocabulary;
const required = { required: true, whitespace: true, message: text.failure.required };
const separators = [',', '，', '、', ';', '；', '\n', '\t'];

/** Adds or changes one item. What the server refuses stands at its field; unsaved work is not lost without a question. */
export function ItemDialog({ kind, stored, onClose }: ItemDialogProps) {
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const [dirty, setDirty] = useState(false);
  const [busy, setBusy] = useState<'save' | 'next'>();
  const first = useRef<InputRef>(null);

  const ask = useLeaveGuard(dirty);

  const close = (): void => (dirty ? ask(onClose) : onClose());

  const toldFailure = (failure: unknown): void => {
    const told = fieldSentences(failure);
    const fields = (['means', 'said', 'word'] as const).flatMap((name) => {
      const errors = told.filter(({ path }) => path[0] === name).map(({ message: each }) => each);
      return errors.length > 0 ? [{ name, errors }] : [];
    });
    form.setFields(fields);
    if (fields.length === 0) void message.error(describeFailure(failure));
    // A colleague was faster: the list behind brings the newest version, and with it the dialog.
    if (failure instanceof ProblemError && failure.code === 'conflict') {
      void message.info(words.conflict);
      void vocabularyWritten(queries).then(onClose);
    }
  };

  const save = async (then: 'save' | 'next'): Promise<void> => {
    const fields = await form.validateFields().catch(() => undefined);
    if (fields === undefined) return;
    const content: VocabularyContent =
      kind === 'synonyms' ? { kind, means: fields.means, said: fields.said } : { kind, word: fields.word };
    setBusy(then);
    try {
      const { item } =
        stored === undefined
          ? await vocabularyApi.create(content)
          : await vocabularyApi.update(stored, content);
      void message.success(words.saved(nameOf(item)));
      void vocabularyWritten(queries);
      setDirty(false);
      if (then === 'save') onClose();
      else {
        form.resetFields();
        first.current?.focus();
      }
    } catch (failure) {
      toldFailure(failure);
    } finally {
      setBusy(undefined);
    }
  };

  return (
    <Modal
      open
      title={(stored === undefined ? words.add : words.edit)[kind]}
      width={460}
      onCancel={close}
      mask={{ closable: !dirty }}
      afterOpenChange={(open) => (open ? first.current?.focus() : undefined)}
      footer={
        <div className="item-foot">
          {dirty ? <span className="item-dirty">{text.knowledge.unsaved}</span> : null}
          <span className="grow" />
          {stored === undefined ? (
            <Button
              loading={busy === 'next'}
              disabled={busy !== undefined || !dirty}
              onClick={() => void save('next')}
            >
              {words.saveAndNext}
            </Button>
          ) : (
            <Button onClick={close}>{text.cancel}</Button>
          )}
          <Button
            type="primary"
            loading={busy === 'save'}
            disabled={busy !== undefined || !dirty}
            onClick={() => void save('save')}
          >
            {words.save}
          </Button>
        </div>
      }
    >
      <p className="faint item-about">{words.about[kind]}</p>
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initialOf(stored)}
        onValuesChange={() => setDirty(true)}
        onFinish={() => void save('save')}
      >
        {kind === 'synonyms' ? (
          <>
            <Form.Item
              name="means"
              label={words.means}
              tooltip={words.meansHint}
              rules={[required, { max: longestExpression, message: words.limit }]}
            >
              <Input ref={first} placeholder={words.meansPlaceholder} autoComplete="off" />
            </Form.Item>
            <Form.Item
              name="said"
              label={words.said}
              extra={words.saidHint}
              rules={[{ required: true, type: 'array', min: 1, message: text.failure.required }]}
            >
              <Select
                mode="tags"
                open={false}
                suffixIcon={null}
                maxCount={mostInGroup - 1}
                tokenSeparators={separators}
                placeholder={words.saidPlaceholder}
              />
            </Form.Item>
          </>
        ) : (
          <Form.Item
            name="word"
            label={words.word[kind]}
            rules={[required, { max: longestExpression, message: words.limit }]}
          >
            <Input
              ref={first}
              placeholder={words.wordPlaceholder[kind]}
              autoComplete="off"
              onPressEnter={(event) => {
                if (event.nativeEvent.isComposing || event.keyCode === 229) event.preventDefault();
              }}
            />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}

function initialOf(stored: VocabularyItem | undefined): Fields {
  if (stored === undefined) return { means: '', said: [], word: '' };
  return stored.kind === 'synonyms'
    ? { means: stored.means, said: stored.said, word: '' }
    : { means: '', said: [], word: stored.word };
}
