import type { Message } from '../../../src/contract/messages.js';
import { momentWords } from '../wording.js';
import { AttachmentPlace } from './attachment-place.jsx';
import { Avatar } from './avatar.jsx';
import { CardView, isWide } from './card-view.jsx';
import { now } from './clock.js';
import { useWidget } from './context.js';
import type { Cards } from './late-parts.js';
import { QuickReplies } from './quick-replies.jsx';
import { RichText } from './rich-text.jsx';
import { SourceLine } from './source-line.jsx';

/** One stored message. `first`/`last`: its place among neighbours by the same side. */
export function MessageRow(props: {
  message: Message;
  first: boolean;
  last: boolean;
  newest: boolean;
  read: boolean;
  cards: Cards;
}) {
  const { message, first, last, newest, read, cards } = props;
  const { t, locale } = useWidget();
  if (message.type === 'event' || message.from === 'system') {
    return (
      <>
        {message.text && (
          <div class="event">
            <RichText text={message.text} />
          </div>
        )}
        {message.card && <CardView message={message} card={message.card} cards={cards} />}
        {newest && message.quickReplies && <QuickReplies replies={message.quickReplies} />}
      </>
    );
  }

  const own = message.from === 'shopper';
  const { card, attachment } = message;
  const replies = message.quickReplies ?? (card?.kind === 'quickReplies' ? card.replies : undefined);
  const unknown = !message.text && !card && !attachment;
  const speaker = own ? t.you : (message.agentName ?? t.assistant);
  const classes = [
    'row',
    own ? 'from-shopper' : 'from-other',
    first && 'first',
    last && 'last',
    card && isWide(card) && 'wide',
  ];
  const moment = momentWords(Date.parse(message.createdAt), now.value, locale, t);
  return (
    <>
      <div class={classes.filter(Boolean).join(' ')}>
        {!own && first && (
          <Avatar agentName={message.from === 'agent' ? (message.agentName ?? '客') : undefined} size={28} />
        )}
        <span class="visually-hidden">{speaker}</span>
        {(message.text || unknown) && (
          <div class="bubble">
            <RichText text={message.text ?? t.attachment} />
          </div>
        )}
        {attachment && <AttachmentPlace attachment={attachment} />}
        {card && <CardView message={message} card={card} cards={cards} />}
        {message.source && <SourceLine messageId={message.id} title={message.source.title} />}
        {last && (
          <div class="below">
            {message.from === 'agent' && message.agentName && <span>{message.agentName}</span>}
            <time dateTime={message.createdAt}>{moment}</time>
            {read && <span>{t.read}</span>}
          </div>
        )}
      </div>
      {newest && replies && <QuickReplies replies={replies} />}
    </>
  );
}
