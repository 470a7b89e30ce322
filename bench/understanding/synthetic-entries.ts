import type { MatchDocument } from '../../src/knowledge/index/document.js';

/** A real entry's questions, cut into words. */
export interface SourceEntry {
  questions: string[][];
}

/** Made-up questions, each with the two real ones whose words it combines. */
export interface SyntheticEntries {
  documents: MatchDocument[];
  /** Questions that were not given to any entry, one an entry. */
  askedLater: string[];
  parentsOf: Map<string, readonly [string, string]>;
}

/** Questions of an entry, if nothing else is said: the standard one and two similar ones. */
export const questionsPerEntry = 3;
const mostTries = 100;

/**
 * Makes entries out of the words of real ones. Each comes from a pair of real entries: a question is the first half of
 * one of the first entry's questions and the second half of one of the other's. Words, lengths and how questions of
 * one entry resemble each other are thus those of real questions; the meaning is not.
 *
 * @param random Numbers in [0, 1).
 * @param questionsEach Questions of an entry.
 * @throws RangeError when the source is too small for that many different questions.
 */
export function makeSyntheticEntries(
  source: readonly SourceEntry[],
  count: number,
  random: () => number,
  questionsEach = questionsPerEntry,
): SyntheticEntries {
  const pick = <T>(from: readonly T[]): T => {
    const one = from[Math.floor(random() * from.length)];
    if (one === undefined) throw new RangeError('there is nothing to make entries from');
    return one;
  };
  const made: SyntheticEntries = { documents: [], askedLater: [], parentsOf: new Map() };
  for (let tries = 0; made.documents.length < count; tries++) {
    if (tries > count * mostTries)
      throw new RangeError(`${count} entries cannot be made of so few questions`);
    const [first, second] = [pick(source), pick(source)];
    if (first === second) continue;
    const texts = new Map<string, readonly [string, string]>();
    for (let at = 0; at < 4 * (questionsEach + 1) && texts.size <= questionsEach; at++) {
      const [head, tail] = [pick(first.questions), pick(second.questions)];
      const halves = [...head.slice(0, Math.ceil(head.length / 2)), ...tail.slice(tail.length >> 1)];
      const text = halves.join('');
      if (!made.parentsOf.has(text)) texts.set(text, [head.join(''), tail.join('')]);
    }
    if (texts.size <= questionsEach) continue;
    for (const [text, parents] of texts) made.parentsOf.set(text, parents);
    const [later = '', ...questions] = texts.keys();
    made.askedLater.push(later);
    const id = `made-${made.documents.length}`;
    made.documents.push({ id, kind: 'entry', title: questions[0] ?? '', questions });
  }
  return made;
}
