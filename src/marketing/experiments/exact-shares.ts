import { logGamma } from './distributions.js';

/** How many of `count` did it. */
export interface Share {
  yes: number;
  count: number;
}

const bisections = 40;
const sections = 45;
const golden = (Math.sqrt(5) - 1) / 2;

/**
 * Difference of two shares, first less second, with an interval that holds at all times at once and for any number of people,
 * also where nobody has done it yet: no curve is fitted to anything. For a true share p, the beta-binomial mixture
 * M(p) = B(½ + yes, ½ + no) / (B(½, ½) · p^yes · (1 − p)^no) is a martingale with mean 1 (Robbins 1970), and so is the product of
 * two groups that were drawn apart; by Ville's inequality it stays below 1/α at all times with probability 1 − α. The interval
 * is what the pairs of shares with a product below 1/α leave of their difference; p is the smallest α whose interval does not hold 0.
 */
export function exactDifference(
  first: Share,
  second: Share,
  alpha = 0.05,
): { low: number; high: number; p: number } {
  if (first.count === 0 && second.count === 0) return { low: -1, high: 1, p: 1 };
  const [own, other] = [mixture(first), mixture(second)];
  // Least logarithm of the product over all pairs with this difference: convex in it.
  const leastAt = (difference: number) =>
    leastOf(
      (share) => own(share + difference) + other(share),
      Math.max(0, -difference),
      Math.min(1, 1 - difference),
    );
  const bar = Math.log(1 / alpha);
  const middle = shareOf(first) - shareOf(second);
  const edge = (end: number) => {
    if (leastAt(end) <= bar) return end;
    let [inside, outside] = [middle, end];
    for (let step = 0; step < bisections; step += 1) {
      const between = (inside + outside) / 2;
      if (leastAt(between) <= bar) inside = between;
      else outside = between;
    }
    return outside;
  };
  return { low: edge(-1), high: edge(1), p: Math.min(1, Math.exp(-leastAt(0))) };
}

/** Logarithm of the mixture martingale of one group, by its true share. */
function mixture({ yes, count }: Share): (share: number) => number {
  const no = count - yes;
  const logBeta = (a: number, b: number) => logGamma(a) + logGamma(b) - logGamma(a + b);
  const start = logBeta(0.5 + yes, 0.5 + no) - logBeta(0.5, 0.5);
  const log = (times: number, share: number) => (times === 0 ? 0 : times * Math.log(Math.max(0, share)));
  return (share) => start - log(yes, share) - log(no, 1 - share);
}

/** Least value of a convex function between two places, by golden section (Kiefer 1953). */
function leastOf(value: (at: number) => number, from: number, to: number): number {
  let [left, right] = [from, to];
  let [a, b] = [right - golden * (right - left), left + golden * (right - left)];
  let [atA, atB] = [value(a), value(b)];
  for (let step = 0; step < sections; step += 1) {
    if (atA < atB) {
      [right, b, atB] = [b, a, atA];
      a = right - golden * (right - left);
      atA = value(a);
    } else {
      [left, a, atA] = [a, b, atB];
      b = left + golden * (right - left);
      atB = value(b);
    }
  }
  return Math.min(value(from), atA, atB, value(to));
}

function shareOf({ yes, count }: Share): number {
  return count > 0 ? yes / count : 0.5;
}
