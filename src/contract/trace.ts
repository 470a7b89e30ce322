import type { MatchDecision } from './matching.js';

/** One candidate with the evidence that ranked it. Ranks start at 1; absent: not recalled by that side. */
export interface TraceCandidate {
  id: string;
  kind: 'entry' | 'intent';
  title: string;
  /** What would happen if this is meant; candidates with the same outcome need not be told apart. */
  outcome: string;
  /** Calibrated probability that this outcome is right: the sum over its candidates. */
  outcomeChance: number;
  /** Calibrated probability that this very candidate is meant. */
  score: number;
  lexicalRank?: number;
  denseRank?: number;
  features: Record<string, number>;
}

/** How a text was read and matched. Produced by matching; stored with every bot message. */
export interface MatchTrace {
  normalized: string;
  words: string[];
  /** True when the model was absent and words alone decided. */
  lexicalOnly: boolean;
  /** What answered: the text is a known question, its words decided alone, or all evidence there is. */
  stage: 'exact' | 'words' | 'full';
  /** Where the text's vector came from; `none`: it was not needed, or there is no model. */
  vector: 'none' | 'cached' | 'computed';
  candidates: TraceCandidate[];
  confidence: number;
  bars: { answer: number; clarify: number };
  band: MatchDecision;
  milliseconds: { normalize: number; recall: number; rank: number; total: number };
}

/** Why a bot turn said what it said. */
export interface TurnTrace {
  text: string;
  match?: MatchTrace;
  mood?: { angry: number; negative: number };
  slots: Record<string, string>;
  decision: string;
  why: string;
  milliseconds: Record<string, number>;
}
