import { readKnowledgeFiles } from '../../src/knowledge/content-files.js';
import { buildDenseIndex } from '../../src/knowledge/index/dense.js';
import { type MatchDocument, nothingExcluded, tabulate } from '../../src/knowledge/index/document.js';
import { embedAll, type StoredEmbeddings } from '../../src/knowledge/index/indexes.js';
import { buildMatchIndex } from '../../src/knowledge/index/match-index.js';
import { addScaled, dot } from '../../src/knowledge/index/vectors.js';
import { seededRandom } from '../../src/platform/seeded-random.js';
import { type Embedder, openEmbedder } from '../../src/understanding/embedder.js';
import { normalize } from '../../src/understanding/normalize.js';
import { createSegmenter } from '../../src/understanding/segmenter.js';
import { measureSpeed, type Speed } from './metrics.js';
import { makeSyntheticEntries, type SyntheticEntries } from './synthetic-entries.js';

/** Above this many entries, embedding every question would take too long. */
const mostEmbedded = 2000;
const mostQueries = 200;
const warmUp = 20;
const nearest = 10;
/** Length of the noise in a made-up embedding; the two parents have length 1 each. */
const noiseLength = 0.3;

export interface IndexSize {
  entries: number;
  questions: number;
  /** `made up`: the normalised sum of the vectors of the two real questions that a question combines, and noise. */
  embeddings: 'by the model' | 'made up' | 'none';
  /** From documents to an index that answers, embedding and training included. */
  buildSeconds: number;
  /** Processor time of the whole process for it, training's and the model's own threads included. */
  buildCpuSeconds: number;
  /** Of it, inside the model. */
  embeddingSeconds: number;
  /** Whole process, in megabytes (10^6 bytes), with model and segmenter loaded, before and after. */
  rssBefore: number;
  rssAfter: number;
  rssPeak: number;
  /** Queries that are not in the index, embedding included. */
  query: Speed;
  /** Share of the ten nearest entries by an exact scan that the search by vectors finds; absent without the model. */
  denseRecall?: number;
}

/** Builds an index over synthetic entries and asks it. Meant for a process of its own: it measures its memory. */
export async function measureIndexSize(
  { entries, questionsEach }: { entries: number; questionsEach: number },
  { modelDir, knowledgeBase }: { modelDir: string; knowledgeBase: string },
): Promise<IndexSize> {
  const segmenter = await createSegmenter();
  const segment = (text: string) => segmenter.cut(text);
  const opened = await openEmbedder(modelDir, { cacheSize: 0 });
  const embedder = 'missing' in opened ? undefined : opened;
  const { items } = await readKnowledgeFiles([knowledgeBase]);
  const source = items.map(({ content }) => ({
    questions: [content.question, ...content.similar].map((text) => segment(normalize(text))),
  }));
  const random = seededRandom(17);
  const made = makeSyntheticEntries(source, entries, random, questionsEach);
  const madeUp = embedder !== undefined && entries > mostEmbedded;
  const storedEmbeddings = madeUp ? await makeUpEmbeddings(made, embedder, random) : undefined;

  let embeddingMs = 0;
  const timedEmbedder = embedder && {
    modelHash: embedder.modelHash,
    async embed(text: string) {
      const started = performance.now();
      const vector = await embedder.embed(text);
      embeddingMs += performance.now() - started;
      return vector;
    },
  };
  await embedder?.embed('预热');
  const rssBefore = process.memoryUsage().rss;
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const index = await buildMatchIndex(made.documents, {
    normalize,
    segment,
    embedder: timedEmbedder,
    storedEmbeddings,
  });
  const buildMs = performance.now() - started;
  const cpu = process.cpuUsage(cpuBefore);
  const embeddingSeconds = embeddingMs / 1000;
  const rssAfter = process.memoryUsage().rss;

  const every = Math.ceil(made.askedLater.length / mostQueries);
  const queries = made.askedLater.filter((_, at) => at % every === 0);
  for (const text of queries.slice(0, warmUp)) await index.match(text);
  const times: number[] = [];
  for (const text of queries) {
    const asked = performance.now();
    await index.match(text);
    times.push(performance.now() - asked);
  }
  const denseRecall =
    embedder && (await measureDenseRecall(made.documents, queries, embedder, storedEmbeddings));
  await embedder?.close();
  return {
    entries,
    questions: index.questionCount,
    embeddings: embedder === undefined ? 'none' : madeUp ? 'made up' : 'by the model',
    buildSeconds: buildMs / 1000,
    buildCpuSeconds: (cpu.user + cpu.system) / 1e6,
    embeddingSeconds,
    rssBefore: rssBefore / 1e6,
    rssAfter: rssAfter / 1e6,
    rssPeak: (process.resourceUsage().maxRSS * 1024) / 1e6,
    query: measureSpeed(times),
    ...(denseRecall === undefined ? {} : { denseRecall }),
  };
}

/** Compares what the index would find with a scan of every vector. */
async function measureDenseRecall(
  documents: readonly MatchDocument[],
  queries: readonly string[],
  embedder: Embedder,
  stored: StoredEmbeddings | undefined,
): Promise<number> {
  const table = tabulate(documents, normalize);
  const embeddings = await embedAll(table.texts, embedder, stored);
  const used = buildDenseIndex(embeddings, embedder.dimensions, table);
  const exact = buildDenseIndex(embeddings, embedder.dimensions, table, Number.POSITIVE_INFINITY);
  let found = 0;
  let wanted = 0;
  for (const text of queries) {
    const query = exact.centre(await embedder.embed(text));
    const right = exact.search(query, nothingExcluded, nearest).documents;
    const there = new Set(used.search(query, nothingExcluded, nearest).documents);
    wanted += right.length;
    found += right.filter((document) => there.has(document)).length;
  }
  return found / wanted;
}

/** Vectors for the questions of the entries; other texts (training's foreign questions) still go to the model. */
async function makeUpEmbeddings(
  { documents, parentsOf }: SyntheticEntries,
  embedder: Embedder,
  random: () => number,
): Promise<StoredEmbeddings> {
  const real = new Map<string, Float32Array>();
  const embed = async (text: string) => {
    const vector = real.get(text) ?? (await embedder.embed(text));
    real.set(text, vector);
    return vector;
  };
  const { dimensions } = embedder;
  const made = new Map<string, Float32Array>();
  for (const text of documents.flatMap(({ questions }) => questions)) {
    const vector = new Float32Array(dimensions);
    for (const parent of parentsOf.get(text) ?? [])
      addScaled(vector, 0, await embed(parent), 0, dimensions, 1);
    const noise = Float32Array.from({ length: dimensions }, () => random() - 0.5);
    addScaled(vector, 0, noise, 0, dimensions, noiseLength / Math.sqrt(dot(noise, 0, noise, 0, dimensions)));
    const length = Math.sqrt(dot(vector, 0, vector, 0, dimensions));
    made.set(
      normalize(text),
      vector.map((value) => value / length),
    );
  }
  return {
    getMany: (_, texts) =>
      new Map(
        texts.flatMap((text) => (made.has(text) ? [[text, made.get(text) as Float32Array] as const] : [])),
      ),
    putMany: () => {},
  };
}
