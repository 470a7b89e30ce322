import { normalQuantile, studentCdf, studentQuantile, twoSidedP } from './distributions.js';

/** A number for each of `count` people, by what can be added up: no list of people is needed. */
export interface Moments {
  count: number;
  sum: number;
  sumOfSquares: number;
}

/** A difference with its interval, in the metric's unit. */
export interface Effect {
  value: number;
  low: number;
  high: number;
  /** Standard error. */
  error: number;
  /** Two-sided, of no difference. */
  p: number;
}

export function meanOf({ count, sum }: Moments): number {
  return count > 0 ? sum / count : 0;
}

/** Unbiased; 0 for fewer than two. */
export function varianceOf({ count, sum, sumOfSquares }: Moments): number {
  return count > 1 ? Math.max(0, (sumOfSquares - (sum * sum) / count) / (count - 1)) : 0;
}

/**
 * Difference of two shares, first less second, with Newcombe's hybrid score interval (1998, method 10): right also for
 * rare events, where the usual interval leaves [−1, 1] or has no width. The p value is of the pooled z test.
 *
 * @param yes how many of `count` in each group
 */
export function differenceOfShares(
  first: { yes: number; count: number },
  second: { yes: number; count: number },
  confidence = 0.95,
): Effect {
  if (first.count === 0 || second.count === 0) return unknownEffect(1);
  const z = normalQuantile(1 - (1 - confidence) / 2);
  const [p1, p2] = [first.yes / first.count, second.yes / second.count];
  const [a, b] = [wilson(p1, first.count, z), wilson(p2, second.count, z)];
  const value = p1 - p2;
  const pooled = (first.yes + second.yes) / (first.count + second.count);
  const nullError = Math.sqrt(pooled * (1 - pooled) * (1 / first.count + 1 / second.count));
  return {
    value,
    low: value - Math.hypot(p1 - a.low, b.high - p2),
    high: value + Math.hypot(a.high - p1, p2 - b.low),
    error: Math.sqrt((p1 * (1 - p1)) / first.count + (p2 * (1 - p2)) / second.count),
    p: nullError > 0 ? twoSidedP(value / nullError) : 1,
  };
}

/**
 * Difference of two means, first less second, with Welch's interval (1947). Where all numbers are alike, such as when nobody has
 * bought, nothing is known of how much they differ: then there is no interval.
 */
export function differenceOfMeans(first: Moments, second: Moments, confidence = 0.95): Effect {
  if (first.count < 2 || second.count < 2) return unknownEffect(Number.POSITIVE_INFINITY);
  const [a, b] = [varianceOf(first) / first.count, varianceOf(second) / second.count];
  const value = meanOf(first) - meanOf(second);
  const error = Math.sqrt(a + b);
  if (error === 0) return { ...unknownEffect(Number.POSITIVE_INFINITY), value };
  const degrees = (a + b) ** 2 / (a ** 2 / (first.count - 1) + b ** 2 / (second.count - 1));
  const t = studentQuantile(1 - (1 - confidence) / 2, degrees);
  return {
    value,
    low: value - t * error,
    high: value + t * error,
    error,
    p: 2 * studentCdf(-Math.abs(value / error), degrees),
  };
}

/** Sums of two numbers of each person: a ratio's parts, or a metric and what was known before. */
export interface PairedMoments {
  count: number;
  sumX: number;
  sumY: number;
  sumXX: number;
  sumXY: number;
  sumYY: number;
}

/**
 * By how much of itself the second mean is exceeded (0.1: a tenth more), with the delta method's interval.
 * @returns undefined when the second mean cannot be told from 0
 */
export function relativeDifference(
  first: { mean: number; error: number },
  second: { mean: number; error: number },
  confidence = 0.95,
): Effect | undefined {
  if (!(second.mean > 3 * second.error) || second.mean <= 0) return undefined;
  const ratio = first.mean / second.mean;
  const error = Math.hypot(first.error, ratio * second.error) / second.mean;
  return normalEffect(ratio - 1, error, confidence);
}

function normalEffect(value: number, error: number, confidence: number): Effect {
  const z = normalQuantile(1 - (1 - confidence) / 2);
  return {
    value,
    low: value - z * error,
    high: value + z * error,
    error,
    p: error > 0 ? twoSidedP(value / error) : value === 0 ? 1 : 0,
  };
}

/** Wilson's score interval (1927). */
export function wilson(share: number, count: number, z: number): { low: number; high: number } {
  const denominator = 1 + (z * z) / count;
  const centre = share + (z * z) / (2 * count);
  const half = z * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  return {
    low: Math.max(0, (centre - half) / denominator),
    high: Math.min(1, (centre + half) / denominator),
  };
}

function unknownEffect(limit: number): Effect {
  return { value: 0, low: -limit, high: limit, error: Number.POSITIVE_INFINITY, p: 1 };
}
