import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/database.js';
import { silentLog } from '../../test/silent-log.js';
import type { Database } from '../platform/database.js';
import { AppError, httpStatusOf } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { createBulkStore } from './bulk-store.js';
import type { Audit } from './knowledge-store.js';
import { openKnowledge } from './open-knowledge.js';
import type { PublishedKnowledge } from './published-knowledge.js';
import { vocabularyRoutes } from './vocabulary-routes.js';

let database: Database;
let app: FastifyInstance;
let published: PublishedKnowledge;

const audit: Audit = async ({ actor, action, subject }, tx) => {
  await tx.auditEntry.create({ data: { actorType: actor.type, actorId: actor.id, action, subject } });
};
const entry = (id: string, question: string) => ({
  id,
  content: { category: '配送', question, similar: [], answer: `${question}的回答`, followUps: [] },
});

beforeAll(async () => {
  database = await openTestDatabase();
  const { prisma } = database;
  const adminId = newId();
  await prisma.staff.create({
    data: { id: adminId, email: 'a@example.com', name: '小满', role: 'admin', passwordHash: 'x' },
  });
  await createBulkStore({ prisma, audit }).importEntries(
    [entry('parcel', '快递到哪了'), entry('invoice', '可以开发票吗'), entry('hello', '在吗')],
    { type: 'system', id: 'test' },
  );
  const opened = openKnowledge({
    prisma,
    audit,
    countUses: async () => new Map(),
    readers: {
      normalize: (text) => text.normalize('NFKC').toLowerCase().trim(),
      segment: (text) => [...text],
      embedder: undefined,
    },
    log: silentLog,
  });
  published = opened.published;
  app = Fastify();
  app.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof AppError)) throw error;
    return reply
      .status(httpStatusOf(error.code))
      .send({ detail: error.message, code: error.code, errors: error.errors });
  });
  await app.register(
    vocabularyRoutes({
      vocabulary: opened.vocabulary,
      requireRole: () => async () => undefined,
      staffOf: () => ({ staffId: adminId }),
    }),
  );
  await app.ready();
});
afterAll(async () => {
  await published.idle();
  await app.close();
  await database.close();
});
beforeEach(async () => {
  await published.idle();
  await database.prisma.vocabularyItem.deleteMany();
  await database.prisma.auditEntry.deleteMany();
  await published.reload();
});

async function call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path = '', body?: object) {
  const url = `/v1/knowledge/vocabulary${path}`;
  const answer = await app.inject({ method, url, ...(body && { payload: body }) });
  return { status: answer.statusCode, body: answer.json() };
}
const parcelSynonyms = { kind: 'synonyms', means: '快递', said: ['物流', '那个大箱子'] };
const sureOf = async (text: string) => {
  const { candidates, confidence } = await published.match(text);
  return { id: candidates[0]?.id, confidence };
};

describe('/v1/knowledge/vocabulary', () => {
  it('a synonym that is saved, changed and deleted is live each time, without anything else', async () => {
    expect((await sureOf('那个大箱子到哪了')).confidence).toBeLessThan(0.9);
    const made = await call('POST', '', parcelSynonyms);
    expect(made).toMatchObject({
      status: 201,
      body: { item: { ...parcelSynonyms, version: 1, updatedBy: '小满' }, index: { building: true } },
    });
    await published.idle();
    expect(await sureOf('那个大箱子到哪了')).toEqual({ id: 'parcel', confidence: 0.99 });
    expect((await call('GET')).body).toMatchObject({
      items: [{ means: '快递' }],
      counts: { synonyms: 1, stopWord: 0, word: 0 },
      index: { building: false, usualSeconds: expect.any(Number), builtAt: expect.any(String) },
    });

    const { id } = made.body.item;
    const changed = await call('PUT', `/${id}`, { ...parcelSynonyms, said: ['物流'], baseVersion: 1 });
    expect(changed).toMatchObject({ status: 200, body: { item: { version: 2, said: ['物流'] } } });
    await published.idle();
    expect((await sureOf('那个大箱子到哪了')).confidence).toBeLessThan(0.9);
    expect((await sureOf('物流到哪了')).confidence).toBe(0.99);

    expect(await call('PUT', `/${id}`, { ...parcelSynonyms, baseVersion: 1 })).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('同事') },
    });
    expect((await call('DELETE', `/${id}`)).status).toBe(200);
    await published.idle();
    expect((await sureOf('物流到哪了')).confidence).toBeLessThan(0.9);
    expect((await call('DELETE', `/${id}`)).status).toBe(404);
    const trail = await database.prisma.auditEntry.findMany({ orderBy: { id: 'asc' } });
    expect(trail.map(({ action, subject }) => [action, subject])).toEqual(
      ['create', 'update', 'delete'].map((action) => [`vocabulary.${action}`, `vocabulary:${id}`]),
    );
  });

  it('refuses in Chinese by field, and stores nothing', async () => {
    await call('POST', '', parcelSynonyms);
    const refused: [object, string, RegExp][] = [
      [{ kind: 'synonyms', means: '运费', said: ['物流'] }, 'said.0', /已经在“快递”/],
      [{ kind: 'stopWord', word: '物流' }, 'word', /同义词/],
      [{ kind: 'stopWord', word: '在吗？' }, 'word', /「在吗」的一个问法/],
      [{ kind: 'word', word: '！！' }, 'word', /文字或数字/],
      [{ kind: 'synonyms', means: '退货', said: [] }, 'said', /至少再写一个/],
    ];
    for (const [body, path, message] of refused)
      expect(await call('POST', '', body)).toMatchObject({
        status: 400,
        body: { detail: expect.stringMatching(message), errors: [{ path }] },
      });
    expect((await call('POST', '', { kind: 'other', word: 'x' })).status).toBe(400);
    expect(await database.prisma.vocabularyItem.count()).toBe(1);
  });

  it('of two that take the same expression at once, one wins', async () => {
    const answers = await Promise.all([
      call('POST', '', { kind: 'synonyms', means: '快递', said: ['物流'] }),
      call('POST', '', { kind: 'stopWord', word: '物流' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400]);
  });

  it('finds by any expression, page by page', async () => {
    await call('POST', '', parcelSynonyms);
    for (const word of ['词一', '词二', '词三']) await call('POST', '', { kind: 'word', word });
    const found = await call('GET', '?search=大箱');
    expect(found.body.items).toMatchObject([{ means: '快递' }]);
    const first = await call('GET', '?kind=word&limit=2');
    expect(first.body.items).toMatchObject([{ word: '词三' }, { word: '词二' }]);
    const second = await call('GET', `?kind=word&limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body.items).toMatchObject([{ word: '词一' }]);
    expect(second.body).not.toHaveProperty('nextCursor');
  });

  it('takes a file after a preview, whole or not at all, and gives it back', async () => {
    await call('POST', '', parcelSynonyms);
    await call('POST', '', { kind: 'stopWord', word: '请问' });
    const text = '类型,词,其他说法\n同义词,快递,物流,包裹\n停用词,请问\n专有词,小蓝瓶\n';
    const counts = { created: 1, updated: 1, unchanged: 1 };
    const preview = await call('POST', '/import', { format: 'csv', text, preview: true });
    expect(preview).toMatchObject({ status: 200, body: { counts, preview: true } });
    expect(await database.prisma.vocabularyItem.count()).toBe(2);

    const wrong = await call('POST', '/import', {
      format: 'csv',
      text: `${text}停用词,包裹\n专有词,好\n`,
    });
    expect(wrong).toMatchObject({
      status: 400,
      body: {
        detail: expect.stringMatching(/^第 5 行：.*一共 2 处/),
        errors: [
          { path: 'line 5', message: expect.stringContaining('“包裹”在“快递”') },
          { path: 'line 6', message: expect.stringContaining('至少两个字') },
        ],
      },
    });
    expect(await database.prisma.vocabularyItem.count()).toBe(2);

    expect((await call('POST', '/import', { format: 'csv', text })).body.counts).toEqual(counts);
    const yaml = await app.inject({ url: '/v1/knowledge/vocabulary/export' });
    expect(yaml.headers['content-disposition']).toContain('vocabulary.yml');
    const again = await call('POST', '/import', { format: 'yaml', text: yaml.body });
    expect(again.body.counts).toEqual({ created: 0, updated: 0, unchanged: 3 });
    const csv = await app.inject({ url: '/v1/knowledge/vocabulary/export?format=csv' });
    expect(csv.body).toContain('同义词,快递,物流,包裹');
    await published.idle();
    expect((await sureOf('包裹到哪了')).confidence).toBe(0.99);
  });

  it('what an import takes over may move between groups of the same file', async () => {
    await call('POST', '', parcelSynonyms);
    const text = 'synonyms:\n  - {means: 快递, said: [包裹]}\n  - {means: 货运, said: [物流]}\n';
    expect((await call('POST', '/import', { format: 'yaml', text })).body.counts).toEqual({
      created: 1,
      updated: 1,
      unchanged: 0,
    });
  });
});
