import { foldCustomer, learnFactors } from '../../src/marketing/recommend/factors.js';
import { findNeighbours, type Neighbours } from '../../src/marketing/recommend/neighbours.js';
import { describeProducts } from '../../src/marketing/recommend/product-facts.js';
import { type History, historyBefore, noHistory } from '../../src/marketing/recommend/purchase-log.js';
import { topOf, usualSettings } from '../../src/marketing/recommend/shop-model.js';
import {
  everSold,
  gatherStatistics,
  monthly,
  seasonal,
} from '../../src/marketing/recommend/shop-statistics.js';
import { seededRandom } from '../../src/platform/seeded-random.js';
import { measure, type Rank } from './metrics.js';
import { cutTest, type ShopData, type Test } from './shop-data.js';

const longList = 600;

/** The methods to beat, each as good as it gets: empty places are filled by what sells lately. */
export function baselines(shop: ShopData, test: Test): Record<string, Rank> {
  const { log } = shop;
  const facts = describeProducts(log, shop.descriptions, test.at);
  const { popularity } = gatherStatistics(log, facts, test.at, 30);
  const ever = topOf(popularity[everSold] as Float64Array, longList);
  const lately = topOf(popularity[monthly] as Float64Array, longList);
  const unseen = (products: readonly number[], novel: boolean, own: ReadonlySet<number>) =>
    novel ? products.filter((product) => !own.has(product)) : products;
  const historyOf = (customer: number) => (customer < 0 ? noHistory : historyBefore(log, customer, test.at));
  const byScore = (scores: Map<number, number>, novel: boolean, own: ReadonlySet<number>) => {
    const ranked = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([product]) => product);
    return [...new Set([...unseen(ranked, novel, own), ...unseen(lately, novel, own)])];
  };
  const knn = tunedNeighbours(shop, test);
  const factors = learnFactors(
    log,
    test.at,
    facts,
    popularity[seasonal] as Float64Array,
    usualSettings.factors,
    seededRandom(7),
  );
  return {
    popularity: (_, novel, own) => [...unseen(ever, novel, own)],
    'recent popularity': (_, novel, own) => [...unseen(lately, novel, own)],
    'personal frequency': (customer, novel, own) => {
      const scores = new Map<number, number>();
      const { product, day } = historyOf(customer);
      // Newer purchases break ties.
      for (let line = 0; line < product.length; line++)
        scores.set(
          product[line] as number,
          (scores.get(product[line] as number) ?? 0) + 1 + (day[line] as number) / 1e7,
        );
      return byScore(scores, novel, own);
    },
    'item-kNN': (customer, novel, own) => byScore(neighbourScores(knn, historyOf(customer)), novel, own),
    'iALS alone': (customer, novel, own) => {
      const vector = foldCustomer(factors, historyOf(customer), test.at);
      const scores = new Float64Array(factors.products.length);
      for (let place = 0; place < scores.length; place++)
        for (let k = 0; k < factors.dimensions; k++)
          scores[place] =
            (scores[place] as number) +
            (vector[k] as number) * (factors.values[place * factors.dimensions + k] as number);
      const found = topOf(scores, longList).map((place) => factors.products[place] as number);
      return [...new Set([...unseen(found, novel, own), ...unseen(lately, novel, own)])];
    },
  };
}

interface TunedNeighbours {
  neighbours: Neighbours;
  /** What a product counts for itself. */
  self: number;
}

/** The shrinkage and the weight of a product for itself that did best in the month before. */
function tunedNeighbours(shop: ShopData, test: Test): TunedNeighbours {
  const { log } = shop;
  const back = shop.end - test.at + 30;
  const before = cutTest(shop, back, 30);
  const build = (at: number, shrinkage: number) =>
    findNeighbours(log, at, (product) => product, log.products.length, {
      most: 60,
      longestBasket: 200,
      shrinkage,
      fewestBuyers: 2,
    });
  let best = { shrinkage: 0, self: 0, ndcg: -1 };
  for (const shrinkage of [0, 10, 50]) {
    const neighbours = build(before.at, shrinkage);
    for (const self of [0, 0.1, 1]) {
      const { ndcg } = measure(shop, before, false, (customer, _, own) => {
        const scores = neighbourScores({ neighbours, self }, historyBefore(log, customer, before.at));
        return [...scores]
          .filter(([product]) => self > 0 || !own.has(product))
          .sort((a, b) => b[1] - a[1])
          .map(([product]) => product);
      });
      if (ndcg > best.ndcg) best = { shrinkage, self, ndcg };
    }
  }
  return { neighbours: build(test.at, best.shrinkage), self: best.self };
}

function neighbourScores({ neighbours, self }: TunedNeighbours, history: History): Map<number, number> {
  const { starts, other, similarity } = neighbours;
  const scores = new Map<number, number>();
  const add = (product: number, score: number) => scores.set(product, (scores.get(product) ?? 0) + score);
  for (const product of history.product) {
    if (self > 0) add(product, self);
    for (let n = starts[product] as number; n < (starts[product + 1] as number); n++)
      add(other[n] as number, similarity[n] as number);
  }
  return scores;
}
