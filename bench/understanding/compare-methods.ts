import { buildMatchIndex } from '../../src/knowledge/index/match-index.js';
import { seededRandom } from '../../src/platform/seeded-random.js';
import type { Embedder } from '../../src/understanding/embedder.js';
import { normalize } from '../../src/understanding/normalize.js';
import type { Segmenter } from '../../src/understanding/segmenter.js';
import type { LabelledData } from './labelled-questions.js';
import { knownQuestions, type Method } from './method.js';
import { type Judged, measureQuality, measureSpeed, type Quality, type Speed } from './metrics.js';
import { nearestCentroidMethod, nearestQuestionMethod } from './model-methods.js';
import { shareOfMost, softmaxOfBest } from './score-reading.js';
import { bm25Method, characterTokenizer, flexSearchMethod, wordTokenizer } from './word-methods.js';

/** The stronger of the two ways to use the model alone; ratios of quality are against it. */
const bareModel = 'bge, nearest centroid';
export const ours = 'ours';
/** Queries before the clock starts, so that nobody pays for a cold compiler. */
const warmUp = 50;

export interface MethodResult {
  name: string;
  confidenceIs: string;
  quality: Quality;
  speed: Speed;
  /** With the cosine as it is for confidence (ranks are the same). */
  byCosine?: Pick<Quality, 'answerableAt90' | 'ece'>;
  /** Against the model alone: time against embedding the query and nothing else, rank 1 against the nearest centroid. */
  againstModel?: { timeP50: number; timeP95: number; rank1: number };
}

export interface Comparison {
  methods: MethodResult[];
  /** Embedding a query and nothing else; absent without the model. */
  embeddingAlone?: Speed;
  /** What ours said, for the reliability diagram. */
  judgedOurs: Judged[];
}

/**
 * Asks every method every question, in turn question by question, so that whatever else the machine does slows all of
 * them alike.
 *
 * @param embedder Without a cache: each method that needs the vector of a query pays for it. Absent: no model.
 */
export async function compareMethods(
  { documents, questions }: LabelledData,
  segmenter: Segmenter,
  embedder: Embedder | undefined,
): Promise<Comparison> {
  const known = knownQuestions(documents, normalize);
  const segment = (text: string) => segmenter.cut(text);
  const byWords = wordTokenizer(segment);
  const methods: Method[] = [
    flexSearchMethod('FlexSearch, jieba words', known, normalize, byWords),
    bm25Method('BM25, jieba words', known, normalize, byWords, shareOfMost),
    bm25Method('BM25, characters and pairs', known, normalize, characterTokenizer, softmaxOfBest(3)),
  ];
  const embed = embedder && ((text: string) => embedder.embed(normalize(text)));
  if (embed) {
    const embeddings: Float32Array[] = [];
    for (const text of known.texts) embeddings.push(await embed(text));
    methods.push(nearestQuestionMethod(known, embeddings, embed));
    methods.push(nearestCentroidMethod(known, embeddings, embed));
  }
  const index = await buildMatchIndex(documents, { normalize, segment, embedder });
  methods.push({
    name: ours,
    confidenceIs: 'calibrated chance of the first entry',
    async rank(text) {
      const { candidates, confidence } = await index.match(text);
      return { ids: candidates.map(({ id }) => id), confidence };
    },
  });

  const runs = methods.map((method) => ({
    method,
    judged: [] as Judged[],
    byCosine: [] as Judged[],
    times: [] as number[],
  }));
  const embedTimes: number[] = [];
  const random = seededRandom(5);
  for (const { text } of questions.slice(0, warmUp)) for (const method of methods) await method.rank(text);
  for (const { text, gold } of questions) {
    const turns = runs.map(({ method, judged, byCosine, times }) => async () => {
      const started = performance.now();
      const { ids, confidence, cosine } = await method.rank(text);
      times.push(performance.now() - started);
      judged.push({ gold, ids, confidence });
      if (cosine !== undefined) byCosine.push({ gold, ids, confidence: cosine });
    });
    if (embed)
      turns.push(async () => {
        const started = performance.now();
        await embed(text);
        embedTimes.push(performance.now() - started);
      });
    // In another order each time: who comes after whom (cold caches, others' garbage) evens out.
    for (const turn of shuffled(turns, random)) await turn();
  }

  const embeddingAlone = embed && measureSpeed(embedTimes);
  const judgedBy = (name: string) => runs.find(({ method }) => method.name === name)?.judged ?? [];
  const bareRank1 = measureQuality(judgedBy(bareModel)).rank1;
  return {
    judgedOurs: judgedBy(ours),
    ...(embeddingAlone ? { embeddingAlone } : {}),
    methods: runs.map(({ method: { name, confidenceIs }, judged, byCosine, times }): MethodResult => {
      const quality = measureQuality(judged);
      const speed = measureSpeed(times);
      const plain = byCosine.length > 0 && measureQuality(byCosine);
      return {
        name,
        confidenceIs,
        quality,
        speed,
        ...(plain ? { byCosine: { answerableAt90: plain.answerableAt90, ece: plain.ece } } : {}),
        ...(embeddingAlone
          ? {
              againstModel: {
                timeP50: speed.p50 / embeddingAlone.p50,
                timeP95: speed.p95 / embeddingAlone.p95,
                rank1: quality.rank1 / bareRank1,
              },
            }
          : {}),
      };
    }),
  };
}

/** Fisher & Yates (1938). @param random Numbers in [0, 1). */
function shuffled<T>(values: readonly T[], random: () => number): T[] {
  const result = [...values];
  for (let at = result.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [result[at], result[other]] = [result[other] as T, result[at] as T];
  }
  return result;
}
