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

  it('go through a cache that writes at the end', async () => {
    const texts = Array.from({ length: 2_500 }, (_, n) => `问题${n}`);
    const cache = store.openCache();
    for (const [n, text] of texts.entries()) {
      expect(await cache.get('m4', text)).toBeUndefined();
      cache.set('m4', text, new Float32Array([n, -n]));
    }
    expect((await store.getMany('m4', texts)).size).toBe(0);
    await cache.flush();
    const next = store.openCache();
    for (const n of [0, 999, 1_000, 2_499]) {
      expect(await next.get('m4', `问题${n}`)).toEqual(new Float32Array([n, -n]));
    }
    expect(await next.get('m5', '问题0')).toBeUndefined();
  });
});
