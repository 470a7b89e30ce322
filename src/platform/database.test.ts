import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openPostgresTestDatabase,
  openTestDatabase,
  type PostgresTestDatabase,
} from '../../test/database.js';
import type { Database } from './database.js';

/** Both that it comes back and that the database itself means the same instant: two mistakes could cancel out. */
async function expectInstantsKept({ prisma }: Database): Promise<void> {
  const at = new Date('2026-11-11T00:00:00.123Z');
  const { id } = await prisma.visitor.create({ data: { createdAt: at } });
  expect((await prisma.visitor.findUnique({ where: { id } }))?.createdAt).toEqual(at);
  const [row] = await prisma.$queryRaw<{ ms: number; text: string }[]>`
    SELECT (extract(epoch FROM "createdAt") * 1000)::float8 AS ms,
           to_char("createdAt" AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') AS text
    FROM "Visitor" WHERE id = ${id}::uuid`;
  expect(row).toEqual({ ms: at.getTime(), text: '2026-11-11 08:00' });
}

describe('the embedded database', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('is migrated and keeps instants to the millisecond', async () => {
    await expectInstantsKept(database);
  });
});

describe('a run of embedded queries', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  /** How often a timer of one millisecond fires while the work runs. */
  async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await work();
    clearInterval(timer);
    return turns;
  }

  it('lets timers and sockets have their turn, inside a transaction too', async () => {
    const { prisma } = database;
    const queries = async (client: Pick<typeof prisma, 'visitor'>) => {
      for (let i = 0; i < 200; i++) await client.visitor.count();
    };
    expect(await turnsDuring(() => queries(prisma))).toBeGreaterThan(5);
    expect(await turnsDuring(() => prisma.$transaction(queries, { timeout: 10_000 }))).toBeGreaterThan(5);
  });

  it('commits what a transaction did, and nothing of one that threw', async () => {
    const { prisma } = database;
    await prisma.$transaction(async (tx) => {
      await tx.visitor.create({ data: {} });
    });
    const failing = prisma.$transaction(async (tx) => {
      await tx.visitor.create({ data: {} });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await prisma.visitor.count()).toBe(1);
  });

  it('tells a unique violation as Prisma does', async () => {
    const data = { externalId: 'C1', name: '林女士' };
    await database.prisma.customer.create({ data });
    await expect(database.prisma.customer.create({ data })).rejects.toMatchObject({ code: 'P2002' });
  });
});

describe('a PostgreSQL server', () => {
  let database: PostgresTestDatabase | undefined;
  beforeAll(async () => {
    database = await openPostgresTestDatabase();
  });
  afterAll(() => database?.close());

  it('is migrated and keeps instants to the millisecond', async ({ skip }) => {
    if (database === undefined) return skip();
    await expectInstantsKept(database);
  });
});
