import type { ConversationPolicy } from './policy.js';

/** Decides when a burst of messages has ended and its turn may start. */
export interface TurnTiming {
  /** The shopper wrote: a turn is due once the burst has ended. */
  wrote(conversationId: string): void;
  /** The shopper is typing, or has stopped: a due turn waits a little longer, or no longer. */
  typing(conversationId: string, on: boolean): void;
  /** A turn could not be stored: it is due again after `retryWait`, or with the next message. */
  failed(conversationId: string): void;
  /** Starts every turn that is due, without waiting: on shutdown. */
  startAll(): void;
  /** Forgets what is due and takes nothing more on; the next start of the process finds it in the database. */
  stop(): void;
}

interface Burst {
  since: number;
  typing: boolean;
  timer: NodeJS.Timeout;
}

/**
 * Bursts within a short window are one turn (invariant 3). While the shopper types the window is longer, so that a
 * thought in three messages gets one answer; `longestBurst` bounds the wait.
 */
export function createTurnTiming(
  policy: ConversationPolicy,
  start: (conversationId: string) => void,
): TurnTiming {
  const bursts = new Map<string, Burst>();
  let stopped = false;

  function arm(conversationId: string, { since, typing }: Omit<Burst, 'timer'>, wait?: number): void {
    if (stopped) return;
    clearTimeout(bursts.get(conversationId)?.timer);
    const window = typing ? policy.typingWindow : policy.burstWindow;
    const delay = wait ?? Math.max(0, Math.min(window, since + policy.longestBurst - Date.now()));
    bursts.set(conversationId, { since, typing, timer: setTimeout(() => begin(conversationId), delay) });
  }

  function begin(conversationId: string): void {
    clearTimeout(bursts.get(conversationId)?.timer);
    bursts.delete(conversationId);
    start(conversationId);
  }

  return {
    wrote(conversationId) {
      arm(conversationId, { since: bursts.get(conversationId)?.since ?? Date.now(), typing: false });
    },
    typing(conversationId, on) {
      const burst = bursts.get(conversationId);
      if (burst) arm(conversationId, { since: burst.since, typing: on });
    },
    failed(conversationId) {
      if (bursts.has(conversationId)) return;
      arm(conversationId, { since: Date.now(), typing: false }, policy.retryWait);
    },
    startAll() {
      for (const conversationId of [...bursts.keys()]) begin(conversationId);
    },
    stop() {
      stopped = true;
      for (const { timer } of bursts.values()) clearTimeout(timer);
      bursts.clear();
    },
  };
}
