import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { Message } from '../../../src/contract/messages.js';
import type { DeviceStorage } from '../device-storage.js';
import { inOrder, lastSequence, type MessageBook } from './message-book.js';
import { countUnread, firstUnread, readAtFirstSight } from './unread.js';

export interface Reading {
  unread: ReadonlySignal<number>;
  /** Sequence under which the line "new messages" stands; undefined for none. */
  unreadFrom: Signal<number | undefined>;
  /** Another conversation, or the same after its first sync. */
  begin(): void;
  /** What the server knows of it: read elsewhere counts here too, and what it missed is told again. */
  agree(sequence: number): void;
  /** The shopper has the messages before the eyes, or no longer. */
  setVisible(visible: boolean): void;
}

/**
 * Keeps how far the shopper has read, on this device and on the server, and reports each message once, in order, the
 * moment that it is known together with all before it.
 */
export function createReading(parts: {
  book: Signal<MessageBook>;
  storage: DeviceStorage;
  onNews: (message: Message, seen: boolean) => void;
  onRead: (sequence: number) => void;
}): Reading {
  const { book, storage } = parts;
  const visible = signal(false);
  const readThrough = signal(Number.POSITIVE_INFINITY);
  const unreadFrom = signal<number | undefined>(undefined);
  let reportedThrough = Number.POSITIVE_INFINITY;
  const key = () => `read:${book.value.conversationId}`;

  const read = (sequence: number): void => {
    readThrough.value = sequence;
    storage.write(key(), sequence);
  };
  effect(() => {
    const last = lastSequence(book.value);
    if (!visible.value || last <= readThrough.value) return;
    read(last);
    parts.onRead(last);
  });
  effect(() => {
    const { completeThrough, bySequence } = book.value;
    while (reportedThrough < completeThrough) {
      reportedThrough += 1;
      const message = bySequence.get(reportedThrough);
      if (message) parts.onNews(message, visible.peek());
    }
  });

  return {
    unread: computed(() => countUnread(inOrder(book.value), readThrough.value)),
    unreadFrom,
    begin() {
      const messages = inOrder(book.value);
      const stored = storage.read(key());
      readThrough.value = typeof stored === 'number' ? stored : readAtFirstSight(messages);
      reportedThrough = book.value.completeThrough;
      unreadFrom.value = visible.value ? firstUnread(messages, readThrough.peek()) : undefined;
    },
    agree(sequence) {
      const here = readThrough.peek();
      if (here < sequence) read(sequence);
      else if (here > sequence && here <= lastSequence(book.peek())) parts.onRead(here);
    },
    setVisible(now) {
      if (now === visible.value) return;
      if (now) unreadFrom.value = firstUnread(inOrder(book.value), readThrough.value);
      visible.value = now;
    },
  };
}
