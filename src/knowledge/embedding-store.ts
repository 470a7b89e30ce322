import { createHash } from 'node:crypto';
import { endianness } from 'node:os';
// An embedded database answers without leaving the microtask queue: others get their turn only if it is given.
import { setImmediate as pause } from 'node:timers/promises';
import type { PrismaClient } from '../platform/generated/prisma/client.js';

/** Vectors of known questions, computed once per text and model. Fits `storedEmbeddings` of `buildMatchIndex`. */
export interface EmbeddingStore {
  /** Those of the texts that are stored, by text. */
  getMany(modelHash: string, texts: readonly string[]): Promise<Map<string, Float32Array>>;
  /** Keeps the vectors; one that is there already stays. */
  putMany(modelHash: string, vectors: ReadonlyMap<string, Float32Array>): Promise<void>;
}

/** Vectors written and read at once: some 10 ms each in an embedded database, which holds everything else up meanwhile. */
const writtenAtOnce = 25;
const readAtOnce = 50;

export function createEmbeddingStore(prisma: PrismaClient): EmbeddingStore {
  async function putByHash(modelHash: string, vectors: [string, Float32Array][]): Promise<void> {
    for (let start = 0; start < vectors.length; start += writtenAtOnce) {
      await prisma.embedding.createMany({
        data: vectors.slice(start, start + writtenAtOnce).map(([textHash, vector]) => ({
          modelHash,
          textHash,
          vector: toBytes(vector),
        })),
        skipDuplicates: true,
      });
      await pause();
    }
  }

  return {
    async getMany(modelHash, texts) {
      const byHash = new Map(texts.map((text) => [hashOf(text), text]));
      const hashes = [...byHash.keys()];
      const found = new Map<string, Float32Array>();
      for (let start = 0; start < hashes.length; start += readAtOnce) {
        const rows = await prisma.embedding.findMany({
          where: { modelHash, textHash: { in: hashes.slice(start, start + readAtOnce) } },
        });
        for (const { textHash, vector } of rows) {
          const text = byHash.get(textHash);
          if (text !== undefined) found.set(text, fromBytes(vector));
        }
        await pause();
      }
      return found;
    },

    putMany: (modelHash, vectors) =>
      putByHash(
        modelHash,
        [...vectors].map(([text, vector]) => [hashOf(text), vector]),
      ),
  };
}

/** Hex SHA-256 of the UTF-8 text. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Little-endian 32-bit floats, whatever the machine. */
function toBytes(vector: Float32Array): Uint8Array<ArrayBuffer> {
  return inStoredOrder(new Uint8Array(new Float32Array(vector).buffer));
}

function fromBytes(bytes: Uint8Array): Float32Array {
  return new Float32Array(inStoredOrder(new Uint8Array(bytes)).buffer);
}

function inStoredOrder(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (endianness() === 'BE') Buffer.from(bytes.buffer).swap32();
  return bytes;
}
