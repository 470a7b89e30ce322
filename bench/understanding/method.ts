import type { MatchDocument } from '../../src/knowledge/index/document.js';

/** Most entries that a method returns. */
export const mostEntries = 10;

/** A way to find the entry of a question. */
export interface Method {
  name: string;
  /** Where its confidence comes from, for the reader of the figures. */
  confidenceIs: string;
  /** @param text As it was typed. Everything between text and ranking belongs to the time a query takes. */
  rank(text: string): Promise<Ranking> | Ranking;
}

export interface Ranking {
  /** At most ten entries, likeliest first. */
  ids: string[];
  /** 0..1. */
  confidence: number;
  /** The cosine as it is, cut to 0..1: what methods of the model alone are usually trusted by. */
  cosine?: number;
}

/** Known questions in one row, each with the number of its entry. */
export interface KnownQuestions {
  entryIds: string[];
  texts: string[];
  entryOf: number[];
}

/** @param normalize Applied to every question: the baselines get the same cleaning as ours. */
export function knownQuestions(
  documents: readonly MatchDocument[],
  normalize: (text: string) => string,
): KnownQuestions {
  const known: KnownQuestions = { entryIds: documents.map(({ id }) => id), texts: [], entryOf: [] };
  for (const [entry, { questions }] of documents.entries()) {
    for (const text of new Set(questions.map(normalize))) {
      known.texts.push(text);
      known.entryOf.push(entry);
    }
  }
  return known;
}

/** The best entries by score; an entry that no score was given to (0 or less) is not returned. */
export function bestEntries(scores: Float64Array, { entryIds }: KnownQuestions) {
  const order = Array.from(scores.keys())
    .filter((entry) => (scores[entry] as number) > 0)
    .sort((a, b) => (scores[b] as number) - (scores[a] as number))
    .slice(0, mostEntries);
  return {
    ids: order.map((entry) => entryIds[entry] as string),
    /** Of the same entries. */
    scores: order.map((entry) => scores[entry] as number),
  };
}
