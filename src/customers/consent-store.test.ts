import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/database.js';
import { shopRows } from '../../test/shop-rows.js';
import type { Database } from '../platform/database.js';
import { createConsentStore } from './consent-store.js';

let database: Database;
let time = Date.parse('2026-11-21T10:00:00Z');
const store = () => createConsentStore(database, () => new Date(time));

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

async function person() {
  const rows = shopRows(database.prisma);
  const { id: customerId } = await rows.customer();
  const { id: visitorId } = await rows.visitor(customerId);
  return { visitorId, customerId };
}
const change = (granted: boolean) => ({ purpose: 'marketing' as const, granted, source: 'settings' });

describe('the consent ledger', () => {
  it('says for every purpose that nobody was asked', async () => {
    expect(await store().current(await person())).toEqual([
      { purpose: 'personalization' },
      { purpose: 'marketing' },
    ]);
  });

  it('keeps every change, and the newest is in force, also within one millisecond', async () => {
    const someone = await person();
    for (const granted of [true, false, true, false])
      await store().record({ ...someone, ...change(granted) });
    expect(await store().current(someone)).toContainEqual({
      purpose: 'marketing',
      granted: false,
      decidedAt: '2026-11-21T10:00:00.000Z',
    });
    const rows = await database.prisma.consent.findMany({
      where: { customerId: someone.customerId },
      orderBy: { id: 'asc' },
    });
    expect(rows.map(({ granted, source, textVersion }) => [granted, source, textVersion !== ''])).toEqual(
      [true, false, true, false].map((granted) => [granted, 'settings', true]),
    );
  });

  it('does not grow when the same is said again', async () => {
    const someone = await person();
    for (let times = 0; times < 5; times++) await store().record({ ...someone, ...change(true) });
    time += 60_000;
    await store().record({ ...someone, ...change(true) });
    expect(await database.prisma.consent.count({ where: { customerId: someone.customerId } })).toBe(1);
  });

  it('keeps people and purposes apart', async () => {
    const [one, other] = [await person(), await person()];
    await store().record({ ...one, ...change(true) });
    expect(await store().current(other)).toEqual([{ purpose: 'personalization' }, { purpose: 'marketing' }]);
    expect(await store().current({ visitorId: one.visitorId })).not.toContainEqual(
      expect.objectContaining({ granted: true }),
    );
  });

  it('tells a no from never asked', async () => {
    const someone = await person();
    expect(await store().declined(someone.customerId, 'marketing')).toBe(false);
    await store().record({ ...someone, ...change(false) });
    expect(await store().declined(someone.customerId, 'marketing')).toBe(true);
    expect(await store().declined(someone.customerId, 'personalization')).toBe(false);
  });

  it('is part of the transaction of whoever records in it', async () => {
    const someone = await person();
    const failing = database.prisma.$transaction(async (tx) => {
      await store().recordIn(tx, { ...someone, ...change(true) });
      throw new Error('something else failed');
    });
    await expect(failing).rejects.toThrow('something else failed');
    expect(await database.prisma.consent.count({ where: { customerId: someone.customerId } })).toBe(0);
  });
});
