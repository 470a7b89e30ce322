import type { Exclusion, QuestionTable } from './document.js';
import { addScaled, addScaledDouble, choleskyInPlace, dot, solveLowerSingle } from './vectors.js';

/** Share of isotropic variance added to the within-class covariance, as a multiple of its mean variance. */
const shrinkage = 3;
/** A class mean of n questions is pulled to the overall mean as if by this many more questions that lie there. */
const meanShrinkage = 0.5;
/** Questions that the covariance is estimated from. */
const mostForCovariance = 5000;
/** Fewer documents than this with two questions say too little about how questions of one document differ. */
const leastClasses = 5;
/** More documents than this: the head would cost more than the scan it refines, so it is left out. */
const mostClasses = 3000;

/**
 * Linear discriminant analysis over embeddings (Fisher 1936; regularised as in Friedman 1989): one shared
 * within-document covariance, one mean per document. Scores are linear in the embedding, like a softmax head's, but
 * the fit is in closed form, and so is leaving a question out, which gives honest training data for the ranking.
 */
export interface Discriminant {
  /** Places a query, with the excluded questions left out of the means (and a single one out of the covariance). */
  place(embedding: Float32Array, excluded: Exclusion): Placement;
}

export interface Placement {
  /**
   * Log-likelihood ratio of each document against the overall mean; negative infinity for a document without
   * questions.
   */
  ratios: Float64Array;
  /**
   * Squared whitened distance of the query from the overall mean. 2 · ratio / distance is the share of it that a
   * document explains: 1 at its mean, 0 or less for what is far from everything known.
   */
  distance: number;
}

/**
 * Fits the discriminant.
 *
 * @param embeddings Row-major, one row per question of the table.
 * @returns Undefined when too few documents have two questions or there are too many documents.
 */
export async function fitDiscriminant(
  embeddings: Float32Array,
  dimensions: number,
  table: QuestionTable,
  pause: () => Promise<void>,
): Promise<Discriminant | undefined> {
  const { starts, documentOf } = table;
  const classes = starts.length - 1;
  const questions = documentOf.length;
  const sizes = Int32Array.from({ length: classes }, (_, c) => (starts[c + 1] ?? 0) - (starts[c] ?? 0));
  if (classes > mostClasses || sizes.filter((size) => size > 1).length < leastClasses) return undefined;

  const overall = new Float64Array(dimensions);
  for (let q = 0; q < questions; q++)
    addScaledDouble(overall, 0, embeddings, q * dimensions, dimensions, 1 / questions);
  const { factor, weightOf } = await withinFactor(embeddings, dimensions, table, sizes, pause);

  const whiten = (from: Float32Array, at: number) => {
    const z = new Float32Array(dimensions);
    for (let i = 0; i < dimensions; i++) z[i] = (from[at + i] as number) - (overall[i] as number);
    solveLowerSingle(factor, dimensions, z);
    return z;
  };
  const whitened = new Float32Array(questions * dimensions);
  const sums = new Float32Array(classes * dimensions);
  for (let q = 0; q < questions; q++) {
    const z = whiten(embeddings, q * dimensions);
    whitened.set(z, q * dimensions);
    addScaled(sums, (documentOf[q] as number) * dimensions, z, 0, dimensions, 1);
    if (q % 200 === 199) await pause();
  }
  const halfNorms = Float64Array.from({ length: classes }, (_, c) => {
    const scale = 1 / ((sizes[c] as number) + meanShrinkage);
    return (scale * scale * dot(sums, c * dimensions, sums, c * dimensions, dimensions)) / 2;
  });

  return {
    place(embedding, excluded) {
      const z = whiten(embedding, 0);
      const ratios = new Float64Array(classes);
      let distance = dot(z, 0, z, 0, dimensions);
      for (let c = 0; c < classes; c++) {
        const size = sizes[c] as number;
        ratios[c] =
          size === 0
            ? Number.NEGATIVE_INFINITY
            : dot(sums, c * dimensions, z, 0, dimensions) / (size + meanShrinkage) - (halfNorms[c] as number);
      }
      if (excluded.to > excluded.from) distance += correct(ratios, z, excluded);
      return { ratios, distance };
    },
  };

  /**
   * Rewrites the ratios as if the excluded questions (all of one document) had not been there.
   *
   * @returns What to add to the squared distance.
   */
  function correct(ratios: Float64Array, z: Float32Array, excluded: Exclusion): number {
    const own = documentOf[excluded.from] as number;
    const size = sizes[own] as number;
    const left = size - (excluded.to - excluded.from);
    const reduced = sums.slice(own * dimensions, (own + 1) * dimensions);
    for (let q = excluded.from; q < excluded.to; q++)
      addScaled(reduced, 0, whitened, q * dimensions, dimensions, -1);
    if (left <= 0) {
      ratios[own] = Number.NEGATIVE_INFINITY;
      return 0;
    }
    const scale = 1 / (left + meanShrinkage);
    ratios[own] =
      scale * dot(reduced, 0, z, 0, dimensions) -
      (scale * scale * dot(reduced, 0, reduced, 0, dimensions)) / 2;
    const weight = weightOf(own);
    if (excluded.to - excluded.from > 1 || weight === 0) return 0;

    // Taking x out of its class lowers the scatter by n/(n-1) u uᵀ, u = x - class mean; Sherman & Morrison (1950)
    // turn that into a correction a (zᵀu)(uᵀm) - a (uᵀm)²/2 of each ratio, in whitened coordinates.
    const u = new Float32Array(dimensions);
    addScaled(u, 0, whitened, excluded.from * dimensions, dimensions, 1);
    addScaled(u, 0, sums, own * dimensions, dimensions, -1 / size);
    const g = (weight * size) / (size - 1);
    const a = g / Math.max(1e-6, 1 - g * dot(u, 0, u, 0, dimensions));
    const zu = dot(z, 0, u, 0, dimensions);
    for (let c = 0; c < ratios.length; c++) {
      const mu =
        c === own
          ? scale * dot(reduced, 0, u, 0, dimensions)
          : dot(sums, c * dimensions, u, 0, dimensions) / ((sizes[c] as number) + meanShrinkage);
      ratios[c] = (ratios[c] as number) + a * zu * mu - (a * mu * mu) / 2;
    }
    return a * zu * zu;
  }
}

/**
 * Cholesky factor of the regularised within-document covariance, and the weight in it of one question of a document:
 * 0 when the document took no part, so that leaving its question out changes nothing there.
 */
async function withinFactor(
  embeddings: Float32Array,
  dimensions: number,
  { starts }: QuestionTable,
  sizes: Int32Array,
  pause: () => Promise<void>,
): Promise<{ factor: Float32Array; weightOf: (document: number) => number }> {
  const scatter = new Float64Array(dimensions * dimensions);
  // Beyond some thousand questions the covariance hardly changes: every n-th document is enough then.
  const every = Math.max(1, Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / mostForCovariance));
  const used = (c: number) => c % every === 0 && (sizes[c] as number) > 1;
  const counted = sizes.reduce((sum, size, c) => sum + (used(c) ? size - 1 : 0), 0);
  const mean = new Float64Array(dimensions);
  const deviation = new Float64Array(dimensions);
  let visited = 0;
  for (let c = 0; c < sizes.length; c++) {
    const size = sizes[c] as number;
    if (!used(c)) continue;
    if (visited++ % 10 === 9) await pause();
    const from = starts[c] as number;
    mean.fill(0);
    for (let q = from; q < from + size; q++)
      addScaledDouble(mean, 0, embeddings, q * dimensions, dimensions, 1 / size);
    for (let q = from; q < from + size; q++) {
      for (let i = 0; i < dimensions; i++)
        deviation[i] = (embeddings[q * dimensions + i] as number) - (mean[i] as number);
      for (let i = 0; i < dimensions; i++)
        addScaledDouble(scatter, i * dimensions, deviation, 0, i + 1, (deviation[i] as number) / counted);
    }
  }
  let trace = 0;
  for (let i = 0; i < dimensions; i++) trace += scatter[i * dimensions + i] as number;
  const ridge = Math.max(1e-6, (shrinkage * trace) / dimensions);
  for (let i = 0; i < dimensions; i++)
    scatter[i * dimensions + i] = (scatter[i * dimensions + i] as number) + ridge;
  choleskyInPlace(scatter, dimensions);
  return { factor: Float32Array.from(scatter), weightOf: (document) => (used(document) ? 1 / counted : 0) };
}
