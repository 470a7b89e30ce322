import { z } from 'zod';
import { entryId } from './knowledge.js';

/** Which band a match fell into. */
export const matchDecision = z.enum(['answer', 'clarify', 'hand-off']);
export type MatchDecision = z.infer<typeof matchDecision>;

/** A line of `match --knowledge`. */
export const matchKnowledgeLine = z.object({
  id: entryId,
  question: z.string().trim().min(1).max(2000),
  similar: z.array(z.string().trim().min(1).max(2000)).max(1000).default([]),
  answer: z.string().max(20_000).default(''),
});

/** A line of `match --queries` and `mood --queries`. */
export const matchQueryLine = z.object({ id: z.string().min(1).max(200), text: z.string().max(20_000) });

/** A line of `match --out`. `confidence` is the probability that candidate 1 is right. */
export interface MatchResultLine {
  id: string;
  decision: MatchDecision;
  confidence: number;
  candidates: { id: string; score: number }[];
  ms: number;
}

/** A line of `mood --out`, both 0..1. */
export interface MoodResultLine {
  id: string;
  angry: number;
  negative: number;
}
