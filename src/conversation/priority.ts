import type { HandOffReason } from '../contract/intents.js';

const byReason: Partial<Record<HandOffReason, number>> = { complaint: 30, failure: 20 };
const byTier: Record<string, number> = { gold: 10, black: 20 };

/**
 * Place in the queue before waiting time counts; higher is served first. Complaints come before rank, because an
 * upset customer costs more than a waiting one.
 * @returns a whole number from 0 to 100
 */
export function priorityOf(
  reason: HandOffReason,
  mood: { angry: number; negative: number },
  tier?: string,
): number {
  const upset = Math.round(Math.max(mood.angry, mood.negative / 2) * 40);
  return Math.min(100, (byReason[reason] ?? 0) + (tier ? (byTier[tier] ?? 0) : 0) + upset);
}
