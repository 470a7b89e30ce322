import type { MatchTrace } from '../../../src/contract/trace.js';
import { text } from '../strings.js';

const percent = (share: number): string => `${(share * 100).toFixed(0)}%`;

/**
 * The reason of a decision as a sentence for people, from what the trace records.
 *
 * @param why the record's own words, in which parts of reasons are joined by `; ` and `, `
 * @returns undefined when nothing but the record itself says why
 */
export function whyWords(why: string, match: MatchTrace | undefined): string | undefined {
  const words = text.trace.why;
  const sentences: string[] = [];
  if (match !== undefined && /^confidence\b/.test(why)) {
    const { confidence, bars, band } = match;
    sentences.push(words.band[band](percent(confidence), percent(bars.answer), percent(bars.clarify)));
  }
  for (const [pattern, sentence] of words.known) if (pattern.test(why)) sentences.push(sentence);
  return sentences.length === 0 ? undefined : sentences.join('');
}
