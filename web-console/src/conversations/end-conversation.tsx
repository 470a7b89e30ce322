import { Form, Modal, Select } from 'antd';
import { useState } from 'react';
import { text } from '../strings.js';

interface EndConversationProps {
  open: boolean;
  busy: boolean;
  onCancel: () => void;
  onEnd: (disposition: string) => void;
}

/** Asks how a conversation came out before it is ended. */
export function EndConversation({ open, busy, onCancel, onEnd }: EndConversationProps) {
  const [disposition, setDisposition] = useState<string>(text.thread.dispositions[0]);
  return (
    <Modal
      title={text.thread.endTitle}
      open={open}
      width={380}
      okText={text.thread.end}
      cancelText={text.cancel}
      confirmLoading={busy}
      onCancel={onCancel}
      onOk={() => onEnd(disposition)}
    >
      <p className="faint">{text.thread.endHint}</p>
      <Form layout="vertical">
        <Form.Item label={text.thread.disposition} htmlFor="disposition">
          <Select
            id="disposition"
            value={disposition}
            onChange={setDisposition}
            options={text.thread.dispositions.map((value) => ({ value, label: value }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
