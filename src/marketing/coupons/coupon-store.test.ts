import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgresTestDatabase, openTestDatabase } from '../../../test/database.js';
import { type ShopRows, shopRows } from '../../../test/shop-rows.js';
import type { Database } from '../../platform/database.js';
import { newId } from '../../platform/ids.js';
import { isCouponCode } from './coupon-code.js';
import { createCouponStore } from './coupon-store.js';
import { createSubjectHash } from './subject-hash.js';

const now = new Date();
const tomorrow = new Date(now.getTime() + 86_400_000);
const yesterday = new Date(now.getTime() - 86_400_000);

/** The same suite on both databases: the embedded one has one connection, the server has real races. */
describe.each([
  ['the embedded database', openTestDatabase as () => Promise<Database | undefined>],
  ['a PostgreSQL server', openPostgresTestDatabase as () => Promise<Database | undefined>],
])('coupons on %s', (_name, openDatabase) => {
  let database: Database | undefined;
  let rows: ShopRows;
  let store: ReturnType<typeof createCouponStore>;
  /** Skips where no server can be started. */
  const test = (title: string, run: (open: Database) => Promise<void>) =>
    it(title, async (context) => (database ? run(database) : context.skip()));

  beforeAll(async () => {
    database = await openDatabase();
    if (!database) return;
    rows = shopRows(database.prisma);
    store = createCouponStore(database, {
      hash: createSubjectHash('secret'),
      shopTimeZone: 'Asia/Shanghai',
    });
  });
  afterAll(() => database?.close());

  const accept = (customerId: string, offerId: string) => store.respond(customerId, offerId, 'accepted', now);
  async function offered(coupon: Parameters<ShopRows['coupon']>[0] = {}) {
    const { id: couponId } = await rows.coupon(coupon);
    const { id: customerId } = await rows.customer();
    const { id: offerId } = await rows.offer(customerId, couponId);
    return { couponId, customerId, offerId };
  }
  /** Counter, ledger and wallets of a coupon must say the same. */
  async function expectClaimed({ prisma }: Database, couponId: string, count: number) {
    const coupon = await prisma.coupon.findUniqueOrThrow({ where: { id: couponId } });
    const ledger = await prisma.couponLedgerEntry.findMany({ where: { couponId, kind: 'claim' } });
    const wallets = await prisma.walletCoupon.findMany({ where: { couponId } });
    expect([coupon.claimedCount, ledger.length, wallets.length]).toEqual([count, count, count]);
    expect(new Set(ledger.map(({ walletCouponId }) => walletCouponId))).toEqual(
      new Set(wallets.map(({ id }) => id)),
    );
    expect(new Set(wallets.map(({ code }) => code)).size).toBe(count);
  }

  test('fifty customers at once, ten coupons: exactly ten get one', async (open) => {
    const { id: couponId } = await rows.coupon({ totalCap: 10 });
    const claims = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const { id: customerId } = await rows.customer();
        const { id: offerId } = await rows.offer(customerId, couponId);
        return { customerId, offerId };
      }),
    );
    const results = await Promise.allSettled(
      claims.map(({ customerId, offerId }) => accept(customerId, offerId)),
    );
    const got = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.code] : []));
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(new Set(got).size).toBe(10);
    expect(got.every((code) => isCouponCode(code ?? ''))).toBe(true);
    expect(refused).toHaveLength(40);
    for (const reason of refused)
      expect(reason).toMatchObject({ code: 'conflict', message: '这张券刚刚被领完了。' });
    await expectClaimed(open, couponId, 10);
    const accepted = await open.prisma.offer.count({ where: { couponId, state: 'accepted' } });
    expect(accepted).toBe(10);
  });

  test('one offer accepted twenty times at once: one coupon, one code', async (open) => {
    const { couponId, customerId, offerId } = await offered({ perCustomerCap: 5 });
    const results = await Promise.all(Array.from({ length: 20 }, () => accept(customerId, offerId)));
    expect(new Set(results.map(({ code }) => code)).size).toBe(1);
    await expectClaimed(open, couponId, 1);
    expect(await store.respond(customerId, offerId, 'opened', now)).toEqual(results[0]);
    expect(await store.respond(customerId, offerId, 'dismissed', now)).toEqual(results[0]);
    await expectClaimed(open, couponId, 1);
  });

  test('several offers of one coupon at once: the cap per customer holds', async (open) => {
    const { couponId, customerId } = await offered({ perCustomerCap: 2 });
    const offers = await Promise.all(Array.from({ length: 6 }, () => rows.offer(customerId, couponId)));
    const results = await Promise.allSettled(offers.map(({ id }) => accept(customerId, id)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict', message: '这张券每人限领 2 张，您已经领过了。' },
    });
    await expectClaimed(open, couponId, 2);
  });

  test('many coupons at once do not wait for each other in a circle', async (open) => {
    const coupons = await Promise.all([rows.coupon(), rows.coupon(), rows.coupon()]);
    const { id: customerId } = await rows.customer();
    const offers = await Promise.all(
      Array.from({ length: 30 }, (_, index) => rows.offer(customerId, coupons[index % 3]?.id ?? '')),
    );
    await Promise.allSettled(offers.map(({ id }) => accept(customerId, id)));
    for (const { id } of coupons) await expectClaimed(open, id, 1);
  });

  test('an offer of somebody else does not exist', async (open) => {
    const { couponId, offerId } = await offered();
    const { id: stranger } = await rows.customer();
    for (const response of ['accepted', 'dismissed', 'opened'] as const) {
      await expect(store.respond(stranger, offerId, response, now)).rejects.toMatchObject({
        code: 'not-found',
      });
    }
    await expect(accept(stranger, newId())).rejects.toMatchObject({ code: 'not-found' });
    expect(await open.prisma.offer.findUnique({ where: { id: offerId } })).toMatchObject({
      state: 'offered',
    });
    await expectClaimed(open, couponId, 0);
  });

  test('a coupon past its time, before its time or beyond its budget cannot be had, and nothing is kept', async (open) => {
    for (const changes of [
      { validUntil: yesterday },
      { validFrom: tomorrow },
      { budgetMinor: 5000, spentMinor: 5000 },
      { totalCap: 0 },
    ]) {
      const { couponId, customerId, offerId } = await offered(changes);
      await expect(accept(customerId, offerId)).rejects.toMatchObject({ code: 'conflict' });
      await expectClaimed(open, couponId, 0);
      expect(await open.prisma.offer.findUnique({ where: { id: offerId } })).toMatchObject({
        state: 'offered',
      });
    }
  });

  test('opened, then dismissed, then changed one’s mind', async (open) => {
    const { customerId, offerId } = await offered();
    const stateNow = async () =>
      (await open.prisma.offer.findUniqueOrThrow({ where: { id: offerId } })).state;
    expect(await store.respond(customerId, offerId, 'opened', now)).toEqual({});
    expect(await stateNow()).toBe('opened');
    expect(await store.respond(customerId, offerId, 'dismissed', now)).toEqual({});
    expect(await store.respond(customerId, offerId, 'opened', now)).toEqual({});
    expect(await stateNow()).toBe('dismissed');
    expect((await accept(customerId, offerId)).code).toBeDefined();
    expect(await stateNow()).toBe('accepted');
  });

  test('the wallet shows what can be used first, by deadline, then what no longer can', async (open) => {
    const { id: customerId } = await rows.customer();
    const hold = async (data: Parameters<ShopRows['coupon']>[0], state = 'claimed') => {
      const { id: couponId, externalId } = await rows.coupon(data);
      await open.prisma.walletCoupon.create({ data: { couponId, customerId, code: newId(), state } });
      return externalId;
    };
    const later = await hold({ validUntil: new Date(now.getTime() + 9 * 86_400_000) });
    const soon = await hold({ validUntil: tomorrow }, 'reserved');
    const expired = await hold({ validUntil: yesterday });
    const redeemed = await hold({ validUntil: tomorrow }, 'redeemed');
    await offered();
    const wallet = await store.wallet(customerId, now);
    expect(wallet.slice(0, 2).map(({ couponId, state }) => [couponId, state])).toEqual([
      [soon, 'claimed'],
      [later, 'claimed'],
    ]);
    expect(new Map(wallet.slice(2).map(({ couponId, state }) => [couponId, state]))).toEqual(
      new Map([
        [expired, 'expired'],
        [redeemed, 'redeemed'],
      ]),
    );
  });

  test('a long past does not push out what can be used', async (open) => {
    const { id: customerId } = await rows.customer();
    const { id: old } = await rows.coupon({ validUntil: yesterday });
    await open.prisma.walletCoupon.createMany({
      data: Array.from({ length: 150 }, () => ({ couponId: old, customerId, code: newId() })),
    });
    const { externalId, id: couponId } = await rows.coupon({});
    await open.prisma.walletCoupon.create({ data: { couponId, customerId, code: newId() } });
    const [first] = await store.wallet(customerId, now);
    expect(first?.couponId).toBe(externalId);
  });

  test('per device, per day and the liability cap hold; days count from the claim', async (open) => {
    const claimOn = (couponId: string, device: string) => async () => {
      const { id: customerId } = await rows.customer();
      const { id: offerId } = await rows.offer(customerId, couponId);
      return store.respond(customerId, offerId, 'accepted', now, device);
    };
    const claims = async (coupon: Parameters<ShopRows['coupon']>[0], device: () => string) => {
      const { id } = await rows.coupon(coupon);
      const results = await Promise.allSettled([1, 2, 3, 4].map(() => claimOn(id, device())()));
      await expectClaimed(open, id, 2);
      return results.flatMap((result) => (result.status === 'rejected' ? [result.reason.message] : []));
    };
    expect(await claims({ perDeviceCap: 2 }, () => 'one browser')).toEqual(
      Array(2).fill('这台设备上领这张券的次数已经到了。'),
    );
    expect(await claims({ periodCap: 2 }, newId)).toEqual(Array(2).fill('今天的名额领完了'));
    expect(await claims({ liabilityCapMinor: 4000 }, newId)).toEqual(Array(2).fill('这张券刚刚被领完了。'));
    const { id: couponId } = await rows.coupon({ daysAfterClaim: 7 });
    await claimOn(couponId, newId())();
    const piece = await open.prisma.walletCoupon.findFirstOrThrow({ where: { couponId } });
    expect(piece.usableUntil?.getTime()).toBe(now.getTime() + 7 * 86_400_000);
    const [shown] = await store.wallet(piece.customerId ?? '', now);
    expect(shown).toMatchObject({ state: 'claimed', validUntil: piece.usableUntil?.toISOString() });
  });

  test('a coupon that is paused, a draft, or not given out in the chat cannot be claimed', async (open) => {
    for (const changes of [{ status: 'paused' }, { status: 'draft' }, { distribution: 'codes' }]) {
      const { couponId, customerId, offerId } = await offered(changes);
      await expect(accept(customerId, offerId)).rejects.toMatchObject({ message: '这张券现在不能领取。' });
      await expectClaimed(open, couponId, 0);
    }
  });
});
