import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/contract/messages.js';
import { buildTimeline } from './timeline.js';

const at = (minute: number, day = 21): string => new Date(2026, 10, day, 10, minute).toISOString();

function message(sequence: number, minute: number, more: Partial<Message> = {}): Message {
  return {
    id: `m${sequence}`,
    conversationId: 'c',
    sequence,
    from: 'shopper',
    type: 'text',
    text: '在吗',
    createdAt: at(minute),
    ...more,
  };
}

describe('timeline', () => {
  it('starts each day with a divider and groups what one person says in a row', () => {
    const items = buildTimeline(
      [message(1, 0), message(2, 1), message(3, 30), message(4, 0, { createdAt: at(0, 22) })],
      [],
      [],
    );
    expect(items.map(({ kind }) => kind)).toEqual(['day', 'message', 'message', 'message', 'day', 'message']);
    const continues = items.flatMap((item) => (item.kind === 'message' ? [item.continues] : []));
    expect(continues).toEqual([false, true, false, false]);
  });

  it('puts notes where they were written and pending messages last', () => {
    const note = (id: string, minute: number) => ({
      id,
      conversationId: 'c',
      author: '小禾',
      text: '老顾客',
      createdAt: at(minute),
    });
    const items = buildTimeline(
      [message(1, 0), message(2, 10)],
      [note('late', 20), note('between', 5)],
      [{ clientMessageId: 'p1', text: '您好', createdAt: at(2), state: 'sending' }],
    );
    expect(items.map(({ key }) => key).slice(1)).toEqual(['m1', 'note-between', 'm2', 'note-late', 'p1']);
  });

  it('shows system events as dividers that break a group', () => {
    const items = buildTimeline(
      [message(1, 0), message(2, 1, { from: 'system', type: 'event' }), message(3, 2)],
      [],
      [],
    );
    expect(items.map(({ kind }) => kind)).toEqual(['day', 'message', 'event', 'message']);
    expect(items.at(-1)).toMatchObject({ continues: false });
  });

  it('keeps the key when a pending message is stored', () => {
    const items = buildTimeline([message(1, 0, { from: 'agent', clientMessageId: 'p1' })], [], []);
    expect(items.at(-1)?.key).toBe('p1');
  });
});
