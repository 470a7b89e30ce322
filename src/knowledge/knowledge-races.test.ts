import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgresTestDatabase, type PostgresTestDatabase } from '../../test/database.js';
import type { EntryContent } from '../contract/knowledge.js';
import { createBulkStore } from './bulk-store.js';
import { createEmbeddingStore } from './embedding-store.js';
import { type Audit, createKnowledgeStore } from './knowledge-store.js';

let database: PostgresTestDatabase | undefined;
beforeAll(async () => {
  database = await openPostgresTestDatabase();
}, 120_000);
afterAll(() => database?.close());

const system = { type: 'system', id: 'test' } as const;
const audit: Audit = async ({ actor, action, subject }, tx) => {
  await tx.auditEntry.create({ data: { actorType: actor.type, actorId: actor.id, action, subject } });
};
function content(question: string): EntryContent {
  return { category: '退换', question, similar: [`${question}呀`], answer: '好', followUps: [] };
}

describe('on a server with many connections', () => {
  it('lets one of many editors win, and makes one version', async (context) => {
    if (database === undefined) return context.skip();
    const store = createKnowledgeStore({ prisma: database.prisma, audit });
    await store.create(content('甲'), { id: 'a', actor: system });
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) => store.update('a', content(`改${n}`), 1, system)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'conflict' });
    }
    expect((await store.versions('a')).map(({ version }) => version)).toEqual([2, 1]);
  });

  it('gives edits and rollbacks that meet versions of their own', async (context) => {
    if (database === undefined) return context.skip();
    const store = createKnowledgeStore({ prisma: database.prisma, audit });
    await store.create(content('乙'), { id: 'b', actor: system });
    const rollbacks = Array.from({ length: 6 }, () => store.rollback('b', 1, system));
    await Promise.allSettled([store.update('b', content('改'), 1, system), ...rollbacks]);
    const versions = (await store.versions('b')).map(({ version }) => version);
    expect(versions).toEqual(versions.map((_, index) => versions.length - index));
    expect(versions.length).toBeGreaterThanOrEqual(7);
    expect((await store.get('b')).entry.version).toBe(versions[0]);
  });

  it('runs two imports one after the other', async (context) => {
    if (database === undefined) return context.skip();
    const bulk = createBulkStore({ prisma: database.prisma, audit });
    const items = Array.from({ length: 300 }, (_, n) => ({ id: `e${n}`, content: content(`问题${n}`) }));
    const counts = await Promise.all([bulk.importEntries(items, system), bulk.importEntries(items, system)]);
    expect(counts.toSorted((a, b) => b.created - a.created)).toEqual([
      { created: 300, updated: 0, unchanged: 0 },
      { created: 0, updated: 0, unchanged: 300 },
    ]);
    const changed = items.map(({ id, content: old }) => ({ id, content: { ...old, answer: '改' } }));
    expect(await bulk.importEntries(changed, system)).toMatchObject({ updated: 300 });
  });

  it('speaks the same SQL as the embedded database', async (context) => {
    if (database === undefined) return context.skip();
    const store = createKnowledgeStore({ prisma: database.prisma, audit });
    const first = await store.list({ search: '问题1', category: '退换', status: 'published', limit: 5 });
    const second = await store.list({ search: '问题1', limit: 500, cursor: first.nextCursor });
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(111);
    const embeddings = createEmbeddingStore(database.prisma);
    const vector = new Float32Array([0.25, -1e-9]);
    await Promise.all(Array.from({ length: 4 }, () => embeddings.putMany('m', new Map([['文', vector]]))));
    expect(await embeddings.getMany('m', ['文'])).toEqual(new Map([['文', vector]]));
  });
});
