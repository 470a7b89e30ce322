import { blendLearners, type Choice, type JudgedLearner } from './choose.js';
import { foldsOf, type Predictor, type TrainingSet } from './cross-fit.js';
import { judgeRanking, type RankingWorth } from './evaluation.js';
import { binRows, type Cell, type CellsInOrder, type Feature, fitFeature } from './features.js';
import { type FittedLearner, fitLearners } from './learners.js';
import { fitNuisance, type Nuisance } from './nuisance.js';

export interface UpliftExample {
  names: readonly string[];
  /** One a name. */
  columns: readonly CellsInOrder[];
  outcome: Float64Array;
  /** 0 or 1. */
  treated: Float64Array;
}

export interface UpliftReport {
  rows: number;
  treatedShare: number;
  /** Features that are used, and columns that tell nothing. */
  used: string[];
  unused: string[];
  outcomeKind: 'yes or no' | 'number' | 'constant';
  /** Who is treated can be told from the features: no plain experiment. */
  propensityVaries: boolean;
  /** Share of the outcome's variance that the features tell, on rows left out; near 1, one of them may come from afterwards. */
  explained: number;
  /** Absent when there was too little to compare. */
  learners: JudgedLearner[];
  worth?: RankingWorth;
}

export interface UpliftModel {
  report: UpliftReport;
  /** Effects for rows given column by column, in the order of `names`, on the outcome's scale. */
  predict(columns: readonly CellsInOrder[], count: number): Float64Array;
}

/** Fewer rows than this in an arm: everybody gets the average effect. */
const leastArm = 30;
/** An outcome of which so many are 0 and none is below is a purchase that mostly does not happen. */
const manyZeros = 0.2;
/** Learners for whether somebody buys at all, when the outcome is an amount. */
const forBuyers = [
  'same-share',
  't-linear',
  's-linear-log-odds',
  't-boosted',
  'r-boosted-log-odds',
  'honest-forest',
];

/**
 * Learns from people some of whom were treated, how much a treatment changes what each does.
 *
 * @param told called with what is being done, for people who wait
 */
export function trainUplift(
  { names, columns, outcome, treated }: UpliftExample,
  seed: number,
  told: (doing: string) => void = () => {},
): UpliftModel {
  const fitted = names.map((name, index) => fitFeature(name, columns[index] ?? []));
  const places = [...fitted.keys()].filter((index) => fitted[index] !== undefined);
  const features = fitted.filter((feature): feature is Feature => feature !== undefined);
  const scale = scaleOf(outcome);
  const arm = (value: 0 | 1) => treated.filter((each) => each === value).length;
  const smaller = Math.min(arm(0), arm(1));
  const report: UpliftReport = {
    rows: outcome.length,
    treatedShare: arm(1) / outcome.length,
    used: features.map(({ name }) => name),
    unused: names.filter((_, index) => fitted[index] === undefined),
    outcomeKind: scale.kind,
    propensityVaries: false,
    explained: 0,
    learners: [],
  };
  const average = differenceOfMeans(outcome, treated);
  if (scale.kind === 'constant' || features.length === 0 || smaller < leastArm)
    return { report, predict: (_, count) => new Float64Array(count).fill(average) };

  const set: TrainingSet = {
    data: binRows(features, outcome.length, (feature, row) => columns[places[feature] as number]?.at(row)),
    features,
    outcome: scale.values,
    treated,
    binary: scale.kind === 'yes or no',
    // With many rows fewer folds lose little, and save two fifths of the time.
    folds: foldsOf(treated, outcome.length > 50_000 ? 3 : 5, seed),
    seed,
  };
  const { choice, robustScore, propensityVaries, explained } = learn(set, told);
  told('judging');
  const worth = judgeRanking(choice.outOfFold, robustScore, set.folds, seed);
  told('fitting to all rows');
  const predictBinned = choice.refit();
  return {
    report: {
      ...report,
      propensityVaries,
      explained,
      learners: choice.judged.map((judged) => ({
        ...judged,
        qini: judged.qini * scale.unit,
        error: judged.error * scale.unit,
      })),
      worth: inUnits(worth, scale.unit),
    },
    predict(given, count) {
      const cellOf = (feature: number, row: number): Cell => given[places[feature] as number]?.at(row);
      return predictBinned(binRows(features, count, cellOf)).map((effect) => effect * scale.unit);
    },
  };
}

function learn(
  set: TrainingSet,
  told: (doing: string) => void,
): { choice: Choice; robustScore: Float64Array; propensityVaries: boolean; explained: number } {
  told('expected outcomes');
  const nuisance = fitNuisance(set);
  const learners: FittedLearner[] = fitLearners(set, nuisance, told);
  const amounts = set.outcome.filter((value) => value > 0);
  const zeros = set.outcome.filter((value) => value === 0).length;
  const least = set.outcome.reduce((a, b) => Math.min(a, b));
  if (!set.binary && least >= 0 && amounts.length > 0 && zeros >= manyZeros * set.outcome.length) {
    // Amounts differ so much that who is moved to buy at all says more; an effect on that is worth the mean amount.
    const buys: TrainingSet = {
      ...set,
      outcome: set.outcome.map((value) => (value > 0 ? 1 : 0)),
      binary: true,
    };
    const amount = amounts.reduce((sum, value) => sum + value, 0) / amounts.length;
    const buyers = fitLearners(
      buys,
      fitNuisance(buys),
      (id) => told(`${id} for whether anything is bought`),
      forBuyers,
    );
    learners.push(...buyers.map((learner) => inAmounts(learner, amount)));
  }
  const robustScore = nuisance.robustScore;
  const average = robustScore.reduce((sum, value) => sum + value, 0) / robustScore.length;
  return {
    choice: blendLearners(learners, robustScore, set.folds, average),
    robustScore,
    propensityVaries: nuisance.propensityVaries,
    explained: explainedBy(set, nuisance),
  };
}

function explainedBy(
  { outcome, treated }: TrainingSet,
  { expectedTreated, expectedControl }: Nuisance,
): number {
  const mean = outcome.reduce((sum, value) => sum + value, 0) / outcome.length;
  let left = 0;
  let total = 0;
  outcome.forEach((value, row) => {
    const expected = (treated[row] === 1 ? expectedTreated : expectedControl)[row] as number;
    left += (value - expected) ** 2;
    total += (value - mean) ** 2;
  });
  return 1 - left / total;
}

function inAmounts({ id, trust, outOfFold, refit }: FittedLearner, amount: number): FittedLearner {
  return {
    id: `buyers: ${id}`,
    trust,
    outOfFold: outOfFold.map((effect) => effect * amount),
    refit: (): Predictor => {
      const predict = refit();
      return (rows) => predict(rows).map((effect) => effect * amount);
    },
  };
}

/** The outcome as it is fitted: two values as 0 and 1, numbers without the most extreme half per cent. */
function scaleOf(outcome: Float64Array): {
  kind: UpliftReport['outcomeKind'];
  values: Float64Array;
  /** What 1 of the fitted outcome is in the given one. */
  unit: number;
} {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of outcome) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (!(high > low)) return { kind: 'constant', values: outcome, unit: 1 };
  if (outcome.every((value) => value === low || value === high))
    return { kind: 'yes or no', values: outcome.map((value) => (value === high ? 1 : 0)), unit: high - low };
  // A few huge amounts would drown everything else; the effect among ordinary amounts is what can be learnt.
  const different = outcome.filter((value) => value !== 0).sort();
  const at = (share: number) =>
    different[Math.min(different.length - 1, Math.floor(share * different.length))] ?? 0;
  const [bottom, top] =
    different.length >= 200 ? [Math.min(0, at(0.0025)), Math.max(0, at(0.9975))] : [low, high];
  const limited = outcome.map((value) => Math.max(bottom, Math.min(top, value)));
  // Learners expect numbers of about the size of 1.
  const mean = limited.reduce((sum, value) => sum + value, 0) / limited.length;
  const deviation = Math.sqrt(limited.reduce((sum, value) => sum + (value - mean) ** 2, 0) / limited.length);
  return { kind: 'number', values: limited.map((value) => value / deviation), unit: deviation };
}

function differenceOfMeans(outcome: Float64Array, treated: Float64Array): number {
  const sums = [0, 0];
  const counts = [0, 0];
  outcome.forEach((value, row) => {
    const arm = treated[row] as number;
    sums[arm] = (sums[arm] as number) + value;
    counts[arm] = (counts[arm] as number) + 1;
  });
  return (
    (sums[1] as number) / Math.max(1, counts[1] as number) -
    (sums[0] as number) / Math.max(1, counts[0] as number)
  );
}

function inUnits(worth: RankingWorth, unit: number): RankingWorth {
  const scaled = ({ value, low, high }: RankingWorth['qini']) => ({
    value: value * unit,
    low: low * unit,
    high: high * unit,
  });
  return {
    averageEffect: scaled(worth.averageEffect),
    qini: scaled(worth.qini),
    auuc: scaled(worth.auuc),
    top10: scaled(worth.top10),
    top30: scaled(worth.top30),
  };
}
