import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/database.js';
import { silentLog } from '../../test/silent-log.js';
import type { Database } from '../platform/database.js';
import { AppError, forbidden, httpStatusOf, unauthenticated } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { createBulkStore } from './bulk-store.js';
import { buildMatchIndex } from './index/match-index.js';
import { createIntentStore } from './intent-store.js';
import { createKnowledgeEditing } from './knowledge-editing.js';
import { type Audit, createKnowledgeStore } from './knowledge-store.js';
import { createPublishedKnowledge, type PublishedKnowledge } from './published-knowledge.js';
import { knowledgeRoutes } from './routes.js';
import { createVocabularyEditing } from './vocabulary-editing.js';
import { createVocabularyStore } from './vocabulary-store.js';

let database: Database;
let app: FastifyInstance;
let published: PublishedKnowledge;
let adminId: string;

const audit: Audit = async ({ actor, action, subject }, tx) => {
  await tx.auditEntry.create({ data: { actorType: actor.type, actorId: actor.id, action, subject } });
};

beforeAll(async () => {
  database = await openTestDatabase();
  const { prisma } = database;
  adminId = newId();
  await prisma.staff.create({
    data: { id: adminId, email: 'a@example.com', name: '小满', role: 'admin', passwordHash: 'x' },
  });
  const parts = { prisma, audit };
  const bulk = createBulkStore(parts);
  const intents = createIntentStore(parts);
  published = createPublishedKnowledge({
    load: async () => ({ entries: await bulk.loadPublished(), intents: await intents.load() }),
    buildIndex: (documents) =>
      buildMatchIndex(documents, { normalize: (text) => text.trim(), segment: (text) => [...text] }),
    log: silentLog,
  });
  await intents.importIntents(
    [
      {
        group: '闲聊',
        intent: { id: 'hello', name: '问好', examples: ['你好'], slots: [], action: 'reply', reply: '您好' },
      },
    ],
    { type: 'system', id: 'test' },
  );
  app = Fastify();
  app.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof AppError)) throw error;
    return reply
      .status(httpStatusOf(error.code))
      .send({ detail: error.message, code: error.code, errors: error.errors });
  });
  await app.register(
    knowledgeRoutes({
      knowledge: createKnowledgeEditing({ store: createKnowledgeStore(parts), published }),
      vocabulary: createVocabularyEditing({
        store: createVocabularyStore(parts),
        published,
        normalize: (text) => text.trim(),
      }),
      // The header stands for a session here; the real guard is tested beside it.
      requireRole: (role) => async (request) => {
        const held = request.headers['x-role'];
        if (held === undefined) throw unauthenticated('请先登录。');
        if (role === 'admin' && held !== 'admin') throw forbidden('没有权限。');
      },
      staffOf: () => ({ staffId: adminId }),
    }),
  );
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await database.close();
});
beforeEach(async () => {
  const { prisma } = database;
  await prisma.knowledgeVersion.deleteMany();
  await prisma.knowledgeEntry.deleteMany();
  await prisma.auditEntry.deleteMany();
  await published.reload();
});

async function call(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
  role: string | null = 'admin',
) {
  const answer = await app.inject({
    method,
    url: `/v1/knowledge/${path}`,
    headers: role === null ? {} : { 'x-role': role },
    ...(body && { payload: body }),
  });
  return { status: answer.statusCode, body: answer.json() };
}
const draft = (question: string, more: object = {}) => ({
  category: '退换',
  question,
  answer: `${question}的回答`,
  ...more,
});
const answerTo = async (text: string) => {
  const [best] = (await published.match(text)).candidates;
  return best?.kind === 'entry' ? published.entry(best.id)?.answer : undefined;
};

describe('/v1/knowledge', () => {
  it('takes an entry from draft to published to archived; the next question gets what is published', async () => {
    const made = await call('POST', 'entries', { ...draft('怎么退货？'), id: 'how' });
    expect(made).toMatchObject({
      status: 201,
      body: { entry: { id: 'how', status: 'draft', version: 1, similar: [] } },
    });
    expect(published.entry('how')).toBeUndefined();

    const live = await call('POST', 'entries/how:publish', {});
    expect(live).toMatchObject({
      status: 200,
      body: { entry: { status: 'published', publishedVersion: 1 } },
    });
    expect(await answerTo('怎么退货？')).toBe('怎么退货？的回答');

    const edited = await call('PUT', 'entries/how', {
      ...draft('怎么退货？', { answer: '新的' }),
      baseVersion: 1,
    });
    expect(edited).toMatchObject({ status: 200, body: { entry: { version: 2, publishedVersion: 1 } } });
    expect(await call('GET', 'entries/how')).toMatchObject({
      status: 200,
      body: { entry: { answer: '新的' }, published: { answer: '怎么退货？的回答' } },
    });
    expect(await answerTo('怎么退货？')).toBe('怎么退货？的回答');

    await call('POST', 'entries/how:publish', { version: 2 });
    expect(await answerTo('怎么退货？')).toBe('新的');
    expect(await call('POST', 'entries/how:rollback', { version: 1 })).toMatchObject({
      status: 200,
      body: { entry: { version: 3 } },
    });
    expect(await answerTo('怎么退货？')).toBe('怎么退货？的回答');
    const { body } = await call('GET', 'entries/how/versions');
    expect(
      body.versions.map(({ version, createdBy }: { version: number; createdBy: string }) => [
        version,
        createdBy,
      ]),
    ).toEqual([
      [3, '小满'],
      [2, '小满'],
      [1, '小满'],
    ]);

    expect(await call('DELETE', 'entries/how')).toMatchObject({
      status: 200,
      body: { entry: { status: 'archived' } },
    });
    expect(await answerTo('怎么退货？')).toBeUndefined();

    const trail = await database.prisma.auditEntry.findMany({ orderBy: { id: 'asc' } });
    expect(
      trail.every(({ actorId, subject }) => actorId === adminId && subject === 'knowledge-entry:how'),
    ).toBe(true);
    expect(trail.map(({ action }) => action)).toEqual([
      'knowledge.create',
      'knowledge.publish',
      'knowledge.update',
      'knowledge.publish',
      'knowledge.rollback',
      'knowledge.archive',
    ]);
  });

  it('publishes without a body too, and takes ids with colons and Chinese letters', async () => {
    for (const id of ['a:publish', '退货'.repeat(50), 'v1.2_x-y']) {
      await call('POST', 'entries', { ...draft(`问题 ${id.length}`), id });
      const path = `entries/${encodeURIComponent(id)}`;
      expect(await call('POST', `${path}:publish`)).toMatchObject({ status: 200, body: { entry: { id } } });
      expect(await call('GET', path)).toMatchObject({
        status: 200,
        body: { entry: { id, status: 'published' } },
      });
    }
    expect((await call('POST', 'entries/x:unpublish', {})).status).toBe(404);
  });

  it('lists by page and filter, and counts categories', async () => {
    for (const [n, category] of ['退换', '退换', '发票'].entries()) {
      await call('POST', 'entries', { ...draft(`问题${n}`), category, id: `e${n}` });
    }
    const first = await call('GET', 'entries?limit=2&search=&category=&status=');
    expect(first.body.items).toHaveLength(2);
    const rest = await call('GET', `entries?limit=2&cursor=${first.body.nextCursor}`);
    expect(rest.body.items).toHaveLength(1);
    expect(rest.body).not.toHaveProperty('nextCursor');
    expect((await call('GET', `entries?category=${encodeURIComponent('发票')}`)).body.items).toMatchObject([
      { id: 'e2' },
    ]);
    expect((await call('GET', 'entries?status=published')).body.items).toEqual([]);
    expect((await call('GET', 'categories')).body).toEqual({
      categories: [
        { category: '发票', count: 1 },
        { category: '退换', count: 2 },
      ],
    });
  });

  it('answers a stale save with a conflict and keeps both texts apart', async () => {
    await call('POST', 'entries', { ...draft('甲'), id: 'a' });
    await call('PUT', 'entries/a', { ...draft('乙'), baseVersion: 1 });
    expect(await call('PUT', 'entries/a', { ...draft('丙'), baseVersion: 1 })).toMatchObject({
      status: 409,
      body: { code: 'conflict', detail: expect.stringContaining('第 2 版') },
    });
    expect((await call('GET', 'entries/a')).body.entry.question).toBe('乙');
  });

  it('refuses to publish a wording that somebody else answers to', async () => {
    await call('POST', 'entries', { ...draft('怎么退货'), id: 'a' });
    await call('POST', 'entries/a:publish', {});
    await call('POST', 'entries', { ...draft('退货步骤', { similar: ['怎么 退货？'] }), id: 'b' });
    expect(await call('POST', 'entries/b:publish', {})).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('知识条目「怎么退货」（a）') },
    });
    expect(published.entry('b')).toBeUndefined();
    expect((await call('GET', 'entries/b')).body.entry.status).toBe('draft');
    await call('POST', 'entries', { ...draft('你好！'), id: 'c' });
    expect(await call('POST', 'entries/c:publish', {})).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('意图「问好」（hello）') },
    });
    // Its own wordings are no hindrance to publishing again.
    await call('PUT', 'entries/a', { ...draft('怎么退货', { answer: '改' }), baseVersion: 1 });
    expect((await call('POST', 'entries/a:publish', {})).status).toBe(200);
  });

  it('lets only one of two entries that are published at once claim a wording', async () => {
    await call('POST', 'entries', { ...draft('怎么退货'), id: 'a' });
    await call('POST', 'entries', { ...draft('怎么退货？'), id: 'b' });
    const answers = await Promise.all([
      call('POST', 'entries/a:publish', {}),
      call('POST', 'entries/b:publish', {}),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it.each([
    ['POST', 'entries', { question: '问', answer: '答' }, 'category'],
    ['POST', 'entries', draft('  '), 'question'],
    ['POST', 'entries', draft('\u0000'), 'question'],
    ['POST', 'entries', draft('问', { answer: 'x'.repeat(4001) }), 'answer'],
    ['POST', 'entries', draft('问', { similar: ['好', 7] }), 'similar.1'],
    ['POST', 'entries', draft('问', { id: 'a b' }), 'id'],
    ['POST', 'entries', draft('问', { followUps: ['nowhere'] }), 'followUps.0'],
    ['POST', 'entries', draft('问', { colour: 'red' }), 'colour'],
    ['POST', 'entries', [], ''],
    ['PUT', 'entries/a', draft('问'), 'baseVersion'],
    ['PUT', 'entries/a', draft('问', { baseVersion: 1, followUps: ['a'] }), 'followUps.0'],
    ['POST', 'entries/a:publish', { version: 0 }, 'version'],
    ['POST', 'entries/a:rollback', {}, 'version'],
    ['GET', 'entries?limit=0', undefined, 'limit'],
    ['GET', 'entries?status=gone', undefined, 'status'],
    ['GET', 'entries?cursor=x', undefined, 'cursor'],
    ['GET', 'entries?sort=id', undefined, 'sort'],
    ['GET', 'entries/%20', undefined, 'id'],
  ] as const)('answers %s %s with the wrong field: %#', async (method, path, body, field) => {
    await call('POST', 'entries', { ...draft('甲'), id: 'a' });
    expect(await call(method, path, body)).toMatchObject({
      status: 400,
      body: {
        code: 'invalid-input',
        errors: expect.arrayContaining([expect.objectContaining({ path: field })]),
      },
    });
    expect(await database.prisma.knowledgeVersion.count()).toBe(1);
  });

  it.each([
    ['GET', 'entries/nowhere'],
    ['GET', 'entries/nowhere/versions'],
    ['DELETE', 'entries/nowhere'],
    ['POST', 'entries/nowhere:publish'],
  ] as const)('answers %s %s with not found', async (method, path) => {
    expect(await call(method, path)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('lets every role read, only admins write, and nobody in without a session', async () => {
    await call('POST', 'entries', { ...draft('甲'), id: 'a' });
    const reads = ['entries', 'entries/a', 'entries/a/versions', 'categories'];
    const writes = [
      ['POST', 'entries', draft('乙')],
      ['PUT', 'entries/a', { ...draft('乙'), baseVersion: 1 }],
      ['DELETE', 'entries/a', undefined],
      ['POST', 'entries/a:publish', {}],
      ['POST', 'entries/a:rollback', { version: 1 }],
    ] as const;
    for (const path of reads) {
      expect((await call('GET', path, undefined, 'agent')).status).toBe(200);
      expect((await call('GET', path, undefined, null)).status).toBe(401);
    }
    for (const [method, path, body] of writes) {
      expect((await call(method, path, body, 'agent')).status).toBe(403);
      expect((await call(method, path, body, null)).status).toBe(401);
    }
    expect(await database.prisma.knowledgeVersion.count()).toBe(1);
    expect((await call('GET', 'entries/a')).body.entry.status).toBe('draft');
  });
});
