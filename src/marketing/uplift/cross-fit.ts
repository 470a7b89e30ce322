import { longRandom } from '../../platform/seeded-random.js';
import {
  type Boosted,
  type BoostingOptions,
  boost,
  boostedScores,
  shortened,
  writeScores,
} from './boosting.js';
import type { BinnedRows, Feature } from './features.js';
import { concatenated } from './linear.js';
import type { Loss } from './losses.js';

/** What all learners learn from. */
export interface TrainingSet {
  data: BinnedRows;
  features: readonly Feature[];
  /** As it is fitted: without the rarest extremes. */
  outcome: Float64Array;
  /** 1: treated, 0: not. */
  treated: Float64Array;
  /** Probability of treatment by the design of the experiment; absent: it is estimated. */
  propensity?: Float64Array;
  /** The outcome is 0 or 1. */
  binary: boolean;
  /** Rows of each fold; every row is in one. */
  folds: readonly Int32Array[];
  seed: number;
}

/** Effects of rows that a model has not necessarily seen, on the outcome's scale. */
export type Predictor = (rows: BinnedRows) => Float64Array;

export interface CrossFittedBoosting {
  outOfFold: Float64Array;
  loss: number;
  /** Out-of-fold values of something that is computed from a model's scores of any rows. */
  contrast(compute: (score: (rows: BinnedRows) => Float64Array) => Float64Array): Float64Array;
  refit(): Boosted;
}

/**
 * Boosting by folds: each fold is predicted by trees that were grown without it. How many trees: as many as gave the least
 * loss on rows that were left out, over all folds together.
 */
export function crossFitBoosting(
  { data, features, folds, seed }: Pick<TrainingSet, 'data' | 'features' | 'folds' | 'seed'>,
  loss: Loss,
  options: BoostingOptions,
  takesPart: (row: number) => boolean = () => true,
): CrossFittedBoosting {
  const part = folds.map((rows) => rows.filter(takesPart));
  const everyone = concatenated(part);
  const fits = folds.map((_, k) => {
    const held = part[k] as Int32Array;
    const rows = concatenated(part.filter((__, other) => other !== k));
    return { held, ...boost(data, features, loss, rows, held, options, longRandom(seed + k)) };
  });
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let trees = 0; trees <= options.trees; trees += 1) {
    const sum = fits.reduce((total, { held, path }) => total + held.length * (path[trees] as number), 0);
    if (sum < least - 1e-12) {
      least = sum;
      best = trees;
    }
  }
  const outOfFold = new Float64Array(data.count);
  fits.forEach(({ model }, k) => {
    writeScores(shortened(model, best), data, folds[k] as Int32Array, outOfFold);
  });
  return {
    outOfFold,
    loss: everyone.length > 0 ? least / everyone.length : 0,
    contrast(compute) {
      const values = new Float64Array(data.count);
      fits.forEach(({ model }, k) => {
        const ofAll = compute((rows) => boostedScores(shortened(model, best), rows));
        for (const row of folds[k] as Int32Array) values[row] = ofAll[row] as number;
      });
      return values;
    },
    refit: () =>
      boost(
        data,
        features,
        loss,
        everyone,
        new Int32Array(0),
        { ...options, trees: best },
        longRandom(seed + folds.length),
      ).model,
  };
}

/** Splits rows into folds at random, treated and others alike. */
export function foldsOf(treated: Float64Array, count: number, seed: number): Int32Array[] {
  const random = longRandom(seed);
  const folds: number[][] = Array.from({ length: count }, () => []);
  for (const arm of [0, 1]) {
    const rows = [...treated.keys()].filter((row) => treated[row] === arm);
    for (let last = rows.length - 1; last > 0; last -= 1) {
      const other = Math.floor(random() * (last + 1));
      [rows[last], rows[other]] = [rows[other] as number, rows[last] as number];
    }
    rows.forEach((row, at) => {
      folds[at % count]?.push(row);
    });
  }
  return folds.map((rows) => Int32Array.from(rows).sort());
}
