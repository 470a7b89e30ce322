import type { MatchTrace } from '../../../src/contract/trace.js';

/** A word of the sentence, and what the shop's own words made of it. */
export interface MarkedWord {
  word: string;
  means?: string;
  dropped?: true;
}

/** The words of a trace with the synonyms and stop words that were applied to them. */
export function markWords({
  words,
  synonyms,
  stopWords,
}: Pick<MatchTrace, 'words' | 'synonyms' | 'stopWords'>): MarkedWord[] {
  const means = new Map(synonyms.map((each) => [each.said, each.means]));
  const dropped = new Set(stopWords);
  return words.map((word) => {
    const meant = means.get(word);
    if (meant !== undefined) return { word, means: meant };
    return dropped.has(word) ? { word, dropped: true } : { word };
  });
}
