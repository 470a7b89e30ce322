import { z } from 'zod';

/** Why a coupon cannot be used (or be had) now. Stable words for programs; people read the sentence beside it. */
export const couponRefusalReason = z.enum([
  'unknown-code',
  'not-active',
  'not-started',
  'expired',
  'sold-out',
  'period-sold-out',
  'budget-used',
  'customer-cap',
  'device-cap',
  'login-needed',
  'member-tier',
  'new-customers-only',
  'channel',
  'currency',
  'scope',
  'threshold',
  'nothing-left',
  'no-freight',
  'exclusive',
  'stack-group',
  'already-used',
  'held-by-other-order',
  'on-this-order',
  'too-many-tries',
  'reservation-gone',
]);
export type CouponRefusalReason = z.infer<typeof couponRefusalReason>;

export const couponRefusal = z.object({
  reason: couponRefusalReason,
  /** In the shopper's words. */
  message: z.string(),
  /** What would make it work. */
  help: z.string().optional(),
  /** Of `threshold`: how much is missing. */
  missingMinor: z.int().optional(),
});
export type CouponRefusal = z.infer<typeof couponRefusal>;

const reference = z.string().trim().min(1).max(100);
const minor = z.int().min(0).max(2_000_000_000);

/** What is about to be bought, at the prices of the shop before any coupon. */
export const couponCart = z
  .strictObject({
    currency: z.string().length(3).default('CNY'),
    lines: z
      .array(
        z.strictObject({
          lineId: reference,
          /** The shop's own id. Category and brand are those that the shop sent in; else those given here. */
          productId: reference,
          category: z.string().trim().max(100).optional(),
          brand: z.string().trim().max(100).optional(),
          quantity: z.int().min(1).max(100_000),
          unitPriceMinor: minor,
        }),
      )
      .min(1)
      .max(200),
    shippingMinor: minor.default(0),
    channel: z.string().trim().max(100).optional(),
  })
  .superRefine(({ lines, shippingMinor }, context) => {
    const seen = new Set<string>();
    for (const [index, { lineId }] of lines.entries()) {
      if (seen.has(lineId))
        context.addIssue({
          code: 'custom',
          path: ['lines', index, 'lineId'],
          message: 'is there twice in the cart',
        });
      seen.add(lineId);
    }
    const sum = lines.reduce((sofar, { quantity, unitPriceMinor }) => sofar + quantity * unitPriceMinor, 0);
    if (sum + shippingMinor > 2_000_000_000)
      context.addIssue({ code: 'custom', path: ['lines'], message: 'come to more than one order may' });
  });
export type CouponCart = z.output<typeof couponCart>;

const key = z.string().trim().min(8, 'at least 8 characters').max(200);
/** Who asks. Device and address are hashed on arrival and never kept as they come. */
const whoAsks = {
  /** The shop's own id; absent: a guest. */
  customerId: reference.optional(),
  deviceId: z.string().trim().min(1).max(200).optional(),
  /** Any form of the address that is the same for the same address. */
  address: z.string().trim().min(1).max(500).optional(),
};

export const couponReserve = z.strictObject({
  orderReference: reference,
  cart: couponCart,
  ...whoAsks,
  /** Or the header `Idempotency-Key`. */
  idempotencyKey: key.optional(),
  /** How long it is held, 15 minutes unless given, a day at most. */
  holdSeconds: z.int().min(30).max(86_400).optional(),
});
export const couponRedeem = z.strictObject({
  orderReference: reference,
  /** Needed where nothing is reserved (any more) for the order. */
  cart: couponCart.optional(),
  ...whoAsks,
  idempotencyKey: key.optional(),
});
export const couponRelease = z.strictObject({
  orderReference: reference,
  /** Of a redeemed one: give back only so much of the budget; the coupon stays used. */
  amountMinor: z.int().min(1).max(2_000_000_000).optional(),
  idempotencyKey: key.optional(),
});
export type CouponReserve = z.output<typeof couponReserve>;
export type CouponRedeem = z.output<typeof couponRedeem>;
export type CouponRelease = z.output<typeof couponRelease>;

const lineDiscount = z.object({ lineId: z.string(), discountMinor: z.int() });

/** Answer of reserve, redeem and release. */
export const couponUse = z.object({
  reservationId: z.string(),
  couponId: z.string(),
  title: z.string(),
  orderReference: z.string(),
  state: z.enum(['reserved', 'redeemed', 'released', 'expired']),
  currency: z.string(),
  /** Off goods and freight together. */
  discountMinor: z.int(),
  lines: z.array(lineDiscount),
  shippingDiscountMinor: z.int(),
  gift: z.object({ productId: z.string(), worthMinor: z.int() }).optional(),
  /** Pieces of a flash sale; else 1. */
  quantity: z.int(),
  /** Of a redeemed one: given back so far. */
  returnedMinor: z.int().optional(),
  expiresAt: z.iso.datetime().optional(),
});
export type CouponUse = z.infer<typeof couponUse>;

export const couponBest = z.strictObject({
  cart: couponCart,
  ...whoAsks,
  /** Codes that the customer typed, beside what is in the wallet and what is public. */
  codes: z.array(z.string().trim().min(1).max(64)).max(20).default([]),
});
export type CouponBest = z.output<typeof couponBest>;

/** The best set of coupons, in the order in which to reserve them. */
export const couponAdvice = z.object({
  currency: z.string(),
  chosen: z.array(
    z.object({
      couponId: z.string(),
      /** What to name in `POST /v1/coupons/:code/reserve`. */
      code: z.string(),
      title: z.string(),
      discountMinor: z.int(),
      lines: z.array(lineDiscount),
      shippingDiscountMinor: z.int(),
      gift: z.object({ productId: z.string(), worthMinor: z.int() }).optional(),
    }),
  ),
  /** Every line of the cart, after everything. */
  lines: z.array(z.object({ lineId: z.string(), discountMinor: z.int(), payMinor: z.int() })),
  shippingDiscountMinor: z.int(),
  savedMinor: z.int(),
  payMinor: z.int(),
  /** False: there were so many that only the most promising combinations were looked at. */
  exact: z.boolean(),
  /** A few sentences for the customer. */
  explanation: z.array(z.string()),
  notUsed: z.array(z.object({ couponId: z.string(), title: z.string(), refusal: couponRefusal })),
});
export type CouponAdvice = z.infer<typeof couponAdvice>;
