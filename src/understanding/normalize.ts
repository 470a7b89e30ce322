import { Converter } from 'opencc-js/t2cn';
import { writeAmounts } from './amounts.js';
import { lookAlikes, misspellings } from './dictionary/misspellings.js';
import { removeKaomoji } from './kaomoji.js';
import { rewritePinyin } from './pinyin-typing.js';

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

export interface NormalizeTrace {
  /** The normalised text. */
  text: string;
  /** The steps that changed something, in order, each with the text after it. */
  steps: { name: string; text: string }[];
}

export interface Normalizer {
  /** @returns the normalised text, possibly empty; normalising it again changes nothing */
  normalize(text: string): string;
  /** As `normalize`, with what each step did. */
  trace(text: string): NormalizeTrace;
}

/**
 * The steps in order. Digits and Latin letters are never collapsed, because 1000000 and XXXL mean something.
 * Characters: Cc control, Cf format (zero width, bidi, tags), Cs lone surrogates, Co private use, Cn unassigned.
 */
export const normalizeSteps: readonly NormalizeStep[] = stepsKeeping(() => new Set());

function stepsKeeping(latinNames: () => ReadonlySet<string>): NormalizeStep[] {
  return [
    // May leave half of a surrogate pair at the end, which a later step drops.
    { name: 'bound', apply: (text) => text.slice(0, maxNormalizedLength) },
    { name: 'spaces', apply: (text) => text.replace(/[\s\p{Z}]+/gu, ' ') },
    {
      name: 'invisible',
      apply: (text) => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Variation_Selector}\u{FFFD}]/gu, ''),
    },
    // Before the steps that would take faces apart: ￣ is no single character in NFKC, ▽ is decoration.
    { name: 'kaomoji', apply: removeKaomoji },
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
    { name: 'pinyin', apply: (text) => rewritePinyin(text, latinNames()) },
    // After the steps that take out what could stand between two characters of a word.
    {
      name: 'misspellings',
      apply: (text) => text.replace(listedStrings, (found) => misspellings.get(found) ?? found),
    },
    { name: 'amounts', apply: writeAmounts },
    { name: 'trim', apply: (text) => text.replace(/ {2,}/g, ' ').trim() },
  ];
}

/** One step can set up another, so the steps run to a fixed point; more than three rounds are not known to be needed. */
const mostRounds = 10;

/** One text is read several times on its way (cache, understanding, matching, vector): this many texts are remembered. */
const mostRemembered = 2000;
/** … up to this length each, in UTF-16 code units. */
const longestRemembered = 200;

/**
 * The one form in which texts are compared: NFKC, lower case, Simplified, shop words spelled right, pinyin written as
 * characters, amounts as 500元, single spaces, nothing invisible, no decoration, no faces.
 *
 * @param latinNames Names that are never taken for pinyin, lower case, such as the brands of the shop; asked each
 *   time. Other names come as another set: what was read with one set is remembered as long as it is given.
 * @returns Pure functions of any text. At most `maxNormalizedLength` code units of it are read.
 */
export function createNormalizer(latinNames: () => ReadonlySet<string>): Normalizer {
  const steps = stepsKeeping(latinNames);
  const remembered = new Map<string, string>();
  let names: ReadonlySet<string> | undefined;
  return {
    normalize(text) {
      const current = latinNames();
      if (current !== names) remembered.clear();
      names = current;
      const known = remembered.get(text);
      if (known !== undefined) return known;
      const normalized = runSteps(steps, text);
      if (text.length > longestRemembered) return normalized;
      remembered.set(text, normalized);
      const oldest = remembered.size > mostRemembered ? remembered.keys().next().value : undefined;
      if (oldest !== undefined) remembered.delete(oldest);
      return normalized;
    },
    trace(text) {
      const changes: NormalizeTrace['steps'] = [];
      return {
        text: runSteps(steps, text, (name, after) => changes.push({ name, text: keepable(after) })),
        steps: changes,
      };
    },
  };
}

function runSteps(
  steps: readonly NormalizeStep[],
  text: string,
  changed?: (name: string, text: string) => void,
): string {
  let current = text;
  for (let round = 0; round < mostRounds; round++) {
    const before = current;
    for (const { name, apply } of steps) {
      const next = apply(current);
      if (next !== current) changed?.(name, next);
      current = next;
    }
    if (current === before) break;
  }
  return current;
}

/** What no database of UTF-8 text can keep: an early step may still have NUL or half of a character. */
function keepable(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Cs}/gu, '');
}

const legibleSteps = new Set([
  'bound',
  'spaces',
  'invisible',
  'kaomoji',
  'width',
  'traditional',
  'decoration',
  'trim',
]);

/**
 * The text as it was written, but readable: Simplified, half width, nothing invisible, no faces. Case, spelling and
 * amounts stay, because names, addresses and numbers are copied from it.
 */
export function legible(text: string): string {
  return normalizeSteps.reduce(
    (value, { name, apply }) => (legibleSteps.has(name) ? apply(value) : value),
    text,
  );
}

/**
 * A name of the catalogue as a normalised text holds it: names are never taken for pinyin.
 */
export function normalizeName(name: string): string {
  return runSteps(nameSteps, name);
}
const nameSteps = normalizeSteps.filter(({ name }) => name !== 'pinyin');

/** Where no catalogue is at hand: the names of makers that are built in are kept, and no others. */
const noNames: ReadonlySet<string> = new Set();
export const { normalize, trace: traceNormalize } = createNormalizer(() => noNames);
