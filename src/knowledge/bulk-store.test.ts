import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/database.js';
import type { EntryContent } from '../contract/knowledge.js';
import type { Database } from '../platform/database.js';
import { packageRoot } from '../platform/package-root.js';
import { type BulkStore, createBulkStore } from './bulk-store.js';
import { type ExportedFile, intentFiles, knowledgeFiles } from './content-export.js';
import { readIntentFiles, readKnowledgeFiles } from './content-files.js';
import { createIntentStore, type IntentStore } from './intent-store.js';
import { type Audit, createKnowledgeStore, type KnowledgeStore } from './knowledge-store.js';

let database: Database;
let bulk: BulkStore;
let intents: IntentStore;
let store: KnowledgeStore;
let folder: string;
const system = { type: 'system', id: 'test' } as const;

const audit: Audit = async ({ actor, action, subject, detail }, tx) => {
  await tx.auditEntry.create({
    data: { actorType: actor.type, actorId: actor.id, action, subject, ...(detail && { detail }) },
  });
};

beforeAll(async () => {
  database = await openTestDatabase();
  const parts = { prisma: database.prisma, audit };
  bulk = createBulkStore(parts);
  intents = createIntentStore(parts);
  store = createKnowledgeStore(parts);
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-export-'));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  const { prisma } = database;
  await prisma.knowledgeVersion.deleteMany();
  await prisma.knowledgeEntry.deleteMany();
  await prisma.intent.deleteMany();
  await prisma.auditEntry.deleteMany();
});

function content(question: string, more: Partial<EntryContent> = {}): EntryContent {
  return { category: '退换', question, similar: [], answer: `${question}的回答`, followUps: [], ...more };
}
async function write(files: ExportedFile[]): Promise<string[]> {
  const paths = files.map(({ name }) => join(folder, name));
  for (const { name, text } of files) await writeFile(join(folder, name), text);
  return paths;
}
const starter = (name: string) => join(packageRoot(), name);

describe('importing entries', () => {
  it('publishes new ones, gives changed ones a version, and leaves the others alone', async () => {
    const first = [
      { id: 'a', content: content('甲') },
      { id: 'b', content: content('乙') },
    ];
    expect(await bulk.importEntries(first, system)).toEqual({ created: 2, updated: 0, unchanged: 0 });
    const second = [
      { id: 'a', content: content('甲') },
      { id: 'b', content: content('乙', { category: '新', answer: '改了' }) },
      { id: 'c', content: content('丙') },
    ];
    expect(await bulk.importEntries(second, system)).toEqual({ created: 1, updated: 1, unchanged: 1 });
    expect((await store.get('a')).entry).toMatchObject({
      version: 1,
      publishedVersion: 1,
      status: 'published',
    });
    expect((await store.get('b')).entry).toMatchObject({
      version: 2,
      publishedVersion: 2,
      category: '新',
      answer: '改了',
    });
    expect((await store.versions('b')).map(({ content: { answer } }) => answer)).toEqual([
      '改了',
      '乙的回答',
    ]);
    const audits = await database.prisma.auditEntry.findMany({ orderBy: { id: 'asc' } });
    expect(audits.map(({ actorType, action, detail }) => [actorType, action, detail])).toEqual([
      ['system', 'knowledge.import', { created: 2, updated: 0, unchanged: 0 }],
      ['system', 'knowledge.import', { created: 1, updated: 1, unchanged: 1 }],
    ]);
  });

  it('keeps a draft that goes beyond what is published, and publishes a draft that equals the file', async () => {
    const imported = [
      { id: 'a', content: content('甲') },
      { id: 'b', content: content('乙') },
    ];
    await bulk.importEntries(imported, system);
    await store.update('a', content('甲的草稿'), 1, system);
    await store.update('b', content('乙的草稿'), 1, system);
    const again = [
      { id: 'a', content: content('甲') },
      { id: 'b', content: content('乙的草稿') },
    ];
    expect(await bulk.importEntries(again, system)).toEqual({ created: 0, updated: 1, unchanged: 1 });
    expect((await store.get('a')).entry).toMatchObject({
      version: 2,
      publishedVersion: 1,
      question: '甲的草稿',
    });
    expect((await store.get('b')).entry).toMatchObject({ version: 2, publishedVersion: 2 });
    expect((await store.versions('b'))[0]?.publishedAt).toBeDefined();
  });

  it('brings back what was archived', async () => {
    await bulk.importEntries([{ id: 'a', content: content('甲') }], system);
    await store.archive('a', system);
    expect(await bulk.loadPublished()).toEqual([]);
    expect(await bulk.importEntries([{ id: 'a', content: content('甲') }], system)).toMatchObject({
      updated: 1,
    });
    expect(await bulk.loadPublished()).toEqual([{ id: 'a', version: 1, content: content('甲') }]);
  });

  it('is all or nothing', async () => {
    const twice = [
      { id: 'a', content: content('甲') },
      { id: 'a', content: content('乙') },
    ];
    await expect(bulk.importEntries(twice, system)).rejects.toThrow();
    expect(await database.prisma.knowledgeEntry.count()).toBe(0);
    expect(await database.prisma.auditEntry.count()).toBe(0);
  });

  it('takes thousands at once', async () => {
    const many = Array.from({ length: 5_000 }, (_, n) => ({ id: `e${n}`, content: content(`问题${n}`) }));
    expect(await bulk.importEntries(many, system)).toMatchObject({ created: 5_000 });
    const changed = many.map(({ id, content: old }) => ({ id, content: { ...old, answer: '改了' } }));
    expect(await bulk.importEntries(changed, system)).toMatchObject({ updated: 5_000 });
    const loaded = await bulk.loadPublished();
    expect(loaded).toHaveLength(5_000);
    expect(loaded.every(({ version, content: { answer } }) => version === 2 && answer === '改了')).toBe(true);
  }, 120_000);
});

describe('export', () => {
  it('imports back to the same, for the starter content', async () => {
    const knowledge = await readKnowledgeFiles([starter('knowledge-base')]);
    await bulk.importEntries(knowledge.items, system);
    const files = knowledgeFiles(await bulk.loadPublished());
    expect(files.map(({ name }) => name)).toContain('returns.yml');
    const back = await readKnowledgeFiles(await write(files));
    expect(back.problems).toEqual([]);
    expect(await bulk.importEntries(back.items, system)).toEqual({
      created: 0,
      updated: 0,
      unchanged: knowledge.items.length,
    });

    const read = await readIntentFiles([starter('intents')]);
    expect(await intents.importIntents(read.items, system)).toMatchObject({ created: read.items.length });
    const intentsBack = await readIntentFiles(await write(intentFiles(await intents.load())));
    expect(intentsBack.problems).toEqual([]);
    expect(await intents.importIntents(intentsBack.items, system)).toEqual({
      created: 0,
      updated: 0,
      unchanged: read.items.length,
    });
  });

  it('imports back to the same, for text that YAML could misread', async () => {
    const odd = [
      content('yes', {
        similar: ['null', '12', '- a', 'a: b', '# c', '"', "it's", '@x', '2026-11-21', '~', '\\n', '😀'],
      }),
      content('空格 两个', { answer: '第一行\n\n  缩进的一行\n\t制表\n# 像注释\n最后一行' }),
      content('长', { answer: `${'很长的一行，'.repeat(300)}\n完`, category: '../../etc: "x"' }),
      content('---', { answer: '...', category: '…' }),
      content('百分号%', { answer: '  '.concat('a').trim(), category: '..' }),
    ].map((each, index) => ({ id: `${index}`, content: each }));
    await bulk.importEntries(odd, system);
    const files = knowledgeFiles(await bulk.loadPublished());
    for (const { name } of files) expect(name).toMatch(/^[^/\\. ][^/\\]*\.yml$/);
    const { items, problems } = await readKnowledgeFiles(await write(files));
    expect(problems).toEqual([]);
    expect(items.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(odd);
  });

  it('writes files as people do', () => {
    const [file] = knowledgeFiles([
      { id: 'returns-b', content: content('乙？') },
      {
        id: 'returns-a',
        content: content('甲？', { similar: ['咋甲'], answer: '一\n二', followUps: ['returns-b'] }),
      },
    ]);
    expect(file).toEqual({
      name: 'returns.yml',
      text: `category: 退换
entries:
  - id: returns-a
    question: 甲？
    similar:
      - 咋甲
    answer: |
      一
      二
    followUps: [returns-b]

  - id: returns-b
    question: 乙？
    answer: |
      乙？的回答
`,
    });
  });
});

describe('importing intents', () => {
  it('adds, replaces and keeps, and brings back what was switched off', async () => {
    const intent = (id: string, reply: string) => ({
      group: '闲聊',
      intent: { id, name: id, examples: ['你好'], slots: [], action: 'reply' as const, reply },
    });
    await intents.importIntents([intent('hello', '您好'), intent('bye', '再见')], system);
    expect(await intents.importIntents([intent('hello', '您好呀'), intent('bye', '再见')], system)).toEqual({
      created: 0,
      updated: 1,
      unchanged: 1,
    });
    expect((await intents.load()).map(({ intent: { id } }) => id)).toEqual(['bye', 'hello']);
    await database.prisma.intent.update({ where: { id: 'bye' }, data: { active: false } });
    expect(await intents.load()).toHaveLength(1);
    expect(await intents.importIntents([intent('bye', '再见')], system)).toMatchObject({ updated: 1 });
    expect(await intents.load()).toContainEqual(intent('bye', '再见'));
  });
});
