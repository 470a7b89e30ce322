import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../test/database.js';
import { shopRows } from '../test/shop-rows.js';
import { silentLog } from '../test/silent-log.js';
import { closeDemoAccounts, importStarterContent, setUpDemo } from './first-start.js';
import type { Database } from './platform/database.js';
import { createSettingsStore } from './platform/settings-store.js';
import { createAuditStore } from './staff/audit-store.js';
import { passwordMatches } from './staff/passwords.js';
import { createStaffStore } from './staff/staff-store.js';
import { normalize } from './understanding/normalize.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  // A shop that is not empty is left alone, and this file needs none.
  await shopRows(database.prisma).product();
});
afterAll(() => database.close());

describe('the starter content', () => {
  it('is imported once: what admins change afterwards stays', async () => {
    const { prisma } = database;
    const settings = createSettingsStore(database);
    const audit = createAuditStore({ prisma });
    await importStarterContent(database, settings, audit, silentLog);
    const entries = await prisma.knowledgeEntry.count({ where: { status: 'published' } });
    const intents = await prisma.intent.count();
    expect(entries).toBeGreaterThan(100);
    expect(intents).toBeGreaterThan(20);
    const words = await prisma.vocabularyItem.findMany();
    const expressions = words.flatMap(({ term, others }) => [term, ...others]);
    expect(words.filter(({ kind }) => kind === 'synonyms').length).toBeGreaterThanOrEqual(40);
    expect(words.filter(({ kind }) => kind === 'stopWord').length).toBeGreaterThanOrEqual(30);
    expect(expressions.filter((text) => normalize(text) !== text)).toEqual([]);
    await prisma.knowledgeEntry.updateMany({ data: { status: 'archived' } });
    await prisma.intent.deleteMany();
    await prisma.vocabularyItem.deleteMany();
    await importStarterContent(database, settings, audit, silentLog);
    expect(await prisma.knowledgeEntry.count({ where: { status: 'published' } })).toBe(0);
    expect(await prisma.intent.count()).toBe(0);
    expect(await prisma.vocabularyItem.count()).toBe(0);
  });
});

describe('the demo’s accounts', () => {
  const parts = () => ({
    settings: createSettingsStore(database),
    staff: createStaffStore({ prisma: database.prisma }),
  });
  const setUp = () => {
    const { settings, staff } = parts();
    return setUpDemo(database, settings, staff, new Date(), silentLog);
  };

  it('are made once, log in with what is shown, and are the same at the next start', async () => {
    const accounts = await setUp();
    expect(new Set(accounts.map(({ role }) => role))).toEqual(new Set(['agent', 'supervisor', 'admin']));
    for (const { email, password } of accounts) {
      const found = await parts().staff.findForLogin(email);
      expect(await passwordMatches(found?.passwordHash, password)).toBe(true);
    }
    expect(await setUp()).toEqual(accounts);
    expect(await parts().staff.list()).toHaveLength(accounts.length);
  });

  it('open nothing once the demo is over, and open again with it; other accounts stay', async () => {
    const { settings, staff } = parts();
    const accounts = await setUp();
    await staff.create({
      email: 'owner@shop.local',
      name: '店主',
      role: 'admin',
      password: 'a-real-password',
    });
    const active = async () =>
      (await staff.list()).filter((member) => member.active).map(({ email }) => email);
    await closeDemoAccounts(settings, staff);
    expect(await active()).toEqual(['owner@shop.local']);
    await setUp();
    expect(await active()).toHaveLength(accounts.length + 1);
  });
});
