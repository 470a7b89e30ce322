import { boostedScores } from './boosting.js';
import { type CrossFittedBoosting, crossFitBoosting, type Predictor, type TrainingSet } from './cross-fit.js';
import { type CrossFittedLinear, crossFitLinear, linearScores } from './linear.js';
import { logistic, logisticLoss, squaredLoss } from './losses.js';
import { outcomeTrees } from './tree-sizes.js';

/**
 * What the learners of effects need to know besides: expected outcomes with and without treatment and the probability of
 * treatment, of every row by models that have not seen it.
 */
export interface Nuisance {
  /** Probability of treatment. */
  propensity: Float64Array;
  /** Whether that probability depends on the features; otherwise it is the share of the treated. */
  propensityVaries: boolean;
  expectedTreated: Float64Array;
  expectedControl: Float64Array;
  /** Whoever is treated or not: the mean of both, weighted by the propensity. */
  expected: Float64Array;
  /** Doubly robust score: its mean over any group is the group's effect (Robins, Rotnitzky and Zhao 1994). */
  robustScore: Float64Array;
  /** The same models fitted to all rows; made once. */
  refit(): { treated: Predictor; control: Predictor; propensity: Predictor };
}

/** Propensities beyond are taken as these: weights stay below 50. */
const extremePropensity = 0.02;

export function fitNuisance(set: TrainingSet): Nuisance {
  const { outcome, treated } = set;
  const count = outcome.length;
  const propensity = set.propensity ? designedPropensity(set.propensity) : fitPropensity(set);
  const withTreatment = fitOutcome(set, 1);
  const without = fitOutcome(set, 0);
  const expected = new Float64Array(count);
  const robustScore = new Float64Array(count);
  for (let row = 0; row < count; row += 1) {
    const e = propensity.outOfFold[row] as number;
    const m1 = withTreatment.outOfFold[row] as number;
    const m0 = without.outOfFold[row] as number;
    const y = outcome[row] as number;
    const isTreated = treated[row] === 1;
    expected[row] = e * m1 + (1 - e) * m0;
    robustScore[row] = m1 - m0 + (isTreated ? (y - m1) / e : -(y - m0) / (1 - e));
  }
  let refitted: ReturnType<Nuisance['refit']> | undefined;
  return {
    propensity: propensity.outOfFold,
    propensityVaries: propensity.varies,
    expectedTreated: withTreatment.outOfFold,
    expectedControl: without.outOfFold,
    expected,
    robustScore,
    refit: () => {
      refitted ??= {
        treated: withTreatment.refit(),
        control: without.refit(),
        propensity: propensity.refit(),
      };
      return refitted;
    },
  };
}

/** The outcome of one arm: by trees or by a line, whichever is nearer to rows that it has not seen. */
function fitOutcome(set: TrainingSet, arm: 0 | 1): { outOfFold: Float64Array; refit(): Predictor } {
  const { data, features, outcome, treated, binary, folds } = set;
  const takesPart = (row: number) => treated[row] === arm;
  const size = outcome.filter((_, row) => takesPart(row)).length;
  const trees = crossFitBoosting(
    { ...set, seed: set.seed + 1000 * (arm + 1) },
    binary ? logisticLoss(outcome) : squaredLoss(outcome),
    outcomeTrees(size, features.length),
    takesPart,
  );
  const line = crossFitLinear(data, features, squaredLoss(outcome), folds, takesPart);
  const probability = (value: number) => Math.max(1e-5, Math.min(1 - 1e-5, value));
  const byTrees = binary ? trees.outOfFold.map(logistic) : trees.outOfFold;
  const byLine = binary ? line.outOfFold.map(probability) : line.outOfFold;
  let treesError = 0;
  let lineError = 0;
  for (let row = 0; row < outcome.length; row += 1) {
    if (!takesPart(row)) continue;
    treesError += ((outcome[row] as number) - (byTrees[row] as number)) ** 2;
    lineError += ((outcome[row] as number) - (byLine[row] as number)) ** 2;
  }
  return treesError <= lineError
    ? { outOfFold: byTrees, refit: () => treesPredictor(trees, binary) }
    : { outOfFold: byLine, refit: () => linePredictor(line, binary ? probability : (value) => value) };
}

function treesPredictor(fit: CrossFittedBoosting, binary: boolean): Predictor {
  const model = fit.refit();
  return (rows) => {
    const scores = boostedScores(model, rows);
    return binary ? scores.map(logistic) : scores;
  };
}

function linePredictor(fit: CrossFittedLinear, limited: (value: number) => number): Predictor {
  const model = fit.refit();
  return (rows) => linearScores(model, rows).map(limited);
}

/** As it was drawn: known without features, and for new rows the mean of all. */
function designedPropensity(drawn: Float64Array): ReturnType<typeof fitPropensity> {
  const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
  const varies = drawn.some((value) => value !== drawn[0]);
  return { varies, outOfFold: drawn, refit: () => (rows) => new Float64Array(rows.count).fill(mean) };
}

/**
 * Whether features tell who was treated. In an experiment they do not, and the share of the treated is the best estimate;
 * otherwise a model of few trees is used. It must do better than the share on rows that were left out by three standard errors.
 */
function fitPropensity(set: TrainingSet): {
  varies: boolean;
  outOfFold: Float64Array;
  refit(): Predictor;
} {
  const { treated } = set;
  const count = treated.length;
  const share = treated.reduce((sum, value) => sum + value, 0) / count;
  const trees = crossFitBoosting({ ...set, seed: set.seed + 500 }, logisticLoss(treated), {
    ...outcomeTrees(count, set.features.length),
    trees: 80,
  });
  let sum = 0;
  let squares = 0;
  for (let row = 0; row < count; row += 1) {
    const p = logistic(trees.outOfFold[row] as number);
    const gain = treated[row] === 1 ? Math.log(p / share) : Math.log((1 - p) / (1 - share));
    sum += gain;
    squares += gain * gain;
  }
  const mean = sum / count;
  const error = Math.sqrt(Math.max(0, squares / count - mean * mean) / count);
  if (mean <= 3 * error || mean < 1e-4)
    return {
      varies: false,
      outOfFold: new Float64Array(count).fill(share),
      refit: () => (rows) => new Float64Array(rows.count).fill(share),
    };
  const limited = (score: number) =>
    Math.max(extremePropensity, Math.min(1 - extremePropensity, logistic(score)));
  return {
    varies: true,
    outOfFold: trees.outOfFold.map(limited),
    refit: () => {
      const model = trees.refit();
      return (rows) => boostedScores(model, rows).map(limited);
    },
  };
}
