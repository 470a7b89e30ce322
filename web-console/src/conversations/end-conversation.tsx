import { useQuery } from '@tanstack/react-query';
import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { ClosingSettings } from '../../../src/contract/closing.js';
import { request } from '../api/http.js';
import type { ClosingWords } from '../live/desk-actions.js';
import { text } from '../strings.js';

interface EndConversationProps {
  open: boolean;
  busy: boolean;
  onCancel: () => void;
  onEnd: (words: ClosingWords) => void;
}

const words = text.closing;
const longestNote = 500;

/** Asks what came of a conversation before it is ended, as the shop's settings want it. */
export function EndConversation({ open, busy, onCancel, onEnd }: EndConversationProps) {
  const { data, isPending } = useQuery({
    queryKey: ['settings', '/v1/closing'],
    queryFn: () => request<ClosingSettings>('/v1/closing'),
    enabled: open,
  });
  const [chosen, setChosen] = useState<string>();
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const dispositions = data?.dispositions ?? [];
  const disposition = dispositions.find(({ name }) => name === chosen);
  const missing = data?.dispositionRequired === true && disposition === undefined;
  const noteMissing = disposition?.needsNote === true && note.trim() === '';

  const end = (): void => {
    setTried(true);
    if (missing || noteMissing) return;
    onEnd({
      ...(disposition === undefined ? {} : { disposition: disposition.name }),
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    });
  };
  return (
    <Modal
      title={words.title}
      open={open}
      width={400}
      okText={words.end}
      cancelText={text.cancel}
      confirmLoading={busy}
      onCancel={onCancel}
      onOk={end}
    >
      <p className="faint">{words.hint}</p>
      <Form layout="vertical">
        <Form.Item
          label={words.disposition}
          htmlFor="disposition"
          required={data?.dispositionRequired === true}
          {...(tried && missing ? { validateStatus: 'error' as const, help: words.dispositionNeeded } : {})}
        >
          <Select
            id="disposition"
            allowClear
            loading={isPending}
            // A list that opens empty stays where it was when the results come.
            disabled={isPending}
            placeholder={words.choose}
            value={chosen ?? null}
            onChange={(next) => setChosen(next ?? undefined)}
            options={dispositions.map(({ name }) => ({ value: name, label: name }))}
          />
        </Form.Item>
        <Form.Item
          label={words.note}
          htmlFor="closing-note"
          required={disposition?.needsNote === true}
          {...(tried && noteMissing ? { validateStatus: 'error' as const, help: words.noteNeeded } : {})}
        >
          <Input.TextArea
            id="closing-note"
            rows={3}
            maxLength={longestNote}
            placeholder={words.noteOptional}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
