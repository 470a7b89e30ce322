import { boostedScores } from '../../src/marketing/uplift/boosting.js';
import { crossFitBoosting, foldsOf } from '../../src/marketing/uplift/cross-fit.js';
import { binRows, type Feature, fitFeature } from '../../src/marketing/uplift/features.js';
import { logisticLoss } from '../../src/marketing/uplift/losses.js';
import { outcomeTrees } from '../../src/marketing/uplift/tree-sizes.js';
import { trainUplift } from '../../src/marketing/uplift/uplift-model.js';
import { longRandom } from '../../src/platform/seeded-random.js';
import { drawWorld, type World, type WorldName } from './uplift-worlds.js';

/** What an order earns and what a coupon costs when somebody buys with it, minor units. */
const marginMinor = 6000;
const couponMinor = 1000;

interface Gain {
  /** Orders that would not be there otherwise, per 1,000 customers that were reached. */
  orders: number;
  /** Margin of those less the coupons of all who bought, minor units per 1,000 customers that were reached. */
  profitMinor: number;
}

export interface TargetingFigures {
  world: WorldName;
  runs: number;
  trained: number;
  scored: number;
  /** Share of the customers that the budget reaches. */
  budget: number;
  uplift: Gain;
  mostLikelyToBuy: Gain;
  random: Gain;
  /** Who knew the true effects would gain. */
  oracle: Gain;
  /** Share of the runs in which uplift gained more orders than both others. */
  upliftAhead: number;
}

/** Whom to reach with a budget for a few: learnt on an earlier experiment, judged by true effects on new customers. */
export function measureTargeting(
  world: WorldName,
  runs: number,
  trained: number,
  scored: number,
  budget: number,
  seed: number,
): TargetingFigures {
  const total = { uplift: none(), mostLikelyToBuy: none(), random: none(), oracle: none() };
  let ahead = 0;
  for (let run = 0; run < runs; run += 1) {
    const past = drawWorld(world, trained, seed + run);
    const now = drawWorld(world, scored, seed + 10_000 + run);
    const random = longRandom(seed + run);
    const gains = {
      uplift: gainOf(now, upliftScores(past, now), budget),
      mostLikelyToBuy: gainOf(now, responseScores(past, now), budget),
      random: gainOf(
        now,
        now.effect.map(() => random()),
        budget,
      ),
      oracle: gainOf(now, now.effect, budget),
    };
    for (const name of ['uplift', 'mostLikelyToBuy', 'random', 'oracle'] as const) {
      total[name].orders += gains[name].orders / runs;
      total[name].profitMinor += gains[name].profitMinor / runs;
    }
    ahead += Number(gains.uplift.orders > Math.max(gains.random.orders, gains.mostLikelyToBuy.orders));
  }
  return { world, runs, trained, scored, budget, ...total, upliftAhead: ahead / runs };
}

function upliftScores(past: World, now: World): Float64Array {
  const { predict } = trainUplift({ ...past, columns: past.cells }, 1);
  return predict(now.cells, now.effect.length);
}

/** The usual choice: a model of who buys when reached, on the same data and with the same trees. */
function responseScores(past: World, now: World): Float64Array {
  const fitted = past.names.map((name, index) => fitFeature(name, past.cells[index] ?? []));
  const places = [...fitted.keys()].filter((index) => fitted[index] !== undefined);
  const features = fitted.filter((feature): feature is Feature => feature !== undefined);
  const binned = ({ cells, effect }: World) =>
    binRows(features, effect.length, (feature, row) => cells[places[feature] as number]?.[row]);
  const set = { data: binned(past), features, folds: foldsOf(past.treated, 5, 1), seed: 1 };
  const size = past.treated.filter((value) => value === 1).length;
  const fit = crossFitBoosting(
    set,
    logisticLoss(past.outcome),
    outcomeTrees(size, features.length),
    (row) => past.treated[row] === 1,
  );
  return boostedScores(fit.refit(), binned(now));
}

function gainOf({ effect, baseline }: World, scores: Float64Array, budget: number): Gain {
  const reached = Math.floor(budget * scores.length);
  const order = Int32Array.from(scores.keys()).sort((a, b) => (scores[b] as number) - (scores[a] as number));
  let orders = 0;
  let buyers = 0;
  for (const row of order.subarray(0, reached)) {
    orders += effect[row] as number;
    buyers += (baseline[row] as number) + (effect[row] as number);
  }
  const per = 1000 / reached;
  return { orders: orders * per, profitMinor: (orders * marginMinor - buyers * couponMinor) * per };
}

function none(): Gain {
  return { orders: 0, profitMinor: 0 };
}
