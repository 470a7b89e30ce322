import { seededRandom } from '../../platform/seeded-random.js';
import { buildDenseIndex } from './dense.js';
import { fitDiscriminant } from './discriminant.js';
import { type MatchDocument, tabulate } from './document.js';
import type { Indexes } from './evidence.js';
import { foreignQuestions } from './foreign-questions.js';
import { measureHubness } from './hubness.js';
import { buildLexicalIndex } from './lexical.js';
import { prepareHeads } from './softmax-head.js';
import { readTerms } from './terms.js';
import type { AskedText, TrainedRanking } from './training.js';
import { compileVocabulary, type Vocabulary } from './vocabulary.js';

/** What turns a text into a vector; absent, words alone decide. */
export interface TextEmbedder {
  modelHash: string;
  embed(text: string): Promise<Float32Array>;
  /** Whether the vector is at hand, so that the model need not run. */
  isCached?(text: string): boolean;
}

/** Embeddings kept from an earlier build, by model and normalised text. */
export interface StoredEmbeddings {
  /** Those of the texts that are kept, by text. */
  getMany(
    modelHash: string,
    texts: readonly string[],
  ): Promise<ReadonlyMap<string, Float32Array>> | ReadonlyMap<string, Float32Array>;
  putMany(modelHash: string, vectors: ReadonlyMap<string, Float32Array>): Promise<void> | void;
}

/** A ranking kept from an earlier build over the same documents, so that a restart does not train again. */
export interface StoredRanking {
  get(fingerprint: string): Promise<TrainedRanking | undefined>;
  set(fingerprint: string, ranking: TrainedRanking): Promise<void>;
}

export interface MatchIndexParts {
  normalize: (text: string) => string;
  segment: (text: string) => string[];
  /** The shop's own words. Terms and vectors alike are of what a text means, on both sides. */
  vocabulary?: Vocabulary | undefined;
  embedder?: TextEmbedder | undefined;
  storedEmbeddings?: StoredEmbeddings | undefined;
  storedRanking?: StoredRanking | undefined;
  onProgress?: ((progress: { step: 'embed' | 'train'; done: number; total: number }) => void) | undefined;
  /** How often each document was the accepted answer lately, by `KIND ID`; absent: all alike. */
  uses?: ReadonlyMap<string, number> | undefined;
  /** Numbers in [0, 1); the default is seeded, so that the same documents give the same index. */
  random?: (() => number) | undefined;
}

/** Lays out the questions, embeds them where there is a model, and builds every index over them. */
export async function buildIndexes(
  documents: readonly MatchDocument[],
  {
    normalize,
    segment,
    vocabulary,
    embedder,
    storedEmbeddings,
    onProgress,
    random = seededRandom(1),
  }: MatchIndexParts,
): Promise<{ indexes: Indexes; embeddingOf: (question: number) => Float32Array | undefined }> {
  const table = tabulate(documents, normalize);
  const own = compileVocabulary(vocabulary);
  const meaningOf = (text: string) => own(text, segment).text;
  const read = (text: string) => readTerms(text, segment, own);
  const indexes: Indexes = { table, lexical: await buildLexicalIndex(table, read, pause) };
  if (embedder === undefined || table.texts.length === 0) {
    await addHead(indexes, undefined);
    return { indexes, embeddingOf: () => undefined };
  }
  const embeddings = await embedAll(table.texts.map(meaningOf), embedder, storedEmbeddings, onProgress);
  const dimensions = embeddings.length / table.texts.length;
  indexes.dense = buildDenseIndex(embeddings, dimensions, table);
  const discriminant = await fitDiscriminant(embeddings, dimensions, table, pause);
  if (discriminant) indexes.discriminant = discriminant;
  const embeddingOf = (q: number) => embeddings.subarray(q * dimensions, (q + 1) * dimensions);
  const { dense } = indexes;
  await addHead(indexes, (q) => dense.centre(embeddingOf(q)));
  if (indexes.head === undefined)
    indexes.hubness = await measureHubness(embeddings, dimensions, table, pause);
  return { indexes, embeddingOf };

  async function addHead(to: Indexes, vectorOf: ((question: number) => Float32Array) | undefined) {
    const heads = prepareHeads(to.table, vectorOf, meaningOf, random, pause);
    if (heads === undefined) return;
    to.heads = heads;
    to.head = await heads.learn(new Set());
  }
}

/** Texts whose vectors are asked for, and stored, at once. */
const embeddedAtOnce = 100;

/** @returns Row-major, one row per text. */
export async function embedAll(
  texts: readonly string[],
  embedder: TextEmbedder,
  stored?: StoredEmbeddings,
  onProgress?: MatchIndexParts['onProgress'],
): Promise<Float32Array> {
  let all = new Float32Array();
  for (let from = 0; from < texts.length; from += embeddedAtOnce) {
    const some = texts.slice(from, from + embeddedAtOnce);
    for (const [at, vector] of (await embedMany(some, embedder, stored)).entries()) {
      if (all.length === 0) all = new Float32Array(texts.length * vector.length);
      all.set(vector, (from + at) * vector.length);
    }
    onProgress?.({ step: 'embed', done: from + some.length, total: texts.length });
  }
  return all;
}

/**
 * Vectors of some texts: those that are stored, and the model's for the rest, which are stored at once, so that a
 * build that is broken off has not worked in vain. The event loop gets its turn after each text.
 */
export async function embedMany(
  texts: readonly string[],
  embedder: TextEmbedder,
  stored?: StoredEmbeddings,
): Promise<Float32Array[]> {
  const known = (await stored?.getMany(embedder.modelHash, texts)) ?? new Map<string, Float32Array>();
  const fresh = new Map<string, Float32Array>();
  const result: Float32Array[] = [];
  for (const text of texts) {
    let vector = known.get(text) ?? fresh.get(text);
    if (vector === undefined) {
      vector = await embedder.embed(text);
      fresh.set(text, vector);
      await pause();
    }
    result.push(vector);
  }
  if (fresh.size > 0) await stored?.putMany(embedder.modelHash, fresh);
  await pause();
  return result;
}

/** The foreign questions as training asks them. */
export async function embedForeign({
  normalize,
  embedder,
  storedEmbeddings,
}: Pick<MatchIndexParts, 'normalize' | 'embedder' | 'storedEmbeddings'>): Promise<AskedText[]> {
  const texts = foreignQuestions.map(normalize);
  const vectors = embedder && (await embedAll(texts, embedder, storedEmbeddings));
  const size = vectors ? vectors.length / texts.length : 0;
  return texts.map((text, at) => ({ text, embedding: vectors?.subarray(at * size, (at + 1) * size) }));
}

/** Lets other work of the process go first. */
export function pause(): Promise<void> {
  return new Promise((resume) => setImmediate(resume));
}
