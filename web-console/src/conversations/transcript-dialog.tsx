import { useQuery } from '@tanstack/react-query';
import { App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { request } from '../api/http.js';
import { describeFailure } from '../api/problem.js';
import { text } from '../strings.js';

const words = text.transcript;
/** As the server checks it. */
const looksLikeAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const longestAddress = 200;

/** Whether the shop has said how transcripts are sent by e-mail; false until that is known. */
export function useTranscriptMail(): boolean {
  const { data } = useQuery({
    queryKey: ['transcript-mail'],
    queryFn: () => request<{ available: boolean }>('/v1/transcript-mail'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.available === true;
}

/** Asks where the transcript of a conversation is to be sent. */
export function TranscriptDialog({
  conversationId,
  onClose,
}: {
  conversationId: string;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const [address, setAddress] = useState('');
  const [trouble, setTrouble] = useState<string>();
  const [busy, setBusy] = useState(false);

  const send = async (): Promise<void> => {
    const email = address.trim();
    if (!looksLikeAddress.test(email)) {
      setTrouble(words.wrong);
      return;
    }
    setBusy(true);
    setTrouble(undefined);
    try {
      await request(`/v1/conversations/${conversationId}/transcript-requests`, {
        method: 'POST',
        body: { email },
      });
      void message.success(words.sent(email));
      onClose();
    } catch (failure) {
      setTrouble(describeFailure(failure));
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={words.title}
      width={400}
      okText={words.ok}
      cancelText={text.cancel}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <p className="faint">{words.hint}</p>
      <Form layout="vertical" onFinish={() => void send()}>
        <Form.Item
          label={words.address}
          htmlFor="transcript-address"
          {...(trouble === undefined ? {} : { validateStatus: 'error' as const, help: trouble })}
        >
          <Input
            id="transcript-address"
            type="email"
            autoFocus
            maxLength={longestAddress}
            placeholder="name@example.com"
            value={address}
            onChange={(event) => {
              setAddress(event.target.value);
              setTrouble(undefined);
            }}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
