import type { CustomerView, OwnCategory, OwnProduct } from './customer-view.js';
import { dot } from './factors.js';
import type { ShopModel } from './shop-model.js';
import { everSold, halfLives, monthly, seasonal, weekly } from './shop-statistics.js';

/**
 * What the ranker is told of a product for a customer, in this order, and the weight of each where a shop has too little
 * past to learn from. Most are logarithms of ratios: evidence that multiplies the chance of a purchase.
 */
export const features = {
  /** Sales of the season, as logarithm; then how the month, the week and last year differ from it. */
  sales: 0.9,
  monthAgainstSeason: 0.8,
  weekAgainstMonth: 0.3,
  lastYear: 0.2,
  daysUnsold: -0.1,
  daysKnown: 0,
  repeatRate: 0,
  /** How often it would have been bought by now if the customer were like all others; 0 where it was bought. */
  neverBought: -0.2,
  /** Bought before, and all that goes with it; 0 where it was not. */
  own: 2.5,
  ownOrders: 0.8,
  ownWeight: 0.3,
  ownRepeatRate: 0.7,
  ownDays: -0.1,
  ownDue: 0.5,
  ownOverdue: -0.2,
  ownShare: 0.3,
  ownInLastOrder: 0,
  /** How much more than others the customer buys of the category, the brand, of things with such words. */
  category: 0.4,
  ownCategory: 0.2,
  categoryDays: 0,
  categoryDue: 0,
  relatedCategory: 0.1,
  brand: 0.2,
  traits: 0.2,
  /** What customers with the same purchases bought. */
  related: 0.4,
  relatedStrongest: 0.2,
  factors: 1,
  categoryFactors: 0,
  price: 0,
  priceDistance: -0.2,
  /** Facts of the customer: the same for all products, so that only trees can use them. */
  orders: 0,
  repeatShare: 0,
  daysSinceOrder: 0,
} as const;

export const featureNames = Object.keys(features);
export const featureCount = featureNames.length;
export const priorWeights = Float64Array.from(Object.values(features));

/** Sales that a trend starts with, in half-lives of a month. */
const fewSales = 5;
/** Purchases of a product that tell as much as its share of all sales whether somebody buys it at all. */
const fewOwnSales = 0.2;
/** Pseudo-purchases of a customer like everybody else, against which a share is measured. */
const sharePrior = 5;

/**
 * Writes the features of one product for one customer.
 * @param out from `offset`, `featureCount` values
 */
export function writeFeatures(
  model: ShopModel,
  view: CustomerView,
  product: number,
  out: Float32Array,
  offset: number,
): void {
  let next = offset;
  const put = (value: number) => {
    out[next++] = value;
  };
  const { statistics, facts } = model;
  const { at } = view;
  const sold = (halfLife: number) => (statistics.popularity[halfLife] as Float64Array)[product] as number;
  const own = view.own.get(product);
  const repeatRate = statistics.repeatRate[product] as number;

  const month = sold(monthly);
  const rate = (sold(everSold) * statistics.horizon) / Math.max(statistics.horizon, at - statistics.firstDay);
  // What would be sold in a month, by the season's pace. What sold little has no trend: a few sales are drawn to it.
  const pace = (sold(seasonal) * halfLives[monthly]) / halfLives[seasonal];
  put(Math.log(pace + 0.3));
  put(Math.log((month + fewSales) / (pace + fewSales)));
  put(
    Math.log(
      ((sold(weekly) * halfLives[monthly]) / halfLives[weekly] + 2 * fewSales) / (month + 2 * fewSales),
    ),
  );
  put(statistics.hasLastYear ? Math.log(((statistics.lastYear[product] as number) + 1) / (rate + 1)) : 0);
  put(Math.log1p(Math.min(730, at - (statistics.lastSold[product] as number))));
  put(Math.log1p(Math.min(730, at - (statistics.firstSold[product] as number))));
  put(Math.log(repeatRate));

  put(own ? 0 : Math.log1p((view.lines * sold(everSold)) / Math.max(1, statistics.lines) / fewOwnSales));
  if (own)
    putOwn(put, own, view, statistics.interval[product] as number, repeatRate / statistics.shopRepeatRate);
  else for (let n = 0; n < 9; n++) put(0);
  if (own) out[next - 1] = view.lastOrder.has(product) ? 1 : 0;

  const category = facts.category[product] as number;
  putCategory(put, model, view, category, view.categories.get(category));
  const brand = facts.brand[product] as number;
  put(
    brand < 0
      ? 0
      : lift(view.brands.get(brand) ?? 0, view.brandWeight, statistics.brandShare[brand] as number),
  );
  put(Math.log1p(4 * traitScore(facts, view.traits, product)));

  const related = view.related.get(product);
  put(Math.log1p(20 * (related?.score ?? 0)));
  put(Math.log1p(20 * (related?.strongest ?? 0)));
  const { dimensions, placeOf, categoryPlaceOf, values } = model.factors;
  for (const place of [placeOf[product] as number, categoryPlaceOf[product] as number])
    put(place < 0 ? 0 : dot(view.vector, values, place * dimensions));
  const ratio = (facts.logPrice[product] as number) - view.meanLogPrice;
  put(Number.isNaN(ratio) ? 0 : ratio);
  put(Number.isNaN(ratio) ? 0 : Math.abs(ratio));
  put(Math.log1p(view.orders));
  put(view.repeatShare);
  put(Math.log1p(Math.min(730, at - view.lastOrderDay)));
}

function putOwn(
  put: (value: number) => void,
  own: OwnProduct,
  view: CustomerView,
  interval: number,
  repeats: number,
): void {
  const days = view.at - own.lastDay;
  const due = days / usualInterval(own, interval);
  put(1);
  put(Math.log(own.orders));
  put(Math.log(own.seasonalWeight + 0.05));
  put(Math.log(repeats));
  put(Math.log1p(days));
  put(Math.min(1, due));
  put(Math.log(Math.max(1, due)));
  put(Math.log(own.orders / view.orders));
  put(0);
}

/**
 * Days between two purchases of a product by this customer: their own rhythm, drawn to the product's usual one, which
 * counts as two more intervals.
 */
export function usualInterval(own: OwnProduct, interval: number): number {
  const gaps = own.orders - 1;
  const mean = Math.max(0.5, (own.lastDay - own.firstDay) / Math.max(1, gaps));
  return Math.exp((gaps * Math.log(mean) + 2 * Math.log(interval)) / (gaps + 2));
}

function putCategory(
  put: (value: number) => void,
  { statistics }: ShopModel,
  view: CustomerView,
  category: number,
  own: OwnCategory | undefined,
): void {
  if (category < 0) {
    for (let n = 0; n < 5; n++) put(0);
    return;
  }
  const days = own ? view.at - own.lastDay : 0;
  put(lift(own?.weight ?? 0, view.categoryWeight, statistics.categoryShare[category] as number));
  put(own ? 1 : 0);
  put(own ? Math.log1p(days) : 0);
  put(own ? Math.min(2, days / (statistics.categoryInterval[category] as number)) : 0);
  put(Math.log1p(20 * (view.relatedCategories.get(category) ?? 0)));
}

/** How many times everybody's share the customer's own is, as logarithm; 0 for a stranger. */
function lift(weight: number, total: number, share: number): number {
  const floor = Math.max(share, 1e-4);
  return Math.log((weight + sharePrior * floor) / (total + sharePrior) / floor);
}

function traitScore(
  { traitStarts, traits }: ShopModel['facts'],
  own: ReadonlyMap<number, number>,
  product: number,
): number {
  const from = traitStarts[product] as number;
  const to = traitStarts[product + 1] as number;
  if (from === to || own.size === 0) return 0;
  let sum = 0;
  for (let t = from; t < to; t++) sum += own.get(traits[t] as number) ?? 0;
  return sum / Math.sqrt(to - from);
}
