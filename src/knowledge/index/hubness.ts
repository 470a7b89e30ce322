import type { QuestionTable } from './document.js';
import { best, dot } from './vectors.js';

/** Neighbours that are averaged, as in the paper. */
const neighbours = 10;
/** Questions that stand for all when there are many: what is measured is how dense a place is, not who is there. */
const sample = { least: 100, most: 1000, comparisons: 6_000_000 };

/**
 * How close each known question lies to questions of other documents: the mean cosine to its ten nearest (Conneau et
 * al. 2018, "Word Translation Without Parallel Data", the term r of CSLS). A question in a dense place is near to
 * many queries that do not mean it, so that the same cosine says less there.
 *
 * @param embeddings Row-major unit vectors, one row per question of the table.
 */
export async function measureHubness(
  embeddings: Float32Array,
  dimensions: number,
  { documentOf }: QuestionTable,
  pause: () => Promise<void>,
): Promise<Float32Array> {
  const count = documentOf.length;
  const wanted = Math.min(sample.most, Math.max(sample.least, Math.floor(sample.comparisons / count)));
  const every = Math.max(1, Math.floor(count / wanted));
  const drawn = Array.from({ length: Math.ceil(count / every) }, (_, at) => at * every);
  const result = new Float32Array(count);
  const cosines = new Float32Array(drawn.length);
  for (let q = 0; q < count; q++) {
    for (const [at, other] of drawn.entries())
      cosines[at] =
        documentOf[other] === documentOf[q]
          ? Number.NEGATIVE_INFINITY
          : dot(embeddings, q * dimensions, embeddings, other * dimensions, dimensions);
    const nearest = best(cosines, neighbours);
    for (const at of nearest) result[q] = (result[q] as number) + (cosines[at] as number) / nearest.length;
    if (q % 100 === 99) await pause();
  }
  return result;
}
