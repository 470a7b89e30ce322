import type { Predictor } from './cross-fit.js';
import type { FittedLearner } from './learners.js';
import { placesByFold, qiniDifference, qiniValue } from './ranking.js';

/** How a learner did on rows that it had not seen. */
export interface JudgedLearner {
  id: string;
  /** Qini value per person and its standard error, on the outcome's scale. */
  qini: number;
  error: number;
  /** Its part in the blend, all parts together 1. */
  weight: number;
}

export interface Choice {
  judged: JudgedLearner[];
  /** Effect of every training row, by models that have not seen it. */
  outOfFold: Float64Array;
  refit(): Predictor;
}

/** Learners below this part of the blend are left out. */
const leastWeight = 0.02;

/**
 * Puts the learners together. A single winner by a noisy measure is often a wrong one, so each learner takes part by how likely
 * its lag behind the best is to be chance, exp(−½ · lag / standard error of the lag), times its trust: what is within one
 * standard error keeps most of its weight, and among equals the simpler counts more. Before they are added up, predictions are brought to the same spread, so that no learner counts more for being more nervous. The sum
 * is drawn towards the average effect by the slope that fits rows that were left out: with little signal, by nearly all.
 *
 * @param robustScore doubly robust scores of the rows
 * @param average average effect, which the mean of all predictions becomes
 */
export function blendLearners(
  learners: readonly FittedLearner[],
  robustScore: Float64Array,
  folds: readonly Int32Array[],
  average: number,
): Choice {
  const placed = learners.map((learner) => {
    const places = placesByFold(learner.outOfFold, folds);
    return { learner, places, ...qiniValue(robustScore, places), spread: spreadOf(learner.outOfFold) };
  });
  const useful = placed.filter(({ spread }) => spread.deviation > 0);
  const best = useful.length > 0 ? useful.reduce((a, b) => (b.value > a.value ? b : a)) : undefined;
  const raw = placed.map(({ learner, places, spread }) => {
    if (best === undefined || spread.deviation === 0) return 0;
    const lag = qiniDifference(robustScore, best.places, places);
    const likely = lag.error > 0 ? Math.exp((-0.5 * lag.value) / lag.error) : 1;
    return likely * learner.trust;
  });
  const strongest = Math.max(...raw, 0);
  const kept = raw.map((weight) => (weight >= leastWeight * strongest ? weight : 0));
  const total = kept.reduce((sum, weight) => sum + weight, 0);
  const weights = kept.map((weight) => (total > 0 ? weight / total : 0));
  const members = placed.flatMap(({ learner, spread }, index) => {
    const weight = weights[index] as number;
    return weight > 0 ? [{ learner, spread, weight }] : [];
  });
  const blended = addUp(
    robustScore.length,
    members.map(({ learner, spread, weight }) => ({ values: learner.outOfFold, spread, weight })),
  );
  const slope = calibrationSlope(blended, robustScore, folds);
  return {
    judged: placed.map(({ learner, value, error }, index) => ({
      id: learner.id,
      qini: value,
      error,
      weight: weights[index] as number,
    })),
    outOfFold: blended.map((value) => average + slope * value),
    refit: () => {
      const models = members.map(({ learner, spread, weight }) => ({
        predict: learner.refit(),
        spread,
        weight,
      }));
      return (rows) =>
        addUp(
          rows.count,
          models.map(({ predict, spread, weight }) => ({ values: predict(rows), spread, weight })),
        ).map((value) => average + slope * value);
    },
  };
}

interface Spread {
  mean: number;
  deviation: number;
}

function spreadOf(values: Float64Array): Spread {
  let mean = 0;
  for (const value of values) mean += value / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2 / values.length;
  const deviation = Math.sqrt(squares);
  return { mean, deviation: deviation > 1e-9 * Math.abs(mean) && deviation > 1e-15 ? deviation : 0 };
}

function addUp(
  count: number,
  parts: readonly { values: Float64Array; spread: Spread; weight: number }[],
): Float64Array {
  const sum = new Float64Array(count);
  for (const { values, spread, weight } of parts) {
    for (let row = 0; row < count; row += 1)
      sum[row] = (sum[row] as number) + (weight * ((values[row] as number) - spread.mean)) / spread.deviation;
  }
  return sum;
}

/**
 * Slope of the doubly robust scores on the predictions, both less their means within the fold (Chernozhukov et al. 2018, best
 * linear predictor). At least a twentieth of its standard error, so that the order is kept.
 */
function calibrationSlope(
  predictions: Float64Array,
  robustScore: Float64Array,
  folds: readonly Int32Array[],
): number {
  let products = 0;
  let squares = 0;
  let noise = 0;
  for (const rows of folds) {
    let meanPrediction = 0;
    let meanScore = 0;
    for (const row of rows) {
      meanPrediction += (predictions[row] as number) / rows.length;
      meanScore += (robustScore[row] as number) / rows.length;
    }
    for (const row of rows) {
      const x = (predictions[row] as number) - meanPrediction;
      const y = (robustScore[row] as number) - meanScore;
      products += x * y;
      squares += x * x;
      noise += x * x * y * y;
    }
  }
  if (squares === 0) return 0;
  const error = Math.sqrt(noise) / squares;
  return Math.max(products / squares, error / 20);
}
