import { freshness, shrunkShare } from './shrink.js';

/** What a customer chooses among things of one sort: categories, brands, price bands, colours. */
export interface Affinity {
  name: string;
  /** Of what the customer buys, newer counting more, drawn towards the shop's average. */
  share: number;
  /** As a multiple of the shop's average. */
  lift: number;
  /** Pieces bought at any time. */
  count: number;
}

export interface Chosen {
  name: string;
  daysAgo: number;
}

/** The shop's average weighs as much as so many fresh purchases. */
const weightOfShop = 5;
/** What is hardly ever sold counts as this share, so that one purchase of it is not a thousand times the average. */
const leastShare = 0.01;

/**
 * @param chosen one a line of an order
 * @param shop share of every name in the whole shop
 * @returns what the customer has bought, by share, highest first
 */
export function affinities(chosen: readonly Chosen[], shop: Readonly<Record<string, number>>): Affinity[] {
  const own = new Map<string, { weight: number; count: number }>();
  let total = 0;
  for (const { name, daysAgo } of chosen) {
    const weight = freshness(daysAgo);
    total += weight;
    const known = own.get(name) ?? { weight: 0, count: 0 };
    own.set(name, { weight: known.weight + weight, count: known.count + 1 });
  }
  return [...own]
    .map(([name, { weight, count }]) => {
      const usual = Math.max(shop[name] ?? 0, leastShare);
      const share = shrunkShare(weight, total, usual, weightOfShop);
      return { name, share, lift: share / usual, count };
    })
    .sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1));
}
