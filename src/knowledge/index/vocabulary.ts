/** The shop's own words. Every expression is in the form that texts are normalised to. */
export interface Vocabulary {
  /** Kept whole where texts are cut into words. */
  words: readonly string[];
  /** `said` is read as `means`. No expression is in two groups. */
  synonyms: readonly { means: string; said: readonly string[] }[];
  /** Carry no meaning: ignored unless a text is made of nothing else. */
  stopWords: readonly string[];
}

export const emptyVocabulary: Vocabulary = { words: [], synonyms: [], stopWords: [] };

/** A text as the shop's own words read it. */
export interface VocabularyReading {
  /** The words as they were said, the shop's own kept whole; joined they give the text back. */
  said: string[];
  /** The words that count: synonyms stand as what they mean, stop words are gone. */
  words: string[];
  /** The text that these words were cut from; a space where a stop word was. */
  text: string;
  /** What was read as something else, in order, each once. */
  synonyms: { said: string; means: string }[];
  /** What was left out, in order, each once. */
  stopWords: string[];
}

/** Reads a text with a vocabulary. `segment` cuts a text into words that, joined, give it back. */
export type VocabularyReader = (text: string, segment: (text: string) => string[]) => VocabularyReading;

interface Expression {
  said: string;
  /** Absent for a stop word. */
  means?: string;
}
interface Found extends Expression {
  from: number;
  to: number;
}

const wordlike = /[\p{L}\p{N}]/u;
const latin = /[a-z0-9]/i;

/**
 * Makes a reader of a vocabulary. Synonyms are read as one canonical expression in known questions and in what is asked
 * alike: equivalence classes of terms (Manning, Raghavan & Schütze 2008, "Introduction to Information Retrieval",
 * section 2.2.3). The text itself is rewritten, so that pairs of characters and syllables agree too, not only words.
 * Where several expressions begin at one place, the longest is taken.
 *
 * An expression of one or two characters counts only where the segmenter sees a word begin and end (请问 is not in
 * 申请问题); a longer one counts anywhere, because a segmenter cuts names that it does not know at random places.
 */
export function compileVocabulary({
  words,
  synonyms,
  stopWords,
}: Vocabulary = emptyVocabulary): VocabularyReader {
  const whole = words.map((said) => ({ said, means: said }));
  const groups = synonyms.flatMap(({ means, said }) =>
    [means, ...said].map((each) => ({ said: each, means })),
  );
  const dropped = stopWords.map((said) => ({ said }));
  // Of two that are the same, the later stays: a word that is in a group is read as what the group means.
  const all = findIn([...whole, ...dropped, ...groups]);
  const withoutStopWords = findIn([...whole, ...groups]);
  const kept = findIn([...whole, ...synonyms.map(({ means }) => ({ said: means, means }))]);

  return (text, segment) => {
    const pieces = segment(text);
    let found = all(text, pieces);
    if (found.length === 0) return { said: pieces, words: pieces, text, synonyms: [], stopWords: [] };
    if (found.some(({ means }) => means === undefined) && !wordlike.test(rewrite(text, found)))
      found = withoutStopWords(text, pieces);
    const read = found.filter(({ said, means }) => means !== said);
    const rewritten = read.length === 0 ? text : rewrite(text, read);
    const again = read.length === 0 ? pieces : segment(rewritten);
    const replaced = read.flatMap(({ said, means }) => (means === undefined ? [] : [{ said, means }]));
    return {
      said: cutAround(text, pieces, found, segment),
      words: cutAround(rewritten, again, kept(rewritten, again), segment),
      text: rewritten,
      synonyms: [...new Map(replaced.map((each) => [each.said, each])).values()],
      stopWords: [...new Set(read.filter(({ means }) => means === undefined).map(({ said }) => said))],
    };
  };
}

/** @returns a search for the expressions in a text: from left to right, the longest first, none overlapping */
function findIn(expressions: readonly Expression[]): (text: string, pieces: readonly string[]) => Found[] {
  const bySaid = new Map(expressions.map((expression) => [expression.said, expression]));
  const lengths = new Map<string, number[]>();
  for (const said of bySaid.keys()) {
    const first = said[0];
    if (first === undefined) continue;
    lengths.set(
      first,
      [...new Set([...(lengths.get(first) ?? []), said.length])].sort((a, b) => b - a),
    );
  }
  return (text, pieces) => {
    const found: Found[] = [];
    if (bySaid.size === 0) return found;
    const edges = edgesOf(pieces);
    const expressionAt = (from: number) => {
      for (const length of lengths.get(text[from] as string) ?? []) {
        const to = from + length;
        const expression = bySaid.get(text.slice(from, to));
        if (expression && standsAlone(text, from, to, edges)) return { ...expression, from, to };
      }
      return undefined;
    };
    for (let at = 0; at < text.length; ) {
      const here = expressionAt(at);
      if (here) found.push(here);
      at = here ? here.to : at + 1;
    }
    return found;
  };
}

function standsAlone(text: string, from: number, to: number, edges: ReadonlySet<number>): boolean {
  const splits = (at: number) =>
    at > 0 && at < text.length && latin.test(text[at - 1] as string) && latin.test(text[at] as string);
  if (splits(from) || splits(to)) return false;
  return [...text.slice(from, to)].length > 2 || (edges.has(from) && edges.has(to));
}

/** Offsets at which a word begins or ends. */
function edgesOf(pieces: readonly string[]): Set<number> {
  const edges = new Set([0]);
  let at = 0;
  for (const piece of pieces) {
    at += piece.length;
    edges.add(at);
  }
  return edges;
}

function rewrite(text: string, found: readonly Found[]): string {
  let rewritten = '';
  let at = 0;
  for (const { from, to, means } of found) {
    // Latin letters would run together with their neighbours.
    const put = means === undefined ? ' ' : latin.test(means) ? ` ${means} ` : means;
    rewritten += text.slice(at, from) + put;
    at = to;
  }
  return (rewritten + text.slice(at)).replace(/ {2,}/g, ' ').trim();
}

/** The pieces of a text with what was found kept whole. What lies between is cut anew only where a piece was torn. */
function cutAround(
  text: string,
  pieces: readonly string[],
  found: readonly Found[],
  segment: (text: string) => string[],
): string[] {
  if (found.length === 0) return [...pieces];
  const cut: string[] = [];
  let next = 0;
  let pieceStart = 0;
  const between = (from: number, to: number) => {
    while (next < pieces.length && pieceStart < from) pieceStart += (pieces[next++] as string).length;
    if (from === to) return;
    const taken: string[] = [];
    let at = pieceStart;
    for (let p = next; p < pieces.length && at < to; p++) {
      taken.push(pieces[p] as string);
      at += (pieces[p] as string).length;
    }
    cut.push(...(pieceStart === from && at === to ? taken : segment(text.slice(from, to))));
  };
  let at = 0;
  for (const { from, to } of found) {
    between(at, from);
    cut.push(text.slice(from, to));
    at = to;
  }
  between(at, text.length);
  return cut;
}
