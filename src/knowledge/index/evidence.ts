import type { DenseIndex } from './dense.js';
import type { Discriminant } from './discriminant.js';
import { type Exclusion, nothingExcluded, type QuestionTable } from './document.js';
import type { LexicalIndex, LexicalQuery, LexicalScore } from './lexical.js';
import { contradict, readPolarity } from './negation.js';
import type { HeadFitting, SoftmaxHead } from './softmax-head.js';
import { best } from './vectors.js';

/** Candidates that each side may put forward. */
const perSide = 10;
/** Up to this many questions all are scored by words, without asking FlexSearch. */
const smallTable = 200;

/** Evidence for one candidate, by name. Missing evidence is 0. */
export const candidateFeatures = [
  'bm25',
  'bm25Pool',
  'bm25Together',
  'wordCover',
  'gramDice',
  'soundCover',
  'negationDiffers',
  'contradicts',
  'cosine',
  'hubness',
  'nearest',
  'nearestThree',
  'centroid',
  'discriminantShare',
  'head',
  'headScore',
] as const;
export type CandidateFeature = (typeof candidateFeatures)[number];

/** Evidence about the query alone: it speaks for or against "none of them". */
export const queryFeatures = ['always', 'short', 'unknownWords', 'unknownGrams', 'tableSize'] as const;

/** One candidate document with what speaks for it. */
export interface Candidate {
  document: number;
  /** In the order of `candidateFeatures`. */
  features: Float64Array;
  /** Ranks from 1; absent when that side did not put the document forward. */
  lexicalRank?: number;
  denseRank?: number;
  /** The nearest of its questions, by number in the table. */
  nearestQuestion?: number;
}

export interface Evidence {
  candidates: Candidate[];
  /** In the order of `queryFeatures`. */
  query: Float64Array;
  /** How the words of the query were read; absent when nothing was looked up. */
  said?: LexicalQuery;
}

/** The indexes over one question table. Dense parts are absent when the model is. */
export interface Indexes {
  table: QuestionTable;
  lexical: LexicalIndex;
  dense?: DenseIndex;
  /** How dense the place of each question is, where no head tells documents apart. */
  hubness?: Float32Array;
  discriminant?: Discriminant;
  /** Fitted on all questions. */
  head?: SoftmaxHead;
  /** How to fit a head that has not seen some of them. */
  heads?: HeadFitting;
}

/**
 * Collects the candidates for one query, and the evidence for each of them.
 *
 * @param text Normalised query.
 * @param embedding The query's vector; absent when there is no model.
 * @param excluded Questions to be treated as unknown: how a known question is asked as if it were new.
 */
export function gatherEvidence(
  indexes: Indexes,
  text: string,
  embedding: Float32Array | undefined,
  excluded: Exclusion = nothingExcluded,
): Evidence {
  const { table, lexical } = indexes;
  const query = lexical.read(text, excluded);
  const polarity = readPolarity(text);

  const { dense } = indexes;
  const centred = embedding && dense?.centre(embedding);
  const hits = centred && dense?.search(centred, excluded, perSide);
  const placement = embedding && indexes.discriminant?.place(embedding, excluded);
  const ratios = placement?.ratios;

  const scores = indexes.head?.scores(text, centred, excluded);

  const scored = new Map<number, LexicalScore>();
  const scoreOf = (question: number) => {
    const known = scored.get(question);
    if (known !== undefined) return known;
    const score = lexical.score(query, question);
    scored.set(question, score);
    return score;
  };
  const wordHits = new Map<number, LexicalScore[]>();
  const recalled =
    table.texts.length <= smallTable
      ? Array.from(table.texts.keys()).filter((q) => q < excluded.from || q >= excluded.to)
      : lexical.recall(query, excluded);
  for (const question of recalled) {
    const score = scoreOf(question);
    if (score.bm25 <= 0 && score.soundCover <= 0) continue;
    const document = table.documentOf[question] as number;
    const scores = wordHits.get(document);
    if (scores === undefined) wordHits.set(document, [score]);
    else scores.push(score);
  }
  const lexicalOrder = [...wordHits]
    .map(([document, scores]) => ({
      document,
      score: Math.max(...scores.map((s) => s.bm25 + 0.1 * s.soundCover)),
    }))
    .sort((a, b) => b.score - a.score || a.document - b.document)
    .slice(0, perSide)
    .map(({ document }) => document);
  const denseOrder = hits?.documents ?? [];
  const ratioOrder = ratios ? best(ratios, perSide) : [];
  const headOrder = scores ? best(scores, perSide) : [];

  const logTotal = scores ? logSumExp(scores) : 0;
  const candidates = [...new Set([...denseOrder, ...ratioOrder, ...headOrder, ...lexicalOrder])].map(
    (document): Candidate => {
      const from = table.starts[document] as number;
      const to = table.starts[document + 1] as number;
      const questions: number[] = [];
      for (let q = from; q < to; q++) if (q < excluded.from || q >= excluded.to) questions.push(q);
      const wordScores = questions.map(scoreOf);
      const cosines = hits ? questions.map((q) => hits.similarity(q)) : [];
      const closest = closestQuestion(questions, wordScores, cosines);
      const nearest = cosines.length > 0 ? Math.max(...cosines) : 0;
      const ratio = ratios?.[document] ?? 0;
      const covers = bestCovers(wordScores);
      const values: Record<CandidateFeature, number> = {
        bm25: covers.bm25,
        bm25Pool: meanOfTop(
          wordScores.map((s) => s.bm25),
          3,
        ),
        bm25Together: lexical.scoreTogether(query, questions),
        wordCover: covers.wordCover,
        gramDice: covers.gramDice,
        soundCover: covers.soundCover,
        negationDiffers: closest !== undefined && lexical.negated(closest) !== query.terms.negated ? 1 : 0,
        contradicts:
          closest !== undefined && contradict(polarity, readPolarity(table.texts[closest] as string)) ? 1 : 0,
        // bge cosines of unrelated Chinese sentences lie around 0.3 to 0.5: 0.5..1 becomes 0..1.
        cosine: hits ? 2 * Math.max(...questions.map((q) => hits.cosine(q))) - 1 : 0,
        hubness: (closest !== undefined && indexes.hubness?.[closest]) || 0,
        nearest,
        nearestThree: meanOfTop(cosines, 3),
        centroid: hits?.centroid(document) ?? 0,
        discriminantShare: placement ? (4 * ratio) / Math.max(1e-6, placement.distance) : 0,
        head: scores ? (scores[document] as number) - logTotal : 0,
        headScore: scores ? (scores[document] as number) / 4 : 0,
      };
      const lexicalRank = lexicalOrder.indexOf(document) + 1;
      const denseRank = denseOrder.indexOf(document) + 1;
      return {
        document,
        features: Float64Array.from(candidateFeatures, (name) => values[name]),
        ...(lexicalRank > 0 ? { lexicalRank } : {}),
        ...(denseRank > 0 ? { denseRank } : {}),
        ...(closest === undefined ? {} : { nearestQuestion: closest }),
      };
    },
  );

  const { words, grams } = query.weights;
  return {
    candidates,
    said: query,
    query: Float64Array.from([
      1,
      1 / (1 + [...text].length / 3),
      words.total > 0 ? words.unknown / words.total : 1,
      grams.total > 0 ? grams.unknown / grams.total : 1,
      // The best of many similarities to what is not meant grows with the logarithm of their number.
      Math.log(table.starts.length) / 10,
    ]),
  };
}

/** The question whose wording decides about negation: nearest by both sides together. */
function closestQuestion(questions: number[], scores: LexicalScore[], cosines: number[]): number | undefined {
  let top = Number.NEGATIVE_INFINITY;
  let found: number | undefined;
  for (const [at, question] of questions.entries()) {
    const score = (scores[at]?.gramDice ?? 0) + (cosines[at] ?? 0);
    if (score > top) {
      top = score;
      found = question;
    }
  }
  return found;
}

function meanOfTop(values: number[], count: number): number {
  const top: number[] = [];
  for (const value of values) {
    let at = top.length;
    while (at > 0 && (top[at - 1] as number) < value) at--;
    if (at === count) continue;
    top.splice(at, 0, value);
    if (top.length > count) top.pop();
  }
  return top.length === 0 ? 0 : top.reduce((sum, value) => sum + value, 0) / top.length;
}

/** The best of each kind among the questions of a candidate, each for itself; 0 without questions. */
function bestCovers(scores: readonly LexicalScore[]): LexicalScore {
  const top: LexicalScore = { bm25: 0, wordCover: 0, gramDice: 0, soundCover: 0 };
  for (const { bm25, wordCover, gramDice, soundCover } of scores) {
    if (bm25 > top.bm25) top.bm25 = bm25;
    if (wordCover > top.wordCover) top.wordCover = wordCover;
    if (gramDice > top.gramDice) top.gramDice = gramDice;
    if (soundCover > top.soundCover) top.soundCover = soundCover;
  }
  return top;
}

function logSumExp(values: Float64Array): number {
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) if (value > max) max = value;
  if (max === Number.NEGATIVE_INFINITY) return 0;
  let sum = 0;
  for (const value of values) sum += Math.exp(value - max);
  return max + Math.log(sum);
}
