import type { OutboxItem } from '../chat/outbox.js';
import { AttachmentPlace } from './attachment-place.jsx';
import { useWidget } from './context.js';
import { RichText } from './rich-text.jsx';

/** A message on its way out: sending, waiting for the network, or refused with the way to try again. */
export function PendingRow({ item }: { item: OutboxItem }) {
  const { chat, t } = useWidget();
  const { refused } = item;
  return (
    <div class={`row from-shopper first last ${refused ? 'refused' : 'pending'}`}>
      {item.attachment ? (
        <AttachmentPlace attachment={item.attachment} />
      ) : (
        <div class="bubble">
          <RichText text={item.text} />
        </div>
      )}
      <div class="below">
        {!refused && chat.connection.value === 'offline' && t.waitingForNetwork}
        {refused && (
          <>
            <span>{t.refused}</span>
            <button type="button" onClick={() => chat.outbox.retry(item.clientMessageId)}>
              {t.retry}
            </button>
            <button type="button" onClick={() => chat.outbox.discard(item.clientMessageId)}>
              {t.discard}
            </button>
          </>
        )}
      </div>
    </div>
  );
}
