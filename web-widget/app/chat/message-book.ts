import type { Message } from '../../../src/contract/messages.js';

/** All known messages of one conversation, by sequence, so that nothing can show twice. A value: never changed. */
export interface MessageBook {
  readonly conversationId: string;
  readonly bySequence: ReadonlyMap<number, Message>;
  /** Everything up to and including this sequence is known to be here. */
  readonly completeThrough: number;
}

export function emptyBook(conversationId: string): MessageBook {
  return { conversationId, bySequence: new Map(), completeThrough: 0 };
}

/** Adds a message that arrived by itself. Messages of another conversation are left out. */
export function addLive(book: MessageBook, message: Message): MessageBook {
  return add(book, [message], book.completeThrough);
}

/**
 * Adds a page of `conversation.sync` that was asked for with `afterSequence` ≤ `completeThrough`: the page is without
 * holes for this reader, so the book is complete through its last message, even when numbers between are not ours to see.
 */
export function addPage(book: MessageBook, messages: readonly Message[]): MessageBook {
  return add(book, messages, Math.max(book.completeThrough, ...messages.map((message) => message.sequence)));
}

/** True when a message is here whose predecessor is not: time to sync. */
export function hasGap(book: MessageBook): boolean {
  return lastSequence(book) > book.completeThrough;
}

export function lastSequence(book: MessageBook): number {
  return Math.max(0, ...book.bySequence.keys());
}

/** The messages in the order in which they are shown. */
export function inOrder(book: MessageBook): Message[] {
  return [...book.bySequence.values()].sort((a, b) => a.sequence - b.sequence);
}

function add(book: MessageBook, messages: readonly Message[], through: number): MessageBook {
  const bySequence = new Map(book.bySequence);
  for (const message of messages) {
    if (message.conversationId === book.conversationId) bySequence.set(message.sequence, message);
  }
  let completeThrough = through;
  while (bySequence.has(completeThrough + 1)) completeThrough += 1;
  return { ...book, bySequence, completeThrough };
}
