import type { Signal } from '@preact/signals-core';
import type { Ack } from '../../../src/contract/ack.js';
import type { SyncPage } from '../../../src/contract/shopper-socket.js';
import { addPage, type MessageBook } from './message-book.js';

/**
 * Fills the book from the server until nothing is missing. Calls while one runs are joined into one more round. A page
 * that cannot be had ends the round and is reported to `onFailed`; the caller decides when to try again.
 */
export function createSync(parts: {
  book: Signal<MessageBook>;
  ask: (afterSequence: number) => Promise<Ack<SyncPage>>;
  onPage: (page: SyncPage) => void;
  onComplete: () => void;
  onFailed: () => void;
}): () => void {
  const { book } = parts;
  let running = false;
  let again = false;

  async function fill(): Promise<boolean> {
    for (;;) {
      const { conversationId, completeThrough } = book.value;
      const reply = await parts.ask(completeThrough);
      if (!reply.ok) return false;
      if (book.value.conversationId !== conversationId) continue; // the shopper changed while we asked
      parts.onPage(reply);
      book.value = addPage(book.value, reply.messages);
      if (!reply.hasMore || book.value.completeThrough === completeThrough) return true;
    }
  }

  async function run(): Promise<void> {
    if (running) {
      again = true;
      return;
    }
    running = true;
    let complete = true;
    do {
      again = false;
      complete = await fill();
    } while (again && complete);
    running = false;
    if (complete) parts.onComplete();
    else parts.onFailed();
  }
  return () => void run();
}
