import type { Exclusion, QuestionTable } from './document.js';
import { soundHits, type Terms } from './terms.js';
import { buildWordRecall } from './word-recall.js';

/** BM25 constants (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework", ch. 3), for short questions. */
const k1 = 1.2;
const b = 0.5;

const fields = ['words', 'grams', 'sounds'] as const;
type Field = (typeof fields)[number];

interface FieldIndex {
  ids: Map<string, number>;
  /** Number of documents that hold a term: one that fills a document says more than one spread over all. */
  frequency: Int32Array;
  /** Terms of question q: `terms[starts[q] .. starts[q + 1] - 1]`. In one row: an array each would weigh more than its content. */
  terms: Int32Array;
  starts: Int32Array;
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
  /** Where a question sounds like the query but is written otherwise; see `soundHits`. */
  soundHits(query: LexicalQuery, question: number): string[];
}

/** Builds FlexSearch (recall) and the term statistics (BM25) over all questions. */
export async function buildLexicalIndex(
  table: QuestionTable,
  read: (text: string) => Terms,
  pause: () => Promise<void>,
): Promise<LexicalIndex> {
  const builders = { words: fieldBuilder(table), grams: fieldBuilder(table), sounds: fieldBuilder(table) };
  const negated = new Uint8Array(table.texts.length);
  for (const [question, text] of table.texts.entries()) {
    const terms = read(text);
    for (const field of fields) builders[field].add(question, terms[field]);
    negated[question] = terms.negated ? 1 : 0;
    if (question % 100 === 99) await pause();
  }
  const stats: Record<Field, FieldIndex> = {
    words: builders.words.done(),
    grams: builders.grams.done(),
    sounds: builders.sounds.done(),
  };
  const recall = await buildWordRecall(
    fields.map((field) => stats[field]),
    pause,
  );

  const count = new Set(table.documentOf).size;
  const gramWeights = Float64Array.from(table.texts, (_, question) => {
    let sum = 0;
    for (const term of termsOf(stats.grams, question)) sum += idf(stats.grams.frequency[term] ?? 0, count);
    return sum;
  });

  const scales = openScales(stats);

  return {
    read(text, excluded) {
      const terms = read(text);
      const own = excluded.to > excluded.from ? table.documentOf[excluded.from] : undefined;
      const from = own === undefined ? 0 : (table.starts[own] as number);
      const to = own === undefined ? 0 : (table.starts[own + 1] as number);
      const whole = to > from && excluded.from === from && excluded.to === to;
      const total = count - (whole ? 1 : 0);
      const weigh = (field: Field) => {
        const { ids, frequency } = stats[field];
        // Terms that the document holds only in the excluded questions.
        const hidden = new Set<number>();
        for (let q = excluded.from; q < excluded.to; q++)
          for (const term of termsOf(stats[field], q)) hidden.add(term);
        for (let q = from; q < to; q++)
          if (q < excluded.from || q >= excluded.to)
            for (const term of termsOf(stats[field], q)) hidden.delete(term);
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
      const known = fields.map((field) => query.weights[field].known);
      return recall(known).filter((question) => question < excluded.from || question >= excluded.to);
    },

    score(query, question) {
      scales.lay(query);
      const words = shared(stats.words, scales.weights.words, question);
      const grams = shared(stats.grams, scales.weights.grams, question);
      const sounds = shared(stats.sounds, scales.weights.sounds, question);
      const { words: w, grams: g, sounds: s } = query.weights;
      return {
        bm25: share(
          bm25(stats.words, question, words) + bm25(stats.grams, question, grams),
          w.total + g.total,
        ),
        wordCover: share(words, w.total),
        gramDice: share(2 * grams, g.total + (gramWeights[question] ?? 0)),
        soundCover: share(sounds, s.total),
      };
    },

    scoreTogether(query, questions) {
      scales.lay(query);
      let sum = 0;
      for (const field of ['words', 'grams'] as const) {
        const { terms, starts, averageLength } = stats[field];
        const weights = scales.weights[field];
        const times = new Map<number, number>();
        let length = 0;
        for (const question of questions) {
          const end = starts[question + 1] as number;
          length += end - (starts[question] as number);
          for (let at = starts[question] as number; at < end; at++) {
            const term = terms[at] as number;
            if ((weights[term] as number) > 0) times.set(term, (times.get(term) ?? 0) + 1);
          }
        }
        const norm = k1 * (1 - b + (b * length) / averageLength);
        for (const [term, tf] of times) sum += ((weights[term] as number) * tf * (k1 + 1)) / (tf + norm);
      }
      return share(sum, (query.weights.words.total + query.weights.grams.total) * (k1 + 1));
    },

    negated: (question) => negated[question] === 1,

    soundHits: ({ terms }, question) =>
      soundHits(terms.pairs, {
        grams: holding(stats.grams, question),
        sounds: holding(stats.sounds, question),
      }),
  };
}

/** The weights of one query at a time, by term: an array answers several times faster than the query's map. */
function openScales(stats: Record<Field, FieldIndex>) {
  const weights: Record<Field, Float64Array> = {
    words: new Float64Array(stats.words.ids.size),
    grams: new Float64Array(stats.grams.ids.size),
    sounds: new Float64Array(stats.sounds.ids.size),
  };
  let laid: LexicalQuery | undefined;
  return {
    weights,
    /** Makes `weights` those of a query; the same query again costs nothing. */
    lay(query: LexicalQuery): void {
      if (laid === query) return;
      for (const field of fields) {
        for (const term of laid?.weights[field].known.keys() ?? []) weights[field][term] = 0;
        for (const [term, weight] of query.weights[field].known) weights[field][term] = weight;
      }
      laid = query;
    },
  };
}

/** Weight of the terms that a question holds. */
function shared({ terms, starts }: FieldIndex, weights: Float64Array, question: number): number {
  let sum = 0;
  const end = starts[question + 1] as number;
  for (let at = starts[question] as number; at < end; at++) sum += weights[terms[at] as number] as number;
  return sum;
}

/** Terms are counted once (tf = 1): in a short question a repetition says nothing. */
function bm25({ starts, averageLength }: FieldIndex, question: number, sum: number): number {
  const length = ((starts[question + 1] as number) - (starts[question] as number)) / averageLength;
  return (sum * (1 + k1)) / (1 + k1 * (1 - b + b * length));
}

/** The terms of a question as a set. */
function holding(field: FieldIndex, question: number): { has(term: string): boolean } {
  const row = termsOf(field, question);
  return {
    has(term) {
      const id = field.ids.get(term);
      return id !== undefined && row.includes(id);
    },
  };
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

/** Robertson & Sparck Jones weight, in the form that is never negative. */
function idf(frequency: number, total: number): number {
  return Math.log(1 + (total - frequency + 0.5) / (frequency + 0.5));
}

function termsOf({ terms, starts }: FieldIndex, question: number): Int32Array {
  return terms.subarray(starts[question], starts[question + 1]);
}

function fieldBuilder({ documentOf }: QuestionTable) {
  const ids = new Map<string, number>();
  const frequency: number[] = [];
  const lastSeenIn: number[] = [];
  const starts = new Int32Array(documentOf.length + 1);
  let row = new Int32Array(1024);
  let length = 0;
  return {
    /** Questions come in order, each once. */
    add(question: number, terms: readonly string[]): void {
      const document = documentOf[question] as number;
      if (length + terms.length > row.length) {
        const longer = new Int32Array(Math.max(2 * row.length, length + terms.length));
        longer.set(row);
        row = longer;
      }
      for (const term of terms) {
        const id = ids.get(term) ?? ids.size;
        if (id === ids.size) ids.set(term, id);
        if (lastSeenIn[id] !== document) frequency[id] = (frequency[id] ?? 0) + 1;
        lastSeenIn[id] = document;
        row[length++] = id;
      }
      starts[question + 1] = length;
    },
    done: (): FieldIndex => ({
      ids,
      frequency: Int32Array.from(frequency),
      terms: row.slice(0, length),
      starts,
      averageLength: Math.max(1, length / Math.max(1, documentOf.length)),
    }),
  };
}
