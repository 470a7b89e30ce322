import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/database.js';
import type { EntryContent } from '../contract/knowledge.js';
import type { Database } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import type { Actor } from './actor.js';
import { type Audit, createKnowledgeStore, type KnowledgeStore } from './knowledge-store.js';

let database: Database;
let store: KnowledgeStore;
let editor: Actor;
let now = Date.parse('2026-11-21T08:00:00Z');
const clock = () => {
  now += 1000;
  return new Date(now);
};

const audit: Audit = async ({ actor, action, subject, detail }, tx) => {
  await tx.auditEntry.create({
    data: { actorType: actor.type, actorId: actor.id, action, subject, ...(detail && { detail }) },
  });
};

beforeAll(async () => {
  database = await openTestDatabase();
  store = createKnowledgeStore({ prisma: database.prisma, audit, clock });
});
afterAll(() => database.close());
beforeEach(async () => {
  const { prisma } = database;
  await prisma.knowledgeVersion.deleteMany();
  await prisma.knowledgeEntry.deleteMany();
  await prisma.auditEntry.deleteMany();
  const { id } = await prisma.staff.create({
    data: { email: `${newId()}@example.com`, name: '小满', role: 'admin', passwordHash: 'x' },
  });
  editor = { type: 'staff', id };
});

function content(question: string, more: Partial<EntryContent> = {}): EntryContent {
  return { category: '退换', question, similar: [], answer: `${question}的回答`, followUps: [], ...more };
}
const auditTrail = async () =>
  (await database.prisma.auditEntry.findMany({ orderBy: { id: 'asc' } })).map(
    ({ actorId, action, subject, detail }) => [actorId, action, subject, detail],
  );

describe('entries', () => {
  it('starts as a draft that nobody gets, with an id made from the question', async () => {
    const entry = await store.create(content('怎么退货？'), { actor: editor });
    expect(entry).toMatchObject({
      id: 'zen-me-tui-huo',
      status: 'draft',
      version: 1,
      question: '怎么退货？',
      updatedBy: '小满',
    });
    expect(entry).not.toHaveProperty('publishedVersion');
    expect(await store.get(entry.id)).toEqual({ entry });
    expect((await store.create(content('怎么退货'), { actor: editor })).id).toBe('zen-me-tui-huo-2');
    expect(await auditTrail()).toEqual([
      [editor.id, 'knowledge.create', 'knowledge-entry:zen-me-tui-huo', { version: 1 }],
      [editor.id, 'knowledge.create', 'knowledge-entry:zen-me-tui-huo-2', { version: 1 }],
    ]);
  });

  it('refuses an id that is taken, and keeps nothing of the attempt', async () => {
    await store.create(content('甲'), { id: 'a', actor: editor });
    await expect(store.create(content('乙'), { id: 'a', actor: editor })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await store.get('a')).entry.question).toBe('甲');
    expect(await database.prisma.knowledgeVersion.count()).toBe(1);
    expect(await auditTrail()).toHaveLength(1);
  });

  it('makes every edit a new version; what is published stays until the next publish', async () => {
    await store.create(content('甲'), { id: 'a', actor: editor });
    await store.publish('a', 1, editor);
    const edited = await store.update('a', content('乙', { similar: ['丙'], category: '新' }), 1, editor);
    expect(edited).toMatchObject({
      version: 2,
      publishedVersion: 1,
      status: 'published',
      question: '乙',
      category: '新',
    });
    expect((await store.get('a')).published).toEqual(content('甲'));
    await store.publish('a', 2, editor);
    expect((await store.get('a')).published?.question).toBe('乙');
    expect(
      (await store.versions('a')).map(({ version, content: { question }, createdBy }) => [
        version,
        question,
        createdBy,
      ]),
    ).toEqual([
      [2, '乙', '小满'],
      [1, '甲', '小满'],
    ]);
  });

  it('lets one of two editors win who started from the same version', async () => {
    await store.create(content('甲'), { id: 'a', actor: editor });
    const results = await Promise.allSettled([
      store.update('a', content('乙'), 1, editor),
      store.update('a', content('丙'), 1, editor),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict' },
    });
    expect(await store.versions('a')).toHaveLength(2);
    await expect(store.update('a', content('丁'), 2 ** 40, editor)).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('archives: nobody gets it, nothing is lost, and an edit brings it back as a draft', async () => {
    await store.create(content('甲'), { id: 'a', actor: editor });
    await store.publish('a', 1, editor);
    const archived = await store.archive('a', editor);
    expect(archived.status).toBe('archived');
    expect(archived).not.toHaveProperty('publishedVersion');
    expect(await store.get('a')).not.toHaveProperty('published');
    expect(await store.existing(['a', 'b'])).toEqual(new Set());
    expect(await store.update('a', content('乙'), 1, editor)).toMatchObject({ status: 'draft', version: 2 });
    expect(await store.existing(['a', 'b'])).toEqual(new Set(['a']));
  });

  it('rolls back by publishing old content as a new version', async () => {
    await store.create(content('甲'), { id: 'a', actor: editor });
    await store.update('a', content('乙'), 1, editor);
    await store.publish('a', 2, editor);
    expect(await store.rollback('a', 1, editor)).toMatchObject({
      version: 3,
      publishedVersion: 3,
      question: '甲',
    });
    const [newest, second, first] = await store.versions('a');
    expect(newest?.content).toEqual(first?.content);
    expect([newest, second, first].map((version) => version?.publishedAt !== undefined)).toEqual([
      true,
      true,
      false,
    ]);
    expect((await auditTrail()).at(-1)).toEqual([
      editor.id,
      'knowledge.rollback',
      'knowledge-entry:a',
      { to: 1, version: 3 },
    ]);
  });

  it('says what is not there, and changes nothing', async () => {
    await store.create(content('甲'), { id: 'a', actor: editor });
    const missing = { code: 'not-found' };
    await expect(store.get('b')).rejects.toMatchObject(missing);
    await expect(store.versions('b')).rejects.toMatchObject(missing);
    await expect(store.update('b', content('乙'), 1, editor)).rejects.toMatchObject(missing);
    await expect(store.archive('b', editor)).rejects.toMatchObject(missing);
    await expect(store.publish('b', 1, editor)).rejects.toMatchObject(missing);
    await expect(store.publish('a', 2, editor)).rejects.toMatchObject(missing);
    await expect(store.rollback('a', 2 ** 40, editor)).rejects.toMatchObject(missing);
    expect(await store.get('a')).toMatchObject({ entry: { version: 1, status: 'draft' } });
  });

  it('keeps a change only together with its audit record', async () => {
    const failing = createKnowledgeStore({
      prisma: database.prisma,
      clock,
      audit: async () => {
        throw new Error('no room for records');
      },
    });
    await expect(failing.create(content('甲'), { id: 'a', actor: editor })).rejects.toThrow('no room');
    await expect(store.get('a')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the list', () => {
  beforeEach(async () => {
    await store.create(content('怎么退货？', { similar: ['咋退啊 100%'] }), { id: 'a', actor: editor });
    await store.create(content('发票怎么开', { category: '发票', answer: '在 App 里申请' }), {
      id: 'b',
      actor: editor,
    });
    await store.create(content('多久发货', { category: '配送' }), { id: 'c', actor: editor });
    await store.publish('a', 1, editor);
    await store.archive('c', editor);
  });
  const idsOf = async (query: object) =>
    (await store.list({ limit: 50, ...query })).items.map(({ id }) => id);

  it('has the last changed first', async () => {
    expect(await idsOf({})).toEqual(['c', 'a', 'b']);
  });

  it.each([
    ['in the question', { search: '发票' }, ['b']],
    ['in a similar question', { search: '咋退' }, ['a']],
    ['in the answer, whatever the case', { search: 'APP' }, ['b']],
    ['by what only looks like a wildcard', { search: '0%' }, ['a']],
    ['not by a wildcard', { search: '_' }, []],
    ['with characters that the database refuses', { search: '发票\u0000' }, ['b']],
    ['by category', { category: '配送' }, ['c']],
    ['by status', { status: 'published' }, ['a']],
    ['by all of them', { status: 'draft', category: '发票', search: '怎么' }, ['b']],
  ])('finds %s', async (_name, query, ids) => {
    expect(await idsOf(query)).toEqual(ids);
  });

  it('pages without gaps and without repeats, even among entries of one moment', async () => {
    const moment = new Date('2026-11-21T12:00:00.123Z');
    const ids = Array.from({ length: 7 }, (_, index) => `e${index}`);
    const still = createKnowledgeStore({ prisma: database.prisma, audit, clock: () => moment });
    for (const id of ids) await still.create(content(id), { id, actor: editor });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.list({ limit: 3, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(seen.filter((id) => id.startsWith('e'))).toEqual(ids);
    expect(seen).toHaveLength(10);
    await expect(store.list({ limit: 3, cursor: 'nonsense' })).rejects.toMatchObject({
      code: 'invalid-input',
      errors: [{ path: 'cursor' }],
    });
  });

  it('counts categories without what is archived', async () => {
    expect(await store.categories()).toEqual([
      { category: '发票', count: 1 },
      { category: '退换', count: 1 },
    ]);
  });
});
