import { PhoneOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ConversationSummary } from '../../../src/contract/staff-socket.js';
import { useNow } from '../live/use-now.js';
import { text } from '../strings.js';
import { reasonWords } from './urgency.js';
import type { Actions } from './use-actions.js';

interface OfferBarProps {
  summary: ConversationSummary;
  actions: Actions;
  onTaken: (conversationId: string) => void;
}

/** Somebody whom this person is asked to take, with the time left to say so. Gone when it has run out. */
export function OfferBar({ summary, actions, onTaken }: OfferBarProps) {
  const now = useNow();
  const { conversationId, customer, offeredTo, handOffReason } = summary;
  const left = Math.ceil((Date.parse(offeredTo?.until ?? '') - now) / 1000);
  if (!(left > 0)) return null;
  const { claim, decline, busy } = actions;
  return (
    <section className="offer" role="alert">
      <div className="offer-words">
        <PhoneOutlined aria-hidden />
        <strong className="ellipsis">{text.desk.offer(customer.name)}</strong>
        {handOffReason === undefined ? null : (
          <span className="faint ellipsis">{reasonWords(handOffReason)}</span>
        )}
      </div>
      <div className="offer-left" role="timer">
        {text.desk.offerLeft(left)}
      </div>
      <div className="offer-buttons">
        <Button
          size="small"
          loading={busy === `decline:${conversationId}`}
          onClick={() => void decline(conversationId)}
        >
          {text.desk.decline}
        </Button>
        <Button
          size="small"
          type="primary"
          loading={busy === `claim:${conversationId}`}
          onClick={async () => {
            if (await claim(conversationId, customer.name)) onTaken(conversationId);
          }}
        >
          {text.desk.accept}
        </Button>
      </div>
    </section>
  );
}
