import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../../test/database.js';
import { type ShopRows, shopRows } from '../../../test/shop-rows.js';
import { type MemberRules, memberRules } from '../../contract/member-rules.js';
import type { Database } from '../../platform/database.js';
import { createLocalClock } from '../../platform/local-clock.js';
import { packageRoot } from '../../platform/package-root.js';
import { parseSource } from '../../platform/yaml-source.js';
import { memberRulesToYaml, readMemberRules } from './member-rules-file.js';
import { createMemberRulesStore } from './member-rules-store.js';
import { createMembership } from './membership-store.js';
import { entriesFor, expiryOf, pointsFor } from './points.js';
import { monthsLater, progressOf, standingAfter } from './standing.js';
import { createTierEffect } from './tier-effect-store.js';

const timeZone = 'Asia/Shanghai';
const local = createLocalClock(timeZone);
const start = new Date('2026-11-22T03:00:00Z');
const levels = [
  { id: 'regular', name: '普通会员', reach: 0 },
  { id: 'silver', name: '银卡会员', reach: 1000, keep: 800 },
  { id: 'gold', name: '金卡会员', reach: 3000 },
];
const rules = (change: Partial<MemberRules['points']> = {}, tiersFrom: 'rules' | 'shop' = 'rules') =>
  memberRules.parse({
    tiersFrom,
    pointsFrom: 'rules',
    tiers: { levels },
    points: { birthday: { multiplier: 2 }, expiry: { endOfYear: 1 }, countFrom: '2024-01-01', ...change },
  });

describe('tiers', () => {
  const { tiers } = rules();
  it('go up at once, hold their time, and fall to what the spending gives', () => {
    const up = standingAfter(tiers, 300_000, start);
    expect(up).toMatchObject({ standing: { tier: 'gold', since: start }, move: 'reached' });
    const { holdUntil } = up.standing;
    expect(holdUntil).toEqual(monthsLater(start, 12));
    const before = new Date(holdUntil.getTime() - 1);
    expect(standingAfter(tiers, 0, before, up.standing)).toEqual({ standing: up.standing, move: 'same' });
    expect(standingAfter(tiers, 100_000, holdUntil, up.standing)).toMatchObject({
      standing: { tier: 'silver' },
      move: 'lowered',
    });
    const silver = { ...up.standing, tier: 'silver' };
    expect(standingAfter(tiers, 80_000, holdUntil, silver)).toMatchObject({
      standing: { tier: 'silver', since: start },
      move: 'kept',
    });
    expect(standingAfter(tiers, 79_999, holdUntil, silver)).toMatchObject({ standing: { tier: 'regular' } });
  });

  it('tell what is missing for the next one and for keeping this one', () => {
    const standing = { tier: 'silver', since: start, holdUntil: monthsLater(start, 3) };
    expect(progressOf(tiers, 77_000, standing)).toEqual({
      tierName: '银卡会员',
      windowMonths: 12,
      next: { id: 'gold', name: '金卡会员', missingMinor: 223_000 },
      keep: { until: standing.holdUntil, missingMinor: 3000 },
    });
    expect(progressOf(tiers, 500_000, { ...standing, tier: 'gold' })).toEqual({
      tierName: '金卡会员',
      windowMonths: 12,
    });
  });

  it('count months to the last day where there is no such day', () => {
    expect(monthsLater(new Date('2027-01-31T10:00:00Z'), 1)).toEqual(new Date('2027-02-28T10:00:00Z'));
    expect(monthsLater(new Date('2027-03-31T10:00:00Z'), -1)).toEqual(new Date('2027-02-28T10:00:00Z'));
  });
});

describe('points of an order', () => {
  const { points } = rules();
  const order = {
    orderId: 'o1',
    externalId: 'ZG1',
    at: new Date('2026-11-20T17:00:00Z'),
    totalMinor: 10_090,
    netMinor: 10_090,
  };
  const person = { tier: 'regular', now: start, local };

  it('are rounded down, doubled in the month of the birthday on the shop’s calendar, and multiplied by tier', () => {
    expect(pointsFor(points, order, 'regular', '03-01', local)).toBe(100);
    expect(pointsFor(points, order, 'regular', '11-30', local)).toBe(200);
    // Already 1 December in Shanghai.
    const late = { ...order, at: new Date('2026-11-30T16:30:00Z') };
    expect(pointsFor(points, late, 'regular', '11-30', local)).toBe(100);
    const gold = rules({ tierMultipliers: { gold: 1.5 }, birthday: { multiplier: 2, during: 'day' } }).points;
    expect(pointsFor(gold, order, 'gold', '11-21', local)).toBe(300);
  });

  it('run out at the end of a day of the shop', () => {
    expect(expiryOf(points, order.at, local)).toEqual(new Date('2027-12-31T16:00:00Z'));
    const months = rules({ expiry: { months: 1 } }).points;
    expect(expiryOf(months, order.at, local)).toEqual(new Date('2026-12-21T16:00:00Z'));
  });

  it('are booked once, taken back with the refund, and expire once', () => {
    const [earned, ...none] = entriesFor(points, order, undefined, person);
    expect(none).toEqual([]);
    expect(earned).toMatchObject({ kind: 'earned', points: 100, idempotencyKey: 'earned:o1' });
    const expiresAt = new Date('2027-12-31T16:00:00Z');
    const booked = { earned: 100, takenBack: 0, expired: 0, rows: 1, expiresAt };
    expect(entriesFor(points, order, booked, person)).toEqual([]);
    const half = { ...order, netMinor: 5045 };
    expect(entriesFor(points, half, booked, person)).toMatchObject([{ kind: 'taken-back', points: -50 }]);
    const after = { ...booked, takenBack: -50, rows: 2 };
    expect(entriesFor(points, half, after, person)).toEqual([]);
    const gone = { ...person, now: expiresAt };
    expect(entriesFor(points, half, after, gone)).toMatchObject([{ kind: 'expired', points: -50 }]);
    const over = { ...after, expired: -50, rows: 3 };
    expect(entriesFor(points, { ...order, netMinor: 0 }, over, gone)).toEqual([]);
  });
});

describe('rules', () => {
  it('of the starter content are valid, and written out they read the same', async () => {
    const { rules: starter, problems } = await readMemberRules([join(packageRoot(), 'member-rules')]);
    expect(problems).toEqual([]);
    const again = parseSource('again', memberRulesToYaml(starter as MemberRules), memberRules);
    expect(again).toMatchObject({ value: starter });
  });

  it.each<[string, string, string]>([
    [
      'levels that do not rise',
      'tiers:\n  levels:\n    - {id: a, name: A, reach: 0}\n    - {id: b, name: B, reach: 0}\npoints: {}\n',
      'tiers.levels.1.reach',
    ],
    [
      'a first level that costs',
      'tiers: {levels: [{id: a, name: A, reach: 5}]}\npoints: {}\n',
      'tiers.levels.0.reach',
    ],
    [
      'an unknown tier',
      'tiers: {levels: [{id: a, name: A, reach: 0}]}\npoints: {tierMultipliers: {b: 2}}\n',
      'points.tierMultipliers.b',
    ],
    [
      'a field nobody knows',
      'tiers: {levels: [{id: a, name: A, reach: 0}]}\npoints: {}\nfree: true\n',
      'free',
    ],
  ])('are refused with line and field: %s', async (_title, text, path) => {
    const folder = await mkdtemp(join(tmpdir(), 'member-rules-'));
    const file = join(folder, 'rules.yml');
    await writeFile(file, text);
    const { rules: read, problems } = await readMemberRules([file]);
    await rm(folder, { recursive: true });
    expect(read).toBeUndefined();
    expect(problems[0]).toMatchObject({ file, path });
    expect(problems[0]?.line).toBeGreaterThan(0);
  });
});

describe('membership in the database', () => {
  let database: Database;
  let rows: ShopRows;
  let now = start;
  const audited: { action: string; detail?: unknown }[] = [];
  const audit = async (record: { action: string; detail?: unknown }) => void audited.push(record);
  const parts = () => {
    const store = createMemberRulesStore({ ...database, audit, clock: () => now });
    return { store, membership: createMembership({ ...database, rules: store, audit, timeZone }) };
  };
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const shown = async (id: string) =>
    database.prisma.customer.findUniqueOrThrow({ where: { id }, select: { tier: true, points: true } });

  beforeAll(async () => {
    database = await openTestDatabase();
    rows = shopRows(database.prisma);
  });
  afterAll(() => database.close());

  it('follows the orders, twice the same, and a refund', async () => {
    const { store, membership } = parts();
    await store.save(rules(), 0, { type: 'system', id: 'test' });
    const customer = await rows.customer({ birthday: '01-01' });
    const { id: product } = await rows.product();
    const order = await rows.order(customer.id, [product], { at: daysAgo(20), unitPriceMinor: 310_000 });
    await rows.order(customer.id, [product], { at: daysAgo(900), unitPriceMinor: 500_000 });
    await rows.order(customer.id, [product], { at: daysAgo(3), unitPriceMinor: 99, status: 'unpaid' });
    // 900,000 yen are not 9,000 yuan.
    const inYen = { at: daysAgo(2), unitPriceMinor: 900_000, currency: 'JPY' };
    await rows.order(customer.id, [product], inYen);
    for (let run = 0; run < 2; run++) {
      await membership.apply([customer.id], now);
      expect(await shown(customer.id)).toEqual({ tier: 'gold', points: 3100 });
    }
    expect(audited.at(-1)).toMatchObject({
      action: 'member.tier-reached',
      detail: { from: 'regular', to: 'gold' },
    });
    const ledger = await membership.ledger(customer.id, { limit: 10 });
    expect(ledger.items).toMatchObject([{ kind: 'earned', points: 3100, orderId: order.externalId }]);

    await database.prisma.order.update({ where: { id: order.id }, data: { status: 'refunded' } });
    await membership.apply([customer.id], now);
    // The tier holds its time; the points go.
    expect(await shown(customer.id)).toEqual({ tier: 'gold', points: 0 });
    expect(await membership.progress(customer.id, now)).toMatchObject({
      tierName: '金卡会员',
      keep: { missingMinor: 300_000 },
    });
    now = monthsLater(start, 13);
    await membership.apply([customer.id], now);
    expect((await shown(customer.id)).tier).toBe('regular');
    now = start;
  });

  it('says beforehand who would move, and whose tier only holds its time; and changes nothing', async () => {
    const effectOf = createTierEffect({ ...database, clock: () => now });
    const { id: product } = await rows.product();
    const [rich, held] = [await rows.customer(), await rows.customer({ tier: 'gold' })];
    await rows.customer({ externalId: 'erased:somebody-else' });
    await rows.order(rich.id, [product], { at: daysAgo(5), unitPriceMinor: 120_000 });
    const before = await effectOf(rules());
    expect(before).toMatchObject({ lookedAt: before.customers });
    expect(before.moves).toEqual([{ from: 'regular', to: 'silver', customers: 1 }]);
    // Up at once; who has gold keeps it until its time is over, and is told of.
    expect(before.atRisk).toBe(1);
    const dearer = rules();
    dearer.tiers = { ...dearer.tiers, levels: levels.map((level) => ({ ...level, reach: level.reach * 2 })) };
    expect(await effectOf(dearer)).toMatchObject({ changed: 0, moves: [], atRisk: 1 });
    expect(await effectOf(rules({}, 'shop'))).toMatchObject({ changed: 0, moves: [] });
    expect(await shown(rich.id)).toEqual({ tier: 'regular', points: 0 });
    await database.prisma.customer.deleteMany({ where: { id: held.id } });
  });

  it('gives nobody anything back who had everything deleted', async () => {
    const { membership } = parts();
    const customer = await rows.customer({ externalId: 'erased:somebody' });
    const { id: product } = await rows.product();
    await rows.order(customer.id, [product], { at: daysAgo(1), unitPriceMinor: 500_000 });
    await membership.apply([customer.id], now);
    expect(await shown(customer.id)).toEqual({ tier: 'regular', points: 0 });
    expect((await membership.ledger(customer.id, { limit: 10 })).items).toEqual([]);
  });

  it('two at once book every order once', async () => {
    const { membership } = parts();
    const customer = await rows.customer();
    const { id: product } = await rows.product();
    for (const days of [1, 2, 3]) await rows.order(customer.id, [product], { at: daysAgo(days) });
    await Promise.all([1, 2, 3].map(() => membership.apply([customer.id], now)));
    expect((await shown(customer.id)).points).toBe(300);
  });

  it('leaves the tier alone where the shop sends its own, and keeps an opening balance', async () => {
    const { store, membership } = parts();
    const { version } = await store.current();
    const { countFrom: _from, ...points } = rules({}, 'shop').points;
    const own: MemberRules = { ...rules({}, 'shop'), points };
    await store.save({ ...own, pointsFrom: 'shop' }, version, { type: 'system', id: 'test' });
    await store.save(own, version + 1, { type: 'system', id: 'test' });
    await expect(store.save(own, version, { type: 'system', id: 'test' })).rejects.toMatchObject({
      code: 'conflict',
    });
    const customer = await rows.customer({ tier: 'gold', points: 77 });
    const { id: product } = await rows.product();
    await rows.order(customer.id, [product], { at: daysAgo(5), unitPriceMinor: 50_000 });
    await rows.order(customer.id, [product], { at: now, unitPriceMinor: 20_000 });
    await membership.apply([customer.id], new Date(now.getTime() + 1000));
    expect(await shown(customer.id)).toEqual({ tier: 'gold', points: 277 });
    expect(await membership.progress(customer.id, now)).toBeUndefined();
    await membership.apply([customer.id], new Date('2028-01-01T00:00:00Z'));
    expect((await shown(customer.id)).points).toBe(0);
  });
});
