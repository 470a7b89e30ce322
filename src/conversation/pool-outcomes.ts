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
 * Joins candidates that lead to the same thing: three intents that all suggest products need not be told apart, nor an
 * intent and the entry that answers it. The candidates exclude each other, so their probabilities add up.
 * @returns likeliest outcome first
 */
export function poolOutcomes(match: MatchTrace, knowledge: Pick<Knowledge, 'entry' | 'intent'>): PooledOutcome[] {
  const pools = new Map<string, PooledOutcome>();
  for (const candidate of match.candidates) {
    const outcome = outcomeOf(candidate, knowledge);
    if (outcome === undefined) continue;
    const pool = pools.get(outcome);
    if (pool) pool.confidence = Math.min(1, pool.confidence + candidate.score);
    else pools.set(outcome, { best: candidate, confidence: candidate.score });
  }
  return [...pools.values()].sort((a, b) => b.confidence - a.confidence);
}

/** Undefined for a candidate that has been unpublished since the match. */
function outcomeOf(
  { kind, id }: TraceCandidate,
  knowledge: Pick<Knowledge, 'entry' | 'intent'>,
): string | undefined {
  if (kind === 'entry') return knowledge.entry(id) && `entry ${id}`;
  const intent = knowledge.intent(id);
  if (!intent) return undefined;
  switch (intent.action) {
    case 'reply':
      return `reply ${id}`;
    case 'answer':
      return `entry ${intent.entry}`;
    case 'hand-off':
      return `hand-off ${intent.reason}`;
    default:
      return intent.action;
  }
}
