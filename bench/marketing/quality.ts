import { historyBefore, noHistory } from '../../src/marketing/recommend/purchase-log.js';
import { recommend } from '../../src/marketing/recommend/recommend.js';
import { trainRecommender } from '../../src/marketing/recommend/train-recommender.js';
import { baselines } from './baselines.js';
import { difference, measure } from './metrics.js';
import type { ShopData, Test } from './shop-data.js';

export interface QualityRow {
  shop: string;
  test: string;
  mode: 'all' | 'novel';
  method: string;
  customers: number;
  recall10: number;
  ndcg10: number;
  hit10: number;
  /** By how much our nDCG@10 is ahead of this method's, 95 % interval. */
  behind?: [number, number];
}

export const ours = 'Zhanggui';

/** All methods on one test, on the same customers. */
export function compareQuality(shop: ShopData, test: Test): QualityRow[] {
  const methods = baselines(shop, test);
  return [false, true].flatMap((novel) => {
    const recommender = trainRecommender(shop.log, shop.descriptions, test.at, { novel });
    const own = measure(shop, test, novel, (customer) => {
      const history = customer < 0 ? noHistory : historyBefore(shop.log, customer, test.at);
      return recommend(recommender, history, test.at, { limit: 10, novel }).map(({ product }) => product);
    });
    const row = (method: string, quality: typeof own): QualityRow => ({
      shop: shop.name,
      test: test.label,
      mode: novel ? 'novel' : 'all',
      method,
      customers: quality.customers,
      recall10: quality.recall,
      ndcg10: quality.ndcg,
      hit10: quality.hit,
      ...(method === ours ? {} : { behind: difference(own.each, quality.each) }),
    });
    return [
      ...Object.entries(methods).map(([name, rank]) => row(name, measure(shop, test, novel, rank))),
      row(ours, own),
    ];
  });
}
