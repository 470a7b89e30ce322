import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPostgresTestDatabase, openTestDatabase } from '../../../test/database.js';
import { type ShopRows, shopRows } from '../../../test/shop-rows.js';
import { type CouponReserve, couponReserve } from '../../contract/coupon-checkout.js';
import { createVisitorStore } from '../../customers/visitor-store.js';
import type { Database } from '../../platform/database.js';
import { newId } from '../../platform/ids.js';
import { createCouponAdvice } from './advice.js';
import { type CouponCheckout, createCouponCheckout } from './checkout-store.js';
import { makeCouponCode } from './coupon-code.js';
import { createCouponFinding } from './finding-store.js';
import { expireOverdue } from './hold-store.js';
import { checkLedger } from './ledger-check-store.js';
import { createSignalStore, suspicious, wrongCodes } from './signal-store.js';
import { createSubjectHash } from './subject-hash.js';

const minute = 60_000;

describe.each([
  ['the embedded database', openTestDatabase as () => Promise<Database | undefined>],
  ['a PostgreSQL server', openPostgresTestDatabase as () => Promise<Database | undefined>],
])('reserve, redeem, release on %s', (_name, openDatabase) => {
  let database: Database | undefined;
  let rows: ShopRows;
  let now = new Date();
  let checkout: CouponCheckout;
  let advise: ReturnType<typeof createCouponAdvice>;
  let signals: ReturnType<typeof createSignalStore>;
  const test = (title: string, run: (open: Database) => Promise<void>) =>
    it(title, async (context) => (database ? run(database) : context.skip()));

  beforeAll(async () => {
    database = await openDatabase();
    if (!database) return;
    const { prisma } = database;
    rows = shopRows(prisma);
    signals = createSignalStore(database);
    const parts = { finding: createCouponFinding(database), clock: () => now, shopTimeZone: 'Asia/Shanghai' };
    const { customerIdOf } = createVisitorStore(database);
    const hash = createSubjectHash('secret');
    checkout = createCouponCheckout({ ...parts, prisma, signals, hash, customerIdOf });
    advise = createCouponAdvice(parts);
  });
  afterAll(() => database?.close());
  beforeEach(() => {
    now = new Date();
  });

  let made = 0;
  type CouponData = NonNullable<Parameters<ShopRows['coupon']>[0]>;
  /** A public coupon of ¥20 off ¥100 without a cap per customer, unless said otherwise. */
  async function publicCoupon(data: CouponData = {}) {
    const code = `CODE${++made}`;
    const coupon = await rows.coupon({
      distribution: 'public',
      publicCode: code,
      perCustomerCap: null,
      ...data,
    });
    return { ...coupon, code };
  }
  const order = (changes: Partial<Omit<CouponReserve, 'cart'>> & { cart?: object } = {}): CouponReserve =>
    couponReserve.parse({
      orderReference: newId(),
      cart: {
        lines: [{ lineId: '1', productId: 'P1', quantity: 2, unitPriceMinor: 10_000 }],
        shippingMinor: 800,
      },
      ...changes,
    });
  const lines = (...prices: number[]) => ({
    lines: prices.map((unitPriceMinor, index) => ({
      lineId: `L${index}`,
      productId: 'P1',
      quantity: 1,
      unitPriceMinor,
    })),
  });
  const counters = async ({ prisma }: Database, id: string) => {
    const { claimedCount, reservedCount, redeemedCount, reservedMinor, spentMinor, exposureMinor } =
      await prisma.coupon.findUniqueOrThrow({ where: { id } });
    return { claimedCount, reservedCount, redeemedCount, reservedMinor, spentMinor, exposureMinor };
  };
  const zero = {
    claimedCount: 0,
    reservedCount: 0,
    redeemedCount: 0,
    reservedMinor: 0,
    spentMinor: 0,
    exposureMinor: 0,
  };
  const refusal = (reason: string, message?: string) => ({
    refusal: { reason, ...(message ? { message } : {}) },
  });

  test('held, then spent, then given back: counters and ledger agree at every step', async (open) => {
    const { id, code, externalId } = await publicCoupon();
    const wanted = order({ idempotencyKey: 'key-for-reserve' });
    const { orderReference } = wanted;
    const held = await checkout.reserve(code.toLowerCase(), wanted);
    expect(held).toMatchObject({
      couponId: externalId,
      state: 'reserved',
      discountMinor: 2000,
      lines: [{ lineId: '1', discountMinor: 2000 }],
      expiresAt: new Date(now.getTime() + 15 * minute).toISOString(),
    });
    expect(await counters(open, id)).toEqual({
      ...zero,
      claimedCount: 1,
      reservedCount: 1,
      reservedMinor: 2000,
    });
    expect(await checkout.reserve(code, wanted)).toEqual(held);
    const spent = await checkout.redeem(code, { orderReference });
    expect(spent).toMatchObject({ state: 'redeemed', reservationId: held.reservationId });
    expect(await checkout.redeem(code, { orderReference })).toEqual(spent);
    expect(await counters(open, id)).toEqual({
      ...zero,
      claimedCount: 1,
      redeemedCount: 1,
      spentMinor: 2000,
    });
    const back = await checkout.release(code, { orderReference });
    expect(back.state).toBe('released');
    expect(await checkout.release(code, { orderReference })).toEqual(back);
    expect(await counters(open, id)).toEqual(zero);
    expect(await checkLedger(open)).toEqual([]);
  });

  test('one key is one request: another body is refused, whatever is asked', async () => {
    const { code } = await publicCoupon();
    await checkout.reserve(code, order({ idempotencyKey: 'the-very-same-key' }));
    await expect(
      checkout.reserve(code, order({ idempotencyKey: 'the-very-same-key' })),
    ).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Idempotency-Key'),
    });
  });

  test('the same request ten times at once is one reservation', async (open) => {
    const { id, code } = await publicCoupon();
    const wanted = order({ idempotencyKey: `at-once-${id}` });
    const answers = await Promise.all(Array.from({ length: 10 }, () => checkout.reserve(code, wanted)));
    expect(new Set(answers.map(({ reservationId }) => reservationId)).size).toBe(1);
    expect(await counters(open, id)).toMatchObject({ reservedCount: 1, reservedMinor: 2000 });
  });

  test('budget for three: of twenty at once exactly three, and so many more as come back', async (open) => {
    const { id, code } = await publicCoupon({ budgetMinor: 6000 });
    const orders = Array.from({ length: 20 }, () => order());
    const results = await Promise.allSettled(orders.map((each) => checkout.reserve(code, each)));
    const winners = orders.filter((_, index) => results[index]?.status === 'fulfilled');
    expect(winners).toHaveLength(3);
    for (const result of results)
      if (result.status === 'rejected')
        expect(result.reason).toMatchObject({
          code: 'conflict',
          ...refusal('budget-used', '这张券的优惠已经送完了'),
        });
    await checkout.release(code, { orderReference: winners[0]?.orderReference ?? '' });
    await checkout.reserve(code, order());
    await expect(checkout.reserve(code, order())).rejects.toMatchObject(refusal('budget-used'));
    expect(await counters(open, id)).toMatchObject({ reservedCount: 3, reservedMinor: 6000 });
    expect(await checkLedger(open)).toEqual([]);
  });

  test('what is not paid in time comes back by itself, at the latest when somebody needs it', async (open) => {
    const { id, code } = await publicCoupon({ budgetMinor: 2000 });
    const lost = order();
    await checkout.reserve(code, lost);
    await expect(checkout.reserve(code, order())).rejects.toMatchObject(refusal('budget-used'));
    now = new Date(now.getTime() + 16 * minute);
    const next = order();
    expect((await checkout.reserve(code, next)).state).toBe('reserved');
    await expect(checkout.redeem(code, { orderReference: lost.orderReference })).rejects.toMatchObject(
      refusal('reservation-gone'),
    );
    now = new Date(now.getTime() + 16 * minute);
    expect(await expireOverdue(open, now, { couponId: id, limit: 10 })).toBe(1);
    expect(await counters(open, id)).toEqual(zero);
    expect(await checkLedger(open)).toEqual([]);
  });

  test('redeemed without a reservation; a part of it returned; then the rest', async (open) => {
    const { id, code } = await publicCoupon();
    const { orderReference, cart } = order();
    expect(await checkout.redeem(code, { orderReference, cart })).toMatchObject({ state: 'redeemed' });
    const part = { orderReference, amountMinor: 500, idempotencyKey: `part-of-${id}` };
    expect(await checkout.release(code, part)).toMatchObject({ state: 'redeemed', returnedMinor: 500 });
    expect(await checkout.release(code, part)).toMatchObject({ returnedMinor: 500 });
    expect(await counters(open, id)).toMatchObject({ redeemedCount: 1, spentMinor: 1500 });
    await expect(checkout.release(code, { orderReference, amountMinor: 1501 })).rejects.toMatchObject({
      errors: [{ path: 'amountMinor' }],
    });
    expect(await checkout.release(code, { orderReference })).toMatchObject({ state: 'released' });
    expect(await counters(open, id)).toEqual(zero);
    expect(await checkLedger(open)).toEqual([]);
  });

  test('a claimed one: only its customer, once, and again after it came back', async (open) => {
    const [owner, other] = [await rows.customer(), await rows.customer()];
    const { id: couponId } = await rows.coupon();
    const code = makeCouponCode(crypto.getRandomValues(new Uint8Array(16)));
    await open.prisma.walletCoupon.create({ data: { couponId, customerId: owner.id, code } });
    await expect(checkout.reserve(code, order())).rejects.toMatchObject(
      refusal('login-needed', '登录后才能用这张券'),
    );
    await expect(checkout.reserve(code, order({ customerId: other.externalId }))).rejects.toMatchObject({
      code: 'not-found',
      ...refusal('unknown-code'),
    });
    const mine = order({ customerId: owner.externalId });
    await checkout.reserve(code.replaceAll('-', '').toLowerCase(), mine);
    await expect(checkout.reserve(code, order({ customerId: owner.externalId }))).rejects.toMatchObject(
      refusal('held-by-other-order'),
    );
    await checkout.redeem(code, mine);
    await expect(checkout.reserve(code, order({ customerId: owner.externalId }))).rejects.toMatchObject(
      refusal('already-used', '这张券已经用过了'),
    );
    await checkout.release(code, { orderReference: mine.orderReference });
    expect((await checkout.reserve(code, order({ customerId: owner.externalId }))).state).toBe('reserved');
  });

  test('caps: per customer, per device, in all; guests have no identity to count by', async () => {
    const { code } = await publicCoupon({ perCustomerCap: 1, perDeviceCap: 2, totalCap: 3 });
    await expect(checkout.reserve(code, order())).rejects.toMatchObject(refusal('login-needed'));
    const use = (customerId: string, deviceId = newId()) =>
      checkout.reserve(code, order({ customerId, deviceId }));
    const both = await Promise.allSettled([use('same'), use('same'), use('same')]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: refusal('customer-cap'),
    });
    await use('anna', 'one-device');
    await use('bela', 'one-device');
    await expect(use('cara', 'one-device')).rejects.toMatchObject(refusal('device-cap'));
    await expect(use('dora')).rejects.toMatchObject(refusal('sold-out', '这张券已经发完了'));
  });

  test('a flash sale: so many pieces a day, no more, and back when not paid', async (open) => {
    const sale = await publicCoupon({
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
      order({
        customerId,
        cart: { lines: [{ lineId: '1', productId: 'P1', quantity, unitPriceMinor: 10_000 }] },
      });
    const first = pieces(5, newId());
    // Two of the five pieces: more one customer cannot have.
    expect(await checkout.reserve(sale.code, first)).toMatchObject({ quantity: 2, discountMinor: 8000 });
    await expect(checkout.reserve(sale.code, pieces(2, newId()))).rejects.toMatchObject(
      refusal('period-sold-out', '这一场只剩 1 件了'),
    );
    await checkout.reserve(sale.code, pieces(1, newId()));
    await expect(checkout.reserve(sale.code, pieces(1, newId()))).rejects.toMatchObject(
      refusal('period-sold-out', '今天的名额领完了'),
    );
    await checkout.release(sale.code, { orderReference: first.orderReference });
    expect(await checkout.reserve(sale.code, pieces(2, newId()))).toMatchObject({ quantity: 2 });
    now = new Date(now.getTime() + 24 * 60 * minute - minute);
    await open.prisma.coupon.update({
      where: { id: sale.id },
      data: { validUntil: new Date(now.getTime() + minute) },
    });
    expect(await checkout.reserve(sale.code, pieces(2, newId()))).toMatchObject({ quantity: 2 });
    expect(await checkLedger(open)).toEqual([]);
  });

  test('two of one group, or beside an exclusive one, are refused on one order; others come off what is left', async () => {
    const [first, same, percent, alone] = [
      await publicCoupon({ title: '满100减20' }),
      await publicCoupon(),
      await publicCoupon({ kind: 'percent', valueMinor: null, percentOff: 10, stackGroup: '' }),
      await publicCoupon({ exclusive: true, stackGroup: '' }),
    ];
    const { orderReference, cart } = order();
    expect(await checkout.reserve(percent.code, order({ orderReference, cart }))).toMatchObject({
      discountMinor: 2000,
    });
    expect(await checkout.reserve(first.code, order({ orderReference, cart }))).toMatchObject({
      discountMinor: 2000,
    });
    await expect(checkout.reserve(same.code, order({ orderReference, cart }))).rejects.toMatchObject(
      refusal('stack-group', '已经用了「满100减20」，同类的券只能用一张'),
    );
    await expect(checkout.reserve(alone.code, order({ orderReference, cart }))).rejects.toMatchObject(
      refusal('exclusive'),
    );
    await expect(checkout.reserve(first.code, order({ orderReference, cart }))).rejects.toMatchObject(
      refusal('on-this-order'),
    );
  });

  test('two coupons of one group at once on one order: one', async () => {
    const [one, two] = [await publicCoupon(), await publicCoupon()];
    const { orderReference, cart } = order();
    const both = await Promise.allSettled(
      [one, two].map(({ code }) => checkout.reserve(code, order({ orderReference, cart }))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('refuses in words, names the field, and keeps nothing', async (open) => {
    const later = new Date(now.getTime() + minute);
    const earlier = new Date(now.getTime() - minute);
    const cases: [CouponData, string, string, string][] = [
      [{ thresholdMinor: 22_300 }, 'threshold', '还差 ¥23.00 就能用这张券', 'cart.lines'],
      [{ scope: { categories: ['母婴用品'] } }, 'scope', '这张券只能买母婴用品类商品', 'cart.lines'],
      [{ validUntil: earlier }, 'expired', '这张券已经过期了', 'code'],
      [{ validFrom: later }, 'not-started', '', 'code'],
      [{ status: 'paused' }, 'not-active', '这张券现在不能用', 'code'],
      [{ memberTiers: ['gold'] }, 'login-needed', '登录后才能用这张券', 'customerId'],
    ];
    for (const [data, reason, message, path] of cases) {
      const { id, code } = await publicCoupon(data);
      await expect(checkout.reserve(code, order())).rejects.toMatchObject({
        ...refusal(reason, message),
        errors: [{ path }],
      });
      expect(await counters(open, id)).toEqual(zero);
      expect(await open.prisma.couponHold.count({ where: { couponId: id } })).toBe(0);
    }
  });

  test('wrong codes are counted and lock whoever tries them; right ones are then refused too', async () => {
    const { code } = await publicCoupon();
    const deviceId = newId();
    for (let tried = 0; tried < wrongCodes.most; tried++)
      await expect(checkout.reserve(`WRONG${tried}`, order({ deviceId }))).rejects.toMatchObject(
        refusal('unknown-code'),
      );
    await expect(checkout.reserve(code, order({ deviceId }))).rejects.toMatchObject({
      code: 'rate-limited',
      retryAfterSeconds: expect.any(Number),
      ...refusal('too-many-tries'),
    });
    expect((await checkout.reserve(code, order({ deviceId: newId() }))).state).toBe('reserved');
    now = new Date(now.getTime() + (wrongCodes.lockMinutes + 1) * minute);
    expect((await checkout.reserve(code, order({ deviceId }))).state).toBe('reserved');
  });

  test('many accounts on one device or address, and a rush on one device, are noted without anybody’s data', async (open) => {
    const { id, code } = await publicCoupon({ stackGroup: '' });
    for (let account = 0; account < suspicious.accounts; account++)
      await checkout.reserve(
        code,
        order({ customerId: newId(), deviceId: 'a-device-seen', address: '上海市某路 1 号' }),
      );
    for (let use = 0; use < suspicious.usesPerMinute; use++)
      await checkout.reserve(code, order({ customerId: newId(), deviceId: 'a-device-in-a-hurry' }));
    await signals.look(now);
    await signals.look(now);
    const { items } = await signals.list({ limit: 50 });
    expect(items.filter(({ couponId }) => couponId === id).map(({ kind, count }) => [kind, count])).toEqual(
      expect.arrayContaining([
        ['shared-device', suspicious.accounts],
        ['shared-address', suspicious.accounts],
      ]),
    );
    expect(items.filter(({ kind }) => kind === 'unusual-speed')).toHaveLength(1);
    const stored = JSON.stringify(await open.prisma.couponSignal.findMany());
    for (const clear of ['a-device', '上海']) expect(stored).not.toContain(clear);
  });

  test('the best combination of what is held, what is public and what was typed; reserving it gives the same', async (open) => {
    await open.prisma.coupon.updateMany({ data: { status: 'ended' } });
    const customer = await rows.customer();
    const mine = await rows.coupon({ title: '满100减20', stackGroup: '甲' });
    const code = makeCouponCode(crypto.getRandomValues(new Uint8Array(16)));
    await open.prisma.walletCoupon.create({ data: { couponId: mine.id, customerId: customer.id, code } });
    const percent = await publicCoupon({
      title: '9折',
      kind: 'percent',
      valueMinor: null,
      percentOff: 10,
      thresholdMinor: 0,
      stackGroup: '乙',
    });
    await publicCoupon({ title: '满500减80', thresholdMinor: 50_000, valueMinor: 8000, stackGroup: '甲' });
    const freight = await publicCoupon({
      title: '包邮券',
      kind: 'shipping',
      valueMinor: 1000,
      thresholdMinor: 0,
      stackGroup: 'shipping',
    });
    const cart = { ...lines(9900, 5050), shippingMinor: 800 };
    const wanted = order({ customerId: customer.externalId, cart });
    const advice = await advise({ cart: wanted.cart, customerId: customer.externalId, codes: ['NO-SUCH'] });
    expect(advice.chosen.map(({ code: named, discountMinor }) => [named, discountMinor])).toEqual([
      [percent.code, 1495],
      [code, 2000],
      [freight.code, 800],
    ]);
    expect(advice).toMatchObject({ savedMinor: 4295, payMinor: 11_455, exact: true });
    expect(advice.notUsed.map(({ refusal: { reason } }) => reason)).toEqual(['threshold']);
    for (const { code: named, discountMinor, lines: split } of advice.chosen)
      expect(await checkout.reserve(named, { ...wanted, idempotencyKey: `best-${named}` })).toMatchObject({
        discountMinor,
        lines: split,
      });
  });
});
