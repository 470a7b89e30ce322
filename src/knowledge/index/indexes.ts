import { buildDenseIndex } from './dense.js';
import { fitDiscriminant } from './discriminant.js';
import { type MatchDocument, tabulate } from './document.js';
import type { Indexes } from './evidence.js';
import { foreignQuestions } from './foreign-questions.js';
import { buildLexicalIndex } from './lexical.js';
import { readTerms } from './terms.js';
import type { AskedText, TrainedRanking } from './training.js';
import { compileVocabulary, type Vocabulary } from './vocabulary.js';

/** What turns a text into a vector; absent, words alone decide. */
export interface TextEmbedder {
  modelHash: string;
  embed(text: string): Promise<Float32Array>;
}

/** Embeddings kept from an earlier build, by model and normalised text. */
export interface StoredEmbeddings {
  get(modelHash: string, text: string): Promise<Float32Array | undefined> | Float32Array | undefined;
  set(modelHash: string, text: string, embedding: Float32Array): Promise<void> | void;
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
  /** Numbers in [0, 1); the default is seeded, so that the same documents give the same index. */
  random?: (() => number) | undefined;
}

/** Lays out the questions, embeds them where there is a model, and builds every index over them. */
export async function buildIndexes(
  documents: readonly MatchDocument[],
  { normalize, segment, vocabulary, embedder, storedEmbeddings, onProgress }: MatchIndexParts,
): Promise<{ indexes: Indexes; embeddingOf: (question: number) => Float32Array | undefined }> {
  const table = tabulate(documents, normalize);
  const own = compileVocabulary(vocabulary);
  const read = (text: string) => readTerms(text, segment, own);
  const indexes: Indexes = { table, lexical: await buildLexicalIndex(table, read, pause) };
  if (embedder === undefined || table.texts.length === 0) return { indexes, embeddingOf: () => undefined };
  const meant = table.texts.map((text) => own(text, segment).text);
  const embeddings = await embedAll(meant, embedder, storedEmbeddings, onProgress);
  const dimensions = embeddings.length / table.texts.length;
  indexes.dense = buildDenseIndex(embeddings, dimensions, table);
  const discriminant = await fitDiscriminant(embeddings, dimensions, table, pause);
  if (discriminant) indexes.discriminant = discriminant;
  return { indexes, embeddingOf: (q) => embeddings.subarray(q * dimensions, (q + 1) * dimensions) };
}

/** @returns Row-major, one row per text. */
export async function embedAll(
  texts: readonly string[],
  embedder: TextEmbedder,
  stored?: StoredEmbeddings,
  onProgress?: MatchIndexParts['onProgress'],
): Promise<Float32Array> {
  let all = new Float32Array();
  for (const [at, text] of texts.entries()) {
    let embedding = await stored?.get(embedder.modelHash, text);
    if (embedding === undefined) {
      embedding = await embedder.embed(text);
      await stored?.set(embedder.modelHash, text, embedding);
    }
    if (at === 0) all = new Float32Array(texts.length * embedding.length);
    all.set(embedding, at * embedding.length);
    if (at % 100 === 99 || at === texts.length - 1) {
      onProgress?.({ step: 'embed', done: at + 1, total: texts.length });
      await pause();
    }
  }
  return all;
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
