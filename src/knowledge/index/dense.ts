import { buildCodedDenseIndex } from './dense-codes.js';
import type { Exclusion, QuestionTable } from './document.js';
import { addScaled, addScaledDouble, best, dot, dotRows } from './vectors.js';

/** The mean is trusted as if this many questions at the origin had been seen too: small tables are centred less. */
const originWeight = 10;
/** Up to this many questions every one is compared; beyond, short codes pick those that are. */
export const mostScannedExactly = 6000;

/** What one query is near to. */
export interface DenseHits {
  /** The documents of the nearest questions, nearest first. */
  documents: number[];
  /** Centred cosine to one question; negative infinity for an excluded one. */
  similarity(question: number): number;
  /** Plain cosine to one question: unlike the centred one, comparable between knowledge bases. Not of an excluded one. */
  cosine(question: number): number;
  /** Centred cosine to the mean of a document's questions; 0 for a document without questions. */
  centroid(document: number): number;
}

/**
 * Similarities of one query to the known questions, after taking the mean of all questions away from both sides:
 * what is common to all sentences of a shop then no longer counts, which ranks better than the plain cosine (Mu &
 * Viswanath 2018, "All-but-the-Top").
 */
export interface DenseIndex {
  /** A query in the centred space; a unit vector. */
  centre(embedding: Float32Array): Float32Array;
  /**
   * @param centred A unit vector that was centred here.
   * @param count Most documents that are returned.
   */
  search(centred: Float32Array, excluded: Exclusion, count: number): DenseHits;
}

/**
 * A few questions are scanned exactly: about 1 ms per 4,000 of 512 dimensions. Many are quantised, and searched by
 * short codes first.
 *
 * @param embeddings Row-major unit vectors, one row per question of the table; not kept.
 * @param exactUpTo Number of questions from which on it is "many".
 */
export function buildDenseIndex(
  embeddings: Float32Array,
  dimensions: number,
  table: QuestionTable,
  exactUpTo = mostScannedExactly,
): DenseIndex {
  const count = table.documentOf.length;
  const mean = new Float64Array(dimensions);
  for (let q = 0; q < count; q++)
    addScaledDouble(mean, 0, embeddings, q * dimensions, dimensions, 1 / (count + originWeight));
  // Codes are compared four numbers at a time.
  return count <= exactUpTo || dimensions % 4 !== 0
    ? buildExactDenseIndex(embeddings, dimensions, table, mean)
    : buildCodedDenseIndex(embeddings, dimensions, table, mean);
}

/** @returns `from[at .. at + mean.length - 1] - mean` at length 1, or all zeros when nothing is left. */
export function centreVector(from: Float32Array, at: number, mean: Float64Array): Float32Array {
  const result = new Float32Array(mean.length);
  for (let i = 0; i < mean.length; i++) result[i] = (from[at + i] as number) - (mean[i] as number);
  const length = Math.sqrt(dot(result, 0, result, 0, mean.length));
  if (length <= 1e-6) return result.fill(0);
  for (let i = 0; i < mean.length; i++) result[i] = (result[i] as number) / length;
  return result;
}

/** How far a unit vector lay from the mean before it was centred; 0 for one that was the mean. */
export function distanceFromMean(centred: Float32Array, mean: Float32Array): number {
  if (dot(centred, 0, centred, 0, mean.length) < 0.5) return 0;
  // The positive solution of |distance * centred + mean| = 1.
  const along = dot(mean, 0, centred, 0, mean.length);
  return -along + Math.sqrt(Math.max(0, along * along + 1 - dot(mean, 0, mean, 0, mean.length)));
}

function buildExactDenseIndex(
  embeddings: Float32Array,
  dimensions: number,
  { starts, documentOf }: QuestionTable,
  exactMean: Float64Array,
): DenseIndex {
  const count = documentOf.length;
  const documents = starts.length - 1;
  const mean = Float32Array.from(exactMean);
  const rows = new Float32Array(count * dimensions);
  const sums = new Float32Array(documents * dimensions);
  /** How far each question lies from the mean, and the dot product of its row with the mean. */
  const distances = new Float32Array(count);
  const alongMean = new Float32Array(count);
  for (let q = 0; q < count; q++) {
    rows.set(centreVector(embeddings, q * dimensions, exactMean), q * dimensions);
    addScaled(sums, (documentOf[q] as number) * dimensions, rows, q * dimensions, dimensions, 1);
    alongMean[q] = dot(rows, q * dimensions, mean, 0, dimensions);
    distances[q] =
      dot(rows, q * dimensions, embeddings, q * dimensions, dimensions) - (alongMean[q] as number);
  }
  const lengthOfSum = Float64Array.from({ length: documents }, (_, d) =>
    Math.sqrt(dot(sums, d * dimensions, sums, d * dimensions, dimensions)),
  );

  return {
    centre: (embedding) => centreVector(embedding, 0, exactMean),
    search(centred, excluded, most) {
      const distance = distanceFromMean(centred, mean);
      const offset = distance * dot(mean, 0, centred, 0, dimensions) + dot(mean, 0, mean, 0, dimensions);
      const similarities = new Float32Array(count);
      dotRows(rows, undefined, 0, count, centred, similarities);
      similarities.fill(Number.NEGATIVE_INFINITY, excluded.from, excluded.to);
      const nearest = new Float32Array(documents).fill(Number.NEGATIVE_INFINITY);
      for (let q = 0; q < count; q++) {
        const document = documentOf[q] as number;
        if ((similarities[q] as number) > (nearest[document] as number))
          nearest[document] = similarities[q] as number;
      }
      return {
        documents: best(nearest, most),
        similarity: (question) => similarities[question] as number,
        // The product of (distance * centred + mean) with the question taken apart in the same way: all of it is known.
        cosine: (question) =>
          (distances[question] as number) *
            (distance * (similarities[question] as number) + (alongMean[question] as number)) +
          offset,
        centroid: (document) => centroidSimilarity(centred, document, excluded),
      };
    },
  };

  function centroidSimilarity(centred: Float32Array, document: number, excluded: Exclusion): number {
    const from = Math.max(excluded.from, starts[document] as number);
    const to = Math.min(excluded.to, starts[document + 1] as number);
    if (to <= from) {
      const whole = lengthOfSum[document] as number;
      return whole > 1e-6 ? dot(sums, document * dimensions, centred, 0, dimensions) / whole : 0;
    }
    const sum = sums.slice(document * dimensions, (document + 1) * dimensions);
    for (let q = from; q < to; q++) addScaled(sum, 0, rows, q * dimensions, dimensions, -1);
    const length = Math.sqrt(dot(sum, 0, sum, 0, dimensions));
    return length > 1e-6 ? dot(sum, 0, centred, 0, dimensions) / length : 0;
  }
}
