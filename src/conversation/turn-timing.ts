import type { ConversationPolicy } from './policy.js';

/** Decides when a burst of messages has ended and its turn may start. */
export interface TurnTiming {
  /** The shopper wrote: a turn is due once the burst has ended. */
  wrote(conversationId: string): void;
  /** The shopper is typing, or has stopped: a due turn waits a little longer, or no longer. */
  typing(conversationId: string, on: boolean): void;
  /** Starts every turn that is due, without waiting: on shutdown. */
  startAll(): void;
}

interface Burst {
  since: number;
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
  const typingNow = new Set<string>();

  function arm(conversationId: string, since: number): void {
    clearTimeout(bursts.get(conversationId)?.timer);
    const window = typingNow.has(conversationId) ? policy.typingWindow : policy.burstWindow;
    const wait = Math.max(0, Math.min(window, since + policy.longestBurst - Date.now()));
    const timer = setTimeout(() => begin(conversationId), wait);
    bursts.set(conversationId, { since, timer });
  }

  function begin(conversationId: string): void {
    clearTimeout(bursts.get(conversationId)?.timer);
    bursts.delete(conversationId);
    start(conversationId);
  }

  return {
    wrote(conversationId) {
      typingNow.delete(conversationId);
      arm(conversationId, bursts.get(conversationId)?.since ?? Date.now());
    },
    typing(conversationId, on) {
      if (on) typingNow.add(conversationId);
      else typingNow.delete(conversationId);
      const burst = bursts.get(conversationId);
      if (burst) arm(conversationId, burst.since);
    },
    startAll() {
      for (const conversationId of [...bursts.keys()]) begin(conversationId);
    },
  };
}
