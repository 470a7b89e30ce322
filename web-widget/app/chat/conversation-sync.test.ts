import { signal } from '@preact/signals-core';
import { describe, expect, it } from 'vitest';
import type { ConversationStatus } from '../../../src/contract/messages.js';
import { createSync } from './conversation-sync.js';
import { emptyBook, inOrder } from './message-book.js';
import { messageOf } from './message-fixtures.js';

const state: ConversationStatus = { conversationId: 'c1', state: 'bot', version: 1 };
const read = { shopper: 0, staff: 0 };
const settle = () => new Promise((done) => setTimeout(done, 0));

function setUp(stored: number, pageSize: number) {
  const book = signal(emptyBook('c1'));
  const asked: number[] = [];
  const outcome: string[] = [];
  let broken = false;
  const sync = createSync({
    book,
    ask: async (after) => {
      asked.push(after);
      if (broken) return { ok: false, error: { code: 'unavailable', message: 'gone' } };
      const rest = Array.from({ length: stored - after }, (_, index) => messageOf(after + index + 1));
      return { ok: true, messages: rest.slice(0, pageSize), hasMore: rest.length > pageSize, state, read };
    },
    onPage: () => outcome.push('page'),
    onComplete: () => outcome.push('complete'),
    onFailed: () => outcome.push('failed'),
  });
  return { book, asked, outcome, sync, fail: () => (broken = true) };
}

describe('conversation sync', () => {
  it('asks page after page until nothing is missing', async () => {
    const { book, asked, outcome, sync } = setUp(7, 3);
    sync();
    await settle();
    expect(asked).toEqual([0, 3, 6]);
    expect(inOrder(book.value)).toHaveLength(7);
    expect(outcome.at(-1)).toBe('complete');
  });

  it('joins calls that come while it runs into one more round', async () => {
    const { asked, sync } = setUp(2, 3);
    sync();
    sync();
    sync();
    await settle();
    expect(asked).toEqual([0, 2]);
  });

  it('reports a page that cannot be had and works again afterwards', async () => {
    const { outcome, sync, fail } = setUp(2, 3);
    fail();
    sync();
    await settle();
    expect(outcome).toEqual(['failed']);
  });

  it('does not mix the answer for one conversation into another', async () => {
    const { book, sync } = setUp(2, 3);
    sync();
    book.value = emptyBook('c2');
    await settle();
    expect(book.value.bySequence.size).toBe(0);
  });
});
