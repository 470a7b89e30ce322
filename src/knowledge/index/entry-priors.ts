import type { MatchDocument } from './document.js';
import type { Evidence } from './evidence.js';

/** Every document counts as if it had been the accepted answer this often: few uses say little. */
const smoothing = 20;
/** Power of the shares of use: what was asked lately tells only in part what is asked now. */
const weight = 0.3;
/** A much used document is preferred to an unused one by this factor at most. */
const mostPreference = 4;

/**
 * How much likelier than the average document each one is, going by how often it was the accepted answer (additive
 * smoothing, Lidstone 1920).
 *
 * @param uses Accepted answers lately, by `KIND ID`; documents that are missing had none.
 * @returns One factor per document, 1 for all without any use.
 */
export function entryPriors(
  documents: readonly MatchDocument[],
  uses: ReadonlyMap<string, number>,
): Float64Array {
  const counts = documents.map(({ kind, id }) => Math.max(0, uses.get(`${kind} ${id}`) ?? 0));
  const mean = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, documents.length);
  const half = Math.sqrt(mostPreference);
  return Float64Array.from(counts, (count) =>
    Math.min(half, Math.max(1 / half, ((count + smoothing) / (mean + smoothing)) ** weight)),
  );
}

/**
 * Moves chance between candidates by their priors. Their sum stays: however popular its entries are, a question that
 * is probably none of them remains so.
 *
 * @param chances One per candidate of `evidence`, in order.
 */
export function applyPriors(
  chances: Float64Array,
  { candidates }: Evidence,
  priors: Float64Array,
): Float64Array {
  const weighed = chances.map((chance, c) => chance * (priors[candidates[c]?.document ?? -1] ?? 1));
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const scale = sum(weighed) > 0 ? sum(chances) / sum(weighed) : 1;
  return weighed.map((chance) => scale * chance);
}
