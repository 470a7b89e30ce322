import { App, Button, Input } from 'antd';
import { useState } from 'react';
import type { ContactInFull } from '../../../src/contract/privacy.js';
import { request } from '../api/http.js';
import { describeFailure } from '../api/problem.js';
import { text } from '../strings.js';
import { privacyText as words } from '../strings-privacy.js';

/**
 * Who the customer is in full, once somebody has said what they need it for.
 * @returns what is known in full, absent until then; and what asks for it
 */
export function useInFull(conversationId: string): { full?: ContactInFull; ask: () => void } {
  const { message, modal } = App.useApp();
  const [opened, setOpened] = useState<{ of: string; full: ContactInFull }>();

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
          const full = await request<ContactInFull>(
            `/v1/conversations/${encodeURIComponent(conversationId)}/contact`,
            { method: 'POST', body: { reason } },
          );
          setOpened({ of: conversationId, full });
        } catch (failure) {
          void message.error(describeFailure(failure));
          throw failure;
        }
      },
    });
  }
  return { ask, ...(opened?.of === conversationId ? { full: opened.full } : {}) };
}

interface ContactProps {
  /** Telephone and e-mail as they are shown. */
  shown: string[];
  /** Asks for everything in full; undefined: it is shown in full. */
  onAsk: (() => void) | undefined;
}

export function Contact({ shown, onAsk }: ContactProps) {
  if (shown.length === 0 && onAsk === undefined) return null;
  return (
    <div className="customer-id">
      {shown.join(' · ')}{' '}
      {onAsk === undefined ? null : (
        <Button type="link" size="small" onClick={onAsk}>
          {words.unmask}
        </Button>
      )}
    </div>
  );
}
