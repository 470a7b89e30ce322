import type { Message } from '../../../src/contract/messages.js';
import type { OutboxItem } from './outbox.js';

/** A line of the message list, ready to draw. `key` stays the same when a pending message is confirmed. */
export type Row =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'unread'; key: string }
  | {
      kind: 'message';
      key: string;
      message: Message;
      /** First and last of neighbouring messages by the same side: name above, time below. */
      first: boolean;
      last: boolean;
      newest: boolean;
    }
  | { kind: 'pending'; key: string; item: OutboxItem };

/** A pause after which the same speaker starts a new group. */
const groupPauseMs = 3 * 60_000;

/**
 * @param messages in order
 * @param pending the outbox; items that already stand in `messages` are left out
 * @param unreadFrom sequence of the first message that was new when the panel opened
 */
export function buildTimeline(
  messages: readonly Message[],
  pending: readonly OutboxItem[],
  unreadFrom: number | undefined,
): Row[] {
  const rows: Row[] = [];
  const stored = new Set(messages.map((message) => message.clientMessageId));
  const waiting = pending.filter((item) => !stored.has(item.clientMessageId));

  const dayOf = (message: Message) => startOfDay(Date.parse(message.createdAt));
  /** Whether a line stands between two neighbours, or they belong to different groups. */
  const apart = (a: Message | undefined, b: Message | undefined) =>
    !a || !b || b.sequence === unreadFrom || dayOf(a) !== dayOf(b) || !together(a, b);

  messages.forEach((message, index) => {
    const before = messages[index - 1];
    const after = messages[index + 1];
    const day = dayOf(message);
    if (!before || dayOf(before) !== day) rows.push({ kind: 'day', key: `day-${message.sequence}`, at: day });
    if (message.sequence === unreadFrom) rows.push({ kind: 'unread', key: 'unread' });
    rows.push({
      kind: 'message',
      key: message.clientMessageId ?? message.id,
      message,
      first: apart(before, message),
      last: apart(message, after),
      newest: !after && waiting.length === 0,
    });
  });
  for (const item of waiting) rows.push({ kind: 'pending', key: item.clientMessageId, item });
  return rows;
}

function together(a: Message, b: Message): boolean {
  return (
    a.from === b.from &&
    a.type !== 'event' &&
    b.type !== 'event' &&
    a.agentName === b.agentName &&
    Date.parse(b.createdAt) - Date.parse(a.createdAt) < groupPauseMs
  );
}

/** Midnight of that moment on this device, in milliseconds since 1970. */
export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
