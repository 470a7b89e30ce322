import { longRandom } from '../../platform/seeded-random.js';
import { type Boosted, boost, boostedScores } from './boosting.js';
import { blendLearners, type Choice } from './choose.js';
import { foldsOf, type TrainingSet } from './cross-fit.js';
import { type Estimate, judgeRanking } from './evaluation.js';
import { type BinnedRows, binRows, type Cell, type Feature, fitFeature } from './features.js';
import { fitLearners } from './learners.js';
import { concatenated } from './linear.js';
import { squaredLoss } from './losses.js';
import { fitNuisance, type Nuisance } from './nuisance.js';

/** People of the shop's own experiments, column by column, as they were when a campaign reached them. */
export interface PersonRows {
  names: readonly string[];
  /** One a name; numbers only. */
  columns: readonly (readonly (number | undefined)[])[];
  /** 1: bought within the campaign's window. */
  outcome: Float64Array;
  /** 1: was offered a coupon, 0: held out. */
  treated: Float64Array;
  /** Probability of the offer, as the campaign drew. */
  propensity: Float64Array;
}

/** A part of the ranking with the effect that was seen in it, and the standard error of that. */
export interface EffectGroup {
  /** Least prediction of the part. */
  from: number;
  uplift: number;
  error: number;
}

/** Whom an offer moves: small enough to be asked beside a message, and plain data. */
export interface PersonModel {
  features: Feature[];
  /** Change of the probability to buy. */
  effect: Boosted;
  /** Probability to buy without an offer. */
  base: Boosted;
  /** By rising prediction. */
  groups: EffectGroup[];
  people: number;
  qini: Estimate;
}

export interface FitCounts {
  treated: number;
  control: number;
  treatedBuyers: number;
  controlBuyers: number;
}

export type PersonFit =
  | { state: 'too-few'; counts: FitCounts }
  /** The ranking cannot be told from a random one on people left out. */
  | { state: 'no-signal'; counts: FitCounts; qini?: Estimate }
  | { state: 'ready'; counts: FitCounts; model: PersonModel };

export interface PersonUplift {
  uplift: number;
  /** Standard error, of the effect seen among people with such a prediction. */
  error: number;
  /** Probability to buy without an offer. */
  base: number;
}

/** In either group: its share of buyers is then known to about four points. */
const leastGroup = 500;
/** In either group: ten a feature (Peduzzi et al. 1996). */
const leastBuyers = 80;
const folds = 5;
/** Parts that are left out one by one, with the choice of learners and all, to judge what comes out. */
const judgedParts = 3;
const parts = 5;
/** Share of the blend's variance that the small model must tell. */
const leastLikeness = 0.8;
const studentTrees = {
  trees: 150,
  rate: 0.1,
  depth: 4,
  leastRows: 30,
  penalty: 0,
  featureShare: 1,
  rowShare: 0.7,
};

/**
 * Learns from a shop's experiments whom an offer moves. All learners take part by what they are worth on people left out
 * (`blendLearners`), with the propensities of the design. Used only where the ranking's Qini value is above 0 with its whole 95 %
 * interval, on thirds of the people of whom neither models nor weights of learners have seen anything: on rows that the weights
 * were found on it looked so in 10 of 30 draws of a world where all are moved alike. The blend is then taught to one small sum of trees (Bucilă, Caruana and Niculescu-Mizil 2006),
 * and people are put into fifths by prediction with the effect seen there ("sorted group average treatment effects",
 * Chernozhukov et al. 2018), which tell how far a prediction may be off.
 */
export function learnPersonModel(rows: PersonRows, seed: number): PersonFit {
  const { names, columns, outcome, treated, propensity } = rows;
  const counts = countsOf(rows);
  if (Math.min(counts.treated, counts.control) < leastGroup) return { state: 'too-few', counts };
  if (Math.min(counts.treatedBuyers, counts.controlBuyers) < leastBuyers) return { state: 'too-few', counts };
  const features = names.map((name, index) => fitFeature(name, columns[index] ?? []));
  const places = [...features.keys()].filter((index) => features[index]?.kind === 'number');
  const used = places.map((index) => features[index] as Feature);
  if (used.length === 0) return { state: 'no-signal', counts };
  const data = binRows(used, outcome.length, (feature, row) => columns[places[feature] as number]?.[row]);
  const set: TrainingSet = {
    data,
    features: used,
    outcome,
    treated,
    propensity,
    binary: true,
    folds: foldsOf(treated, folds, seed),
    seed,
  };
  const nuisance = fitNuisance(set);
  const { robustScore } = nuisance;
  const blend = blendOf(set, nuisance);
  const hoped = judgeRanking(blend.outOfFold, robustScore, set.folds, seed).qini;
  if (!(hoped.low > 0)) return { state: 'no-signal', counts, qini: hoped };
  const judged = foldsOf(treated, judgedParts, seed + 2);
  const unseen = predictedUnseen(set, judged);
  const { qini } = judgeRanking(unseen, robustScore, judged, seed);
  if (!(qini.low > 0)) return { state: 'no-signal', counts, qini };
  const taught = blend.refit()(data);
  const effect = taughtTo(data, used, taught, seed);
  if (likeness(boostedScores(effect, data), taught) < leastLikeness)
    return { state: 'no-signal', counts, qini };
  return {
    state: 'ready',
    counts,
    model: {
      features: used,
      effect,
      base: taughtTo(data, used, nuisance.expectedControl, seed + 1),
      groups: groupsOf(unseen, robustScore),
      people: outcome.length,
      qini,
    },
  };
}

/** What an offer changes for one person. @param cellOf what is known of them, by the name of the feature */
export function personUplift(model: PersonModel, cellOf: (name: string) => Cell): PersonUplift {
  const data = binRows(model.features, 1, (feature) => cellOf(model.features[feature]?.name ?? ''));
  const uplift = boostedScores(model.effect, data)[0] as number;
  const base = Math.max(0, Math.min(1, boostedScores(model.base, data)[0] as number));
  const group = model.groups.findLast(({ from }) => uplift >= from) ?? model.groups[0];
  return { uplift, error: group?.error ?? Number.POSITIVE_INFINITY, base };
}

function blendOf(set: TrainingSet, nuisance: Nuisance): Choice {
  const { robustScore } = nuisance;
  const average = robustScore.reduce((sum, score) => sum + score, 0) / robustScore.length;
  return blendLearners(fitLearners(set, nuisance), robustScore, set.folds, average);
}

/** Effect of every row by a blend that was learnt, weighed and drawn together without its part. */
function predictedUnseen(set: TrainingSet, judged: readonly Int32Array[]): Float64Array {
  const predictions = new Float64Array(set.outcome.length);
  for (const rows of judged) {
    const others = concatenated(judged.filter((part) => part !== rows));
    const known = partOf(set, others);
    const predicted = blendOf(known, fitNuisance(known)).refit()(partOf(set, rows).data);
    rows.forEach((row, at) => {
      predictions[row] = predicted[at] as number;
    });
  }
  return predictions;
}

function partOf(set: TrainingSet, rows: Int32Array): TrainingSet {
  const of = (values: Float64Array) => Float64Array.from(rows, (row) => values[row] as number);
  const treated = of(set.treated);
  return {
    ...set,
    data: {
      count: rows.length,
      columns: set.data.columns.map((column) => Uint8Array.from(rows, (row) => column[row] as number)),
    },
    outcome: of(set.outcome),
    treated,
    ...(set.propensity ? { propensity: of(set.propensity) } : {}),
    folds: foldsOf(treated, folds, set.seed),
  };
}

function countsOf({ outcome, treated }: PersonRows): FitCounts {
  const count = (arm: number, bought?: number) =>
    treated.filter((value, row) => value === arm && (bought === undefined || outcome[row] === bought)).length;
  return { treated: count(1), control: count(0), treatedBuyers: count(1, 1), controlBuyers: count(0, 1) };
}

function taughtTo(
  data: BinnedRows,
  features: readonly Feature[],
  target: Float64Array,
  seed: number,
): Boosted {
  const all = Int32Array.from(target.keys());
  const none = new Int32Array(0);
  return boost(data, features, squaredLoss(target), all, none, studentTrees, longRandom(seed)).model;
}

/** Share of the target's variance that the values tell; 1 where there is none. */
function likeness(values: Float64Array, target: Float64Array): number {
  const mean = target.reduce((sum, value) => sum + value, 0) / target.length;
  let left = 0;
  let all = 0;
  target.forEach((value, row) => {
    left += (value - (values[row] as number)) ** 2;
    all += (value - mean) ** 2;
  });
  return all > 0 ? 1 - left / all : 1;
}

function groupsOf(predictions: Float64Array, robustScore: Float64Array): EffectGroup[] {
  const order = Int32Array.from(predictions.keys()).sort(
    (a, b) => (predictions[a] as number) - (predictions[b] as number),
  );
  return Array.from({ length: parts }, (_, part) => {
    const rows = order.subarray(
      Math.floor((part * order.length) / parts),
      Math.floor(((part + 1) * order.length) / parts),
    );
    let sum = 0;
    let squares = 0;
    for (const row of rows) {
      sum += robustScore[row] as number;
      squares += (robustScore[row] as number) ** 2;
    }
    const mean = sum / rows.length;
    const variance = Math.max(0, squares / rows.length - mean * mean);
    return {
      from: predictions[rows[0] as number] as number,
      uplift: mean,
      error: Math.sqrt(variance / rows.length),
    };
  });
}
