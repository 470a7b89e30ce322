import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/database.js';
import { type ShopRows, shopRows } from '../../test/shop-rows.js';
import {
  campaignList,
  campaignResult,
  cohortReport,
  couponReport,
  rfmReport,
  upliftReport,
} from '../contract/analytics.js';
import { anytimeDifference } from '../marketing/experiments/anytime-difference.js';
import { createExperimentStore } from '../marketing/experiments/experiment-store.js';
import { curveInThread } from '../marketing/uplift/curve-in-thread.js';
import type { Database } from '../platform/database.js';
import { createSettingsStore } from '../platform/settings-store.js';
import { readCampaignResult, readCampaigns } from './campaign-store.js';
import { readCohorts } from './cohort-store.js';
import { readCoupons } from './coupon-funnel-store.js';
import { keptFor } from './kept-for.js';
import { readRfm } from './rfm-store.js';
import { readUplift } from './uplift-store.js';

const zone = 'Asia/Shanghai';
const now = new Date('2026-05-10T04:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const noId = '0190a000-0000-7000-8000-000000000000';

let database: Database;
let rows: ShopRows;
beforeAll(async () => {
  database = await openTestDatabase();
  rows = shopRows(database.prisma);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.prisma.$executeRaw`TRUNCATE "Customer", "Coupon", "Campaign", "Visitor" CASCADE`;
});

const reportOf = (campaignId: string) =>
  createExperimentStore(database, createSettingsStore(database)).reportOf(campaignId, now);

async function campaign(data: object = {}): Promise<string> {
  const { id } = await database.prisma.campaign.create({
    data: {
      externalId: randomUUID(),
      name: '春天上新',
      goal: '请老顾客回来',
      holdoutShare: 0.5,
      startsAt: daysAgo(40),
      endsAt: daysAgo(20),
      ...data,
    },
  });
  return id;
}

describe('members by recency and frequency', () => {
  const profile = (customerId: string, data: object) =>
    database.prisma.customerProfile.create({
      data: { customerId, asOf: now, modelVersion: 1, personal: true, ...data },
    });

  it('counts who agreed, by cell; others are one number', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => rows.customer()));
    const [a = '', b = '', c = '', d = ''] = people.map(({ id }) => id);
    await profile(a, { recency: 5, frequency: 5, spentYearMinor: 60_000 });
    await profile(b, { recency: 5, frequency: 5, spentYearMinor: 30_000 });
    await profile(c, { recency: 1, frequency: 2, spentYearMinor: 10_000 });
    // No consent: figures that are still there would not count either.
    await profile(d, { personal: false, recency: 5, frequency: 5, spentYearMinor: 99_000 });
    const report = await readRfm(database.prisma, now);
    expect(rfmReport.safeParse(report).error).toBeUndefined();
    expect(report).toMatchObject({ customers: 3, others: 2, turnoverMinor: 100_000 });
    expect(report.cells.filter(({ customers }) => customers > 0)).toEqual([
      {
        recency: 1,
        frequency: 2,
        name: '走远的',
        customers: 1,
        averageSpentMinor: 10_000,
        shareOfTurnover: 0.1,
      },
      {
        recency: 5,
        frequency: 5,
        name: '常客',
        customers: 2,
        averageSpentMinor: 45_000,
        shareOfTurnover: 0.9,
      },
    ]);
  });

  it('an empty shop has 25 empty cells', async () => {
    const report = await readRfm(database.prisma, now);
    expect(rfmReport.safeParse(report).error).toBeUndefined();
    expect(report).toMatchObject({ customers: 0, others: 0, turnoverMinor: 0 });
  });
});

describe('cohorts', () => {
  it('months are those of the shop; what was cancelled does not count', async () => {
    const { id: product } = await rows.product();
    const [a, b, c] = [await rows.customer(), await rows.customer(), await rows.customer()];
    const order = (who: { id: string }, at: string, unitPriceMinor: number, status = 'completed') =>
      rows.order(who.id, [product], { at: new Date(at), unitPriceMinor, status });
    // 31 January in UTC, 1 February in Shanghai.
    await order(a, '2026-01-31T17:00:00Z', 10_000);
    await order(a, '2026-02-20T00:00:00Z', 1000);
    await order(a, '2026-04-02T00:00:00Z', 5000);
    await order(b, '2026-02-10T00:00:00Z', 4000);
    await order(b, '2026-03-10T00:00:00Z', 9000, 'cancelled');
    await order(b, '2026-04-30T15:00:00Z', 2000);
    await order(c, '2026-05-01T00:00:00Z', 3000);
    const report = await readCohorts(database.prisma, zone, now);
    expect(cohortReport.safeParse(report).error).toBeUndefined();
    expect(report.cohorts).toEqual([
      {
        month: '2026-02',
        customers: 2,
        returned: [0, 1, 0],
        lastIsRunning: true,
        turnoverPerCustomerMinor: 11_000,
      },
      { month: '2026-05', customers: 1, returned: [], lastIsRunning: false, turnoverPerCustomerMinor: 3000 },
    ]);
  });
});

describe('coupons', () => {
  it('count persons on each step, money as the ledger has it, and what the control group tells', async () => {
    const coupon = await rows.coupon({
      redeemedCount: 2,
      spentMinor: 4000,
      reservedMinor: 2000,
      exposureMinor: 6000,
      budgetMinor: 100_000,
    });
    await rows.coupon({ status: 'draft' });
    const people = await Promise.all(Array.from({ length: 4 }, () => rows.customer()));
    const [a = '', b = '', c = ''] = people.map(({ id }) => id);
    await rows.offer(a, coupon.id, { state: 'accepted' });
    await rows.offer(a, coupon.id, { state: 'offered' });
    await rows.offer(b, coupon.id, { state: 'opened' });
    await rows.offer(c, coupon.id, { state: 'dismissed' });
    const wallet = (customerId: string, state: string) =>
      database.prisma.walletCoupon.create({
        data: { couponId: coupon.id, customerId, code: randomUUID(), state },
      });
    await wallet(a, 'redeemed');
    await wallet(a, 'claimed');
    await wallet(c, 'void');
    const id = await campaign({ couponIds: [coupon.externalId, 'another'] });
    await database.prisma.assignment.createMany({
      data: people.map(({ id: customerId }, index) => ({
        campaignId: id,
        customerId,
        arm: index < 2 ? 'offer' : 'holdout',
        assignedAt: daysAgo(30),
      })),
    });
    const report = await readCoupons(database.prisma, reportOf, now);
    expect(couponReport.safeParse(report).error).toBeUndefined();
    expect(report.coupons).toEqual([
      expect.objectContaining({
        couponId: coupon.externalId,
        offered: 3,
        seen: 2,
        claimed: 1,
        redeemed: 1,
        uses: 2,
        spentMinor: 4000,
        liabilityMinor: 6000,
        leftMinor: 94_000,
      }),
    ]);
    expect(report.coupons[0]?.effects).toMatchObject([
      { campaignId: id, arm: 'offer', otherCoupons: 1, incrementalOrders: { value: 0 } },
    ]);
  });
});

/** Customers of a campaign, the first half in the arm, orders of some at some day. */
async function experiment(count: number, buys: (index: number) => boolean, before: (i: number) => number) {
  const campaignId = await campaign({ state: 'ended', attributionHours: 72 });
  const customers = Array.from({ length: count }, () => ({
    id: randomUUID(),
    externalId: randomUUID(),
    name: '某人',
  }));
  await database.prisma.customer.createMany({ data: customers });
  const ids = customers.map(({ id }) => id);
  const assignedAt = daysAgo(30);
  await database.prisma.assignment.createMany({
    data: ids.map((customerId, index) => ({
      campaignId,
      customerId,
      arm: index < count / 2 ? 'offer' : 'holdout',
      assignedAt,
    })),
  });
  const order = (customerId: string, createdAt: Date) => ({
    externalId: randomUUID(),
    customerId,
    status: 'paid',
    itemsMinor: 5000,
    totalMinor: 5000,
    createdAt,
  });
  await database.prisma.order.createMany({
    data: ids.flatMap((id, index) => [
      ...Array.from({ length: before(index) }, (_, nth) => order(id, daysAgo(40 + 9 * nth))),
      ...(buys(index) ? [order(id, daysAgo(29))] : []),
      // Too late to count.
      ...(index % 50 === 0 ? [order(id, daysAgo(26))] : []),
    ]),
  });
  return { campaignId, ids };
}

describe('campaigns', () => {
  it('tell what was asked, the report, and the effect day by day with the same interval', async () => {
    const { campaignId } = await experiment(
      400,
      (index) => index % (index < 200 ? 4 : 10) === 0,
      () => 0,
    );
    const list = await readCampaigns(database.prisma, now);
    expect(campaignList.safeParse(list).error).toBeUndefined();
    expect(list.campaigns).toMatchObject([{ campaignId, name: '春天上新', state: 'ended', customers: 400 }]);
    const needs = { reportOf, anytimeDifference };
    const result = await readCampaignResult(database.prisma, campaignId, needs, zone, now);
    expect(campaignResult.safeParse(result).error).toBeUndefined();
    expect(result.planned).toMatchObject({ goal: '请老顾客回来', holdoutShare: 0.5, budgetMinor: null });
    const [line] = result.overTime;
    expect(line?.days.map(({ day, customers }) => [day, customers])).toEqual([
      ['2026-04-10', 400],
      ['2026-04-11', 400],
    ]);
    // Nobody had bought on the first day: the interval is wide, and not a point.
    expect(line?.days[0]?.conversion).toEqual({
      value: 0,
      low: expect.closeTo(-0.046, 2),
      high: expect.closeTo(0.046, 2),
    });
    const { anytime } = result.report.comparisons[0]?.conversion ?? {};
    expect(line?.days[1]?.conversion).toEqual({
      value: expect.closeTo(0.15, 10),
      low: anytime?.low,
      high: anytime?.high,
    });
    await expect(readCampaignResult(database.prisma, noId, needs, zone, now)).rejects.toThrow('没有找到');
  });
});

describe('the model of effects', () => {
  it('waits for the end, says how many are missing, and counts those who agree only', async () => {
    const running = await campaign({ state: 'running', endsAt: new Date(now.getTime() + 1000) });
    const early = await readUplift(database.prisma, running, curveInThread, now);
    expect(early).toMatchObject({ state: 'running', readyAt: '2026-05-10T04:00:01.000Z' });
    const { campaignId, ids } = await experiment(
      20,
      (index) => index === 1,
      () => 0,
    );
    await agree(ids.slice(0, 12));
    const few = await readUplift(database.prisma, campaignId, curveInThread, now);
    expect(upliftReport.safeParse(few).error).toBeUndefined();
    expect(few).toMatchObject({
      state: 'too-few',
      missing: [
        { what: 'treated', have: 10, needed: 500 },
        { what: 'control', have: 1, needed: 500 },
        { what: 'treatedBuyers', have: 1, needed: 80 },
        { what: 'controlBuyers', have: 0, needed: 80 },
      ],
    });
    await expect(readUplift(database.prisma, noId, curveInThread, now)).rejects.toThrow('没有找到');
  });

  it('finds those that are moved where there is something to find', { timeout: 120_000 }, async () => {
    // Who bought twice before buys three times as often with the campaign; who never bought is not moved, but buys more anyway.
    const group = (index: number) => index % 2;
    const half = 700;
    const { campaignId, ids } = await experiment(
      2 * half,
      (index) => {
        const turn = Math.floor(index / 2) % 10;
        if (group(index) === 1) return turn < (index < half ? 6 : 2);
        return turn < 4;
      },
      (index) => 2 * group(index),
    );
    await agree(ids);
    const report = await readUplift(database.prisma, campaignId, curveInThread, now);
    expect(upliftReport.safeParse(report).error).toBeUndefined();
    if (report.state !== 'ready') throw new Error(report.state);
    expect(report).toMatchObject({ customers: 1399, treated: 700 });
    // By hand: half of all, moved by 0.4, make 200 of 1,000; the other half adds nothing.
    const at = (share: number) => report.points.find((point) => point.share === share);
    expect(at(0)).toEqual({ share: 0, byUplift: 0, byLikelyToBuy: 0, random: 0 });
    expect(at(1)?.byUplift).toBeCloseTo(200, -1);
    expect(at(0.5)?.byUplift).toBeGreaterThan(170);
    expect(at(0.5)?.random).toBeCloseTo(100, -1);
    expect(at(0.5)?.byLikelyToBuy).toBeLessThan(40);
    expect(report.qini.low).toBeGreaterThan(0);
    expect(report.qiniLikelyToBuy.high).toBeLessThan(0);
  });

  async function agree(ids: string[]): Promise<void> {
    const visitor = await rows.visitor();
    await database.prisma.consent.createMany({
      data: ids.map((customerId) => ({
        visitorId: visitor.id,
        customerId,
        purpose: 'personalization',
        granted: true,
        textVersion: 't',
        source: 'test',
      })),
    });
    // Who takes it back is not looked at.
    const [last = ''] = ids.slice(-1);
    const taken = { visitorId: visitor.id, customerId: last, purpose: 'personalization' };
    await database.prisma.consent.create({
      data: {
        ...taken,
        granted: false,
        textVersion: 't',
        source: 'test',
        createdAt: new Date(Date.now() + 1000),
      },
    });
  }
});

describe('what is kept for a while', () => {
  it('is computed once, again after its time, and never kept when it failed', async () => {
    let time = 0;
    let computed = 0;
    const kept = keptFor(1000, 2, () => new Date(time));
    const ask = (key = 'a', fresh = false) => kept(key, async () => ++computed, fresh);
    expect(await Promise.all([ask(), ask(), ask('a', true)])).toEqual([1, 1, 1]);
    const other = kept('z', async () => 1);
    expect([await other, await kept('z', async () => 2), await kept('z', async () => 3, true)]).toEqual([
      1, 1, 3,
    ]);
    time = 999;
    expect(await ask()).toBe(1);
    time = 1000;
    expect(await ask()).toBe(2);
    await expect(kept('b', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await kept('b', async () => 'well')).toBe('well');
    // The oldest goes when there are too many.
    expect(await ask('c')).toBe(3);
    expect(await ask()).toBe(4);
  });
});
