import { type CandidateFeature, candidateFeatures, type Evidence, queryFeatures } from './evidence.js';
import { choleskyInPlace, solveLower } from './vectors.js';

/** Weights of the candidate features, then of the query features (which make up the score of "none of them"). */
export type RankingWeights = Float64Array;

export const weightCount = candidateFeatures.length + queryFeatures.length;

/** Candidates with less chance than this are left out of the curvature, which only steers the steps. */
const negligible = 1e-4;

/** One question with a known answer. */
export interface RankingExample {
  evidence: Evidence;
  /** Position in `evidence.candidates` of the right document; undefined when none of them is right. */
  right: number | undefined;
  /** Number of the right outcome (`QuestionTable.outcomeOf`); undefined when no document that is left leads to it. */
  outcome: number | undefined;
  /** How much the example counts. */
  weight: number;
}

/**
 * Conditional logit (McFadden 1974) with an outside option: each candidate's utility is linear in its evidence, the
 * utility of "none of them" is linear in evidence about the query, and the softmax over both is the probability that
 * the candidate is right.
 *
 * @returns One probability per candidate, in order; they sum to at most 1, the rest being "none of them".
 */
export function probabilities(weights: RankingWeights, evidence: Evidence): Float64Array {
  const utilities = evidence.candidates.map(({ features }) => weigh(weights, 0, features));
  const none = weigh(weights, candidateFeatures.length, evidence.query);
  const top = Math.max(none, ...utilities);
  const exponentials = Float64Array.from(utilities, (utility) => Math.exp(utility - top));
  const total = exponentials.reduce((sum, value) => sum + value, Math.exp(none - top));
  return exponentials.map((value) => value / total);
}

const againstCandidate: readonly CandidateFeature[] = ['negationDiffers', 'contradicts', 'hubness'];

/** The sign that a weight may have: similarity never speaks against a candidate, a contradiction never for it. */
const signs: readonly number[] = [
  ...candidateFeatures.map((name) => (againstCandidate.includes(name) ? -1 : 1)),
  ...queryFeatures.map(() => 0),
];

/**
 * Maximum a posteriori weights under the sign constraints: a weight that comes out with the wrong sign is set to 0
 * and the rest is fitted again. Without this, a knowledge base whose author avoided repeating words would teach the
 * ranking that shared words speak against a candidate.
 *
 * @param prior Mean of the Gaussian prior: what is believed before seeing examples, and the result without any.
 * @param precision Inverse variance of the prior, for every weight.
 * @param start Where to begin, for a fit on nearly the same examples; its zeros of signed weights stay zero.
 */
export function fitRanking(
  examples: readonly RankingExample[],
  prior: RankingWeights,
  precision: number,
  start?: RankingWeights,
): RankingWeights {
  const held = new Set<number>();
  start?.forEach((weight, i) => {
    if (weight === 0 && signs[i] !== 0) held.add(i);
  });
  for (;;) {
    const mean = prior.map((weight, i) => (held.has(i) ? 0 : weight));
    const precisions = prior.map((_, i) => (held.has(i) ? 1e9 : precision));
    const weights = maximize(examples, mean, precisions, start ?? mean).map((weight, i) =>
      held.has(i) ? 0 : weight,
    );
    const wrong = Array.from(weights.keys()).filter((i) => (weights[i] as number) * (signs[i] as number) < 0);
    if (wrong.length === 0) return weights;
    for (const i of wrong) held.add(i);
  }
}

/**
 * Newton's method; the objective is concave, so the start does not matter.
 */
function maximize(
  examples: readonly RankingExample[],
  prior: RankingWeights,
  precision: Float64Array,
  start: RankingWeights,
): RankingWeights {
  const size = prior.length;
  const split = candidateFeatures.length;
  let weights = Float64Array.from(start);
  let value = objective(examples, weights, prior, precision);
  for (let round = 0; round < 30; round++) {
    const gradient = new Float64Array(size);
    const curvature = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      gradient[i] = (precision[i] as number) * ((prior[i] as number) - (weights[i] as number));
      curvature[i * size + i] = precision[i] as number;
    }
    for (const { evidence, right, weight } of examples) {
      const chances = probabilities(weights, evidence);
      const none = Math.max(0, 1 - chances.reduce((sum, chance) => sum + chance, 0));
      const rows = evidence.candidates.map(({ features }, c) => ({
        offset: 0,
        row: features,
        p: chances[c] as number,
      }));
      rows.push({ offset: split, row: evidence.query, p: none });
      const mean = new Float64Array(size);
      for (const { offset, row, p } of rows)
        for (let i = 0; i < row.length; i++)
          mean[offset + i] = (mean[offset + i] as number) + p * (row[i] as number);
      const chosen = rows[right ?? rows.length - 1];
      if (chosen === undefined) continue;
      for (let i = 0; i < size; i++) gradient[i] = (gradient[i] as number) - weight * (mean[i] as number);
      for (let i = 0; i < chosen.row.length; i++)
        gradient[chosen.offset + i] =
          (gradient[chosen.offset + i] as number) + weight * (chosen.row[i] as number);
      for (const { offset, row, p } of rows)
        if (p > negligible)
          for (let i = 0; i < row.length; i++)
            for (let j = 0; j <= i; j++) {
              const at = (offset + i) * size + offset + j;
              curvature[at] =
                (curvature[at] as number) + weight * p * (row[i] as number) * (row[j] as number);
            }
      for (let i = 0; i < size; i++)
        for (let j = 0; j <= i; j++)
          curvature[i * size + j] =
            (curvature[i * size + j] as number) - weight * (mean[i] as number) * (mean[j] as number);
    }
    const step = solveSymmetric(curvature, gradient, size);
    // Halve the Newton step until it helps; stop when it no longer does.
    let scale = 1;
    let next = weights;
    let nextValue = value;
    for (; scale > 1e-4; scale /= 2) {
      next = weights.map((weight, i) => weight + scale * (step[i] as number));
      nextValue = objective(examples, next, prior, precision);
      if (nextValue >= value) break;
    }
    const gained = nextValue - value;
    if (gained > 0) {
      weights = next;
      value = nextValue;
    }
    if (gained < 1e-6 * (1 + Math.abs(value))) break;
  }
  return weights;
}

function objective(
  examples: readonly RankingExample[],
  weights: RankingWeights,
  prior: RankingWeights,
  precision: Float64Array,
): number {
  let sum = 0;
  for (const { evidence, right, weight } of examples) {
    const chances = probabilities(weights, evidence);
    const chance =
      right === undefined ? 1 - chances.reduce((total, value) => total + value, 0) : (chances[right] ?? 0);
    sum += weight * Math.log(Math.max(chance, 1e-12));
  }
  for (let i = 0; i < weights.length; i++)
    sum -= ((precision[i] as number) / 2) * ((weights[i] as number) - (prior[i] as number)) ** 2;
  return sum;
}

/** Solves A x = y for a symmetric positive definite A of which the lower triangle is given. */
function solveSymmetric(matrix: Float64Array, y: Float64Array, size: number): Float64Array {
  choleskyInPlace(matrix, size);
  const x = Float64Array.from(y);
  solveLower(matrix, size, x);
  for (let i = size - 1; i >= 0; i--) {
    let rest = x[i] as number;
    for (let j = i + 1; j < size; j++) rest -= (matrix[j * size + i] as number) * (x[j] as number);
    x[i] = rest / (matrix[i * size + i] as number);
  }
  return x;
}

function weigh(weights: RankingWeights, offset: number, features: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < features.length; i++) sum += (weights[offset + i] as number) * (features[i] as number);
  return sum;
}
