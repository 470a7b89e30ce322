import { Index } from 'flexsearch';
import type { Exclusion, QuestionTable } from './document.js';
import type { Terms } from './terms.js';

/** BM25 constants (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework", ch. 3), for short questions. */
const k1 = 1.2;
const b = 0.5;
/** Questions that FlexSearch may recall for one query. */
const recallLimit = 300;

const fields = ['words', 'grams', 'sounds'] as const;
type Field = (typeof fields)[number];

interface FieldIndex {
  ids: Map<string, number>;
  /** Number of documents that hold a term: one that fills a document says more than one spread over all. */
  frequency: number[];
  /** Term ids of each question. */
  forward: Int32Array[];
  averageLength: number;
}

/** A query as the lexical index sees it: per field the known terms with their weight. */
export interface LexicalQuery {
  terms: Terms;
  weights: Record<Field, { known: Map<number, number>; total: number; unknown: number }>;
}

/** How one question covers one query; all shares 0..1. */
export interface LexicalScore {
  /** BM25 over words and character pairs, as a share of what a perfect question of average length would get. */
  bm25: number;
  /** Share of the query's word weight that the question holds. */
  wordCover: number;
  /** Weighted Dice coefficient of the character pairs. */
  gramDice: number;
  /** Share of the query's syllable pairs (weighted) that the question holds. */
  soundCover: number;
}

export interface LexicalIndex {
  read(text: string, excluded: Exclusion): LexicalQuery;
  /** @returns Question indices, unordered, without the excluded. */
  recall(query: LexicalQuery, excluded: Exclusion): number[];
  score(query: LexicalQuery, question: number): LexicalScore;
  /** BM25 of the questions taken together as one text, as a share of the most that the query could get. */
  scoreTogether(query: LexicalQuery, questions: readonly number[]): number;
  negated(question: number): boolean;
}

/** Builds FlexSearch (recall) and the term statistics (BM25) over all questions. */
export async function buildLexicalIndex(
  table: QuestionTable,
  read: (text: string) => Terms,
  pause: () => Promise<void>,
): Promise<LexicalIndex> {
  const all: Terms[] = [];
  for (const text of table.texts) {
    all.push(read(text));
    if (all.length % 200 === 0) await pause();
  }
  const stats = {
    words: buildField(
      all.map((terms) => terms.words),
      table,
    ),
    grams: buildField(
      all.map((terms) => terms.grams),
      table,
    ),
    sounds: buildField(
      all.map((terms) => terms.sounds),
      table,
    ),
  };
  // FlexSearch splits what we hand it at line breaks: our terms, each marked with its field.
  const flex = new Index({
    tokenize: 'strict',
    encode: (content: string) => content.split('\n'),
    cache: false,
  });
  for (const [question, terms] of all.entries()) {
    flex.add(question, encode(terms));
    if (question % 200 === 199) await pause();
  }

  const count = new Set(table.documentOf).size;
  const gramWeights = stats.grams.forward.map((terms) =>
    terms.reduce((sum, term) => sum + idf(stats.grams.frequency[term] ?? 0, count), 0),
  );

  return {
    read(text, excluded) {
      const terms = read(text);
      const own = excluded.to > excluded.from ? table.documentOf[excluded.from] : undefined;
      const from = own === undefined ? 0 : (table.starts[own] as number);
      const to = own === undefined ? 0 : (table.starts[own + 1] as number);
      const whole = to > from && excluded.from === from && excluded.to === to;
      const total = count - (whole ? 1 : 0);
      const weigh = (field: Field) => {
        const { ids, frequency, forward } = stats[field];
        // Terms that the document holds only in the excluded questions.
        const hidden = new Set<number>();
        for (let q = excluded.from; q < excluded.to; q++)
          for (const term of forward[q] ?? []) hidden.add(term);
        for (let q = from; q < to; q++)
          if (q < excluded.from || q >= excluded.to) for (const term of forward[q] ?? []) hidden.delete(term);
        const known = new Map<number, number>();
        let sum = 0;
        let unknown = 0;
        for (const term of terms[field]) {
          const id = ids.get(term);
          const seen = id === undefined ? 0 : (frequency[id] ?? 0) - (hidden.has(id) ? 1 : 0);
          const weight = idf(seen, total);
          sum += weight;
          if (id === undefined || seen === 0) unknown += weight;
          else known.set(id, weight);
        }
        return { known, total: sum, unknown };
      };
      return { terms, weights: { words: weigh('words'), grams: weigh('grams'), sounds: weigh('sounds') } };
    },

    recall(query, excluded) {
      const found = flex.search(encode(query.terms), { limit: recallLimit, suggest: true });
      return found
        .filter((id): id is number => typeof id === 'number')
        .filter((question) => question < excluded.from || question >= excluded.to);
    },

    score(query, question) {
      const shared = (field: Field) => {
        const { known } = query.weights[field];
        let sum = 0;
        for (const term of stats[field].forward[question] ?? []) sum += known.get(term) ?? 0;
        return sum;
      };
      const bm25 = (field: Field, sum: number) => {
        const length = (stats[field].forward[question]?.length ?? 0) / stats[field].averageLength;
        // Terms are counted once (tf = 1): in a short question a repetition says nothing.
        return (sum * (1 + k1)) / (1 + k1 * (1 - b + b * length));
      };
      const words = shared('words');
      const grams = shared('grams');
      const sounds = shared('sounds');
      const { words: w, grams: g, sounds: s } = query.weights;
      return {
        bm25: share(bm25('words', words) + bm25('grams', grams), w.total + g.total),
        wordCover: share(words, w.total),
        gramDice: share(2 * grams, g.total + (gramWeights[question] ?? 0)),
        soundCover: share(sounds, s.total),
      };
    },

    scoreTogether(query, questions) {
      let sum = 0;
      for (const field of ['words', 'grams'] as const) {
        const { known } = query.weights[field];
        const { forward, averageLength } = stats[field];
        const times = new Map<number, number>();
        let length = 0;
        for (const question of questions) {
          const terms = forward[question] ?? [];
          length += terms.length;
          for (const term of terms) if (known.has(term)) times.set(term, (times.get(term) ?? 0) + 1);
        }
        const norm = k1 * (1 - b + (b * length) / averageLength);
        for (const [term, tf] of times) sum += ((known.get(term) ?? 0) * tf * (k1 + 1)) / (tf + norm);
      }
      return share(sum, (query.weights.words.total + query.weights.grams.total) * (k1 + 1));
    },

    negated: (question) => all[question]?.negated ?? false,
  };
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

/** Robertson & Sparck Jones weight, in the form that is never negative. */
function idf(frequency: number, total: number): number {
  return Math.log(1 + (total - frequency + 0.5) / (frequency + 0.5));
}

function encode(terms: Terms): string {
  return [
    ...terms.words.map((term) => `w${term}`),
    ...terms.grams.map((term) => `g${term}`),
    ...terms.sounds.map((term) => `s${term}`),
  ].join('\n');
}

function buildField(questions: string[][], { documentOf }: QuestionTable): FieldIndex {
  const ids = new Map<string, number>();
  const frequency: number[] = [];
  const lastSeenIn: number[] = [];
  let length = 0;
  const forward = questions.map((terms, question) => {
    length += terms.length;
    const document = documentOf[question] as number;
    return Int32Array.from(terms, (term) => {
      const id = ids.get(term) ?? ids.size;
      ids.set(term, id);
      if (lastSeenIn[id] !== document) frequency[id] = (frequency[id] ?? 0) + 1;
      lastSeenIn[id] = document;
      return id;
    });
  });
  return { ids, frequency, forward, averageLength: Math.max(1, length / Math.max(1, questions.length)) };
}
