import { seededRandom } from '../../platform/seeded-random.js';
import { type FactorSettings, foldCustomer, learnFactors, nearness } from './factors.js';
import type { ProductDescription } from './product-facts.js';
import { describeProducts } from './product-facts.js';
import { firstFrom, historyBefore, type PurchaseLog } from './purchase-log.js';
import { learnRanker, priorRanker, type Ranker } from './ranker.js';
import { buildShopModel, type ModelSettings, type ShopModel, usualSettings } from './shop-model.js';
import { gatherStatistics, seasonal } from './shop-statistics.js';
import { boughtBetween, type Snapshot, takeSnapshot, thinned } from './snapshot.js';

/** All that recommending takes. Plain data: it can go to another thread. */
export interface Recommender {
  model: ShopModel;
  ranker: Ranker;
}

export interface TrainingOptions {
  /** Only products that a customer has not bought before will be asked for. */
  novel: boolean;
  /** Told what was chosen, for people. */
  told?: (line: string) => void;
}

/** Moments of the past that the ranker is put into. */
const moments = 5;
const customersAMoment = 2000;
const negativesACustomer = 45;
/** Customers on whom the settings of the factors are compared. */
const customersForFactors = 1000;
/** Tried around what suits most shops: more weight on what was not bought, firmer or looser regularisation. */
const factorTrials: readonly Partial<FactorSettings>[] = [
  {},
  { unobserved: 8 },
  { regularization: 0.3 },
  { unobserved: 8, regularization: 0.03 },
  { unobserved: 20, regularization: 0.05 },
];

/**
 * Learns from a shop's past what to recommend after a moment. Everything that can be chosen is chosen on this past itself: at
 * moments before `at`, from what was known then, against what was bought in the time after. With too little past the
 * weights of `features.ts` remain. The same purchases give the same recommender.
 *
 * @param at days since 1970 UTC; purchases from then on are not looked at
 */
export function trainRecommender(
  log: PurchaseLog,
  descriptions: readonly ProductDescription[],
  at: number,
  { novel, told = () => {} }: TrainingOptions,
): Recommender {
  const horizon = horizonOf(log, at);
  const first = firstDayOf(log, at);
  const cuts = Array.from({ length: moments }, (_, n) => at - (n + 1) * horizon).filter(
    (cut) => cut - first >= Math.max(1.5 * horizon, (at - first) / 4),
  );
  const settings =
    cuts[0] === undefined ? usualSettings : chooseSettings(log, descriptions, cuts[0], horizon, told);
  const random = seededRandom(11);
  const whole: Snapshot[] = cuts.map((cut, n) =>
    takeSnapshot(
      log,
      buildShopModel(log, descriptions, cut, horizon, settings),
      {
        novel,
        mostCustomers: customersAMoment,
        mostNegatives: n === 0 ? Number.POSITIVE_INFINITY : negativesACustomer,
      },
      random,
    ),
  );
  const [newest, ...older] = whole;
  const ranker = newest
    ? learnRanker(newest, [thinned(newest, negativesACustomer, random), ...older], novel, told)
    : priorRanker;
  return { model: buildShopModel(log, descriptions, at, horizon, settings), ranker };
}

/** How far a recommendation looks ahead: a seventh of the past, from three days to six weeks. */
function horizonOf(log: PurchaseLog, at: number): number {
  return Math.max(3, Math.min(45, (at - firstDayOf(log, at)) / 7));
}

function firstDayOf({ day }: PurchaseLog, at: number): number {
  return day.reduce((least, one) => Math.min(least, one), at);
}

/** Compares a few settings of the factors by what customers bought anew after `cut`. */
function chooseSettings(
  log: PurchaseLog,
  descriptions: readonly ProductDescription[],
  cut: number,
  horizon: number,
  told: (line: string) => void,
): ModelSettings {
  const facts = describeProducts(log, descriptions, cut);
  const sales = gatherStatistics(log, facts, cut, horizon).popularity[seasonal] as Float64Array;
  let best = { gain: -1, factors: usualSettings.factors };
  for (const trial of factorTrials) {
    const tried = { ...usualSettings.factors, ...trial };
    const factors = learnFactors(
      log,
      cut,
      facts,
      sales,
      { ...tried, dimensions: 16, sweeps: 4 },
      seededRandom(7),
    );
    const gain = gainOf(factors);
    told(`factors ${JSON.stringify(trial)}: ${gain.toFixed(4)}`);
    if (gain > best.gain) best = { gain, factors: tried };
  }
  return { ...usualSettings, factors: best.factors };

  /** The gain of nDCG, of the first twenty places, of what was bought anew. */
  function gainOf(factors: ReturnType<typeof learnFactors>): number {
    let sum = 0;
    let count = 0;
    for (let customer = 0; customer + 1 < log.starts.length && count < customersForFactors; customer++) {
      const line = firstFrom(log, customer, cut);
      if (line === log.starts[customer] || line === log.starts[customer + 1]) continue;
      const history = historyBefore(log, customer, cut);
      const own = new Set(history.product);
      const wanted = [...boughtBetween(log, customer, cut, cut + horizon)].filter(
        (product) => !own.has(product) && (factors.placeOf[product] as number) >= 0,
      );
      if (wanted.length === 0) continue;
      count += 1;
      const scores = nearness(factors, foldCustomer(factors, history, cut));
      for (const product of wanted) {
        const score = scores[factors.placeOf[product] as number] as number;
        let better = 0;
        for (let place = 0; place < scores.length && better < 20; place++)
          if ((scores[place] as number) > score && !own.has(factors.products[place] as number)) better += 1;
        if (better < 20) sum += 1 / Math.log2(2 + better) / wanted.length;
      }
    }
    return sum / Math.max(1, count);
  }
}
