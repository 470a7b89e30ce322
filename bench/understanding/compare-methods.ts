import { buildMatchIndex } from '../../src/knowledge/index/match-index.js';
import type { Embedder } from '../../src/understanding/embedder.js';
import { normalize } from '../../src/understanding/normalize.js';
import type { Segmenter } from '../../src/understanding/segmenter.js';
import type { LabelledData } from './labelled-questions.js';
import { knownQuestions, type Method } from './method.js';
import { type Judged, measureQuality, measureSpeed, type Quality, type Speed } from './metrics.js';
import { nearestCentroidMethod, nearestQuestionMethod } from './model-methods.js';
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
    bm25Method('BM25, jieba words', known, normalize, byWords),
    bm25Method('BM25, characters and pairs', known, normalize, characterTokenizer),
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

  for (const { text } of questions.slice(0, warmUp)) for (const method of methods) await method.rank(text);
  const judged = new Map<string, Judged[]>(methods.map(({ name }) => [name, []]));
  const times = new Map<string, number[]>(methods.map(({ name }) => [name, []]));
  const embedTimes: number[] = [];
  for (const { text, gold } of questions) {
    if (embed) embedTimes.push(await timed(() => embed(text)));
    for (const method of methods) {
      const started = performance.now();
      const ranking = await method.rank(text);
      times.get(method.name)?.push(performance.now() - started);
      judged.get(method.name)?.push({ gold, ...ranking });
    }
  }

  const embeddingAlone = embed && measureSpeed(embedTimes);
  const bareRank1 = measureQuality(judged.get(bareModel) ?? []).rank1;
  return {
    judgedOurs: judged.get(ours) ?? [],
    ...(embeddingAlone ? { embeddingAlone } : {}),
    methods: methods.map(({ name, confidenceIs }) => {
      const quality = measureQuality(judged.get(name) ?? []);
      const speed = measureSpeed(times.get(name) ?? []);
      const againstModel = embeddingAlone && {
        timeP50: speed.p50 / embeddingAlone.p50,
        timeP95: speed.p95 / embeddingAlone.p95,
        rank1: quality.rank1 / bareRank1,
      };
      return { name, confidenceIs, quality, speed, ...(againstModel ? { againstModel } : {}) };
    }),
  };
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}
