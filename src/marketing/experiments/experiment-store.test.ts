import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../../test/database.js';
import { shopRows } from '../../../test/shop-rows.js';
import { experimentReport, overallReport } from '../../contract/experiments.js';
import type { Database } from '../../platform/database.js';
import { createSettingsStore } from '../../platform/settings-store.js';
import { uniformHash } from './assignment.js';
import { createExperimentStore, type ExperimentStore } from './experiment-store.js';

let database: Database;
let rows: ReturnType<typeof shopRows>;
let store: ExperimentStore;
beforeAll(async () => {
  database = await openTestDatabase();
  rows = shopRows(database.prisma);
  store = createExperimentStore(database, createSettingsStore(database));
});
afterAll(() => database.close());

const day = 86_400_000;
const start = new Date('2026-11-01T02:00:00Z');
const dayAt = (days: number) => new Date(start.getTime() + days * day);

const campaign = (changes: object = {}) =>
  database.prisma.campaign.create({
    data: {
      externalId: `campaign-${Math.random()}`,
      name: '补货提醒',
      goal: '回头客回来补货',
      holdoutShare: 0.5,
      startsAt: start,
      endsAt: dayAt(30),
      ...changes,
    },
  });

const customers = async (count: number) => {
  await database.prisma.customer.createMany({
    data: Array.from({ length: count }, (_, index) => ({
      externalId: `E${Math.random()}-${index}`,
      name: '王先生',
    })),
  });
  const found = await database.prisma.customer.findMany({
    orderBy: { createdAt: 'desc' },
    take: count,
    select: { id: true },
  });
  return found.map(({ id }) => id);
};

describe('assignment', () => {
  it('is stored once, kept when arms and shares change, and the same for two that ask at once', async () => {
    const { id } = await campaign();
    const ids = await customers(300);
    const [first, second] = await Promise.all([
      store.assignCustomers(id, ids, start),
      store.assignCustomers(id, ids, dayAt(1)),
    ]);
    expect(first).toEqual(second);
    expect(await database.prisma.assignment.count({ where: { campaignId: id } })).toBe(300);
    const held = [...first.values()].filter(({ kind }) => kind === 'holdout').length;
    expect(held).toBeGreaterThan(110);
    expect(held).toBeLessThan(190);
    await database.prisma.campaign.update({
      where: { id },
      data: { salt: 'anew', arms: [{ id: 'other', weight: 1 }] },
    });
    expect(await store.assignCustomers(id, ids, dayAt(2))).toEqual(first);
  });

  it('the global holdout gets nothing, not even what it was assigned to before', async () => {
    const { id } = await campaign();
    const ids = await customers(200);
    await store.assignCustomers(id, ids, start);
    await store.setGlobalHoldout(0.3, start);
    const groups = await store.assignCustomers(id, ids, start);
    const left = [...groups.values()].filter(({ kind }) => kind === 'global-holdout').length;
    expect(left).toBeGreaterThan(30);
    await expect(store.setGlobalHoldout(0.7, start)).rejects.toThrow('share');
    expect((await store.setGlobalHoldout(0, start)).share).toBe(0);
  });
});

describe('the report', () => {
  it('counts each customer once, in the window only, by group', async () => {
    const coupon = await rows.coupon();
    const product = await rows.product();
    const { id } = await campaign({ couponIds: [coupon.externalId], attributionHours: 48, baselineDays: 10 });
    const [buyer = '', complainer = '', quiet = '', held = ''] = await customers(4);
    await database.prisma.assignment.createMany({
      data: [
        ...[buyer, complainer, quiet].map((customerId) => ({
          campaignId: id,
          customerId,
          arm: 'offer',
          assignedAt: start,
        })),
        { campaignId: id, customerId: held, arm: 'holdout', assignedAt: dayAt(8) },
      ],
    });
    await store.markExposed(id, buyer, dayAt(0.1));
    await store.markExposed(id, buyer, dayAt(1));
    await store.markTriggered(id, held, dayAt(8.1));
    // Counted: two orders of one customer. Not counted: too early, too late, cancelled.
    await rows.order(buyer, [product.id], { at: dayAt(0.5), unitPriceMinor: 10_000 });
    await rows.order(buyer, [product.id], { at: dayAt(1.5), unitPriceMinor: 5000 });
    await rows.order(buyer, [product.id], { at: dayAt(-3), unitPriceMinor: 7000 });
    await rows.order(buyer, [product.id], { at: dayAt(2.5), unitPriceMinor: 9000 });
    await rows.order(quiet, [product.id], { at: dayAt(1), status: 'cancelled' });
    await rows.order(held, [product.id], { at: dayAt(8.5), unitPriceMinor: 3000 });
    await database.prisma.offer.create({
      data: {
        customerId: buyer,
        couponId: coupon.id,
        campaignId: id,
        state: 'accepted',
        // As in the turn that draws the customer: stored a moment before.
        createdAt: new Date(start.getTime() - 20),
      },
    });
    await database.prisma.walletCoupon.create({
      data: {
        couponId: coupon.id,
        customerId: buyer,
        code: `code-${Math.random()}`,
        state: 'redeemed',
        claimedAt: dayAt(0.2),
      },
    });
    // The campaign's own coupon, used twice and given back in part; another one, and a use that came to nothing.
    const other = await rows.coupon();
    await database.prisma.couponHold.createMany({
      data: [
        {
          couponId: coupon.id,
          costMinor: 2000,
          returnedMinor: 500,
          state: 'redeemed',
          createdAt: dayAt(0.5),
        },
        { couponId: coupon.id, costMinor: 900, state: 'redeemed', createdAt: dayAt(2.5) },
        { couponId: coupon.id, costMinor: 900, state: 'released', createdAt: dayAt(1) },
        { couponId: other.id, costMinor: 3000, state: 'redeemed', createdAt: dayAt(0.6) },
      ].map((hold, index) => ({
        customerId: buyer,
        orderReference: `order-${index}`,
        quantity: 1,
        split: {},
        expiresAt: dayAt(3),
        ...hold,
      })),
    });
    const visitor = await rows.visitor(complainer);
    await database.prisma.conversation.create({
      data: {
        visitorId: visitor.id,
        customerId: complainer,
        state: 'queued',
        queuedAt: dayAt(1),
        handOffReason: 'complaint',
      },
    });
    await database.prisma.consent.create({
      data: {
        visitorId: visitor.id,
        customerId: complainer,
        purpose: 'marketing',
        granted: false,
        textVersion: 't',
        source: 'chat',
        createdAt: dayAt(1),
      },
    });
    const report = await store.reportOf(id, dayAt(9));
    expect(experimentReport.safeParse(report).error).toBeUndefined();
    expect(report.control).toBe('holdout');
    expect(report.groups).toEqual([
      expect.objectContaining({
        id: 'holdout',
        share: 0.5,
        customers: 1,
        triggered: 1,
        exposed: 0,
        converted: 1,
        revenueMinor: 3000,
      }),
      expect.objectContaining({
        id: 'offer',
        customers: 3,
        triggered: 1,
        exposed: 1,
        offered: 1,
        seen: 1,
        claimed: 1,
        redeemed: 1,
        converted: 1,
        revenueMinor: 15_000,
        costMinor: 1500,
        handOffs: 1,
        complaints: 1,
        unsubscribes: 1,
      }),
    ]);
    expect(report.stillOpen).toBe(1);
    expect(report.warnings).toContain('样本还太少，先别下结论。');
    const figures = Object.keys({ ...report.groups[0], ...report.comparisons[0] });
    const explained = new Set([
      ...Object.keys(report.definitions),
      'id',
      'share',
      'arm',
      'against',
      'guardrails',
    ]);
    expect(figures.filter((figure) => !explained.has(figure))).toEqual([]);
  });

  it('shows a true effect with an interval that holds it, and goes through many pages', async () => {
    const { id } = await campaign({ holdoutShare: 0.5 });
    const ids = await customers(4200);
    const groups = await store.assignCustomers(id, ids, start);
    // Every tenth of the holdout buys, every fifth of those reached.
    let held = 0;
    let reached = 0;
    const buyers = ids.filter((customerId) =>
      groups.get(customerId)?.kind === 'holdout' ? held++ % 10 === 0 : reached++ % 5 === 0,
    );
    await database.prisma.order.createMany({
      data: buyers.map((customerId, index) => ({
        externalId: `O${Math.random()}-${index}`,
        customerId,
        status: 'paid',
        itemsMinor: 8000,
        totalMinor: 8000,
        createdAt: dayAt(1),
      })),
    });
    const report = await store.reportOf(id, dayAt(20));
    expect(report.sampleRatio.broken).toBe(false);
    const [comparison] = report.comparisons;
    expect(comparison?.conversion.value).toBeCloseTo(0.1, 2);
    expect(comparison?.conversion.low).toBeGreaterThan(0.07);
    expect(comparison?.conversion.high).toBeLessThan(0.13);
    expect(comparison?.conversion.anytime.low).toBeGreaterThan(0);
    expect(comparison?.conversion.anytime.low).toBeLessThan(comparison?.conversion.low ?? 0);
    expect(comparison?.revenue.value).toBeCloseTo(800, -2);
    expect(comparison?.incrementalOrders.value).toBeCloseTo(reached / 10, -1);
    expect(comparison?.guardrails.map(({ state }) => state)).toEqual(['safe', 'safe', 'safe']);
    expect(report.warnings).toEqual([]);
    // People of the treated arm that went missing are noticed.
    await database.prisma.assignment.deleteMany({
      where: { campaignId: id, arm: 'offer', customerId: { in: ids.filter((_, index) => index % 4 === 0) } },
    });
    const broken = await store.reportOf(id, dayAt(20));
    expect(broken.sampleRatio.broken).toBe(true);
    expect(broken.warnings[0]).toContain('比例对不上');
  });

  it('says what is missing: nobody, no control, no such campaign', async () => {
    const { id } = await campaign({ holdoutShare: 0 });
    const report = await store.reportOf(id, start);
    expect(experimentReport.safeParse(report).error).toBeUndefined();
    expect(report.warnings).toEqual([
      '没有留对照组，看不出活动带来了多少，只能看到总数。',
      '还没有顾客进入这个活动。',
    ]);
    await expect(store.reportOf('0190a000-0000-7000-8000-000000000000', start)).rejects.toThrow('没有找到');
  });
});

describe('all campaigns together', () => {
  it('are compared with who gets none: orders, money and discounts per person, groups as drawn', async () => {
    await database.prisma.order.deleteMany();
    expect(await store.overall(dayAt(0))).toMatchObject({ state: 'off' });
    const since = new Date(Date.now() + day);
    const now = new Date(since.getTime() + 30 * day);
    const { salt } = await store.setGlobalHoldout(0.3, since);
    const ids = await customers(2000);
    // Who comes later is not of those who are compared.
    await rows.customer({ createdAt: now });
    const isLeft = (id: string) => uniformHash(`global:${salt}`, id) < 0.3;
    const coupon = await rows.coupon();
    const { id: campaignId } = await campaign({
      couponIds: [coupon.externalId],
      startsAt: since,
      endsAt: now,
    });
    let seen = [0, 0];
    // Of those who may be reached every fourth buys, with a coupon every eighth; of the others every tenth.
    const buyers = ids.filter((id) => {
      seen = isLeft(id) ? [(seen[0] ?? 0) + 1, seen[1] ?? 0] : [seen[0] ?? 0, (seen[1] ?? 0) + 1];
      return isLeft(id) ? (seen[0] ?? 0) % 10 === 0 : (seen[1] ?? 0) % 4 === 0;
    });
    const reached = buyers.filter((id) => !isLeft(id));
    const at = new Date(since.getTime() + day);
    await database.prisma.order.createMany({
      data: buyers.map((customerId) => ({
        externalId: `overall-${customerId}`,
        customerId,
        status: 'paid',
        itemsMinor: 9000,
        totalMinor: 8000,
        discountMinor: 1000,
        createdAt: at,
      })),
    });
    await database.prisma.couponHold.createMany({
      data: reached
        .filter((_, index) => index % 2 === 0)
        .map((customerId) => ({
          couponId: coupon.id,
          customerId,
          orderReference: `overall-${customerId}`,
          quantity: 1,
          costMinor: 1000,
          split: {},
          state: 'redeemed',
          expiresAt: now,
          createdAt: at,
        })),
    });
    await database.prisma.offer.createMany({
      data: reached.map((customerId) => ({ customerId, couponId: coupon.id, campaignId, createdAt: at })),
    });
    const report = await store.overall(now);
    expect(overallReport.safeParse(report).error).toBeUndefined();
    if (report.state === 'off') throw new Error('there is a holdout');
    expect(report.from).toBe(since.toISOString());
    const [campaigns, left] = report.groups;
    const everybody = await database.prisma.customer.count({ where: { createdAt: { lt: since } } });
    expect((campaigns?.customers ?? 0) + (left?.customers ?? 0)).toBe(everybody);
    expect(campaigns).toMatchObject({ buyers: reached.length, contacts: reached.length });
    expect(left).toMatchObject({ buyers: buyers.length - reached.length, contacts: 0, costMinor: 0 });
    const per = (value: number | undefined, group = campaigns) => (value ?? 0) / (group?.customers ?? 1);
    expect(report.orders.value).toBeCloseTo(per(reached.length) - per(left?.buyers, left), 9);
    expect(report.orders.low).toBeGreaterThan(0);
    expect(report.revenueMinor.value).toBeCloseTo(8000 * report.orders.value, 6);
    expect(report.costMinor.value).toBeCloseTo(per(1000 * Math.ceil(reached.length / 2)), 6);
    expect(report.sampleRatio.broken).toBe(false);
    expect(report.warnings).toEqual([]);
    // Somebody who is to get none was reached, and many of the others went missing.
    const [someone = ''] = ids.filter(isLeft);
    await database.prisma.offer.create({
      data: { customerId: someone, couponId: coupon.id, campaignId, createdAt: at },
    });
    const gone = ids.filter((id) => !isLeft(id) && !reached.includes(id));
    await database.prisma.customer.deleteMany({ where: { id: { in: gone } } });
    const broken = await store.overall(now);
    expect(broken).toMatchObject({
      sampleRatio: { broken: true },
      warnings: [expect.stringContaining('比例对不上'), expect.stringContaining('1 位')],
    });
    await store.setGlobalHoldout(0, now);
  });
});
