import { differenceOfMeans, type Effect, type Moments, type PairedMoments } from './effects.js';

/**
 * Takes out of a metric (y) what was known of each person before the campaign (x), with one slope for all groups (CUPED, Deng et
 * al. 2013). Assignment does not depend on x, so the difference stays the same in expectation and only its noise shrinks.
 *
 * @param groups sums of x and y of every group
 * @returns the adjusted sums of each group, in order, and the share of the variance that is gone (0 to 1)
 */
export function adjustForBefore(groups: readonly PairedMoments[]): {
  adjusted: Moments[];
  varianceGone: number;
} {
  const centred = groups.map(within);
  const xx = centred.reduce((sum, group) => sum + group.xx, 0);
  const xy = centred.reduce((sum, group) => sum + group.xy, 0);
  const yy = centred.reduce((sum, group) => sum + group.yy, 0);
  const slope = xx > 0 ? xy / xx : 0;
  const people = groups.reduce((sum, { count }) => sum + count, 0);
  const overall = people > 0 ? groups.reduce((sum, { sumX }) => sum + sumX, 0) / people : 0;
  const adjusted = groups.map((group, index) => {
    const own = centred[index] ?? { xx: 0, xy: 0, yy: 0 };
    const sum = group.sumY - slope * (group.sumX - group.count * overall);
    const spread = Math.max(0, own.yy - 2 * slope * own.xy + slope * slope * own.xx);
    return {
      count: group.count,
      sum,
      sumOfSquares: spread + (group.count > 0 ? (sum * sum) / group.count : 0),
    };
  });
  return { adjusted, varianceGone: yy > 0 && xx > 0 ? Math.min(1, (xy * xy) / (xx * yy)) : 0 };
}

/** Difference of means, first less second, adjusted for before. */
export function adjustedDifference(
  first: PairedMoments,
  second: PairedMoments,
  confidence = 0.95,
): { effect: Effect; varianceGone: number } {
  const { adjusted, varianceGone } = adjustForBefore([first, second]);
  const [a, b] = adjusted as [Moments, Moments];
  return { effect: differenceOfMeans(a, b, confidence), varianceGone };
}

/** Sums of squares and products around the group's own means. */
function within({ count, sumX, sumY, sumXX, sumXY, sumYY }: PairedMoments) {
  if (count === 0) return { xx: 0, xy: 0, yy: 0 };
  return {
    xx: Math.max(0, sumXX - (sumX * sumX) / count),
    xy: sumXY - (sumX * sumY) / count,
    yy: Math.max(0, sumYY - (sumY * sumY) / count),
  };
}
