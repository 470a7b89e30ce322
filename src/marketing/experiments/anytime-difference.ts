import { differenceOfShares } from './effects.js';
import { usuallyPlanned } from './report.js';
import { anytimeEffect } from './sequential.js';

/** Fewer that bought, or did not, in a group: the normal curve that the interval rests on is not near enough. */
const leastOfEach = 5;

/**
 * Difference of two shares, first less second, with an interval that may be looked at every day: the one that the report tells.
 *
 * @param own how many of `count` in the arm; @param control the same of the control group
 * @param planned people for whom the experiment was planned; absent: the usual number
 * @returns null for a side of the interval that is not known
 */
export function anytimeDifference(
  own: { yes: number; count: number },
  control: { yes: number; count: number },
  planned: number | undefined,
): { value: number; low: number | null; high: number | null } {
  const change = differenceOfShares(own, control);
  const few = [own, control].some(({ yes, count }) => Math.min(yes, count - yes) < leastOfEach);
  if (few) return { value: change.value, low: null, high: null };
  const { value, low, high } = anytimeEffect(change, own.count + control.count, planned ?? usuallyPlanned);
  return {
    value,
    low: Number.isFinite(low) ? low : null,
    high: Number.isFinite(high) ? high : null,
  };
}
