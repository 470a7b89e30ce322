import { Converter } from 'opencc-js/t2cn';
import { lookAlikes, misspellings } from './dictionary/misspellings.js';

/** Longest text that is looked at, in UTF-16 code units; what follows is cut off. */
export const maxNormalizedLength = 2000;

/** One rewriting of the text. Total: any string in, a string out. */
export interface NormalizeStep {
  name: string;
  apply(text: string): string;
}

/**
 * Traditional to Simplified, of OpenCC's dictionaries, loaded once. The variant `t` leaves Simplified text alone,
 * which those of Taiwan and Hong Kong do not (么 would become 幺, 显著 显着).
 */
const toSimplified = Converter({ from: 't', to: 'cn' });

/** Every listed string; at the same place the longest wins, and what only looks like a misspelling is stepped over. */
const listedStrings = new RegExp(
  [...misspellings.keys(), ...lookAlikes].sort((a, b) => b.length - a.length).join('|'),
  'gu',
);

/**
 * The steps in order. Digits and Latin letters are never collapsed, because 1000000 and XXXL mean something.
 * Characters: Cc control, Cf format (zero width, bidi, tags), Cs lone surrogates, Co private use, Cn unassigned.
 */
export const normalizeSteps: readonly NormalizeStep[] = [
  // May leave half of a surrogate pair at the end, which the next but one drops.
  { name: 'bound', apply: (text) => text.slice(0, maxNormalizedLength) },
  { name: 'spaces', apply: (text) => text.replace(/[\s\p{Z}]+/gu, ' ') },
  {
    name: 'invisible',
    apply: (text) => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Variation_Selector}\u{FFFD}]/gu, ''),
  },
  // Full and half width, compatibility forms (㎏ → kg, ① → 1).
  { name: 'width', apply: (text) => text.normalize('NFKC') },
  { name: 'case', apply: (text) => text.toLowerCase() },
  { name: 'traditional', apply: toSimplified },
  {
    name: 'decoration',
    apply: (text) =>
      text.replace(
        /(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u{2500}-\u{27BF}]|\u{20E3})+/gu,
        ' ',
      ),
  },
  // "？？？" and "~~" say no more than one of them does; mood reads the raw text.
  { name: 'punctuation', apply: (text) => text.replace(/([\p{P}\p{S}])\1+/gu, '$1') },
  { name: 'repetition', apply: (text) => text.replace(/([^\p{N}a-z\s])\1{2,}/gu, '$1$1') },
  // After the steps that take out what could stand between two characters of a word.
  {
    name: 'misspellings',
    apply: (text) => text.replace(listedStrings, (found) => misspellings.get(found) ?? found),
  },
  { name: 'trim', apply: (text) => text.replace(/ {2,}/g, ' ').trim() },
];

/**
 * The one form in which texts are compared: NFKC, lower case, Simplified, shop words spelled right,
 * single spaces, nothing invisible, no decoration.
 *
 * @param text Anything a person may send; at most `maxNormalizedLength` code units are read.
 * @returns The normalised text, possibly empty. Normalising it again changes nothing.
 */
export function normalize(text: string): string {
  let current = text;
  // One step can set up another (removing a zero-width joiner lets two characters compose), so run to a fixed
  // point. Each round but the first only shortens or composes; more than three are not known to be needed.
  for (let round = 0; round < 10; round++) {
    const next = normalizeSteps.reduce((value, step) => step.apply(value), current);
    if (next === current) return next;
    current = next;
  }
  return current;
}
