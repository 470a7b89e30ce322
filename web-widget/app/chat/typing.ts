import { type Signal, signal } from '@preact/signals-core';
import type { MessageFrom } from '../../../src/contract/messages.js';

export interface Typing {
  /** Who types to the shopper at this moment. */
  who: Signal<'bot' | 'agent' | undefined>;
  heard(from: MessageFrom, on: boolean): void;
  /** A message by that side ends its typing. */
  spoke(from: MessageFrom): void;
  /** The shopper's text changed; `false` when it is empty. */
  note(typing: boolean): void;
  sent(): void;
  /** The conversation changed hands: nobody types until the next notice. */
  clear(): void;
}

/** A notice whose end got lost must not leave the dots on screen. */
const staleAfterMs = 10_000;
/** The agent is reminded this often while the shopper goes on typing. */
const repeatMs = 4000;

export function createTyping(parts: {
  later: (milliseconds: number, run: () => void) => () => void;
  now: () => number;
  say: (on: boolean) => void;
}): Typing {
  const who = signal<'bot' | 'agent' | undefined>(undefined);
  let cancelStale: (() => void) | undefined;
  let cancelIdle: (() => void) | undefined;
  let saidAt = 0;

  function stop(): void {
    cancelIdle?.();
    if (saidAt) parts.say(false);
    saidAt = 0;
  }
  return {
    who,
    heard(from, on) {
      if (from !== 'bot' && from !== 'agent') return;
      cancelStale?.();
      if (on) {
        who.value = from;
        cancelStale = parts.later(staleAfterMs, () => {
          who.value = undefined;
        });
      } else if (who.value === from) who.value = undefined;
    },
    spoke(from) {
      if (who.value === from) who.value = undefined;
    },
    note(typing) {
      if (!typing) return stop();
      cancelIdle?.();
      cancelIdle = parts.later(repeatMs * 1.5, stop);
      if (parts.now() - saidAt < repeatMs) return;
      saidAt = parts.now();
      parts.say(true);
    },
    sent: stop,
    clear() {
      who.value = undefined;
    },
  };
}
