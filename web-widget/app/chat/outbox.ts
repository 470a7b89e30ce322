import { type Signal, signal } from '@preact/signals-core';
import type { Ack, ErrorCode } from '../../../src/contract/ack.js';
import type { Attachment } from '../../../src/contract/attachments.js';
import type { QuickReply } from '../../../src/contract/cards.js';
import type { SentMessage } from '../../../src/contract/shopper-socket.js';
import type { DeviceStorage } from '../device-storage.js';

/** What a message is besides its words: a tapped reply, or something that is uploaded already. */
export interface OutboxContent {
  quickReply?: QuickReply;
  attachment?: Attachment;
  /** Where whoever sends must know it beforehand: the same once more is one message. */
  clientMessageId?: string;
}

/** A message on its way: what was typed, tapped or uploaded, and what became of it. */
export interface OutboxItem extends OutboxContent {
  clientMessageId: string;
  text: string;
  /** Milliseconds since 1970 on this device; also the order of sending. */
  queuedAt: number;
  /** Why the server will not take it. Absent while it waits. */
  refused?: ErrorCode;
}

export interface OutboxParts {
  storage: DeviceStorage;
  /** Who writes, while no conversation is known: what they wrote then must outlive a reload, and go to nobody else. */
  writer: () => string;
  send: (item: OutboxItem) => Promise<Ack<{ message: SentMessage }>>;
  onSent: (item: OutboxItem, message: SentMessage) => void;
  /** The session is no longer good. The item stays queued until `flush` is called on a new one. */
  onUnauthenticated: () => void;
  now: () => number;
  /** 0 ≤ n < 1. */
  random: () => number;
  newId: () => string;
  /** Runs once after so many milliseconds; returns how to cancel. */
  later: (milliseconds: number, run: () => void) => () => void;
}

export interface Outbox {
  items: Signal<readonly OutboxItem[]>;
  /**
   * Changes to another conversation's queue, taking up what an earlier page load left there. What the shopper has
   * waiting moves along (the session may have been renewed into a new conversation); '' leaves it behind, for when
   * somebody else comes.
   */
  use(conversationId: string): void;
  /** Undefined when as much waits already as is kept. */
  enqueue(text: string, content?: OutboxContent): OutboxItem | undefined;
  retry(clientMessageId: string): void;
  discard(clientMessageId: string): void;
  /** Call when the connection is there (again): sends at once instead of waiting for the backoff. */
  flush(): void;
}

/** So many wait at most: the browser's storage is not ours alone. */
const mostWaiting = 100;
const firstWaitMs = 1000;
const longestWaitMs = 30_000;
/** Errors that sending the same message again cannot cure. */
const final: ReadonlySet<ErrorCode> = new Set([
  'invalid-input',
  'too-large',
  'forbidden',
  'not-found',
  'conflict',
]);

/**
 * Milliseconds until try number `attempt` (from 0) is repeated: what the server asked for, or exponential backoff with
 * full jitter over its upper half, so that many clients do not come back together.
 */
export function retryDelay(
  attempt: number,
  retryAfterSeconds: number | undefined,
  random: () => number,
): number {
  if (retryAfterSeconds !== undefined) return Math.max(0, retryAfterSeconds) * 1000;
  return Math.min(longestWaitMs, firstWaitMs * 2 ** attempt) * (0.5 + random() / 2);
}

/**
 * Sends messages one after the other, in order, until each is acknowledged. Safe to repeat: the server stores a
 * `clientMessageId` once. Each item has its own storage key, so that two tabs never overwrite each other's queue.
 */
export function createOutbox(parts: OutboxParts): Outbox {
  const keyPrefix = (conversationId: string) => `out:${conversationId || `?${parts.writer()}`}:`;
  const stored = () =>
    parts.storage
      .keys(prefix)
      .map((key) => parts.storage.read(key))
      .filter(isOutboxItem)
      .sort((a, b) => a.queuedAt - b.queuedAt);
  let prefix = keyPrefix('');
  const items = signal<readonly OutboxItem[]>(stored());
  let busy = false;
  let attempt = 0;
  let cancelWait: (() => void) | undefined;

  const put = (item: OutboxItem): void => {
    const rest = items.value.filter((other) => other.clientMessageId !== item.clientMessageId);
    items.value = [...rest, item].sort((a, b) => a.queuedAt - b.queuedAt);
    parts.storage.write(prefix + item.clientMessageId, item);
  };
  const drop = (clientMessageId: string): void => {
    items.value = items.value.filter((item) => item.clientMessageId !== clientMessageId);
    parts.storage.remove(prefix + clientMessageId);
  };
  const waitThenFlush = (milliseconds: number): void => {
    cancelWait = parts.later(milliseconds, flush);
  };

  async function sendNext(): Promise<void> {
    const item = items.value.find((waiting) => !waiting.refused);
    if (busy || !item) return;
    const queue = prefix;
    busy = true;
    const reply = await parts.send(item);
    busy = false;
    if (queue !== prefix) return void sendNext(); // the customer changed meanwhile; the reply concerns the other queue
    if (reply.ok) {
      attempt = 0;
      parts.onSent(item, reply.message);
      drop(item.clientMessageId);
    } else if (final.has(reply.error.code)) {
      attempt = 0;
      put({ ...item, refused: reply.error.code });
    } else if (reply.error.code === 'unauthenticated') {
      return parts.onUnauthenticated();
    } else {
      return waitThenFlush(retryDelay(attempt++, reply.error.retryAfterSeconds, parts.random));
    }
    void sendNext();
  }

  function flush(): void {
    cancelWait?.();
    cancelWait = undefined;
    void sendNext();
  }

  return {
    items,
    flush,
    use(conversationId) {
      if (prefix === keyPrefix(conversationId)) return;
      cancelWait?.();
      cancelWait = undefined;
      attempt = 0;
      const moving = conversationId ? items.value : [];
      for (const item of moving) drop(item.clientMessageId);
      prefix = keyPrefix(conversationId);
      items.value = stored();
      for (const item of moving) put(item);
    },
    enqueue(text, content) {
      if (items.value.length >= mostWaiting) return undefined;
      const last = items.value.at(-1)?.queuedAt ?? 0;
      const queuedAt = Math.max(parts.now(), last + 1);
      const item = { clientMessageId: parts.newId(), ...content, text, queuedAt };
      put(item);
      if (!cancelWait) void sendNext();
      return item;
    },
    retry(clientMessageId) {
      const item = items.value.find((each) => each.clientMessageId === clientMessageId);
      if (!item) return;
      const { refused: _, ...again } = item;
      put(again);
      flush();
    },
    discard: drop,
  };
}

/** Storage is the browser's, not ours: anything may stand there. */
function isOutboxItem(value: unknown): value is OutboxItem {
  const item = value as Partial<OutboxItem> | null;
  return (
    typeof item?.clientMessageId === 'string' &&
    typeof item.text === 'string' &&
    typeof item.queuedAt === 'number'
  );
}
