import { pinyin } from 'pinyin-pro';
import { latinWords, pinyinWords } from './dictionary/pinyin-words.js';

/** English words that are also one syllable of pinyin: too little to go by alone, used where the rest is clear. */
const englishSyllables = new Set(
  'a you he she can men me long song fan pan pen die lie sun run gun hang bang gang tang ban dan ran sang wan dong ma ba ta la do so to no bu'.split(
    ' ',
  ),
);

/** A letter of the words' readings, in a tree; the key "'" stands between two syllables. */
interface Branch {
  next: Map<string, Branch>;
  word?: { text: string; weight: number; syllables: number };
}

interface Step {
  from: number;
  score: number;
  /** Absent: a space, or a token that is left as it is. */
  word?: { text: string; syllables: number };
}

/** Built with the first message that holds Latin letters. */
let tree: Branch | undefined;

/**
 * Writes pinyin that was typed instead of characters: "zenme tuihuo" and "zenmetuihuo" become 怎么退货.
 *
 * The likeliest row of words of our lexicon for the letters, by word frequencies and dynamic programming (Viterbi 1967;
 * for pinyin: Chen and Lee, "A New Statistical Approach to Chinese Pinyin Input", ACL 2000). Rewritten is only what is
 * covered wholly and holds words that are hardly chance: English words, brands, sizes and model numbers stay.
 *
 * @param text Lower case.
 * @param kept Latin names that are never rewritten, lower case; several words are parted by one space.
 */
export function rewritePinyin(text: string, kept: ReadonlySet<string> = new Set()): string {
  if (!/[a-z]{2}/.test(text)) return text;
  let result = '';
  let done = 0;
  for (const run of latinRuns(text, kept)) {
    const first = run[0] as Token;
    const last = run.at(-1) as Token;
    result += text.slice(done, first.start) + rewriteRun(text.slice(first.start, last.end));
    done = last.end;
  }
  return result + text.slice(done);
}

interface Token {
  start: number;
  end: number;
}

/** Rows of Latin words with nothing but spaces between them that may be pinyin. */
function latinRuns(text: string, kept: ReadonlySet<string>): Token[][] {
  const tokens = [...text.matchAll(/[a-z]+(?:'[a-z]+)*/g)].map(({ 0: said, index }) => ({
    start: index,
    end: index + said.length,
    said,
  }));
  const names = keptTokens(tokens, kept);
  const runs: Token[][] = [];
  let before: number | undefined;
  for (const [at, { start, end, said }] of tokens.entries()) {
    if (latinWords.has(said) && !englishSyllables.has(said)) continue;
    if (names.has(at) || !standsAlone(text, start, end)) continue;
    const run = runs.at(-1);
    const joined = before === at - 1 && /^ +$/.test(text.slice((tokens[at - 1] as Token).end, start));
    if (run && joined) run.push({ start, end });
    else runs.push([{ start, end }]);
    before = at;
  }
  return runs;
}

const mostNameWords = 4;

function keptTokens(tokens: readonly { said: string }[], kept: ReadonlySet<string>): Set<number> {
  const found = new Set<number>();
  if (kept.size === 0) return found;
  for (let at = 0; at < tokens.length; at++) {
    let name = '';
    for (let count = 1; count <= mostNameWords && at + count <= tokens.length; count++) {
      name += (count > 1 ? ' ' : '') + (tokens[at + count - 1] as { said: string }).said;
      if (kept.has(name)) for (let part = at; part < at + count; part++) found.add(part);
    }
  }
  return found;
}

/** Part of a model number, an address or a link is no word: wh-1000xm5, a@b.cn, type-c. */
function standsAlone(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? ' ';
  const after = text[end] ?? ' ';
  if (/[\d._\-@/\\#&+%$*='a-z\p{M}]/u.test(before) || /[\d_\-@/\\&+%*='\p{M}]/u.test(after)) return false;
  return !(after === '.' && /[a-z0-9]/.test(text[end + 1] ?? ' '));
}

function rewriteRun(run: string): string {
  const path = likeliestPath(run);
  // One entry per token: the words that touch it.
  let result = '';
  let stretch: Stretch = { start: 0, words: [] };
  const close = (end: number) => {
    const said = run.slice(stretch.start, end);
    const kept = said.trimEnd();
    result += isConvincing(stretch, kept) ? stretch.words.map(({ text }) => text).join('') : kept;
    result += said.slice(kept.length);
    stretch = { start: end, words: [] };
  };
  for (const part of path) {
    if (part.word) {
      stretch.words.push({ ...part.word, start: part.start, end: part.end });
    } else if (run[part.start] !== ' ') {
      close(part.start);
      result += run.slice(part.start, part.end);
      stretch.start = part.end;
      // The space after a token that stays belongs to neither.
      const spaces = /^ */.exec(run.slice(part.end))?.[0] ?? '';
      result += spaces;
      stretch.start += spaces.length;
    }
  }
  close(run.length);
  return result;
}

interface Stretch {
  start: number;
  words: { text: string; syllables: number; start: number; end: number }[];
}

/** Every step of the likeliest way through the run; tokens of stray single characters count as not understood. */
function likeliestPath(run: string) {
  const best: (Step | undefined)[] = new Array(run.length + 1).fill(undefined);
  best[0] = { from: 0, score: 0 };
  const reach = (to: number, step: Step) => {
    const known = best[to];
    if (!known || step.score > known.score) best[to] = step;
  };
  for (let at = 0; at < run.length; at++) {
    const here = best[at];
    if (!here) continue;
    if (run[at] === ' ') {
      reach(at + 1, { from: at, score: here.score });
      continue;
    }
    if (at === 0 || run[at - 1] === ' ') {
      const space = run.indexOf(' ', at);
      const end = space === -1 ? run.length : space;
      // Dearer than any way of reading it.
      reach(end, { from: at, score: here.score - 10 - 4 * (end - at) });
    }
    for (const { end, word } of wordsAt(run, at).filter((found) => keepsTokens(run, at, found.end)))
      reach(end, { from: at, score: here.score + word.weight, word });
  }
  const path: { start: number; end: number; word?: { text: string; syllables: number } }[] = [];
  for (let at = run.length; at > 0; ) {
    const step = best[at] as Step;
    path.push({ start: step.from, end: at, ...(step.word ? { word: step.word } : {}) });
    at = step.from;
  }
  return path.reverse();
}

/** The words that begin at a place. Letters may go on with a syllable or begin the next one (xian, xi'an): both are followed. */
function wordsAt(run: string, start: number): { end: number; word: NonNullable<Branch['word']> }[] {
  tree ??= growTree();
  const found: { end: number; word: NonNullable<Branch['word']> }[] = [];
  // A word begins at a letter, or behind the mark that parts two syllables.
  let at = run[start] === "'" ? start + 1 : start;
  let branches: Branch[] = [tree];
  while (branches.length > 0) {
    for (const { word } of branches) if (word) found.push({ end: at, word });
    const parted = branches.flatMap(({ next }) => next.get("'") ?? []);
    if (run[at] === ' ' || run[at] === "'") {
      at++;
      while (run[at] === ' ') at++;
      branches = parted;
    } else {
      branches = [...branches, ...parted];
    }
    const letter = run[at] ?? '';
    branches = letter === "'" ? [] : branches.flatMap(({ next }) => next.get(letter) ?? []);
    at++;
  }
  return found;
}

/** A word that is written in several tokens is all of each: "mama fanta" holds no 麻烦. */
function keepsTokens(run: string, start: number, end: number): boolean {
  if (!run.slice(start, end).includes(' ')) return true;
  return (start === 0 || run[start - 1] === ' ') && (end === run.length || run[end] === ' ');
}

function growTree(): Branch {
  const root: Branch = { next: new Map() };
  for (const { word, weight, reading } of pinyinWords) {
    const syllables = reading ?? pinyin(word, { toneType: 'none', type: 'array', v: true });
    let branch = root;
    for (const letter of syllables.join("'")) {
      const next: Branch = branch.next.get(letter) ?? { next: new Map() };
      branch.next.set(letter, next);
      branch = next;
    }
    // Of words that sound the same the commoner one, which the lexicon names first, stays.
    if (!branch.word || branch.word.weight < weight)
      branch.word = { text: word, weight, syllables: syllables.length };
  }
  return root;
}

/**
 * Whether a covered stretch is pinyin and no chance: it needs a word of two syllables and five letters, words of several
 * syllables must make up two fifths of it, English ones at most a third, and every token that was written together must
 * hold such a word.
 */
function isConvincing({ start, words }: Stretch, said: string): boolean {
  const syllables = words.reduce((sum, word) => sum + word.syllables, 0);
  const long = words.filter((word) => word.syllables > 1);
  const inLong = long.reduce((sum, word) => sum + word.syllables, 0);
  const letters = (word: { start: number; end: number }) =>
    said.slice(word.start - start, word.end - start).replace(/[ ']/g, '').length;
  if (!long.some((word) => letters(word) >= 5) || inLong < syllables * 0.4) return false;
  let english = 0;
  let plain = false;
  for (const { 0: token, index } of said.matchAll(/[^ ]+/g)) {
    plain ||= !englishSyllables.has(token);
    const from = start + index;
    const to = from + token.length;
    const within = words.filter((word) => word.start < to && word.end > from);
    const alone = within.every((word) => word.syllables === 1);
    if (alone && within.length > 1) return false;
    if (alone && englishSyllables.has(token)) english++;
  }
  return plain && english <= syllables / 3;
}
