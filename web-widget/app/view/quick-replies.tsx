import type { QuickReply } from '../../../src/contract/cards.js';
import { useWidget } from './context.js';

export function QuickReplies({ replies }: { replies: readonly QuickReply[] }) {
  const { chat } = useWidget();
  return (
    <div class="quick-replies">
      {replies.map((reply) => (
        <button
          key={reply.payload}
          type="button"
          onClick={() => chat.send(reply.label, { quickReply: reply })}
        >
          {reply.label}
        </button>
      ))}
    </div>
  );
}
