import { z } from 'zod';
import type { CouponUse } from '../../contract/coupon-checkout.js';
import type { Database } from '../../platform/database.js';
import { definedOnly } from '../../platform/defined-only.js';
import type { Prisma } from '../../platform/generated/prisma/client.js';
import type { CouponSplit } from './apply-coupon.js';
import { exposureOf } from './coupon-rule.js';
import { type Entry, giveBackToPeriod, move, type Tx } from './ledger-store.js';

/** How a discount lies on a cart, as it is stored with the hold: by the ids of the cart's lines. */
export const storedSplit = z.object({
  lines: z.array(z.object({ lineId: z.string(), discountMinor: z.int() })),
  shippingMinor: z.int(),
  gift: z.object({ productId: z.string(), worthMinor: z.int() }).optional(),
});
export type StoredSplit = z.infer<typeof storedSplit>;

export function storableSplit(split: CouponSplit, lines: readonly { lineId: string }[]): StoredSplit {
  return {
    lines: lines.flatMap(({ lineId }, index) => {
      const discountMinor = split.lines[index] ?? 0;
      return discountMinor > 0 ? [{ lineId, discountMinor }] : [];
    }),
    shippingMinor: split.shippingMinor,
    ...definedOnly('gift', split.gift),
  };
}

export type HoldRow = Prisma.CouponHoldGetPayload<object>;
type CouponOfHold = Pick<
  Prisma.CouponGetPayload<object>,
  'id' | 'externalId' | 'title' | 'currency' | 'kind' | 'valueMinor' | 'maxDiscountMinor' | 'distribution'
>;
export type HoldWithCoupon = HoldRow & { coupon: CouponOfHold };

/** What the shop's server is told of a use. */
export function presentUse(hold: HoldWithCoupon): CouponUse {
  const { lines, shippingMinor, gift } = storedSplit.parse(hold.split);
  return {
    reservationId: hold.id,
    couponId: hold.coupon.externalId,
    title: hold.coupon.title,
    orderReference: hold.orderReference,
    state: z.enum(['reserved', 'redeemed', 'released', 'expired']).parse(hold.state),
    currency: hold.coupon.currency,
    discountMinor: lines.reduce((sum, { discountMinor }) => sum + discountMinor, shippingMinor),
    lines,
    shippingDiscountMinor: shippingMinor,
    quantity: hold.quantity,
    ...definedOnly('gift', gift),
    ...(hold.returnedMinor > 0 ? { returnedMinor: hold.returnedMinor } : {}),
    ...(hold.state === 'reserved' ? { expiresAt: hold.expiresAt.toISOString() } : {}),
  };
}

type Told = Pick<Entry, 'key' | 'requestHash'>;

/** What is given out at its use, and comes back with it: public codes and flash sales, which nobody claims. */
export function handedOutBy(
  coupon: Pick<CouponOfHold, 'distribution'>,
  hold: Pick<HoldRow, 'quantity'>,
): number {
  return coupon.distribution === 'public' ? hold.quantity : 0;
}

/** A held discount becomes a spent one. @returns false when it was not held any more */
export async function redeemHold(tx: Tx, hold: HoldWithCoupon, at: Date, told: Told = {}): Promise<boolean> {
  const { id, couponId, walletCouponId, quantity, costMinor, orderReference, coupon } = hold;
  const { count } = await tx.couponHold.updateMany({
    where: { id, state: 'reserved' },
    data: { state: 'redeemed', endedAt: at },
  });
  if (count === 0) return false;
  if (walletCouponId !== null)
    await tx.walletCoupon.update({ where: { id: walletCouponId }, data: { state: 'redeemed' } });
  return move(tx, {
    ...told,
    ...pieceOf(hold),
    couponId,
    kind: 'redeem',
    at,
    holdId: id,
    orderReference,
    amountMinor: costMinor,
    by: {
      reserved: -quantity,
      reservedMinor: -costMinor,
      redeemed: quantity,
      spentMinor: costMinor,
      ...(walletCouponId === null ? {} : { exposureMinor: -exposureOf(coupon) }),
    },
    answer: presentUse({ ...hold, state: 'redeemed', endedAt: at }),
  });
}

/**
 * Ends a use whole: budget, count and the customer's piece come back. What was returned of it in part before is not
 * returned again. @returns false when it had ended, or changed, meanwhile
 */
export async function endHold(
  tx: Tx,
  hold: HoldWithCoupon,
  to: 'released' | 'expired',
  at: Date,
  told: Told = {},
): Promise<boolean> {
  const { id, couponId, walletCouponId, quantity, costMinor, orderReference, coupon } = hold;
  const wasRedeemed = hold.state === 'redeemed';
  const { count } = await tx.couponHold.updateMany({
    where: { id, state: hold.state, returnedMinor: hold.returnedMinor },
    data: { state: to, endedAt: at },
  });
  if (count === 0) return false;
  if (walletCouponId !== null)
    await tx.walletCoupon.update({ where: { id: walletCouponId }, data: { state: 'claimed' } });
  const { period } = hold;
  if (period !== null) await giveBackToPeriod(tx, { couponId, period, quantity });
  const left = costMinor - hold.returnedMinor;
  return move(tx, {
    ...told,
    ...pieceOf(hold),
    couponId,
    kind: to === 'released' ? 'release' : 'expire',
    at,
    holdId: id,
    orderReference,
    amountMinor: left,
    by: {
      claimed: -handedOutBy(coupon, hold),
      ...(wasRedeemed
        ? { redeemed: -quantity, spentMinor: -left }
        : { reserved: -quantity, reservedMinor: -costMinor }),
      ...(wasRedeemed && walletCouponId !== null ? { exposureMinor: exposureOf(coupon) } : {}),
    },
    ...(period === null ? {} : { period: { name: period, by: -quantity } }),
    answer: presentUse({ ...hold, state: to, endedAt: at }),
  });
}

/** Gives back a part of a redeemed discount to the budget; the coupon stays used. @returns false when that is too much */
export async function returnPart(
  tx: Tx,
  hold: HoldWithCoupon,
  amountMinor: number,
  at: Date,
  told: Told,
): Promise<boolean> {
  const { id, couponId, orderReference, costMinor } = hold;
  const { count } = await tx.couponHold.updateMany({
    where: { id, state: 'redeemed', returnedMinor: { lte: costMinor - amountMinor } },
    data: { returnedMinor: { increment: amountMinor } },
  });
  if (count === 0) return false;
  const after = await tx.couponHold.findUniqueOrThrow({ where: { id } });
  return move(tx, {
    ...told,
    ...pieceOf(hold),
    couponId,
    kind: 'release',
    at,
    holdId: id,
    orderReference,
    amountMinor,
    by: { spentMinor: -amountMinor },
    answer: presentUse({ ...hold, ...after }),
  });
}

const pieceOf = ({ walletCouponId }: HoldRow) => (walletCouponId === null ? {} : { walletCouponId });

/** Gives back what was held for longer than it may be. @returns how many uses ended */
export async function expireOverdue(
  { prisma }: Pick<Database, 'prisma'>,
  now: Date,
  { couponId, limit }: { couponId?: string; limit: number },
): Promise<number> {
  const overdue = await prisma.couponHold.findMany({
    where: { state: 'reserved', expiresAt: { lte: now }, ...definedOnly('couponId', couponId) },
    include: { coupon: true },
    orderBy: { expiresAt: 'asc' },
    take: limit,
  });
  let ended = 0;
  for (const hold of overdue) {
    if (await prisma.$transaction((tx) => endHold(tx, hold, 'expired', now))) ended += 1;
  }
  return ended;
}
