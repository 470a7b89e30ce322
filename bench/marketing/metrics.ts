import { historyBefore, noHistory } from '../../src/marketing/recommend/purchase-log.js';
import { seededRandom } from '../../src/platform/seeded-random.js';
import type { ShopData, Test } from './shop-data.js';

/** Ranks products for a customer (place; below zero: a stranger). At least ten that are not in `own` when `novel`. */
export type Rank = (customer: number, novel: boolean, own: ReadonlySet<number>) => number[];

export interface Quality {
  customers: number;
  recall: number;
  ndcg: number;
  hit: number;
  /** nDCG customer by customer, in the order of the test. */
  each: Float64Array;
}

const top = 10;

/**
 * Recall, nDCG and hit rate of the first ten (Järvelin & Kekäläinen 2002, bought or not), as `score_recommend.py` has them:
 * recall by min(10, wanted); with `novel`, what was bought before counts for nothing.
 */
export function measure({ log }: ShopData, { at, wanted }: Test, novel: boolean, rank: Rank): Quality {
  const each: number[] = [];
  let recall = 0;
  let hit = 0;
  for (const [customer, all] of wanted) {
    const history = customer < 0 ? noHistory : historyBefore(log, customer, at);
    const own = new Set(history.product);
    const want = novel ? new Set([...all].filter((product) => !own.has(product))) : all;
    if (want.size === 0) continue;
    const got = rank(customer, novel, own).slice(0, top);
    const possible = Math.min(top, want.size);
    let gain = 0;
    let ideal = 0;
    let hits = 0;
    for (let place = 0; place < top; place++) {
      const discount = 1 / Math.log2(place + 2);
      if (place < possible) ideal += discount;
      if (place < got.length && want.has(got[place] as number)) {
        gain += discount;
        hits += 1;
      }
    }
    each.push(gain / ideal);
    recall += hits / possible;
    hit += hits > 0 ? 1 : 0;
  }
  const customers = each.length;
  const ndcg = each.reduce((sum, one) => sum + one, 0) / Math.max(1, customers);
  return {
    customers,
    recall: recall / Math.max(1, customers),
    ndcg,
    hit: hit / Math.max(1, customers),
    each: Float64Array.from(each),
  };
}

/** 95 % interval of the difference of two means over the same customers, by bootstrap (Efron 1979; 1000 draws, seeded). */
export function difference(one: Float64Array, other: Float64Array): [number, number] {
  const random = seededRandom(5);
  const gains = one.map((value, n) => value - (other[n] as number));
  const means = Array.from({ length: 1000 }, () => {
    let sum = 0;
    for (let n = 0; n < gains.length; n++) sum += gains[Math.floor(random() * gains.length)] as number;
    return sum / gains.length;
  }).sort((a, b) => a - b);
  return [means[25] as number, means[974] as number];
}
