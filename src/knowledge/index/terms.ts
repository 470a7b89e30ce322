import { pinyin } from 'pinyin-pro';
import { askPlainly } from './negation.js';
import { compileVocabulary, type VocabularyReader } from './vocabulary.js';

/** Character pairs of a text in order and, at the same places, their sounds. */
export interface TermPairs {
  grams: string[];
  sounds: string[];
}

/** What the lexical side sees of a text. The lists of words, grams and sounds hold distinct terms. */
export interface Terms {
  /** Words of the segmenter that carry a letter or digit. */
  words: string[];
  /** Character pairs of each run of Chinese, single characters where a run has one, Latin words and numbers. */
  grams: string[];
  /** Toneless syllable pairs: the same for a homophone typo (退款 / 腿款). */
  sounds: string[];
  /** Character pairs and, at the same places, their sounds, with repetitions. */
  pairs: TermPairs;
  /** True when the text denies a permission or ability (不能退), outside an A-not-A question (能不能退). */
  negated: boolean;
}

const runs = /\p{Script=Han}+|[\p{Script=Latin}\p{N}]+/gu;
const han = /^\p{Script=Han}/u;
const wordlike = /[\p{L}\p{N}]/u;

const noVocabulary = compileVocabulary();

/**
 * Splits normalised text into the terms of the lexical index.
 *
 * @param text Normalised text.
 * @param segment Word segmenter; may return punctuation, which is dropped.
 * @param vocabulary The shop's own words: terms are of what the text means, without what says nothing.
 */
export function readTerms(
  text: string,
  segment: (text: string) => string[],
  vocabulary: VocabularyReader = noVocabulary,
): Terms {
  // 能不能退 holds neither 不能 nor its denial.
  const reading = vocabulary(askPlainly(text), segment);
  const pairs = readPairs(reading.text);
  return {
    words: [...new Set(reading.words.filter((word) => wordlike.test(word)))],
    grams: [...new Set(pairs.grams)],
    sounds: [...new Set(pairs.sounds)],
    pairs,
    // Of the text as it was said: what stands for an expression may not hold the word that negates.
    negated: isNegated(askPlainly(text)),
  };
}

/** Most sound hits that are told of one question. */
const mostSoundHits = 10;

/**
 * Where two texts sound alike but are written differently, which is how a homophone typo is found.
 *
 * @param known What the other text holds.
 * @returns toneless syllable pairs of `said`, such as `tui kuan`, each once
 */
export function soundHits(
  said: TermPairs,
  known: { grams: Pick<Set<string>, 'has'>; sounds: Pick<Set<string>, 'has'> },
): string[] {
  const hits = said.sounds.filter(
    (sound, at) => known.sounds.has(sound) && !known.grams.has(said.grams[at] as string),
  );
  return [...new Set(hits)].slice(0, mostSoundHits);
}

function readPairs(text: string): TermPairs {
  const grams: string[] = [];
  const sounds: string[] = [];
  for (const [run] of text.matchAll(runs)) {
    if (!han.test(run)) {
      grams.push(run);
      sounds.push(run);
      continue;
    }
    pushPairs(grams, [...run], '');
    pushPairs(sounds, pinyin(run, { toneType: 'none', type: 'array', nonZh: 'removed' }), ' ');
  }
  return { grams, sounds };
}

function pushPairs(into: string[], units: readonly string[], glue: string): void {
  const [only] = units;
  if (units.length === 1 && only !== undefined) into.push(only);
  for (let at = 0; at + 1 < units.length; at++) into.push(`${units[at]}${glue}${units[at + 1]}`);
}

/** Fixed words that negate nothing. */
const notNegation = /别的|特别|分别|级别|类别|性别|要不然?|无理由|无线/g;
/** Only what denies a permission or ability: 还没发货 asks the same as 什么时候发货, 不能退 is not 能退. */
const negation =
  /不能|不可|不支持|不让|不给|不许|不予|不得|不会|不包|不用|不需要|不要|不想|不是|不在|无法|没法|没办法|禁止|拒绝|别/;

function isNegated(plainText: string): boolean {
  return negation.test(plainText.replace(notNegation, ''));
}
