import { differenceOfMeans, differenceOfShares, type Effect, type Moments } from './effects.js';
import { exactDifference, type Share } from './exact-shares.js';
import { anytimeEffect } from './sequential.js';

/** Where nothing was planned, intervals for looking at any time are narrowest at so many people. */
export const usuallyPlanned = 5000;
/**
 * Fewer that bought, or did not, in a group: the normal curve that the narrow interval rests on is not near enough. Without
 * this bar it missed the truth in 9 to 52 % of experiments with rare purchases (docs/decisions/0019).
 */
const leastOfEach = 5;

/**
 * Difference of two shares, first less second, with an interval that may be looked at every day: exact while few have done it, the
 * narrower one for many people afterwards.
 *
 * @param planned people for whom the experiment was planned; absent: the usual number
 */
export function anytimeShares(own: Share, control: Share, planned = usuallyPlanned): Effect {
  const change = differenceOfShares(own, control);
  if (few(own) || few(control)) return { ...change, ...exactDifference(own, control) };
  return anytimeEffect(change, own.count + control.count, planned);
}

/**
 * The same of money per person. What few buyers spent tells nothing of how much amounts differ, and there is no bound on an
 * amount: while few have bought in a group, nothing is known of the interval.
 * @param buyers of each group
 */
export function anytimeMeans(
  own: Moments & { buyers: number },
  control: Moments & { buyers: number },
  planned = usuallyPlanned,
): Effect {
  const change = differenceOfMeans(own, control);
  if (Math.min(own.buyers, control.buyers) < leastOfEach)
    return { ...change, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, p: 1 };
  return anytimeEffect(change, own.count + control.count, planned);
}

/** For figures day by day. @returns null for a side of the interval that is not known */
export function anytimeDifference(
  own: Share,
  control: Share,
  planned: number | undefined,
): { value: number; low: number | null; high: number | null } {
  if (own.count === 0 || control.count === 0) return { value: 0, low: null, high: null };
  const { value, low, high } = anytimeShares(own, control, planned);
  return { value, low, high };
}

function few({ yes, count }: Share): boolean {
  return Math.min(yes, count - yes) < leastOfEach;
}
