import {
  BookOutlined,
  EditOutlined,
  ExclamationCircleFilled,
  EyeInvisibleOutlined,
  SwapOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import type { Message } from '../../../src/contract/messages.js';
import type { Note } from '../../../src/contract/staff-socket.js';
import { CardView, QuickReplies } from '../cards/card-view.js';
import { RichText } from '../cards/rich-text.js';
import { PersonAvatar } from '../shell/person-avatar.js';
import { text } from '../strings.js';
import { AttachmentView } from './attachment-view.js';
import type { PendingMessage } from './message-log.js';
import { clockWords } from './waiting-time.js';

/** Who the shopper is, as far as anybody knows. */
export interface Shopper {
  name: string;
  known: boolean;
}

interface MessageBubbleProps {
  message: Message;
  continues: boolean;
  shopper: Shopper;
  /** "已读" or "已送达", under the newest message of ours only. */
  receipt: string | undefined;
}

/** One message: the shopper's on the left, the shop's (bot or person) on the right. */
export function MessageBubble({ message, continues, shopper, receipt }: MessageBubbleProps) {
  const { from, source, quickReplies, createdAt } = message;
  const face = from === 'bot' ? 'bot' : from === 'shopper' && !shopper.known ? 'visitor' : undefined;
  const who = senderName(message, shopper.name);
  return (
    <div className={`bubble-line from-${from}${continues ? ' continues' : ''}`}>
      <div className="bubble-avatar">
        {continues ? null : (
          <PersonAvatar name={who} size={30} {...(face === undefined ? {} : { as: face })} />
        )}
      </div>
      <div className="bubble-column">
        {continues ? null : (
          <div className="bubble-who">
            {who} <time dateTime={createdAt}>{clockWords(createdAt)}</time>
          </div>
        )}
        <MessageBody message={message} />
        {source === undefined ? null : (
          <div className="bubble-source">
            <BookOutlined aria-hidden /> {text.thread.source(source.title)}
          </div>
        )}
        {quickReplies === undefined || quickReplies.length === 0 ? null : (
          <QuickReplies replies={quickReplies} />
        )}
        {receipt === undefined ? null : <div className="bubble-receipt">{receipt}</div>}
      </div>
    </div>
  );
}

function senderName(message: Message, shopperName: string): string {
  if (message.from === 'shopper') return shopperName;
  return message.from === 'bot' ? text.thread.bot : (message.agentName ?? text.role.agent);
}

function MessageBody({ message }: { message: Message }) {
  const words = message.text ?? '';
  switch (message.type) {
    case 'text':
    case 'event':
      return (
        <div className="bubble">
          <RichText words={words} />
        </div>
      );
    case 'card':
      return (
        <>
          {words === '' ? null : (
            <div className="bubble">
              <RichText words={words} />
            </div>
          )}
          {message.card === undefined ? null : <CardView card={message.card} />}
        </>
      );
    case 'image':
    case 'file':
      return message.attachment === undefined ? (
        <div className="bubble">
          [{text.thread[message.type]}] <RichText words={words} />
        </div>
      ) : (
        <AttachmentView attachment={message.attachment} />
      );
    default:
      return message.type satisfies never;
  }
}

/** A message of ours on its way, or one that the server refused. */
export function PendingBubble({
  pending,
  continues,
  onResend,
  onDiscard,
}: {
  pending: PendingMessage;
  continues: boolean;
  onResend: () => void;
  onDiscard: () => void;
}) {
  const refused = pending.state === 'refused';
  return (
    <div
      className={`bubble-line from-agent pending${refused ? ' refused' : ''}${continues ? ' continues' : ''}`}
    >
      <div className="bubble-avatar" />
      <div className="bubble-column">
        {pending.card ? (
          <CardView card={pending.card} />
        ) : pending.attachment ? (
          <AttachmentView attachment={pending.attachment} />
        ) : (
          <div className="bubble">
            <RichText words={pending.text} />
          </div>
        )}
        {refused ? (
          <div className="bubble-receipt bubble-refused" role="alert">
            <ExclamationCircleFilled aria-hidden /> {pending.problem ?? text.thread.refused}
            <Button size="small" type="link" onClick={onResend}>
              {text.thread.resend}
            </Button>
            <Button size="small" type="link" onClick={onDiscard}>
              {text.thread.discard}
            </Button>
          </div>
        ) : (
          <div className="bubble-receipt">
            {pending.state === 'waiting' ? text.thread.waitingToSend : text.thread.sending}
          </div>
        )}
      </div>
    </div>
  );
}

/** What happened to the conversation itself, as a divider. */
export function EventLine({ message }: { message: Message }) {
  return (
    <div className="event-line">
      <span>
        {message.card === undefined ? message.text : <CardView card={message.card} />}{' '}
        <time dateTime={message.createdAt}>{clockWords(message.createdAt)}</time>
      </span>
    </div>
  );
}

const noteFaces = {
  note: { icon: <EditOutlined aria-hidden />, name: text.thread.note, hint: text.thread.noteHidden },
  whisper: {
    icon: <EyeInvisibleOutlined aria-hidden />,
    name: text.desk.whisper,
    hint: text.desk.whisperHint,
  },
  transfer: {
    icon: <SwapOutlined aria-hidden />,
    name: text.desk.transferMark,
    hint: text.thread.noteHidden,
  },
};

/** An internal note, a supervisor's word or what came with a transfer: impossible to take for a message. */
export function NoteLine({ note }: { note: Note }) {
  const kind = note.kind ?? 'note';
  const { icon, name, hint } = noteFaces[kind];
  return (
    <div className={`note-line note-${kind}`}>
      <div className="note-head">
        {icon}
        <strong>{note.author}</strong>
        <span>
          {name} · {hint}
        </span>
        <time dateTime={note.createdAt}>{clockWords(note.createdAt)}</time>
      </div>
      <RichText words={note.text} />
    </div>
  );
}
