import type { Message } from '../../../src/contract/messages.js';
import type { Note } from '../../../src/contract/staff-socket.js';
import type { PendingMessage } from './message-log.js';
import { dayOf } from './waiting-time.js';

/** One line of the middle pane, top to bottom. */
export type TimelineItem =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'event'; key: string; message: Message }
  /** `continues`: by the same sender soon after, so that name and picture are not repeated. */
  | { kind: 'message'; key: string; message: Message; continues: boolean }
  | { kind: 'note'; key: string; note: Note }
  | { kind: 'pending'; key: string; pending: PendingMessage; continues: boolean };

const togetherMilliseconds = 3 * 60_000;

/** Messages by sequence, notes between them by time, then what is still on its way; a divider for each new day. */
export function buildTimeline(
  messages: readonly Message[],
  notes: readonly Note[],
  pending: readonly PendingMessage[],
): TimelineItem[] {
  const items: TimelineItem[] = [];
  const laterNotes = [...notes].sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  let day: number | undefined;
  let before: { who: string; at: number } | undefined;

  const startDay = (at: string): void => {
    if (dayOf(at) === day) return;
    day = dayOf(at);
    before = undefined;
    items.push({ kind: 'day', key: `day-${day}`, at });
  };
  const addNotesUntil = (at: string | undefined): void => {
    while (laterNotes[0] !== undefined && (at === undefined || laterNotes[0].createdAt < at)) {
      const [note] = laterNotes.splice(0, 1);
      if (note === undefined) return;
      startDay(note.createdAt);
      before = undefined;
      items.push({ kind: 'note', key: `note-${note.id}`, note });
    }
  };
  const follows = (who: string, at: string): boolean => {
    const time = Date.parse(at);
    const continues = before?.who === who && time - before.at < togetherMilliseconds;
    before = { who, at: time };
    return continues;
  };

  for (const message of messages) {
    addNotesUntil(message.createdAt);
    startDay(message.createdAt);
    if (message.from === 'system' || message.type === 'event') {
      before = undefined;
      items.push({ kind: 'event', key: message.id, message });
    } else {
      const continues = follows(`${message.from}:${message.agentName ?? ''}`, message.createdAt);
      // The key stays when a pending message becomes a stored one, so that nothing flickers.
      items.push({ kind: 'message', key: message.clientMessageId ?? message.id, message, continues });
    }
  }
  addNotesUntil(undefined);
  for (const waiting of pending) {
    startDay(waiting.createdAt);
    const continues = follows('pending', waiting.createdAt);
    items.push({ kind: 'pending', key: waiting.clientMessageId, pending: waiting, continues });
  }
  return items;
}
