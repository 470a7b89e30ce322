import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shopWords } from './dictionary/shop-words.js';

/** Splits normalised Chinese text into words. */
export interface Segmenter {
  /** `jieba`: the native addon; `intl`: the runtime's own word breaker with the shop dictionary on top. */
  kind: 'jieba' | 'intl';
  /** Why the fallback is in use, as a sentence for the log; absent with jieba. */
  notice?: string;
  /** @returns The words in order; joined they give the text back. */
  cut(text: string): string[];
  /** Makes a word known from now on. Words of one character, or with spaces, are ignored. */
  addWord(word: string): void;
}

/** The part of nodejieba that is used; the package is optional, so its own types may be absent. */
interface Jieba {
  DEFAULT_DICT: string;
  load(options: { userDict: string }): unknown;
  cut(text: string): string[];
  insertWord(word: string): boolean;
}

/** As frequent as common words of jieba's dictionary (its total is about 60 million), so that 退货|运费 beats 退|货运费. */
const shopWordFrequency = 50_000;

/** Runs of Chinese go to the dictionary; Latin words, numbers and model names stay whole, and so do signs. */
const pieces = /\p{Script=Han}+|[a-z0-9]+(?:[.\-_+][a-z0-9]+)*|[^\p{Script=Han}a-z0-9]+/giu;
const han = /^\p{Script=Han}/u;

/**
 * Opens jieba with the shop dictionary, or the fallback where the addon could not be built.
 *
 * @param options.forceFallback Use the fallback even where jieba is there (tests).
 */
export async function createSegmenter({
  forceFallback = false,
}: {
  forceFallback?: boolean;
} = {}): Promise<Segmenter> {
  if (forceFallback) return createFallback('the word breaker of the runtime was asked for');
  try {
    const jieba = await openJieba();
    return {
      kind: 'jieba',
      cut: (text) => cutPieces(text, (piece) => jieba.cut(piece)),
      addWord(word) {
        if (isAddable(word)) jieba.insertWord(word);
      },
    };
  } catch {
    return createFallback(
      'nodejieba could not be loaded; Chinese words are cut by the runtime instead, a little less well',
    );
  }
}

/** jieba keeps one dictionary per process, so it is loaded once. */
let opened: Promise<Jieba> | undefined;
function openJieba(): Promise<Jieba> {
  opened ??= loadJieba();
  return opened;
}

async function loadJieba(): Promise<Jieba> {
  // The name is a variable so that type checking does not need the optional package.
  const name: string = 'nodejieba';
  const loaded = (await import(name)) as { default: Jieba };
  const jieba = loaded.default;
  // A dictionary file is the only way to give words a frequency; insertWord gives them a middling one.
  const file = join(tmpdir(), `zhanggui-words-${randomUUID()}.txt`);
  try {
    await writeFile(file, shopWords.map((word) => `${word} ${shopWordFrequency} n\n`).join(''));
    jieba.load({ userDict: file });
  } finally {
    await rm(file, { force: true });
  }
  return jieba;
}

function createFallback(notice: string): Segmenter {
  const breaker = new Intl.Segmenter('zh', { granularity: 'word' });
  const words = new Set(shopWords);
  let longest = Math.max(...shopWords.map((word) => word.length));
  return {
    kind: 'intl',
    notice,
    cut: (text) =>
      cutPieces(text, (piece) => {
        // Longest dictionary word at each place; the runtime breaks what lies between.
        const found: string[] = [];
        let pending = '';
        const flush = () => {
          for (const { segment } of breaker.segment(pending)) found.push(segment);
          pending = '';
        };
        for (let at = 0; at < piece.length; ) {
          const word = longestAt(piece, at);
          if (word === undefined) {
            pending += piece[at];
            at++;
          } else {
            flush();
            found.push(word);
            at += word.length;
          }
        }
        flush();
        return found;
      }),
    addWord(word) {
      if (!isAddable(word)) return;
      words.add(word);
      longest = Math.max(longest, word.length);
    },
  };

  function longestAt(text: string, at: number): string | undefined {
    for (let length = Math.min(longest, text.length - at); length > 1; length--) {
      const word = text.slice(at, at + length);
      if (words.has(word)) return word;
    }
    return undefined;
  }
}

function cutPieces(text: string, cut: (piece: string) => string[]): string[] {
  return (text.match(pieces) ?? []).flatMap((piece) => (han.test(piece) ? cut(piece) : [piece]));
}

function isAddable(word: string): boolean {
  return word.length > 1 && word.length <= 20 && !/\s/.test(word);
}
