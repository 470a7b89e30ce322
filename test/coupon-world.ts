import { type CouponReserve, couponReserve } from '../src/contract/coupon-checkout.js';
import { createVisitorStore } from '../src/customers/visitor-store.js';
import { createCouponAdvice } from '../src/marketing/coupons/advice.js';
import { createCouponCheckout } from '../src/marketing/coupons/checkout-store.js';
import { createCouponFinding } from '../src/marketing/coupons/finding-store.js';
import { createSignalStore } from '../src/marketing/coupons/signal-store.js';
import { createSubjectHash } from '../src/marketing/coupons/subject-hash.js';
import type { Database } from '../src/platform/database.js';
import { newId } from '../src/platform/ids.js';
import { type ShopRows, shopRows } from './shop-rows.js';

export const minute = 60_000;
type CouponData = NonNullable<Parameters<ShopRows['coupon']>[0]>;

/** The coupons' ledger over a database, with a clock that tests move, and what they need to ask of it. */
export function couponWorld(database: Database) {
  const { prisma } = database;
  const rows = shopRows(prisma);
  const time = { now: new Date() };
  const parts = {
    finding: createCouponFinding(database),
    clock: () => time.now,
    shopTimeZone: 'Asia/Shanghai',
  };
  const signals = createSignalStore(database);
  const { customerIdOf } = createVisitorStore(database);
  let made = 0;
  return {
    rows,
    time,
    signals,
    checkout: createCouponCheckout({
      ...parts,
      prisma,
      signals,
      hash: createSubjectHash('secret'),
      customerIdOf,
    }),
    advise: createCouponAdvice(parts),

    /** A public coupon of ¥20 off ¥100 without a cap per customer, unless said otherwise. */
    async publicCoupon(data: CouponData = {}) {
      made += 1;
      const code = `CODE${made}`;
      const coupon = await rows.coupon({
        distribution: 'public',
        publicCode: code,
        perCustomerCap: null,
        ...data,
      });
      return { ...coupon, code };
    },

    /** An order of two pieces at ¥100, unless said otherwise. */
    order: (changes: Partial<Omit<CouponReserve, 'cart'>> & { cart?: object } = {}): CouponReserve =>
      couponReserve.parse({
        orderReference: newId(),
        cart: {
          lines: [{ lineId: '1', productId: 'P1', quantity: 2, unitPriceMinor: 10_000 }],
          shippingMinor: 800,
        },
        ...changes,
      }),

    async counters(id: string) {
      const { claimedCount, reservedCount, redeemedCount, reservedMinor, spentMinor, exposureMinor } =
        await prisma.coupon.findUniqueOrThrow({ where: { id } });
      return { claimedCount, reservedCount, redeemedCount, reservedMinor, spentMinor, exposureMinor };
    },
  };
}

export type CouponWorld = ReturnType<typeof couponWorld>;

export const noCounters = {
  claimedCount: 0,
  reservedCount: 0,
  redeemedCount: 0,
  reservedMinor: 0,
  spentMinor: 0,
  exposureMinor: 0,
};

/** Of an error that a customer understands. */
export const refusal = (reason: string, message?: string) => ({
  refusal: { reason, ...(message ? { message } : {}) },
});
