import { boostedScores } from './boosting.js';
import { crossFitBoosting, type Predictor, type TrainingSet } from './cross-fit.js';
import type { BinnedRows, Feature } from './features.js';
import { crossFitForest } from './forest.js';
import { crossFitLinear, linearScores } from './linear.js';
import {
  effectLoss,
  type Loss,
  linkedEffectLoss,
  logistic,
  logisticLoss,
  logit,
  squaredLoss,
} from './losses.js';
import type { Nuisance } from './nuisance.js';
import { effectTrees, outcomeTrees } from './tree-sizes.js';

/** A way to learn effects, fitted by folds. */
export interface FittedLearner {
  id: string;
  /** How much it counts before anything is measured: the simple and steady ones more (measured in the simulated worlds). */
  trust: number;
  /** Effect of every training row, by a model that has not seen it. */
  outOfFold: Float64Array;
  /** The same learner fitted to all rows. */
  refit(): Predictor;
}

interface Learner {
  id: string;
  trust: number;
  /** For yes-or-no outcomes only. */
  binaryOnly?: boolean;
  /** Takes the effect to follow what people do anyway: what little is known where hardly anybody has done it. */
  followsOutcome?: boolean;
  learn(set: TrainingSet, nuisance: Nuisance): Omit<FittedLearner, 'id' | 'trust'>;
}

/** Everybody's outcome changes by the same share: who buys more is moved more. One number is learnt. */
const sameShare: Learner = {
  id: 'same-share',
  trust: 3,
  followsOutcome: true,
  learn({ outcome, treated, folds }, { expected, propensity, refit: refitNuisance }) {
    // The effect is share · expectation; the share by weighted residuals, on the rows outside of each fold.
    const shareOf = (held: ReadonlySet<number>) => {
      let above = 0;
      let below = 0;
      for (let row = 0; row < outcome.length; row += 1) {
        if (held.has(row)) continue;
        const a = (treated[row] as number) - (propensity[row] as number);
        above += a * ((outcome[row] as number) - (expected[row] as number));
        below += a * a * (expected[row] as number);
      }
      return below === 0 ? 0 : above / below;
    };
    const outOfFold = new Float64Array(outcome.length);
    for (const rows of folds) {
      const share = shareOf(new Set(rows));
      for (const row of rows) outOfFold[row] = share * (expected[row] as number);
    }
    return {
      outOfFold,
      refit: () => {
        const share = shareOf(new Set());
        const { treated: withIt, control, propensity: e } = refitNuisance();
        return (rows) => {
          const probability = e(rows);
          const m0 = control(rows);
          return withIt(rows).map((m1, row) => {
            const p = probability[row] as number;
            return share * (p * m1 + (1 - p) * (m0[row] as number));
          });
        };
      },
    };
  },
};

/** Two lines, one an arm; the effect is their difference ("T-learner", Künzel et al. 2019). */
const twoLines: Learner = {
  id: 't-linear',
  trust: 3,
  learn({ data, features, outcome, treated, folds }) {
    const [control, withTreatment] = [0, 1].map((arm) =>
      crossFitLinear(data, features, squaredLoss(outcome), folds, (row) => treated[row] === arm),
    );
    if (control === undefined || withTreatment === undefined) throw new Error('two arms were asked for');
    return {
      outOfFold: minus(withTreatment.outOfFold, control.outOfFold),
      refit: () => {
        const models = [withTreatment.refit(), control.refit()] as const;
        return (rows) => minus(linearScores(models[0], rows), linearScores(models[1], rows));
      },
    };
  },
};

/** A line through residuals ("R-learner", Nie and Wager 2021). */
const residualLine: Learner = {
  id: 'r-linear',
  trust: 3,
  learn({ data, features, outcome, treated, folds }, { expected, propensity }) {
    const loss = effectLoss(minus(outcome, expected), minus(treated, propensity));
    const fit = crossFitLinear(data, features, loss, folds);
    return {
      outOfFold: fit.outOfFold,
      refit: () => {
        const model = fit.refit();
        return (rows) => linearScores(model, rows);
      },
    };
  },
};

/** The same on the scale of log odds: one regression with treatment and its interactions ("S-learner"). */
const linkedLine: Learner = {
  id: 's-linear-log-odds',
  trust: 3,
  binaryOnly: true,
  followsOutcome: true,
  learn(set, nuisance) {
    const { data, features, folds } = set;
    const fit = crossFitLinear(data, features, linkedLoss(set, nuisance), folds);
    return {
      outOfFold: effectsFromLogOdds(fit.outOfFold, nuisance.expected, nuisance.propensity),
      refit: () => {
        const model = fit.refit();
        return linkedPredictor((rows) => linearScores(model, rows), nuisance);
      },
    };
  },
};

/** Trees for each arm; the effect is their difference ("T-learner"). */
const twoBoosted: Learner = {
  id: 't-boosted',
  trust: 1,
  learn: (_, nuisance) => ({
    outOfFold: minus(nuisance.expectedTreated, nuisance.expectedControl),
    refit: () => {
      const { treated, control } = nuisance.refit();
      return (rows) => minus(treated(rows), control(rows));
    },
  }),
};

/** One model that knows the treatment as a feature; the effect is what changing it changes ("S-learner"). */
const oneBoosted: Learner = {
  id: 's-boosted',
  trust: 1,
  learn(set) {
    const { data, features, outcome, treated, binary, folds, seed } = set;
    const count = outcome.length;
    const widened: Feature[] = [...features, treatmentFeature(treated)];
    const loss = binary ? logisticLoss(outcome) : squaredLoss(outcome);
    const fit = crossFitBoosting(
      {
        data: withTreatment(
          data,
          Uint8Array.from(treated, (w) => w + 1),
        ),
        features: widened,
        folds,
        seed: seed + 3000,
      },
      loss,
      outcomeTrees(count, widened.length),
    );
    const onScale = (scores: Float64Array) => (binary ? scores.map(logistic) : scores);
    const contrast = (score: (rows: BinnedRows) => Float64Array, rows: BinnedRows) =>
      minus(
        onScale(score(withTreatment(rows, new Uint8Array(rows.count).fill(2)))),
        onScale(score(withTreatment(rows, new Uint8Array(rows.count).fill(1)))),
      );
    return {
      outOfFold: fit.contrast((score) => contrast(score, data)),
      refit: () => {
        const model = fit.refit();
        return (rows) => contrast((given) => boostedScores(model, given), rows);
      },
    };
  },
};

/** What was seen in each arm less what the other arm's model expects, then learnt ("X-learner", Künzel et al. 2019). */
const crossedBoosted: Learner = {
  id: 'x-boosted',
  trust: 1.5,
  learn(set, { expectedTreated, expectedControl, propensity, refit: refitNuisance }) {
    const { outcome, treated, seed } = set;
    const imputed = outcome.map((y, row) =>
      treated[row] === 1 ? y - (expectedControl[row] as number) : (expectedTreated[row] as number) - y,
    );
    const [control, withIt] = [0, 1].map((arm) => {
      const takesPart = (row: number) => treated[row] === arm;
      const options = effectTrees(outcome.filter((_, row) => takesPart(row)).length, set.features.length);
      return crossFitBoosting({ ...set, seed: seed + 4000 + arm }, squaredLoss(imputed), options, takesPart);
    });
    if (control === undefined || withIt === undefined) throw new Error('two arms were asked for');
    // Each arm's effects are weighted by how much is known of the other arm's outcomes.
    const mixed = (fromControl: Float64Array, fromTreated: Float64Array, e: Float64Array) =>
      fromControl.map(
        (value, row) => (e[row] as number) * value + (1 - (e[row] as number)) * (fromTreated[row] as number),
      );
    return {
      outOfFold: mixed(control.outOfFold, withIt.outOfFold, propensity),
      refit: () => {
        const models = [control.refit(), withIt.refit()] as const;
        const e = refitNuisance().propensity;
        return (rows) => mixed(boostedScores(models[0], rows), boostedScores(models[1], rows), e(rows));
      },
    };
  },
};

/** Trees on residuals ("R-learner"). */
const residualBoosted: Learner = {
  id: 'r-boosted',
  trust: 1,
  learn(set, { expected, propensity }) {
    return boostedEffect(set, effectLoss(minus(set.outcome, expected), minus(set.treated, propensity)), 5000);
  },
};

/** Trees on the scale of log odds. */
const linkedBoosted: Learner = {
  id: 'r-boosted-log-odds',
  trust: 1.5,
  binaryOnly: true,
  learn(set, nuisance) {
    const options = effectTrees(set.outcome.length, set.features.length);
    const fit = crossFitBoosting({ ...set, seed: set.seed + 6000 }, linkedLoss(set, nuisance), options);
    return {
      outOfFold: effectsFromLogOdds(fit.outOfFold, nuisance.expected, nuisance.propensity),
      refit: () => {
        const model = fit.refit();
        return linkedPredictor((rows) => boostedScores(model, rows), nuisance);
      },
    };
  },
};

/** Trees on doubly robust scores ("DR-learner", Kennedy 2023). */
const robustBoosted: Learner = {
  id: 'dr-boosted',
  trust: 0.5,
  learn: (set, { robustScore }) => boostedEffect(set, squaredLoss(robustScore), 7000),
};

/** Trees on the transformed outcome, whose expectation is the effect (Jaskowski and Jaroszewicz 2012; Athey and Imbens 2016). */
const transformedBoosted: Learner = {
  id: 'transformed-outcome',
  trust: 0.5,
  learn(set, { propensity }) {
    const transformed = set.outcome.map((y, row) => {
      const e = propensity[row] as number;
      return (y * ((set.treated[row] as number) - e)) / (e * (1 - e));
    });
    return boostedEffect(set, squaredLoss(transformed), 8000);
  },
};

/** Uplift trees with honest leaves, many of them (Rzepakowski and Jaroszewicz 2012; Athey, Tibshirani and Wager 2019). */
const honestForest: Learner = {
  id: 'honest-forest',
  trust: 1.5,
  learn: (set, { expected, propensity }) =>
    crossFitForest(set, minus(set.outcome, expected), minus(set.treated, propensity)),
};

const all: readonly Learner[] = [
  sameShare,
  twoLines,
  residualLine,
  linkedLine,
  oneBoosted,
  twoBoosted,
  crossedBoosted,
  residualBoosted,
  linkedBoosted,
  robustBoosted,
  transformedBoosted,
  honestForest,
];

/**
 * Fits every learner that suits the outcome.
 * @param told called with the name of each as it is begun; @param only ids of those that are wanted, all by default
 */
export function fitLearners(
  set: TrainingSet,
  nuisance: Nuisance,
  told: (id: string) => void = () => {},
  only?: readonly string[],
): FittedLearner[] {
  const rare = set.binary && fewestPositive(set) < fewPositive;
  return all
    .filter(({ id, binaryOnly }) => (set.binary || !binaryOnly) && (only?.includes(id) ?? true))
    .map(({ id, trust, followsOutcome, learn }) => {
      told(id);
      return { id, trust: rare && followsOutcome ? trustWhenRare * trust : trust, ...learn(set, nuisance) };
    });
}

/** With fewer that did it in an arm, how people differ in effect is hardly seen (measured in the simulated worlds). */
const fewPositive = 200;
const trustWhenRare = 3;

function fewestPositive({ outcome, treated }: TrainingSet): number {
  const counts = [0, 0];
  outcome.forEach((value, row) => {
    if (value === 1) counts[treated[row] as number] = (counts[treated[row] as number] as number) + 1;
  });
  return Math.min(...counts);
}

export function minus(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, row) => value - (b[row] as number));
}

function boostedEffect(set: TrainingSet, loss: Loss, seed: number): Omit<FittedLearner, 'id' | 'trust'> {
  const fit = crossFitBoosting(
    { ...set, seed: set.seed + seed },
    loss,
    effectTrees(set.outcome.length, set.features.length),
  );
  return {
    outOfFold: fit.outOfFold,
    refit: () => {
      const model = fit.refit();
      return (rows) => boostedScores(model, rows);
    },
  };
}

function linkedLoss({ outcome, treated }: TrainingSet, { expected, propensity }: Nuisance): Loss {
  return linkedEffectLoss(outcome, minus(treated, propensity), expected.map(logOdds));
}

/** The effect in probabilities of an effect in log odds, around the expectation whoever is treated. */
function effectsFromLogOdds(
  effect: Float64Array,
  expected: Float64Array,
  propensity: Float64Array,
): Float64Array {
  return effect.map((value, row) => {
    const offset = logOdds(expected[row] as number);
    const e = propensity[row] as number;
    return logistic(offset + (1 - e) * value) - logistic(offset - e * value);
  });
}

function linkedPredictor(score: Predictor, nuisance: Nuisance): Predictor {
  const { treated, control, propensity } = nuisance.refit();
  return (rows) => {
    const e = propensity(rows);
    const m1 = treated(rows);
    const m0 = control(rows);
    const expected = e.map((p, row) => p * (m1[row] as number) + (1 - p) * (m0[row] as number));
    return effectsFromLogOdds(score(rows), expected, e);
  };
}

function logOdds(probability: number): number {
  return logit(Math.max(1e-5, Math.min(1 - 1e-5, probability)));
}

function treatmentFeature(treated: Float64Array): Feature {
  const share = treated.reduce((sum, value) => sum + value, 0);
  const counts = new Float64Array(64);
  counts[1] = treated.length - share;
  counts[2] = share;
  return {
    name: 'treatment',
    kind: 'number',
    bins: 3,
    edges: Float64Array.of(0),
    words: new Map(),
    otherBin: 0,
    centres: Float64Array.of(0, 0, 1),
    counts,
  };
}

function withTreatment({ count, columns }: BinnedRows, treatment: Uint8Array): BinnedRows {
  return { count, columns: [...columns, treatment] };
}
