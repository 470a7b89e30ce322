import type { Found } from './corrections.js';
import { normalizeName } from './normalize.js';

/** The words of a list by their first two characters, the longest first, so that a text is read in one pass. */
type WordIndex = ReadonlyMap<string, readonly { plain: string; word: string }[]>;

/** Lists of words that were read with; one is forgotten when nobody holds the list any more. */
const indexes = new WeakMap<readonly string[], WordIndex>();

/**
 * Finds the words of a list in a text, the longest at each place. Latin names must stand alone: "mi" is not in "mini".
 *
 * @param normalized Text as `normalize` gives it.
 * @param words Must not change; hand over a new list instead.
 * @returns Each with the word as the list writes it.
 */
export function findWords(normalized: string, words: readonly string[]): Found[] {
  let index = indexes.get(words);
  if (!index) {
    index = buildIndex(words);
    indexes.set(words, index);
  }
  if (index.size === 0) return [];
  const found: Found[] = [];
  for (let start = 0; start < normalized.length; start++) {
    const hit =
      index
        .get(normalized.slice(start, start + 2))
        ?.find(({ plain }) => standsAt(normalized, start, plain)) ??
      index.get(normalized.slice(start, start + 1))?.find(({ plain }) => standsAt(normalized, start, plain));
    if (!hit) continue;
    found.push({ value: hit.word, start, end: start + hit.plain.length });
    start += hit.plain.length - 1;
  }
  return found;
}

function buildIndex(words: readonly string[]): WordIndex {
  const index = new Map<string, { plain: string; word: string }[]>();
  for (const word of words) {
    // As a normalised text holds it: a brand may be written in Traditional characters.
    const plain = normalizeName(word);
    if (plain === '') continue;
    const key = plain.slice(0, 2);
    const same = index.get(key);
    if (same) same.push({ plain, word });
    else index.set(key, [{ plain, word }]);
  }
  for (const same of index.values()) same.sort((a, b) => b.plain.length - a.plain.length);
  return index;
}

function standsAt(text: string, at: number, word: string): boolean {
  if (!text.startsWith(word, at)) return false;
  const before = text[at - 1] ?? ' ';
  const after = text[at + word.length] ?? ' ';
  const cutsLeft = /[a-z0-9]/.test(word[0] ?? '') && /[a-z0-9]/.test(before);
  const cutsRight = /[a-z0-9]/.test(word.at(-1) ?? '') && /[a-z]/.test(after);
  return !cutsLeft && !cutsRight;
}
