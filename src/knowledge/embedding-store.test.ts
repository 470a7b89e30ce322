import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/database.js';
import type { Database } from '../platform/database.js';
import { createEmbeddingStore, type EmbeddingStore } from './embedding-store.js';

let database: Database;
let store: EmbeddingStore;
beforeAll(async () => {
  database = await openTestDatabase();
  store = createEmbeddingStore(database.prisma);
});
afterAll(() => database.close());

describe('embeddings', () => {
  it('come back exactly, by model and text', async () => {
    const vector = new Float32Array([0.1, -1e-30, 3.4e38, 0, -0.5]);
    // A view into a larger buffer: only its own part counts.
    const part = new Float32Array([9, 1, 2, 9]).subarray(1, 3);
    await store.putMany(
      'm1',
      new Map([
        ['怎么退货', vector],
        ['包邮吗', part],
      ]),
    );
    await store.putMany('m2', new Map([['怎么退货', new Float32Array([7])]]));
    expect(await store.getMany('m1', ['怎么退货', '包邮吗', '没有的'])).toEqual(
      new Map([
        ['怎么退货', vector],
        ['包邮吗', new Float32Array([1, 2])],
      ]),
    );
    expect((await store.getMany('m2', ['怎么退货'])).get('怎么退货')).toEqual(new Float32Array([7]));
  });

  it('are kept as little-endian 32-bit floats, and what is there stays', async () => {
    await store.putMany('m3', new Map([['a', new Float32Array([1])]]));
    await store.putMany('m3', new Map([['a', new Float32Array([2])]]));
    const rows = await database.prisma.embedding.findMany({ where: { modelHash: 'm3' } });
    expect(rows.map(({ vector }) => Buffer.from(vector).toString('hex'))).toEqual(['0000803f']);
  });

  it('come by the thousand', async () => {
    const texts = Array.from({ length: 1_100 }, (_, n) => `问题${n}`);
    await store.putMany('m4', new Map(texts.map((text, n) => [text, new Float32Array([n, -n])])));
    const found = await store.getMany('m4', texts);
    expect(found.size).toBe(1_100);
    for (const n of [0, 199, 200, 1_099]) expect(found.get(`问题${n}`)).toEqual(new Float32Array([n, -n]));
    expect((await store.getMany('m5', texts)).size).toBe(0);
  });
});
