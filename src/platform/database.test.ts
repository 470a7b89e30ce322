import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openPostgresTestDatabase,
  openTestDatabase,
  type PostgresTestDatabase,
} from '../../test/database.js';
import type { Database } from './database.js';

describe('the embedded database', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('is migrated and keeps instants to the millisecond', async () => {
    const at = new Date('2026-11-11T00:00:00.123Z');
    await database.prisma.visitor.create({ data: { createdAt: at } });
    const [visitor] = await database.prisma.visitor.findMany();
    expect(visitor?.createdAt).toEqual(at);
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
    const at = new Date('2026-11-11T00:00:00.123Z');
    await database.prisma.visitor.create({ data: { createdAt: at } });
    const [visitor] = await database.prisma.visitor.findMany();
    expect(visitor?.createdAt).toEqual(at);
  });
});
