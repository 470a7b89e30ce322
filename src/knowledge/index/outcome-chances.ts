import type { Evidence } from './evidence.js';

/** An outcome, by its number in `QuestionTable.outcomeOf`, and how likely it is that it is the right one. */
export interface OutcomeChance {
  outcome: number;
  chance: number;
}

/**
 * Adds up the chances of candidates that lead to the same outcome. Candidates exclude each other, so the sum is the
 * chance that one of them is meant.
 *
 * @param chances One per candidate of `evidence`, in order.
 */
export function outcomeChances(
  chances: ArrayLike<number>,
  { candidates }: Evidence,
  outcomeOf: Int32Array,
): Map<number, number> {
  const sums = new Map<number, number>();
  for (const [c, { document }] of candidates.entries()) {
    const outcome = outcomeOf[document] as number;
    sums.set(outcome, (sums.get(outcome) ?? 0) + (chances[c] as number));
  }
  return sums;
}

/** @returns undefined without candidates. */
export function likeliestOutcome(
  chances: ArrayLike<number>,
  evidence: Evidence,
  outcomeOf: Int32Array,
): OutcomeChance | undefined {
  let best: OutcomeChance | undefined;
  for (const [outcome, chance] of outcomeChances(chances, evidence, outcomeOf)) {
    if (best === undefined || chance > best.chance) best = { outcome, chance };
  }
  return best;
}
