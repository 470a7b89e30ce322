import { seededRandom } from '../../platform/seeded-random.js';
import { type FactorSettings, learnFactors, type ProductFactors } from './factors.js';
import { findNeighbours, type NeighbourSettings, type Neighbours } from './neighbours.js';
import { describeProducts, type ProductDescription, type ProductFacts } from './product-facts.js';
import type { PurchaseLog } from './purchase-log.js';
import { gatherStatistics, monthly, type ShopStatistics, seasonal, weekly } from './shop-statistics.js';

/** What a shop's purchases before a moment say, ready to be asked about any customer. Plain data: it can go to another thread. */
export interface ShopModel {
  facts: ProductFacts;
  statistics: ShopStatistics;
  neighbours: Neighbours;
  categoryNeighbours: Neighbours;
  factors: ProductFactors;
  /** The best sellers: of the month, of the week, of the same time last year, without repetition. */
  bestSellers: Int32Array;
  /** Place of the month's best sellers, from 1. */
  placeAmongBest: ReadonlyMap<number, number>;
  /** Best sellers of each category, the best first. */
  categoryTop: readonly Int32Array[];
}

export interface ModelSettings {
  neighbours: NeighbourSettings;
  factors: FactorSettings;
}

export const usualSettings: ModelSettings = {
  neighbours: { most: 40, longestBasket: 150, shrinkage: 4, fewestBuyers: 2 },
  factors: {
    dimensions: 24,
    sweeps: 5,
    unobserved: 2,
    regularization: 0.1,
    mostProducts: 20_000,
    halfLife: 180,
  },
};

const categorySettings: NeighbourSettings = { most: 25, longestBasket: 100, shrinkage: 4, fewestBuyers: 2 };
const bestMonthly = 120;
const bestWeekly = 40;
const bestLastYear = 60;
const bestOfCategory = 15;

/**
 * Everything that is learnt from purchases before `at` but the ranking.
 * @param horizon days that a recommendation looks ahead
 */
export function buildShopModel(
  log: PurchaseLog,
  descriptions: Iterable<ProductDescription>,
  at: number,
  horizon: number,
  settings: ModelSettings = usualSettings,
): ShopModel {
  const facts = describeProducts(log, descriptions, at);
  const statistics = gatherStatistics(log, facts, at, horizon);
  const sales = statistics.popularity[seasonal] as Float64Array;
  return {
    facts,
    statistics,
    neighbours: findNeighbours(log, at, (product) => product, log.products.length, settings.neighbours),
    categoryNeighbours: findNeighbours(
      log,
      at,
      (product) => facts.category[product] as number,
      facts.categories.length,
      categorySettings,
    ),
    factors: learnFactors(log, at, facts, sales, settings.factors, seededRandom(7)),
    bestSellers: bestSellersOf(statistics),
    placeAmongBest: new Map(
      topOf(statistics.popularity[monthly] as Float64Array, bestMonthly).map((product, n) => [
        product,
        n + 1,
      ]),
    ),
    categoryTop: topOfCategories(facts, sales),
  };
}

function bestSellersOf({ popularity, lastYear }: ShopStatistics): Int32Array {
  return Int32Array.from(
    new Set([
      ...topOf(popularity[monthly] as Float64Array, bestMonthly),
      ...topOf(popularity[weekly] as Float64Array, bestWeekly),
      ...topOf(lastYear, bestLastYear),
    ]),
  );
}

/** Places of the largest values above zero, the largest first. */
export function topOf(values: Float64Array, most: number): number[] {
  const places: number[] = [];
  for (let place = 0; place < values.length; place++) if ((values[place] as number) > 0) places.push(place);
  return places.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b).slice(0, most);
}

function topOfCategories({ category, categories }: ProductFacts, sales: Float64Array): Int32Array[] {
  const found: number[][] = categories.map(() => []);
  for (const product of topOf(sales, sales.length)) {
    const own = found[category[product] as number];
    if (own && own.length < bestOfCategory) own.push(product);
  }
  return found.map((products) => Int32Array.from(products));
}
