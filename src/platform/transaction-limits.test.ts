import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/database.js';
import type { Database } from './database.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('a transaction waits for its turn when another one takes long, instead of being refused', async () => {
  const { prisma } = database;
  const long = prisma.$transaction(async (tx) => {
    await tx.setting.count();
    // Longer than the two seconds that Prisma waits by itself.
    await new Promise((resolve) => setTimeout(resolve, 3000));
  });
  await expect(prisma.$transaction((tx) => tx.setting.count())).resolves.toBe(0);
  await long;
});
