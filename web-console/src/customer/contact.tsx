import { App, Button, Input } from 'antd';
import { useState } from 'react';
import type { ContactInFull } from '../../../src/contract/privacy.js';
import { request } from '../api/http.js';
import { describeFailure } from '../api/problem.js';
import { text } from '../strings.js';
import { privacyText as words } from '../strings-privacy.js';

/** Telephone and e-mail, masked until somebody says what they need them for. */
export function Contact({ conversationId, masked }: { conversationId: string; masked: string[] }) {
  const { message, modal } = App.useApp();
  const [full, setFull] = useState<{ of: string; words: string }>();
  const shown = full?.of === conversationId ? full.words : masked.join(' · ');

  function ask(): void {
    let reason = '';
    void modal.confirm({
      title: words.unmaskTitle,
      content: (
        <>
          <p className="faint">{words.unmaskHint}</p>
          <Input
            aria-label={words.unmaskReason}
            placeholder={words.unmaskReason}
            maxLength={100}
            onChange={(event) => {
              reason = event.target.value;
            }}
          />
        </>
      ),
      okText: words.unmask,
      cancelText: text.cancel,
      onOk: async () => {
        try {
          const { phone, email } = await request<ContactInFull>(
            `/v1/conversations/${encodeURIComponent(conversationId)}/contact`,
            { method: 'POST', body: { reason } },
          );
          const words = [phone, email].filter((each) => each !== undefined).join(' · ');
          setFull({ of: conversationId, words });
        } catch (failure) {
          void message.error(describeFailure(failure));
          throw failure;
        }
      },
    });
  }
  return (
    <div className="customer-id">
      {shown}{' '}
      {full?.of === conversationId ? null : (
        <Button type="link" size="small" onClick={ask}>
          {words.unmask}
        </Button>
      )}
    </div>
  );
}
