import { minimumSteps } from './nelder-mead.js';
import { logGamma } from './special-functions.js';

/**
 * Gamma-Gamma (Fader & Hardie 2013, "The Gamma-Gamma model of monetary value"): what a customer spends an occasion
 * varies around a mean of their own, and the means vary between customers.
 */
export interface GammaGamma {
  p: number;
  q: number;
  /** In the unit of the amounts. */
  gamma: number;
}

/** Occasions of one customer, and what they cost on average (more than nothing). */
export interface Spending {
  occasions: number;
  mean: number;
}

/** Log-likelihood (eq. 1a of the note). */
export function spendingLogLikelihood({ p, q, gamma }: GammaGamma, spending: readonly Spending[]): number {
  let sum = 0;
  for (const { occasions: x, mean: m } of spending) {
    const px = p * x;
    sum +=
      logGamma(px + q) -
      logGamma(px) -
      logGamma(q) +
      q * Math.log(gamma) +
      (px - 1) * Math.log(m) +
      px * Math.log(x) -
      (px + q) * Math.log(gamma + m * x);
  }
  return sum;
}

/** Spending of shops in general, with the mean as one: weighs as much as a few customers. */
const usual = { p: 4, q: 4, gamma: 0.75 };
const pull = 0.5;

/** Maximum likelihood with a weak pull towards what is usual; q stays above 1, or there would be no mean. */
export function* fitGammaGammaSteps(spending: readonly Spending[]): Generator<undefined, GammaGamma> {
  const positive = spending.filter(({ occasions, mean }) => occasions > 0 && mean > 0);
  const scale = positive.reduce((sum, { mean }) => sum + mean, 0) / Math.max(1, positive.length) || 1;
  const scaled = positive.map(({ occasions, mean }) => ({ occasions, mean: mean / scale }));
  const start = [Math.log(usual.p), Math.log(usual.q - 1), Math.log(usual.gamma)];
  const minusLogPosterior = (at: readonly number[]) => {
    if (at.some((each) => Math.abs(each) > 10)) return Number.POSITIVE_INFINITY;
    const penalty = at.reduce((sum, each, index) => sum + (each - (start[index] ?? 0)) ** 2, 0);
    return pull * penalty - spendingLogLikelihood(fromLogs(at, 1), scaled);
  };
  return fromLogs((yield* minimumSteps(minusLogPosterior, start)).at, scale);
}

function fromLogs([p = 0, q = 0, gamma = 0]: readonly number[], scale: number): GammaGamma {
  return { p: Math.exp(p), q: 1 + Math.exp(q), gamma: Math.exp(gamma) * scale };
}

/** What an occasion will cost on average (eq. 5): the customer's own mean, drawn towards the shop's. */
export function expectedSpending({ p, q, gamma }: GammaGamma, { occasions, mean }: Spending): number {
  return (p * (gamma + mean * occasions)) / (p * occasions + q - 1);
}
