import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../../test/database.js';
import { type ShopRows, shopRows } from '../../../test/shop-rows.js';
import { silentLog } from '../../../test/silent-log.js';
import type { PersonalFigures } from '../../contract/profile.js';
import type { Database } from '../../platform/database.js';
import { alwaysOnDuty, createDuty } from '../../platform/duty.js';
import { newId } from '../../platform/ids.js';
import { seededRandom } from '../../platform/seeded-random.js';
import { createConsentStore } from '../consent-store.js';
import { createHistoryStore } from './history-store.js';
import { createProfileStore } from './profile-store.js';
import { createRebuild } from './rebuild.js';

const now = new Date('2026-11-22T03:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const timeZone = 'Asia/Shanghai';

let database: Database;
let rows: ShopRows;
let until: Date | undefined;
let at = now;

const rebuildOn = (seed = 1, duty = alwaysOnDuty, histories = createHistoryStore(database, timeZone)) =>
  createRebuild({
    histories,
    database: 'embedded',
    profiles: createProfileStore(database),
    duty,
    progress: {
      get: async () => until,
      async put(to) {
        until = to;
      },
    },
    timeZone,
    clock: () => at,
    random: seededRandom(seed),
    log: silentLog,
  });

beforeAll(async () => {
  database = await openTestDatabase();
  rows = shopRows(database.prisma);
});
afterAll(() => database.close());

async function agree(customerId: string, granted = true) {
  const visitor = await rows.visitor(customerId);
  await createConsentStore(database).record({
    visitorId: visitor.id,
    customerId,
    purpose: 'personalization',
    granted,
    source: 'test',
  });
  return visitor.id;
}
const profileOf = (customerId: string) =>
  database.prisma.customerProfile.findUniqueOrThrow({ where: { customerId } });

describe('a rebuild', () => {
  let regular: string;
  let silent: string;

  it('computes everything of who agrees, with reasons, and only the number of orders of who does not', async () => {
    const tea = await rows.product({
      title: '龙井茶',
      category: '茶叶',
      brand: '青山',
      replenishDays: 40,
      attributes: { 颜色: ['绿色'] },
    });
    const cup = await rows.product({ title: '保温杯', category: '杯壶', brand: '暖山', priceMinor: 50_000 });
    regular = (await rows.customer()).id;
    silent = (await rows.customer({ province: '浙江', birthday: '11-23' })).id;
    for (const days of [132, 92, 52, 12])
      await rows.order(regular, [tea.id], { at: daysAgo(days), discountMinor: days > 60 ? 500 : 0 } as never);
    for (const days of [80, 10]) await rows.order(silent, [cup.id], { at: daysAgo(days) });
    await rows.order(regular, [cup.id], { at: daysAgo(3), status: 'cancelled' });
    // 10,000 yen are not 100 yuan.
    const inYen = { at: daysAgo(20), currency: 'JPY', discountMinor: 0 };
    await rows.order(regular, [cup.id], inYen as never);
    const visitorId = await agree(regular);
    const conversation = await database.prisma.conversation.create({
      data: { visitorId, customerId: regular, handOffReason: 'complaint' },
    });
    await database.prisma.message.create({
      data: {
        conversationId: conversation.id,
        sequence: 1,
        from: 'shopper',
        type: 'text',
        text: '在吗',
        createdAt: daysAgo(2),
      },
    });
    await database.prisma.event.createMany({
      data: ['product.viewed', 'product.viewed', 'cart.added'].map((name) => ({
        name,
        customerId: regular,
        occurredAt: daysAgo(1),
      })),
    });
    expect(await rebuildOn().full()).toMatchObject({ kind: 'full', customers: 2 });

    const profile = await profileOf(regular);
    expect(profile).toMatchObject({
      personal: true,
      orders: 5,
      asOf: now,
      lastOrderAt: daysAgo(12),
      topCategory: '茶叶',
      topBrand: '青山',
      topColour: '绿色',
      conversations: 1,
      complaints: 1,
      averageOrderMinor: 10_000,
      spentYearMinor: 40_000,
    });
    const figures = profile.figures as PersonalFigures;
    expect(figures.rfm?.reason).toContain(
      '近 365 天有 5 天下过单，花了 ¥400（另有 1 单是外币，没算进金额），最近一次在 12 天前',
    );
    expect(figures.couponSensitivity?.reason).toBe('5 单里 2 单用了优惠，全店平均 40%');
    expect(figures.replenishment?.value[0]).toMatchObject({
      title: '龙井茶',
      everyDays: 40,
      dueOn: '2026-12-20',
    });
    expect(figures.behaviour?.value).toEqual({ 'product.viewed': 2, 'cart.added': 1 });
    for (const [name, figure] of Object.entries(figures)) {
      expect(figure?.asOf, name).toBe(now.toISOString());
      expect(figure?.reason, name).toMatch(/[\u4e00-\u9fff]/);
    }

    const withheld = await profileOf(silent);
    expect(withheld).toMatchObject({ personal: false, orders: 2, figures: null });
    const { customerId: _id, asOf: _asOf, modelVersion: _v, personal: _p, orders: _o, ...rest } = withheld;
    expect(Object.values(rest).every((value) => value === null)).toBe(true);
  });

  it('of what is new computes only the customers whom it is about', async () => {
    at = new Date(now.getTime() + 3_600_000);
    until = at;
    await database.prisma.order.updateMany({ data: { updatedAt: now } });
    await database.prisma.consent.updateMany({ data: { createdAt: now } });
    await database.prisma.event.updateMany({ data: { createdAt: now } });
    await database.prisma.customer.updateMany({ data: { updatedAt: now } });
    await database.prisma.conversation.updateMany({ data: { updatedAt: now } });
    await database.prisma.visitor.updateMany({ data: { lastSeenAt: now } });
    const later = new Date(at.getTime() + 60_000);
    expect(await rebuildOn().changes()).toMatchObject({ kind: 'changes', customers: 0 });
    const visitor = await rows.visitor(silent);
    await createConsentStore(database, () => later).record({
      visitorId: visitor.id,
      customerId: silent,
      purpose: 'personalization',
      granted: true,
      source: 'test',
    });
    expect(await rebuildOn().changes()).toMatchObject({ kind: 'changes', customers: 1 });
    expect(await profileOf(silent)).toMatchObject({ personal: true, topCategory: '杯壶' });
    expect((await profileOf(regular)).asOf).toEqual(now);
  });

  it('does not bring back what was withdrawn while it was computing', async () => {
    const store = createProfileStore(database);
    const before = await profileOf(silent);
    const visitor = await rows.visitor(silent);
    await createConsentStore(database, () => new Date(at.getTime() + 120_000)).record({
      visitorId: visitor.id,
      customerId: silent,
      purpose: 'personalization',
      granted: false,
      source: 'test',
    });
    // Computed from what was read before the withdrawal.
    await store.save([{ ...before, figures: before.figures as PersonalFigures }], 1);
    expect(await profileOf(silent)).toMatchObject({ personal: false, topCategory: null, figures: null });
  });

  it('is one server’s at a time, and another’s when the first has died', async () => {
    const dead = createDuty(database, 'profiles', newId(), silentLog, 60_000);
    expect(await dead.hold()).toBe(true);
    const other = () => createDuty(database, 'profiles', newId(), silentLog, 60_000);
    expect(await rebuildOn(1, other()).full()).toBeUndefined();
    await database.prisma.$executeRaw`UPDATE "Duty" SET until = now() - interval '1 second'`;
    expect(await rebuildOn(1, other()).full()).toMatchObject({ kind: 'full' });
  });

  it('asks an embedded database for little at a time, and for less when that takes long', async () => {
    for (let count = 0; count < 60; count++) await rows.customer();
    const asked: number[] = [];
    const { histories, ...store } = createHistoryStore(database, timeZone);
    const slow: typeof histories = async (ids, ...more) => {
      asked.push(ids.length);
      await new Promise((resolve) => setTimeout(resolve, 20 * Math.min(ids.length, 2)));
      return histories(ids, ...more);
    };
    const rebuild = rebuildOn(1, alwaysOnDuty, { ...store, histories: slow });
    const report = await rebuild.full();
    expect(report?.customers).toBe(62);
    // First for the fit, of who agrees; then for the profiles of all.
    expect(asked.slice(1).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(62);
    expect(Math.max(...asked)).toBeLessThanOrEqual(40);
    expect(Math.min(...asked.slice(2))).toBeLessThan(40);
  });

  it('stops between batches when the server closes', async () => {
    const rebuild = rebuildOn();
    rebuild.stop();
    expect(await rebuild.full()).toBeUndefined();
  });
});
