import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CouponWorld, couponWorld, minute, noCounters, refusal } from '../../../test/coupon-world.js';
import { openPostgresTestDatabase, openTestDatabase } from '../../../test/database.js';
import type { ShopRows } from '../../../test/shop-rows.js';
import type { Database } from '../../platform/database.js';
import { newId } from '../../platform/ids.js';
import { makeCouponCode } from './coupon-code.js';
import { expireOverdue } from './hold-store.js';
import { checkLedger } from './ledger-check-store.js';

type CouponData = NonNullable<Parameters<ShopRows['coupon']>[0]>;

describe.each([
  ['the embedded database', openTestDatabase as () => Promise<Database | undefined>],
  ['a PostgreSQL server', openPostgresTestDatabase as () => Promise<Database | undefined>],
])('reserve, redeem, release on %s', (_name, openDatabase) => {
  let database: Database | undefined;
  let world: CouponWorld;
  /** Skips where no server can be started. */
  const test = (title: string, run: (open: Database) => Promise<void>) =>
    it(title, async (context) => (database ? run(database) : context.skip()));

  beforeAll(async () => {
    database = await openDatabase();
    if (database) world = couponWorld(database);
  });
  afterAll(() => database?.close());
  beforeEach(() => {
    if (database) world.time.now = new Date();
  });

  test('held, then spent, then given back: counters and ledger agree at every step', async (open) => {
    const { id, code, externalId } = await world.publicCoupon();
    const wanted = world.order({ idempotencyKey: 'key-for-reserve' });
    const { orderReference } = wanted;
    const held = await world.checkout.reserve(code.toLowerCase(), wanted);
    expect(held).toMatchObject({
      couponId: externalId,
      state: 'reserved',
      discountMinor: 2000,
      lines: [{ lineId: '1', discountMinor: 2000 }],
      expiresAt: new Date(world.time.now.getTime() + 15 * minute).toISOString(),
    });
    expect(await world.counters(id)).toEqual({
      ...noCounters,
      claimedCount: 1,
      reservedCount: 1,
      reservedMinor: 2000,
    });
    expect(await world.checkout.reserve(code, wanted)).toEqual(held);
    const spent = await world.checkout.redeem(code, { orderReference });
    expect(spent).toMatchObject({ state: 'redeemed', reservationId: held.reservationId });
    expect(await world.checkout.redeem(code, { orderReference })).toEqual(spent);
    expect(await world.counters(id)).toEqual({
      ...noCounters,
      claimedCount: 1,
      redeemedCount: 1,
      spentMinor: 2000,
    });
    const back = await world.checkout.release(code, { orderReference });
    expect(back.state).toBe('released');
    expect(await world.checkout.release(code, { orderReference })).toEqual(back);
    expect(await world.counters(id)).toEqual(noCounters);
    expect(await checkLedger(open)).toEqual([]);
  });

  test('one key is one request: another body is refused, whatever is asked', async () => {
    const { code } = await world.publicCoupon();
    await world.checkout.reserve(code, world.order({ idempotencyKey: 'the-very-same-key' }));
    await expect(
      world.checkout.reserve(code, world.order({ idempotencyKey: 'the-very-same-key' })),
    ).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Idempotency-Key'),
    });
  });

  test('the same request ten times at once is one reservation', async () => {
    const { id, code } = await world.publicCoupon();
    const wanted = world.order({ idempotencyKey: `at-once-${id}` });
    const answers = await Promise.all(Array.from({ length: 10 }, () => world.checkout.reserve(code, wanted)));
    expect(new Set(answers.map(({ reservationId }) => reservationId)).size).toBe(1);
    expect(await world.counters(id)).toMatchObject({ reservedCount: 1, reservedMinor: 2000 });
  });

  test('one key for two orders at once is one of them; a part returned five times at once is returned once', async (open) => {
    const { id, code } = await world.publicCoupon();
    const idempotencyKey = `two-orders-${id}`;
    const both = await Promise.allSettled(
      [1, 2].map(() => world.checkout.reserve(code, world.order({ idempotencyKey }))),
    );
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    expect(await world.counters(id)).toMatchObject({ reservedCount: 1 });
    const { orderReference, cart } = world.order();
    await world.checkout.redeem(code, { orderReference, cart });
    const part = { orderReference, amountMinor: 500, idempotencyKey: `part-${id}` };
    const parts = await Promise.all([1, 2, 3, 4, 5].map(() => world.checkout.release(code, part)));
    expect(parts.map(({ returnedMinor }) => returnedMinor)).toEqual(Array(5).fill(500));
    expect(await world.counters(id)).toMatchObject({ spentMinor: 1500 });
    expect(await checkLedger(open)).toEqual([]);
  });

  test('budget for three: of twenty at once exactly three, and so many more as come back', async (open) => {
    const { id, code } = await world.publicCoupon({ budgetMinor: 6000 });
    const orders = Array.from({ length: 20 }, () => world.order());
    const results = await Promise.allSettled(orders.map((each) => world.checkout.reserve(code, each)));
    const winners = orders.filter((_, index) => results[index]?.status === 'fulfilled');
    expect(winners).toHaveLength(3);
    for (const result of results)
      if (result.status === 'rejected')
        expect(result.reason).toMatchObject({
          code: 'conflict',
          ...refusal('budget-used', '这张券的优惠已经送完了'),
        });
    await world.checkout.release(code, { orderReference: winners[0]?.orderReference ?? '' });
    await world.checkout.reserve(code, world.order());
    await expect(world.checkout.reserve(code, world.order())).rejects.toMatchObject(refusal('budget-used'));
    expect(await world.counters(id)).toMatchObject({ reservedCount: 3, reservedMinor: 6000 });
    expect(await checkLedger(open)).toEqual([]);
  });

  test('what is not paid in time comes back by itself, at the latest when somebody needs it', async (open) => {
    const { id, code } = await world.publicCoupon({ budgetMinor: 2000 });
    const lost = world.order();
    await world.checkout.reserve(code, lost);
    await expect(world.checkout.reserve(code, world.order())).rejects.toMatchObject(refusal('budget-used'));
    world.time.now = new Date(world.time.now.getTime() + 16 * minute);
    const next = world.order();
    expect((await world.checkout.reserve(code, next)).state).toBe('reserved');
    await expect(world.checkout.redeem(code, { orderReference: lost.orderReference })).rejects.toMatchObject(
      refusal('reservation-gone'),
    );
    world.time.now = new Date(world.time.now.getTime() + 16 * minute);
    expect(await expireOverdue(open, world.time.now, { couponId: id, limit: 10 })).toBe(1);
    expect(await world.counters(id)).toEqual(noCounters);
    expect(await checkLedger(open)).toEqual([]);
  });

  test('redeemed without a reservation; a part of it returned; then the rest', async (open) => {
    const { id, code } = await world.publicCoupon();
    const { orderReference, cart } = world.order();
    expect(await world.checkout.redeem(code, { orderReference, cart })).toMatchObject({ state: 'redeemed' });
    const part = { orderReference, amountMinor: 500, idempotencyKey: `part-of-${id}` };
    expect(await world.checkout.release(code, part)).toMatchObject({ state: 'redeemed', returnedMinor: 500 });
    expect(await world.checkout.release(code, part)).toMatchObject({ returnedMinor: 500 });
    expect(await world.counters(id)).toMatchObject({ redeemedCount: 1, spentMinor: 1500 });
    await expect(world.checkout.release(code, { orderReference, amountMinor: 1501 })).rejects.toMatchObject({
      errors: [{ path: 'amountMinor' }],
    });
    expect(await world.checkout.release(code, { orderReference })).toMatchObject({ state: 'released' });
    expect(await world.counters(id)).toEqual(noCounters);
    expect(await checkLedger(open)).toEqual([]);
  });

  test('a claimed one: only its customer, once, and again after it came back', async (open) => {
    const [owner, other] = [await world.rows.customer(), await world.rows.customer()];
    const { id: couponId } = await world.rows.coupon();
    const code = makeCouponCode(crypto.getRandomValues(new Uint8Array(16)));
    await open.prisma.walletCoupon.create({ data: { couponId, customerId: owner.id, code } });
    await expect(world.checkout.reserve(code, world.order())).rejects.toMatchObject(
      refusal('login-needed', '登录后才能用这张券'),
    );
    await expect(
      world.checkout.reserve(code, world.order({ customerId: other.externalId })),
    ).rejects.toMatchObject({
      code: 'not-found',
      ...refusal('unknown-code'),
    });
    const mine = world.order({ customerId: owner.externalId });
    await world.checkout.reserve(code.replaceAll('-', '').toLowerCase(), mine);
    await expect(
      world.checkout.reserve(code, world.order({ customerId: owner.externalId })),
    ).rejects.toMatchObject(refusal('held-by-other-order'));
    await world.checkout.redeem(code, mine);
    await expect(
      world.checkout.reserve(code, world.order({ customerId: owner.externalId })),
    ).rejects.toMatchObject(refusal('already-used', '这张券已经用过了'));
    await world.checkout.release(code, { orderReference: mine.orderReference });
    expect((await world.checkout.reserve(code, world.order({ customerId: owner.externalId }))).state).toBe(
      'reserved',
    );
  });

  test('caps: per customer, per device, in all; guests have no identity to count by', async () => {
    const { code } = await world.publicCoupon({ perCustomerCap: 1, perDeviceCap: 2, totalCap: 4 });
    await expect(world.checkout.reserve(code, world.order())).rejects.toMatchObject(refusal('login-needed'));
    const use = (customerId: string, deviceId = newId()) =>
      world.checkout.reserve(code, world.order({ customerId, deviceId }));
    const both = await Promise.allSettled([use('same'), use('same'), use('same')]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: refusal('customer-cap'),
    });
    await use('anna', 'one-device');
    await use('bela', 'one-device');
    await expect(use('cara', 'one-device')).rejects.toMatchObject(refusal('device-cap'));
    await use('dora');
    await expect(use('emma')).rejects.toMatchObject(refusal('sold-out', '这张券已经发完了'));
  });

  test('a flash sale: so many pieces a day, no more, and back when not paid', async (open) => {
    const sale = await world.publicCoupon({
      kind: 'flash',
      thresholdMinor: 0,
      valueMinor: null,
      flashPriceMinor: 6000,
      scope: { products: ['P1'] },
      stackGroup: '',
      periodCap: 3,
      perCustomerCap: 2,
    });
    const pieces = (quantity: number, customerId: string) =>
      world.order({
        customerId,
        cart: { lines: [{ lineId: '1', productId: 'P1', quantity, unitPriceMinor: 10_000 }] },
      });
    const first = pieces(5, newId());
    // Two of the five pieces: more one customer cannot have.
    expect(await world.checkout.reserve(sale.code, first)).toMatchObject({
      quantity: 2,
      discountMinor: 8000,
    });
    await expect(world.checkout.reserve(sale.code, pieces(2, newId()))).rejects.toMatchObject(
      refusal('period-sold-out', '这一场只剩 1 件了'),
    );
    await world.checkout.reserve(sale.code, pieces(1, newId()));
    await expect(world.checkout.reserve(sale.code, pieces(1, newId()))).rejects.toMatchObject(
      refusal('period-sold-out', '今天的名额领完了'),
    );
    await world.checkout.release(sale.code, { orderReference: first.orderReference });
    expect(await world.checkout.reserve(sale.code, pieces(2, newId()))).toMatchObject({ quantity: 2 });
    world.time.now = new Date(world.time.now.getTime() + 24 * 60 * minute - minute);
    await open.prisma.coupon.update({
      where: { id: sale.id },
      data: { validUntil: new Date(world.time.now.getTime() + minute) },
    });
    expect(await world.checkout.reserve(sale.code, pieces(2, newId()))).toMatchObject({ quantity: 2 });
    expect(await checkLedger(open)).toEqual([]);
  });

  test('two of one group, or beside an exclusive one, are refused on one order; others come off what is left', async () => {
    const [first, same, percent, alone] = [
      await world.publicCoupon({ title: '满100减20' }),
      await world.publicCoupon(),
      await world.publicCoupon({ kind: 'percent', valueMinor: null, percentOff: 10, stackGroup: '' }),
      await world.publicCoupon({ exclusive: true, stackGroup: '' }),
    ];
    const { orderReference, cart } = world.order();
    expect(await world.checkout.reserve(percent.code, world.order({ orderReference, cart }))).toMatchObject({
      discountMinor: 2000,
    });
    expect(await world.checkout.reserve(first.code, world.order({ orderReference, cart }))).toMatchObject({
      discountMinor: 2000,
    });
    await expect(
      world.checkout.reserve(same.code, world.order({ orderReference, cart })),
    ).rejects.toMatchObject(refusal('stack-group', '已经用了「满100减20」，同类的券只能用一张'));
    await expect(
      world.checkout.reserve(alone.code, world.order({ orderReference, cart })),
    ).rejects.toMatchObject(refusal('exclusive'));
    await expect(
      world.checkout.reserve(first.code, world.order({ orderReference, cart })),
    ).rejects.toMatchObject(refusal('on-this-order'));
  });

  test('two coupons of one group at once on one order: one', async () => {
    const [one, two] = [await world.publicCoupon(), await world.publicCoupon()];
    const { orderReference, cart } = world.order();
    const both = await Promise.allSettled(
      [one, two].map(({ code }) => world.checkout.reserve(code, world.order({ orderReference, cart }))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('refuses in words, names the field, and keeps nothing', async (open) => {
    const later = new Date(world.time.now.getTime() + minute);
    const earlier = new Date(world.time.now.getTime() - minute);
    const cases: [CouponData, string, string, string][] = [
      [{ thresholdMinor: 22_300 }, 'threshold', '还差 ¥23.00 就能用这张券', 'cart.lines'],
      [{ scope: { categories: ['母婴用品'] } }, 'scope', '这张券只能买母婴用品类商品', 'cart.lines'],
      [{ validUntil: earlier }, 'expired', '这张券已经过期了', 'code'],
      [{ validFrom: later }, 'not-started', '', 'code'],
      [{ status: 'paused' }, 'not-active', '这张券现在不能用', 'code'],
      [{ memberTiers: ['gold'] }, 'login-needed', '登录后才能用这张券', 'customerId'],
    ];
    for (const [data, reason, message, path] of cases) {
      const { id, code } = await world.publicCoupon(data);
      await expect(world.checkout.reserve(code, world.order())).rejects.toMatchObject({
        ...refusal(reason, message),
        errors: [{ path }],
      });
      expect(await world.counters(id)).toEqual(noCounters);
      expect(await open.prisma.couponHold.count({ where: { couponId: id } })).toBe(0);
    }
  });
});
