import type { Message } from '../../src/contract/messages.js';

/** What somebody sent, in the order of sending. */
export type SentBy = ReadonlyMap<string, readonly string[]>;

export interface Verdict {
  received: number;
  lost: number;
  doubled: number;
  outOfOrder: number;
}

export const noFault = { lost: 0, doubled: 0, outOfOrder: 0 };

/**
 * Compares what one side shows with what was sent.
 * @param sent texts by sender; each sender's must stand in their order, between those of the others
 * @param messages as that side shows them, top to bottom; their sequences must leave no gap
 */
export function judge(sent: SentBy, messages: readonly Pick<Message, 'text' | 'sequence'>[]): Verdict {
  const verdict = { received: messages.length, ...noFault };
  const places = new Map<string, number[]>();
  for (const [place, { text = '' }] of messages.entries())
    places.set(text, [...(places.get(text) ?? []), place]);
  for (const texts of sent.values()) {
    let before = -1;
    for (const text of texts) {
      const found = places.get(text) ?? [];
      if (found.length === 0) verdict.lost += 1;
      if (found.length > 1) verdict.doubled += found.length - 1;
      const place = found[0] ?? before;
      if (place < before) verdict.outOfOrder += 1;
      before = Math.max(before, place);
    }
  }
  let last = 0;
  for (const { sequence } of messages) {
    if (sequence === last) verdict.doubled += 1;
    if (sequence < last) verdict.outOfOrder += 1;
    if (sequence > last + 1) verdict.lost += sequence - last - 1;
    last = Math.max(last, sequence);
  }
  return verdict;
}

export function sum(verdicts: readonly Verdict[]): Verdict {
  const total = { received: 0, ...noFault };
  for (const verdict of verdicts)
    for (const key of Object.keys(total) as (keyof Verdict)[]) total[key] += verdict[key];
  return total;
}

/** Numbers from 0 to 1 that are the same in every run with the same seed (mulberry32, T. Ettinger, public domain). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
