import { longRandom, normalDeviate } from '../platform/seeded-random.js';

/** A seeded stream of random numbers, so that the demo shop is the same every time. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  /** A number in [min, max). */
  between(min: number, max: number): number;
  /** True with probability `p`. */
  chance(p: number): boolean;
  /** One of the entries, each as likely; throws RangeError on an empty list. */
  pick<T>(list: readonly T[]): T;
  /** Standard normal deviate (Box and Muller, 1958). */
  normal(): number;
  /** Index drawn in proportion to the weights; -1 if they add up to nothing. */
  weighted(weights: ArrayLike<number>): number;
  /** A new list with the same entries in random order (Fisher and Yates). */
  shuffle<T>(list: readonly T[]): T[];
  /** An independent stream that depends on the seed and the label only, not on what was drawn before. */
  fork(label: string): Random;
}

/**
 * 32-bit FNV-1a hash of the UTF-16 code units of a text.
 * Source: Fowler, Noll, Vo, http://www.isthe.com/chongo/tech/comp/fnv/ (public domain).
 */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Starts a stream from a whole number. */
export function createRandom(seed: number): Random {
  const next = longRandom(seed);
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    int,
    between: (min, max) => min + next() * (max - min),
    chance: (p) => next() < p,
    pick: <T>(list: readonly T[]): T => {
      if (list.length === 0) throw new RangeError('cannot pick from an empty list');
      return list[int(0, list.length - 1)] as T;
    },
    normal: () => normalDeviate(next),
    weighted: (weights) => drawWeighted(weights, next),
    shuffle: (list) => {
      const copy = [...list];
      for (let last = copy.length - 1; last > 0; last -= 1) {
        const other = int(0, last);
        [copy[last], copy[other]] = [
          copy[other] as (typeof copy)[number],
          copy[last] as (typeof copy)[number],
        ];
      }
      return copy;
    },
    fork: (label) => createRandom((Math.imul(seed, 0x01000193) ^ hashText(label)) >>> 0),
  };
}

function drawWeighted(weights: ArrayLike<number>, next: () => number): number {
  let sum = 0;
  for (let index = 0; index < weights.length; index += 1) sum += weights[index] as number;
  if (sum <= 0) return -1;
  let rest = next() * sum;
  let chosen = -1;
  for (let index = 0; index < weights.length; index += 1) {
    const weight = weights[index] as number;
    if (weight <= 0) continue;
    chosen = index;
    rest -= weight;
    if (rest < 0) break;
  }
  return chosen;
}
