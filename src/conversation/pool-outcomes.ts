import type { MatchTrace, TraceCandidate } from '../contract/trace.js';
import type { Knowledge } from './evidence.js';

/** What would happen, whichever of the candidates is meant. */
export interface PooledOutcome {
  /** The likeliest candidate that leads there. */
  best: TraceCandidate;
  /** Probability that one of the candidates that lead there is meant, 0–1. */
  confidence: number;
}

/**
 * The different things that could happen: three intents that all suggest products need not be told apart, nor an intent
 * and the entry that answers it. What has been unpublished since the match is left out.
 * @returns likeliest outcome first
 */
export function poolOutcomes(
  match: MatchTrace,
  knowledge: Pick<Knowledge, 'entry' | 'intent'>,
): PooledOutcome[] {
  const pools = new Map<string, PooledOutcome>();
  for (const candidate of match.candidates) {
    const { kind, id, outcome, outcomeChance } = candidate;
    const isLive = kind === 'entry' ? knowledge.entry(id) : knowledge.intent(id);
    if (isLive && !pools.has(outcome)) pools.set(outcome, { best: candidate, confidence: outcomeChance });
  }
  return [...pools.values()].sort((a, b) => b.confidence - a.confidence);
}
