import { minimumSteps } from './nelder-mead.js';
import { hypergeometric, logGamma, logSumExp } from './special-functions.js';

/**
 * BG/NBD (Fader, Hardie & Lee 2005, "Counting your customers the easy way: an alternative to the Pareto/NBD model",
 * Marketing Science 24(2), 275–284): while somebody is a customer, purchases come at random at a rate of their own,
 * gamma-distributed (r, alpha) over customers; after each purchase they leave with a chance of their own, beta (a, b).
 */
export interface BgNbd {
  r: number;
  /** In the unit of time of the counts; we use weeks. */
  alpha: number;
  a: number;
  b: number;
}

/** What the model needs of a customer; times in one unit. */
export interface PurchaseCounts {
  /** Repeat purchases: occasions after the first. */
  x: number;
  /** From the first occasion to the last one; 0 without repeats. */
  tx: number;
  /** From the first occasion until now. */
  T: number;
}

/** Customers with the same counts, counted. */
export interface CountedPurchases extends PurchaseCounts {
  customers: number;
}

/** Puts customers with the same counts together, which is what makes the likelihood cheap. */
export function compress(counts: Iterable<PurchaseCounts>): CountedPurchases[] {
  const cells = new Map<string, CountedPurchases>();
  for (const { x, tx, T } of counts) {
    const key = `${x} ${tx} ${T}`;
    const cell = cells.get(key);
    if (cell) cell.customers += 1;
    else cells.set(key, { x, tx, T, customers: 1 });
  }
  return [...cells.values()];
}

/** Log-likelihood of the counts (eq. 6 of the paper, in logs as in Hardie's note on implementing it). */
export function logLikelihood({ r, alpha, a, b }: BgNbd, cells: readonly CountedPurchases[]): number {
  // What depends on x alone is the same for very many customers.
  const ofX = new Map<number, number>();
  const start = r * Math.log(alpha) - logGamma(r) + logGamma(a + b) - logGamma(b);
  let sum = 0;
  for (const { x, tx, T, customers } of cells) {
    let constant = ofX.get(x);
    if (constant === undefined) {
      constant = start + logGamma(r + x) + logGamma(b + x) - logGamma(a + b + x);
      ofX.set(x, constant);
    }
    const stayed = -(r + x) * Math.log(alpha + T);
    const left =
      x === 0 ? Number.NEGATIVE_INFINITY : Math.log(a) - Math.log(b + x - 1) - (r + x) * Math.log(alpha + tx);
    sum += customers * (constant + logSumExp(stayed, left));
  }
  return sum;
}

/**
 * What shops look like before anything is known of this one; weighs as much as a few customers. The middle of what the
 * literature reports for retail (CDNOW: r 0.243, a 0.793, b 2.426), with the rate of a purchase every ten weeks.
 */
export const usualShop: BgNbd = { r: 0.5, alpha: 5, a: 0.8, b: 2.5 };
/** Strength of the pull towards the usual shop, in squared logs; thousands of customers drown it. */
const pull = 0.5;

/**
 * Maximum likelihood, with a weak pull towards the usual shop that keeps few data from running to the edge. In logs,
 * so that every parameter stays positive.
 */
export function* fitBgNbdSteps(cells: readonly CountedPurchases[]): Generator<undefined, BgNbd> {
  const usual = [usualShop.r, usualShop.alpha, usualShop.a, usualShop.b].map(Math.log);
  const minusLogPosterior = (at: readonly number[]) => {
    if (at.some((each) => Math.abs(each) > 12)) return Number.POSITIVE_INFINITY;
    const penalty = at.reduce((sum, each, index) => sum + (each - (usual[index] ?? 0)) ** 2, 0);
    return pull * penalty - logLikelihood(fromLogs(at), cells);
  };
  const starts = [usual, [0, Math.log(10), 0, 0]];
  let best: { at: number[]; value: number } | undefined;
  for (const start of starts) {
    const found = yield* minimumSteps(minusLogPosterior, start);
    if (!best || found.value < best.value) best = found;
  }
  return fromLogs(best?.at ?? usual);
}

function fromLogs([r = 0, alpha = 0, a = 0, b = 0]: readonly number[]): BgNbd {
  return { r: Math.exp(r), alpha: Math.exp(alpha), a: Math.exp(a), b: Math.exp(b) };
}

/** Chance that somebody is still a customer (eq. 9 of Fader, Hardie & Lee 2008, "Computing P(alive) using BG/NBD"). */
export function aliveProbability({ r, alpha, a, b }: BgNbd, { x, tx, T }: PurchaseCounts): number {
  // Leaving happens only after a repeat purchase: somebody with none cannot have left.
  if (x === 0) return 1;
  const logOdds = Math.log(a) - Math.log(b + x - 1) + (r + x) * (Math.log(alpha + T) - Math.log(alpha + tx));
  return 1 / (1 + Math.exp(logOdds));
}

/** Values at which the closed form has a removable hole are moved by so much. */
const nudge = 1e-6;
const awayFrom = (value: number, hole: number) => (Math.abs(value - hole) < nudge ? hole + nudge : value);

/**
 * Purchases to expect in the next `t` (eq. 10 of the 2005 paper). There the hypergeometric function has large
 * parameters and overflows for busy customers; by Euler's transformation (Abramowitz & Stegun 15.3.3) the same is
 * 1 − (1−z)^(a−1) · 2F1(a+b−1−r, a−1; a+b+x−1; z) with z = t / (alpha+T+t).
 */
export function expectedPurchases(model: BgNbd, counts: PurchaseCounts, t: number): number {
  if (t <= 0) return 0;
  const { r, alpha, b } = model;
  const { x, T } = counts;
  const a = awayFrom(model.a, 1);
  const c = awayFrom(a + b + x - 1, 0);
  const z = t / (alpha + T + t);
  const grown = 1 - (1 - z) ** (a - 1) * hypergeometric(a + b - 1 - r, a - 1, c, z);
  return Math.max(0, (c / (a - 1)) * grown * aliveProbability(model, counts));
}

/**
 * Chance of at least one purchase in the next `t`. Given that somebody is still a customer now, their rate is
 * gamma(r+x, alpha+T), and nothing in `t` has the chance E[exp(−λt)] = ((alpha+T)/(alpha+T+t))^(r+x).
 */
export function purchaseProbability(model: BgNbd, counts: PurchaseCounts, t: number): number {
  const { r, alpha } = model;
  const nothing = ((alpha + counts.T) / (alpha + counts.T + Math.max(0, t))) ** (r + counts.x);
  return aliveProbability(model, counts) * (1 - nothing);
}
