import { blendLearners } from './choose.js';
import { foldsOf, type TrainingSet } from './cross-fit.js';
import { type Estimate, judgeRanking } from './evaluation.js';
import { binRows, type Cell, type Feature, fitFeature } from './features.js';
import { fitLearners } from './learners.js';
import { fitNuisance } from './nuisance.js';
import { placesByFold } from './ranking.js';

/** Customers of one campaign, column by column. */
export interface CurveRows {
  names: readonly string[];
  /** One a name; what was known before the campaign. */
  columns: readonly (readonly Cell[])[];
  /** 1: bought. */
  outcome: Float64Array;
  /** 1: in an arm, 0: in the control group. */
  treated: Float64Array;
}

export interface CurvePoint {
  share: number;
  byUplift: number;
  byLikelyToBuy: number;
  random: number;
}

/** Gains are shares: extra buyers per customer of the campaign. */
export interface CampaignCurve {
  points: CurvePoint[];
  qini: Estimate;
  qiniLikelyToBuy: Estimate;
}

const steps = 20;
const folds = 5;
const seed = 20;

/**
 * How much more a campaign would have brought if only the first share of a ranking had got it (Qini curve, Radcliffe 2007), when
 * ranked by the model of effects, by the probability to buy without the campaign, and at random. Every customer is ranked by
 * models that have not seen them (cross-fitting), and gains are sums of doubly robust scores (Yadlowsky et al. 2025).
 *
 * @param rows at least some hundred customers in both groups, with both outcomes; where no feature tells customers apart, all three lines are the same
 */
export function curveOfCampaign({ names, columns, outcome, treated }: CurveRows): CampaignCurve {
  const fitted = names.map((name, index) => fitFeature(name, columns[index] ?? []));
  const places = [...fitted.keys()].filter((index) => fitted[index] !== undefined);
  const features = fitted.filter((feature): feature is Feature => feature !== undefined);
  const set: TrainingSet = {
    data: binRows(features, outcome.length, (feature, row) => columns[places[feature] as number]?.[row]),
    features,
    outcome,
    treated,
    binary: true,
    folds: foldsOf(treated, folds, seed),
    seed,
  };
  const nuisance = fitNuisance(set);
  const { robustScore, expectedControl } = nuisance;
  const average = robustScore.reduce((sum, score) => sum + score, 0) / robustScore.length;
  const effects =
    features.length === 0
      ? new Float64Array(outcome.length)
      : blendLearners(fitLearners(set, nuisance), robustScore, set.folds, average).outOfFold;
  const byUplift = gains(robustScore, placesByFold(effects, set.folds));
  const byLikely = gains(robustScore, placesByFold(expectedControl, set.folds));
  return {
    points: Array.from({ length: steps + 1 }, (_, step) => ({
      share: step / steps,
      byUplift: byUplift[step] as number,
      byLikelyToBuy: byLikely[step] as number,
      random: (average * step) / steps,
    })),
    qini: judgeRanking(effects, robustScore, set.folds, seed).qini,
    qiniLikelyToBuy: judgeRanking(expectedControl, robustScore, set.folds, seed).qini,
  };
}

/**
 * Sum of the scores of those placed within each share, per customer of all. Who shares a place with others counts wholly at
 * its middle, which ties at the ends of the curve do not move.
 */
function gains(robustScore: Float64Array, places: Float64Array): number[] {
  const sums = new Array<number>(steps + 1).fill(0);
  robustScore.forEach((score, row) => {
    const from = Math.min(steps, Math.ceil((places[row] as number) * steps));
    sums[from] = (sums[from] as number) + score;
  });
  let total = 0;
  return sums.map((sum) => {
    total += sum;
    return total / robustScore.length;
  });
}
