import type { OfferTrace } from './campaigns.js';
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
  /** Toneless syllable pairs (`tui kuan`) that its nearest question shares with the text, written otherwise; at most 10. */
  soundHits: string[];
}

/** How a text was read and matched. Produced by matching; stored with every bot message. */
export interface MatchTrace {
  normalized: string;
  words: string[];
  /** Expressions of the shop's synonyms, and what they were read as. */
  synonyms: { said: string; means: string }[];
  /** Words of the shop's list that were left out. */
  stopWords: string[];
  /** True when the model was absent and words alone decided. */
  lexicalOnly: boolean;
  /** What answered: the text is a known question, its words alone (without the model), or words and vector together. */
  stage: 'exact' | 'words' | 'full';
  /** Where the text's vector came from; `none`: it was not needed, or there is no model. */
  vector: 'none' | 'cached' | 'computed';
  candidates: TraceCandidate[];
  confidence: number;
  bars: { answer: number; clarify: number };
  band: MatchDecision;
  milliseconds: { normalize: number; recall: number; rank: number; total: number };
}

/** One way to read a text: as it stands, or joined with what the conversation is about. */
export interface Reading {
  text: string;
  confidence: number;
  /** The likeliest candidate, as `entry:ID` or `intent:ID`. */
  best?: string;
}

/** One of the questions of a turn, and what became of it. */
export interface QuestionTrace {
  text: string;
  /** How it was read, when that is not as it stands. */
  rewritten?: string;
  /** All readings that were compared; absent when there was only one. */
  readings?: Reading[];
  decision: string;
  why: string;
  match?: MatchTrace;
}

/** What the normaliser made of a text: the steps that changed something, in order, each with the text after it. */
export interface NormalizationTrace {
  text: string;
  steps: { name: string; text: string }[];
}

/** What was read beside slots and mood. Days are ISO calendar days of the shop, amounts minor units (分). */
export interface TraceReadings {
  dates: { said: string; from: string; to: string }[];
  amounts: { said: string; minMinor: number; maxMinor: number }[];
  priceRange?: { minMinor?: number; maxMinor?: number };
  confirmation?: 'yes' | 'no';
  /** What an invoice needs: title, tax number, email. */
  details?: Record<string, string>;
}

/** Why a bot turn said what it said. */
export interface TurnTrace {
  text: string;
  normalization?: NormalizationTrace;
  match?: MatchTrace;
  mood?: { angry: number; negative: number };
  slots: Record<string, string>;
  readings?: TraceReadings;
  decision: string;
  why: string;
  /** Every question of the turn, in the order of the answers; `match`, `decision` and `why` are those of the last. */
  questions?: QuestionTrace[];
  /** Why something was offered beside it, or was not; absent: nobody asked what could be. */
  offers?: OfferTrace;
  milliseconds: Record<string, number>;
}
