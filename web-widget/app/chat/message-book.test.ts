import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addLive, addPage, emptyBook, hasGap, inOrder, type MessageBook } from './message-book.js';
import { messageOf } from './message-fixtures.js';

const sequences = (book: MessageBook) => inOrder(book).map((message) => message.sequence);

describe('message book', () => {
  it('shows every message once and in order, whatever arrives twice, late or out of order', () => {
    const arrival = fc.array(fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constant('sync' as const)), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(arrival, (arrivals) => {
        let book = emptyBook('c1');
        const seen = new Set<number>();
        let newest = 0;
        for (const each of arrivals) {
          if (each === 'sync') {
            // The server answers with everything that it has after what we know to be complete.
            const after = book.completeThrough;
            const page = Array.from({ length: newest - after }, (_, index) => messageOf(after + index + 1));
            book = addPage(book, page);
            for (const message of page) seen.add(message.sequence);
          } else {
            newest = Math.max(newest, each);
            book = addLive(book, messageOf(each));
            seen.add(each);
          }
          expect(sequences(book)).toEqual([...seen].sort((a, b) => a - b));
        }
        book = addPage(
          book,
          Array.from({ length: newest }, (_, index) => messageOf(index + 1)),
        );
        expect(hasGap(book)).toBe(false);
        expect(sequences(book)).toEqual(Array.from({ length: newest }, (_, index) => index + 1));
      }),
    );
  });

  it('sees a gap when a predecessor is missing, and none when messages come one by one', () => {
    const one = addLive(emptyBook('c1'), messageOf(1));
    expect(hasGap(one)).toBe(false);
    expect(hasGap(addLive(one, messageOf(3)))).toBe(true);
    expect(hasGap(addLive(addLive(one, messageOf(3)), messageOf(2)))).toBe(false);
  });

  it('takes numbers that are not ours to see as no gap once the server has answered', () => {
    const book = addPage(emptyBook('c1'), [messageOf(1), messageOf(4)]);
    expect(hasGap(book)).toBe(false);
    expect(book.completeThrough).toBe(4);
  });

  it('replaces a message by a newer form of it and ignores other conversations', () => {
    const book = addLive(addLive(emptyBook('c1'), messageOf(1)), messageOf(1, { text: '改过的' }));
    expect(inOrder(book).map((message) => message.text)).toEqual(['改过的']);
    expect(addLive(book, messageOf(2, { conversationId: 'c2' })).bySequence.size).toBe(1);
  });
});
