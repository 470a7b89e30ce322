import type { CustomerView } from './customer-view.js';
import { featureNames } from './features.js';
import type { ShopModel } from './shop-model.js';
import type { Recommender } from './train-recommender.js';

/** Something that speaks for a product, and is true by the purchases before the moment of asking. */
export type Evidence = { weight: number } & (
  | { kind: 'bought-regularly'; everyDays: number; daysAgo: number }
  | { kind: 'bought-before'; times: number; daysAgo: number }
  /** So many customers bought both; `product` is what this customer has of them. */
  | { kind: 'bought-together'; product: number; customers: number }
  | { kind: 'favourite-category'; category: number; orders: number }
  | { kind: 'favourite-brand'; brand: number }
  /** One of the best sellers of the shop: place from 1. */
  | { kind: 'bestseller'; place: number }
  | { kind: 'sold-lately'; orders: number }
);

/** "Regularly" needs as many orders. */
const fewestForRhythm = 3;
/** "Other customers" are at least so many. */
const fewestInCommon = 3;
/**
 * Both must be bought by this many times as many customers as chance alone would have it (lift; Brin, Motwani, Ullman & Tsur,
 * SIGMOD 1997). What everybody buys goes with nothing in particular.
 */
const smallestLift = 1.5;
/** "You often buy" needs as many orders. */
const fewestForFavourite = 3;
/** Places of the shop's list that may be called best sellers. */
export const bestsellerPlaces = 20;

/** Which features each kind of evidence answers for. */
const groups = {
  own: indexesOf((name) => name.startsWith('own') && name !== 'ownCategory'),
  related: indexesOf((name) => name.startsWith('related') && name !== 'relatedCategory'),
  factors: indexesOf((name) => name === 'factors'),
  category: indexesOf((name) => /category|traits/i.test(name)),
  brand: indexesOf((name) => name === 'brand'),
};

function indexesOf(belongs: (name: string) => boolean): number[] {
  return featureNames.flatMap((name, index) => (belongs(name) ? [index] : []));
}

/**
 * All true evidence for a product, that which raised its score most first. What the ranker's trees add cannot be told apart and
 * is left out of the comparison.
 */
export function explain(
  { model, ranker: { weights } }: Recommender,
  view: CustomerView,
  product: number,
  features: Float32Array,
): Evidence[] {
  const share = (indexes: readonly number[]) =>
    indexes.reduce((sum, f) => sum + (weights[f] as number) * (features[f] as number), 0);
  const found: Evidence[] = [];
  const own = view.own.get(product);
  if (own) {
    const daysAgo = view.at - own.lastDay;
    // Nothing tells as much of a product as having bought it.
    const weight = Math.max(1, share(groups.own));
    if (own.orders >= fewestForRhythm && own.lastDay > own.firstDay)
      found.push({
        kind: 'bought-regularly',
        everyDays: (own.lastDay - own.firstDay) / (own.orders - 1),
        daysAgo,
        weight: weight + 0.01,
      });
    else found.push({ kind: 'bought-before', times: own.orders, daysAgo, weight });
  }
  const related = view.related.get(product);
  if (related && !own) {
    const customers = customersInCommon(model, related.because, product);
    if (customers >= fewestInCommon && customers >= smallestLift * byChance(model, related.because, product))
      found.push({
        kind: 'bought-together',
        product: related.because,
        customers,
        weight: raised(0.5, share(groups.related) + share(groups.factors)),
      });
  }
  const category = model.facts.category[product] as number;
  const ownCategory = view.categories.get(category);
  if (ownCategory && ownCategory.orders >= fewestForFavourite)
    found.push({
      kind: 'favourite-category',
      category,
      orders: ownCategory.orders,
      weight: raised(0.4, share(groups.category)),
    });
  const brand = model.facts.brand[product] as number;
  if (brand >= 0 && (view.brands.get(brand) ?? 0) > 0 && model.facts.brands.length > 2)
    found.push({ kind: 'favourite-brand', brand, weight: Math.min(0.03, share(groups.brand)) });
  const place = model.placeAmongBest.get(product);
  if (place !== undefined && place <= bestsellerPlaces)
    found.push({ kind: 'bestseller', place, weight: 0.3 });
  const orders = model.statistics.lateOrders[product] as number;
  if (orders > 0) found.push({ kind: 'sold-lately', orders, weight: 0 });
  return found.sort((a, b) => b.weight - a.weight);
}

/** What speaks for a customer alone comes before what sells, if it raised the score at all. */
function raised(least: number, share: number): number {
  return share > 0 ? least + share : 0.04;
}

/** How many customers would have both if one had nothing to do with the other. */
function byChance({ statistics: { buyers, customers } }: ShopModel, one: number, other: number): number {
  return ((buyers[one] as number) * (buyers[other] as number)) / Math.max(1, customers);
}

function customersInCommon({ neighbours }: ShopModel, one: number, other: number): number {
  const { starts, other: others, together } = neighbours;
  for (let n = starts[one] as number; n < (starts[one + 1] as number); n++)
    if (others[n] === other) return together[n] as number;
  return 0;
}
