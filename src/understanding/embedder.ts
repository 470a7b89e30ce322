import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { normalize } from './normalize.js';

/** Folder of the model inside the model directory; `scripts/fetch-model.mjs` puts it there. */
export const modelName = 'Xenova/bge-small-zh-v1.5';

const fileHashes = {
  'tokenizer.json': '48cea5d44424912a6fd1ea647bf4fe50b55ab8b1e5879c3275f80e339e8fae26',
  'onnx/model_quantized.onnx': '15b717c382bcb518ba457b93ea6850ede7f4f1cd8937454aa06972366cd19bcc',
} as const;

const plainFiles = ['config.json', 'tokenizer_config.json'] as const;
const dimensions = 512;

/** Turns a text into a vector whose dot product with another is their cosine similarity. */
export interface Embedder {
  /** Changes when the same text would give another vector: the key for storing embeddings. */
  modelHash: string;
  dimensions: number;
  /** @returns A unit vector; the caller must not write to it, because it may be cached. */
  embed(text: string): Promise<Float32Array>;
  /** Whether `embed` would answer without running the model. */
  isCached(text: string): boolean;
  close(): Promise<void>;
}

/** How an embedder could not be opened, as a sentence for the log and the health page. */
export interface MissingModel {
  missing: string;
}

/**
 * Opens bge-small-zh-v1.5 (CLS pooling, normalised, int8) from a local folder; nothing is ever downloaded. The
 * library is imported only when the files are there and have the right SHA-256.
 *
 * @param modelDir Folder that holds `Xenova/bge-small-zh-v1.5`.
 * @param options.cacheSize Vectors kept, least recently used first out; 2 KB each. Default 5,000.
 */
export async function openEmbedder(
  modelDir: string,
  { cacheSize = 5000 }: { cacheSize?: number } = {},
): Promise<Embedder | MissingModel> {
  const folder = resolve(modelDir, modelName);
  const problem = await problemWith(folder);
  if (problem !== undefined) return { missing: problem };

  const { env, pipeline: createPipeline } = await import('@xenova/transformers');
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = resolve(modelDir);
  // quantized: true selects onnx/model_quantized.onnx, the file whose hash was checked.
  const extract = await createPipeline('feature-extraction', modelName, { quantized: true });

  const cache = new Map<string, Float32Array>();
  const running = new Map<string, Promise<Float32Array>>();
  async function run(key: string): Promise<Float32Array> {
    // One text at a time: int8 scales are computed over the batch, so padding would change the vector.
    const output = await extract(key, { pooling: 'none' });
    const vector = unitVector((output.data as Float32Array).subarray(0, dimensions));
    if (cacheSize > 0) {
      cache.set(key, vector);
      const oldest = cache.size > cacheSize ? cache.keys().next().value : undefined;
      if (oldest !== undefined) cache.delete(oldest);
    }
    return vector;
  }
  return {
    modelHash: fileHashes['onnx/model_quantized.onnx'].slice(0, 16),
    dimensions,
    embed(text) {
      const key = normalize(text);
      const known = cache.get(key);
      if (known !== undefined) {
        cache.delete(key);
        cache.set(key, known);
        return Promise.resolve(known);
      }
      const started = running.get(key);
      if (started !== undefined) return started;
      const vector = run(key).finally(() => running.delete(key));
      running.set(key, vector);
      return vector;
    },
    isCached: (text) => cache.has(normalize(text)),
    async close() {
      cache.clear();
      await Promise.allSettled(running.values());
      await extract.dispose();
    },
  };
}

/** The vector of the first token ([CLS]) at length 1. The library's own pooling takes a tenth of a run for this. */
function unitVector(first: Float32Array): Float32Array {
  let squares = 0;
  for (const value of first) squares += value * value;
  const scale = 1 / Math.max(Math.sqrt(squares), 1e-12);
  return first.map((value) => value * scale);
}

/** Checks presence and hashes (about 60 ms for 24 MB, once per start). */
async function problemWith(folder: string): Promise<string | undefined> {
  for (const path of plainFiles) {
    try {
      JSON.parse(await readFile(join(folder, path), 'utf8'));
    } catch {
      return `the embedding model is not in ${folder} (${path} is missing or unreadable)`;
    }
  }
  for (const [path, expected] of Object.entries(fileHashes)) {
    const hash = createHash('sha256');
    try {
      await pipeline(createReadStream(join(folder, path)), hash);
    } catch {
      return `the embedding model is not in ${folder} (${path} is missing or unreadable)`;
    }
    if (hash.digest('hex') !== expected)
      return `${path} in ${folder} is not the expected file (SHA-256 differs)`;
  }
  return undefined;
}
