/** Longest text that is looked at, in UTF-16 code units; what follows is cut off. */
export const maxNormalizedLength = 2000;

/** One rewriting of the text. Total: any string in, a string out. */
export interface NormalizeStep {
  name: string;
  apply(text: string): string;
}

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
  { name: 'trim', apply: (text) => text.replace(/ {2,}/g, ' ').trim() },
];

/**
 * The one form in which texts are compared: NFKC, lower case, single spaces, nothing invisible, no decoration.
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
