import type { EntryContent } from '../contract/knowledge.js';

/**
 * The form in which two questions count as the same wording: NFKC, lower case, without punctuation, symbols, spaces
 * and invisible characters. A text of nothing else ("？？") stands for itself.
 */
export function wordingKey(text: string): string {
  const folded = text.normalize('NFKC').toLowerCase();
  const letters = folded.replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '');
  return letters === '' ? folded.trim() : letters;
}

/**
 * What is stored of what somebody typed: characters that the database cannot hold or nobody can see (control
 * characters but line ends and tabs, lone surrogates) are dropped, and so are similar questions that repeat the
 * standard question or an earlier one.
 */
export function cleanContent(content: EntryContent): EntryContent {
  const question = cleanLine(content.question);
  const seen = new Set([wordingKey(question)]);
  const similar = content.similar.map(cleanLine).filter((text) => {
    const key = wordingKey(text);
    if (text === '' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return {
    category: cleanLine(content.category),
    question,
    similar,
    answer: cleanText(content.answer),
    followUps: [...new Set(content.followUps)],
  };
}

/** Drops control characters but tab and line feed, and halves of surrogate pairs; Windows line ends become plain ones. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]|\p{Cs}/gu, '')
    .trim();
}

function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ');
}

/** The same in every field, in the same order. */
export function sameContent(a: EntryContent, b: EntryContent): boolean {
  return fingerprint(a) === fingerprint(b);
}

function fingerprint({ category, question, similar, answer, followUps }: EntryContent): string {
  return JSON.stringify([category, question, similar, answer, followUps]);
}
