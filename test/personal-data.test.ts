import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesOfConversations } from '../src/attachments/uploaded-files-store.js';
import type { ErasureProof } from '../src/contract/privacy.js';
import { writeDataCopy } from '../src/customers/privacy/data-copy.js';
import { createErasure } from '../src/customers/privacy/erasure.js';
import { createErasureStore } from '../src/customers/privacy/erasure-store.js';
import { createPersonFinder } from '../src/customers/privacy/person-store.js';
import { createPersonalRows } from '../src/customers/privacy/personal-rows-store.js';
import { createProofs } from '../src/customers/privacy/proof.js';
import { createPrivacyRequests } from '../src/customers/privacy/request-store.js';
import { dropExpired } from '../src/customers/privacy/retention.js';
import type { Database } from '../src/platform/database.js';
import { packageRoot } from '../src/platform/package-root.js';
import type { PersonalTable } from '../src/platform/personal-data.js';
import { personalTables } from '../src/privacy-desk.js';
import { openTestDatabase } from './database.js';
import { leaveRowsEverywhere } from './personal-rows.js';
import { silentLog } from './silent-log.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** Tables that have a column which looks personal and hold nothing of a person. */
const notPersonal: Record<string, string> = {
  ProfileModel: 'parameters and averages of the whole shop; its customers are a number',
};

interface Model {
  name: string;
  columns: string[];
  refersTo: string[];
}

function modelsOfSchema(): Model[] {
  const text = readFileSync(join(packageRoot(), 'prisma', 'schema.prisma'), 'utf8');
  return [...text.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)].map(([, name = '', body = '']) => ({
    name,
    columns: [...body.matchAll(/^ {2}(\w+)\s/gm)].map(([, column = '']) => column),
    refersTo: [...body.matchAll(/^ {2}\w+\s+(\w+)\??\s+@relation\(.*fields:/gm)].map(
      ([, other = '']) => other,
    ),
  }));
}

/** A table is personal when it names a person, or refers to one that does. */
function personalModels(models: Model[]): string[] {
  const personal = new Set(['Customer', 'Visitor', 'Conversation']);
  const named = /^(customer|visitor|conversation)(Id|Key)?s?$|^(phone|email|deviceHash)$/;
  for (let before = -1; before !== personal.size; ) {
    before = personal.size;
    for (const { name, columns, refersTo } of models) {
      const isStaff = refersTo.every((other) => other === 'Staff' || other === 'StaffSession');
      const names = columns.some((column) => named.test(column)) && !(isStaff && name.startsWith('Staff'));
      if (names || refersTo.some((other) => personal.has(other))) personal.add(name);
    }
  }
  return [...personal].filter((name) => name !== 'Staff');
}

describe('the lists of personal data', () => {
  it('name every table that refers to a person, or say why it holds nothing of one', () => {
    const models = modelsOfSchema();
    const listed = personalTables.map(({ table }) => table);
    expect(models.length).toBeGreaterThan(30);
    expect(listed).toEqual([...new Set(listed)]);
    const missing = personalModels(models).filter((name) => !listed.includes(name) && !(name in notPersonal));
    expect(missing, 'add these to the personal-data.ts of their slice').toEqual([]);
    expect(listed.filter((table) => !models.some(({ name }) => name === table))).toEqual([]);
  });

  it('finds a new table that nobody has listed', () => {
    const models = [...modelsOfSchema(), { name: 'Wish', columns: ['offerId'], refersTo: ['Offer'] }];
    expect(personalModels(models)).toContain('Wish');
  });
});

function desk(tables: readonly PersonalTable[] = personalTables, now = () => new Date()) {
  const { prisma } = database;
  const rows = createPersonalRows(database);
  const proofs = createProofs('secret of the test');
  const requests = createPrivacyRequests({ prisma, proofs, clock: now });
  const dropped: string[] = [];
  const closed: string[] = [];
  const eraseDue = createErasure({
    store: createErasureStore({ prisma, rows, filesOf: filesOfConversations }),
    proofs,
    tables,
    dropFiles: async (hashes) => dropped.push(...hashes),
    gone: async (ids) => void closed.push(...ids),
    clock: now,
    log: silentLog,
  });
  return { rows, proofs, requests, eraseDue, dropped, closed, people: createPersonFinder(database) };
}

/** All of the database that holds these words, by table. */
async function tablesWith(words: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const { name } of modelsOfSchema()) {
    const [row] = await database.prisma.$queryRawUnsafe<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM "${name}" t WHERE to_jsonb(t)::text ~ $1`,
      words.join('|'),
    );
    if ((row?.n ?? 0) > 0) found.push(name);
  }
  return found;
}

async function copyOf(customerId: string): Promise<Record<string, { rows: Record<string, unknown>[] }>> {
  const { rows, people } = desk();
  let text = '';
  const pieces = writeDataCopy(
    {
      rows,
      tables: personalTables,
      open: (value) => value,
      attachmentLink: ({ id }) => `/v1/attachments/${id}`,
      clock: () => new Date(),
    },
    await people.keysOf({ customerId }),
  );
  for await (const piece of pieces) text += piece;
  return JSON.parse(text).sections;
}

describe('a copy of everything', () => {
  it('holds a row of every table, only this person’s, and nothing that staff wrote among themselves', async () => {
    const mine = await leaveRowsEverywhere(database.prisma, 'COPYMINE');
    await leaveRowsEverywhere(database.prisma, 'COPYOTHER');
    await desk().requests.add({
      id: randomUUID(),
      kind: 'export',
      person: { customerId: mine.customer.id },
      source: 'staff',
    });
    const sections = await copyOf(mine.customer.id);
    const empty = personalTables.filter(({ table }) => sections[table]?.rows.length === 0);
    expect(empty.map(({ table }) => table)).toEqual([]);
    const text = JSON.stringify(sections);
    expect(text).not.toContain('COPYOTHER');
    expect(text).toContain('/v1/attachments/');
    expect(JSON.stringify(sections.ConversationNote)).not.toContain('COPYMINE');
    expect(JSON.stringify(sections.ConversationTag)).not.toContain('COPYMINE');
  });
});

describe('an erasure', () => {
  async function ask(mark: string) {
    const { requests } = desk();
    const left = await leaveRowsEverywhere(database.prisma, mark);
    const id = await requests.add({
      id: randomUUID(),
      kind: 'erasure',
      person: { customerId: left.customer.id, visitorId: left.visitor.id },
      source: 'chat',
      dueAt: new Date(),
    });
    return { ...left, requestId: id };
  }

  it('leaves no word and no id of the person anywhere, and everybody else as they were', async () => {
    const other = await leaveRowsEverywhere(database.prisma, 'STAYS');
    const before = JSON.stringify(await copyOf(other.customer.id));
    const gone = await ask('GOESAWAY');
    const { eraseDue, dropped, closed, requests, proofs } = desk();
    expect(await eraseDue()).toBe(1);
    // The code of a used coupon stays in the books of the coupon.
    const traces = await tablesWith(['GOESAWAY', gone.customer.id, gone.visitor.id]);
    expect(traces).toEqual(['WalletCoupon']);
    expect(JSON.stringify(await copyOf(other.customer.id))).toBe(before);
    expect(dropped).toEqual([gone.attachment.contentHash]);
    expect(closed).toEqual([gone.conversation.id]);

    const view = await requests.find(gone.requestId);
    expect(view?.state).toBe('done');
    const proof = view?.proof as ErasureProof;
    expect(proofs.isGenuine(proof)).toBe(true);
    expect(proof.tables.map(({ table }) => table)).toEqual(personalTables.map(({ table }) => table));
    expect(proof.tables.filter(({ how, keeps }) => how !== 'delete' && !keeps)).toEqual([]);
    expect(proof.consents.map(({ purpose, granted }) => [purpose, granted])).toEqual([
      ['personalization', true],
      ['marketing', false],
    ]);
    expect(proofs.isGenuine({ ...proof, files: proof.files + 1 })).toBe(false);
    expect(await eraseDue()).toBe(0);
  });

  it('keeps the order for the books, without a name or an address', async () => {
    const gone = await ask('BOOKKEEPING');
    await desk().eraseDue();
    const order = await database.prisma.order.findUniqueOrThrow({
      where: { id: gone.order.id },
      include: { customer: true },
    });
    expect(order.totalMinor).toBe(gone.order.totalMinor);
    expect(order.shipTo).toEqual({});
    expect(order.customer).toMatchObject({ name: '已删除的顾客', phone: null, points: 0 });
    expect(order.customer.externalId).toMatch(/^erased:/);
  });

  it('goes on after a crash between two tables, and does nothing twice', async () => {
    const gone = await ask('CRASHES');
    const broken = personalTables.map((table) =>
      table.table === 'Offer' ? { ...table, rows: 'no_such_column = 1' } : table,
    );
    await expect(desk(broken).eraseDue()).rejects.toThrow();
    // Still leased by the process that died.
    expect(await desk().eraseDue()).toBe(0);
    expect(await desk(personalTables, () => new Date(Date.now() + 3_600_000)).eraseDue()).toBe(1);
    expect(await tablesWith(['CRASHES', gone.customer.id, gone.visitor.id])).toEqual(['WalletCoupon']);
    const proof = (await desk().requests.find(gone.requestId))?.proof;
    expect(proof?.tables.find(({ table }) => table === 'Message')?.rows).toBe(2);
  });

  it('can be taken back in the time of grace, not later, and is one request however often it is asked for', async () => {
    const { requests, eraseDue } = desk();
    const left = await leaveRowsEverywhere(database.prisma, 'CHANGESMIND');
    const person = { customerId: left.customer.id, visitorId: left.visitor.id };
    const add = () => requests.add({ id: randomUUID(), kind: 'erasure', person, source: 'chat' });
    const id = await add();
    expect(await add()).toBe(id);
    expect(await eraseDue()).toBe(0);
    await requests.cancel(id);
    await expect(requests.cancel(id)).rejects.toMatchObject({ code: 'conflict' });
    expect(await desk(personalTables, () => new Date(Date.now() + 8 * 86_400_000)).eraseDue()).toBe(0);
    expect(await requests.openErasure(person)).toBeUndefined();
  });

  it('tells that a customer who is sent in again was erased', async () => {
    const gone = await ask('COMESBACK');
    const { requests, eraseDue } = desk();
    expect((await requests.erasedAt([gone.customer.externalId])).size).toBe(0);
    await eraseDue();
    const again = await requests.erasedAt([gone.customer.externalId, 'C-somebody-else']);
    expect([...again.keys()]).toEqual([gone.customer.externalId]);
    expect(
      await database.prisma.customer.findUnique({ where: { externalId: gone.customer.externalId } }),
    ).toBeNull();
  });

  it('erases a browser that nobody has signed in on', async () => {
    const { prisma } = database;
    const visitor = await prisma.visitor.create({ data: {} });
    await prisma.event.create({
      data: { name: 'page.viewed', visitorId: visitor.id, properties: {}, occurredAt: new Date() },
    });
    const { requests, eraseDue } = desk();
    const id = randomUUID();
    const person = { visitorId: visitor.id };
    await requests.add({ id, kind: 'erasure', person, source: 'settings', dueAt: new Date() });
    await eraseDue();
    expect(await tablesWith([visitor.id])).toEqual([]);
    expect((await requests.find(id))?.state).toBe('done');
  });
});

describe('rows past their time', () => {
  it('lose their words after the days that the shop has set, and no sooner', async () => {
    const old = await leaveRowsEverywhere(database.prisma, 'TOOOLD');
    const { rows } = desk();
    const retention = { messages: 100, traces: 30, events: null };
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
    expect(await dropExpired(rows, personalTables, retention, inDays(29))).toEqual({});
    const first = await dropExpired(rows, personalTables, retention, inDays(31));
    expect(Object.keys(first)).toEqual(['Trace']);
    const second = await dropExpired(rows, personalTables, retention, inDays(101));
    expect(Object.keys(second).sort()).toEqual(['ConversationNote', 'Message', 'Satisfaction']);
    expect(await dropExpired(rows, personalTables, retention, inDays(102))).toEqual({});
    const message = await database.prisma.message.findFirstOrThrow({
      where: { conversationId: old.conversation.id, sequence: 1 },
    });
    expect(message.text).toContain('已超过保存期限');
    expect(await database.prisma.event.count({ where: { customerId: old.customer.id } })).toBe(1);
  });
});
