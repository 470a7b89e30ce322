import { signal } from '@preact/signals-core';
import { describe, expect, it } from 'vitest';
import { createDeviceStorage, memoryStorage } from '../device-storage.js';
import { addLive, addPage, emptyBook } from './message-book.js';
import { messageOf } from './message-fixtures.js';
import { createReading } from './reading.js';
import { countUnread, firstUnread, readAtFirstSight } from './unread.js';

function setUp(web = memoryStorage()) {
  const book = signal(emptyBook('c1'));
  const news: string[] = [];
  const read: number[] = [];
  const reading = createReading({
    book,
    storage: createDeviceStorage('shop', () => web),
    onNews: (message, seen) => news.push(`${message.sequence}${seen ? ' seen' : ''}`),
    onRead: (sequence) => read.push(sequence),
  });
  return { book, news, read, reading };
}

describe('reading', () => {
  it('counts what arrives while closed, and clears it on opening', () => {
    const { book, reading, read } = setUp();
    book.value = addPage(book.value, [messageOf(1)]);
    reading.begin();
    expect(reading.unread.value).toBe(0);
    book.value = addLive(book.value, messageOf(2));
    book.value = addLive(book.value, messageOf(3, { from: 'shopper' }));
    expect(reading.unread.value).toBe(1);
    reading.setVisible(true);
    expect(reading.unread.value).toBe(0);
    expect(reading.unreadFrom.value).toBe(2);
    expect(read).toEqual([3]);
  });

  it('remembers over a reload how far was read', () => {
    const web = memoryStorage();
    const before = setUp(web);
    before.book.value = addPage(before.book.value, [messageOf(1)]);
    before.reading.begin();
    before.reading.setVisible(true);
    before.book.value = addLive(before.book.value, messageOf(2));
    const after = setUp(web);
    after.book.value = addPage(after.book.value, [messageOf(1), messageOf(2), messageOf(3)]);
    after.reading.begin();
    expect(after.reading.unread.value).toBe(1);
  });

  it('takes what was read in another tab as read, and tells again what the server missed', () => {
    const { book, reading, read } = setUp();
    book.value = addPage(book.value, [messageOf(1), messageOf(2), messageOf(3)]);
    reading.begin();
    book.value = addLive(book.value, messageOf(4));
    expect(reading.unread.value).toBe(1);
    reading.agree(4);
    expect(reading.unread.value).toBe(0);
    expect(read).toEqual([]);
    reading.agree(2);
    expect(read).toEqual([4]);
  });

  it('reports each message once and in order, also when a gap is filled later', () => {
    const { book, news, reading } = setUp();
    book.value = addPage(book.value, [messageOf(1)]);
    reading.begin();
    book.value = addLive(book.value, messageOf(3));
    expect(news).toEqual([]);
    book.value = addPage(book.value, [messageOf(2), messageOf(3)]);
    book.value = addLive(book.value, messageOf(3));
    reading.setVisible(true);
    book.value = addLive(book.value, messageOf(4));
    expect(news).toEqual(['2', '3', '4 seen']);
  });
});

describe('unread', () => {
  it('does not count own messages and events', () => {
    const messages = [
      messageOf(1),
      messageOf(2, { from: 'shopper' }),
      messageOf(3, { from: 'system', type: 'event' }),
      messageOf(4),
    ];
    expect(countUnread(messages, 1)).toBe(1);
    expect(firstUnread(messages, 1)).toBe(4);
    expect(firstUnread(messages, 4)).toBeUndefined();
  });

  it('takes a greeting as read on a new device, but not the answer to what was asked elsewhere', () => {
    expect(readAtFirstSight([messageOf(1)])).toBe(1);
    expect(readAtFirstSight([messageOf(1), messageOf(2, { from: 'shopper' }), messageOf(3)])).toBe(2);
    expect(readAtFirstSight([])).toBe(0);
  });
});
