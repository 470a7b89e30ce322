import { findCandidates } from './candidates.js';
import { type CustomerView, viewCustomer } from './customer-view.js';
import { type Evidence, explain } from './evidence.js';
import { featureCount, writeFeatures } from './features.js';
import type { History } from './purchase-log.js';
import { rankScore } from './ranker.js';
import type { Recommender } from './train-recommender.js';

export interface RecommendRequest {
  limit: number;
  /** Only what the customer has not bought before. */
  novel: boolean;
  /** Conditions that must hold, by place in the model; absent: everything. */
  allowed?: (product: number) => boolean;
  /** Products that are looked at whatever the model thinks of them, such as what was asked for. */
  also?: readonly number[];
  /** Added to a product's score: what the shop or the talk says beside all purchases, in logarithms of chance. */
  extra?: (product: number) => number;
}

export interface Recommendation {
  /** Place in the model. */
  product: number;
  /**
   * The chance that the customer's next purchase, if it is one of the products looked at, is this one (0 to 1). Descends.
   */
  score: number;
  /** Why, the strongest first; all of it true. Worked out when asked for. */
  why(): Evidence[];
}

/**
 * The products that a customer is likeliest to buy next. With an empty history everybody gets the same. Pure.
 * @param at days since 1970 UTC; the history ends before it
 */
export function recommend(
  recommender: Recommender,
  history: History,
  at: number,
  request: RecommendRequest,
): Recommendation[] {
  const { model } = recommender;
  const view = viewCustomer(model, history, at);
  const { allowed, novel, limit } = request;
  const fits = (product: number) =>
    !(novel && view.own.has(product)) && (allowed === undefined || allowed(product));
  const candidates = new Set([...findCandidates(model, view), ...(request.also ?? [])].filter(fits));
  if (candidates.size < limit) fill(candidates, recommender, limit, fits);
  return scored(recommender, view, [...candidates], request.extra)
    .slice(0, limit)
    .map(({ product, score, features }) => ({
      product,
      score,
      why: () => explain(recommender, view, product, features),
    }));
}

interface Scored {
  product: number;
  score: number;
  features: Float32Array;
}

function scored(
  recommender: Recommender,
  view: CustomerView,
  candidates: readonly number[],
  extra: (product: number) => number = () => 0,
): Scored[] {
  const features = new Float32Array(candidates.length * featureCount);
  const scores = candidates.map((product, n) => {
    writeFeatures(recommender.model, view, product, features, n * featureCount);
    return rankScore(recommender.ranker, features, n * featureCount) + extra(product);
  });
  const highest = Math.max(...scores);
  const total = scores.reduce((sum, score) => sum + Math.exp(score - highest), 0);
  return candidates
    .map((product, n) => ({
      product,
      score: Math.exp((scores[n] as number) - highest) / total,
      features: features.subarray(n * featureCount, (n + 1) * featureCount),
    }))
    .sort((a, b) => b.score - a.score || a.product - b.product);
}

/** A small shop, or one with few sales: anything that fits, what sold most recently first. */
function fill(
  candidates: Set<number>,
  { model: { statistics, facts } }: Recommender,
  limit: number,
  fits: (product: number) => boolean,
): void {
  const rest: number[] = [];
  for (let product = 0; product < facts.titles.length; product++)
    if (!candidates.has(product) && fits(product)) rest.push(product);
  const lastSold = (product: number) => statistics.lastSold[product] as number;
  rest.sort((a, b) => (lastSold(a) === lastSold(b) ? a - b : lastSold(b) - lastSold(a)));
  for (const product of rest.slice(0, limit - candidates.size)) candidates.add(product);
}
