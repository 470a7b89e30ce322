import type {
  CouponRedeem,
  CouponRefusal,
  CouponReserve,
  CouponUse,
} from '../../contract/coupon-checkout.js';
import { couponScope } from '../../contract/coupons.js';
import type { Clock } from '../../platform/clock.js';
import type { Database } from '../../platform/database.js';
import type { AppError } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { after, applyCoupon, type CartState, clash, costOf, isRefusal, startOf } from './apply-coupon.js';
import { exposureOf, type PricedCart } from './coupon-rule.js';
import { type Buyer, type CouponFinding, type FoundCoupon, ruleOf } from './finding-store.js';
import {
  expireOverdue,
  type HoldWithCoupon,
  handedOutBy,
  presentUse,
  storableSplit,
  storedSplit,
} from './hold-store.js';
import { keyTaken, move, type Tx, takeOfPeriod } from './ledger-store.js';
import { refuse, refused } from './refusal.js';
import { type Request, repeated } from './repeat-store.js';
import { shopPeriod } from './shop-period.js';

/** How long a reservation holds unless the request says otherwise, seconds. */
const usualHoldSeconds = 15 * 60;
/** A rush for one coupon is served one after the other. */
export const rush = { maxWait: 20_000, timeout: 20_000 };
/** Overdue uses of the same coupon that one request gives back before it gives up. */
const expiredAtUse = 50;
/** States in which a use counts. */
export const inForce = ['reserved', 'redeemed'];

export type UseRequest = (CouponReserve | (CouponRedeem & { cart: CouponReserve['cart'] })) & {
  holdSeconds?: number | undefined;
};
/** Somebody who asks, ready for the caps. */
export interface Asker {
  buyer?: Buyer;
  deviceHash?: string;
  addressHash?: string;
  /** Whoever tries codes, by hash. */
  subjects: string[];
}

export interface TakingNeeds extends Pick<Database, 'prisma'> {
  finding: Pick<CouponFinding, 'price'>;
  clock: Clock;
  shopTimeZone: string;
}

/** Taking a coupon for an order: everything that is checked while nobody else can change it. */
export function createTaking({ prisma, finding, clock, shopTimeZone }: TakingNeeds) {
  /** Takes the coupon for an order, as a reservation or at once for good. All or nothing. */
  async function take(
    found: FoundCoupon,
    request: UseRequest,
    asker: Asker,
    how: Request & { final: boolean },
  ): Promise<CouponUse> {
    const { coupon, wallet } = found;
    // In a rush most come when nothing is left: they are told so without waiting in line for the coupon's row.
    const gone = whatIsGone(coupon);
    if (
      gone &&
      (await expireOverdue({ prisma }, clock(), { couponId: coupon.id, limit: expiredAtUse })) === 0
    )
      throw refused(gone);
    const cart = await finding.price(request.cart, asker.buyer, hasScope(coupon.scope));
    const attempt = () => prisma.$transaction((tx) => takeIn(tx, found, cart, request, asker, how), rush);
    try {
      return await attempt();
    } catch (error) {
      if (!mayBeHeldInVain(error)) throw error;
      // Somebody's reservation may have run out: what is overdue comes back first, then once more.
      const at = { couponId: coupon.id, limit: expiredAtUse };
      if ((await expireOverdue({ prisma }, clock(), at)) === 0) throw error;
      const again = wallet && (await prisma.walletCoupon.findUniqueOrThrow({ where: { id: wallet.id } }));
      return prisma.$transaction(
        (tx) => takeIn(tx, { coupon, ...(again ? { wallet: again } : {}) }, cart, request, asker, how),
        rush,
      );
    }
  }

  async function takeIn(
    tx: Tx,
    { coupon, wallet }: FoundCoupon,
    cart: PricedCart,
    request: UseRequest,
    asker: Asker,
    { final, key, requestHash: asked }: Request & { final: boolean },
  ): Promise<CouponUse> {
    const { orderReference } = request;
    const { buyer, deviceHash, addressHash } = asker;
    const now = clock();
    // One after the other where two requests look at the same order, customer or device: sorted, so that nobody waits
    // in a circle, and before the row of the coupon, which all who use it share.
    const locks = [
      `order:${orderReference}`,
      ...(buyer ? [`buyer:${coupon.id}:${buyer.id}`] : []),
      ...(deviceHash && coupon.perDeviceCap !== null ? [`device:${coupon.id}:${deviceHash}`] : []),
    ].sort();
    await tx.$executeRaw`
      SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest(${locks}::text[]) WITH ORDINALITY AS l(name, at)
      ORDER BY at`;
    const before = await tx.couponHold.findMany({
      where: { orderReference, state: { in: inForce } },
      include: { coupon: true },
      orderBy: { createdAt: 'asc' },
    });
    const rule = ruleOf(coupon);
    for (const other of before) {
      if (other.couponId === coupon.id) {
        const same = await repeated(tx, { key, requestHash: asked });
        if (same) return same;
        throw refused(refuse('on-this-order'));
      }
      const refusal = clash(rule, other.coupon);
      if (refusal) throw refused(refusal);
    }
    const mostPieces = wallet?.customerId ? Number.POSITIVE_INFINITY : await allowedPieces(tx, coupon, asker);
    const split = applyCoupon(rule, cart, stateAfter(cart, before), mostPieces);
    if (isRefusal(split)) throw refused(split);

    if (wallet) await takePiece(tx, wallet.id, final);
    const { quantity } = split;
    const costMinor = costOf(split);
    const handedOut = handedOutBy(coupon, { quantity });
    const cap = handedOut > 0 ? coupon.periodCap : null;
    const period =
      cap === null ? null : shopPeriod(coupon.period === 'hour' ? 'hour' : 'day', now, shopTimeZone);
    if (cap !== null && period !== null)
      await takeInPeriod(tx, { couponId: coupon.id, period, quantity, cap }, coupon.period);
    const hold: HoldWithCoupon = {
      id: newId(),
      couponId: coupon.id,
      walletCouponId: wallet?.id ?? null,
      customerId: buyer?.id ?? null,
      deviceHash: deviceHash ?? null,
      addressHash: addressHash ?? null,
      orderReference,
      quantity,
      costMinor,
      returnedMinor: 0,
      split: storableSplit(split, cart.lines),
      period,
      state: final ? 'redeemed' : 'reserved',
      expiresAt: new Date(now.getTime() + (request.holdSeconds ?? usualHoldSeconds) * 1000),
      createdAt: now,
      endedAt: final ? now : null,
      coupon,
    };
    const { coupon: _coupon, split: stored, ...row } = hold;
    await tx.couponHold.create({
      data: { ...row, split: { ...storedSplit.parse(stored) } },
      select: { id: true },
    });
    const answer = presentUse(hold);
    const exposure = wallet ? exposureOf(coupon) : 0;
    const taken = await move(
      tx,
      {
        couponId: coupon.id,
        kind: final ? 'redeem' : 'reserve',
        at: now,
        key,
        requestHash: asked,
        answer,
        holdId: hold.id,
        orderReference,
        amountMinor: costMinor,
        walletCouponId: wallet?.id,
        by: {
          claimed: handedOut,
          ...(final
            ? { redeemed: quantity, spentMinor: costMinor, exposureMinor: -exposure }
            : { reserved: quantity, reservedMinor: costMinor }),
        },
        ...(period === null ? {} : { period: { name: period, by: quantity } }),
      },
      { needMinor: costMinor },
    );
    if (!taken) throw await whyNotTaken(tx, coupon.id, { handedOut, costMinor });
    return answer;
  }

  /** A piece of the customer's, or a single-use code. @throws AppError when it is used or held */
  async function takePiece(tx: Tx, id: string, final: boolean): Promise<void> {
    const { count } = await tx.walletCoupon.updateMany({
      where: { id, state: 'claimed' },
      data: { state: final ? 'redeemed' : 'reserved' },
    });
    if (count === 1) return;
    const { state } = await tx.walletCoupon.findUniqueOrThrow({ where: { id }, select: { state: true } });
    if (state === 'reserved') throw refused(refuse('held-by-other-order'));
    throw refused(refuse(state === 'redeemed' ? 'already-used' : 'expired'));
  }

  /** How many pieces this customer and device may still have. What was claimed was counted when it was claimed. */
  async function allowedPieces(
    tx: Tx,
    coupon: FoundCoupon['coupon'],
    { buyer, deviceHash }: Asker,
  ): Promise<number> {
    const usedBy = async (who: { customerId: string } | { deviceHash: string }) => {
      const { _sum } = await tx.couponHold.aggregate({
        where: { ...who, couponId: coupon.id, state: { in: inForce } },
        _sum: { quantity: true },
      });
      return _sum.quantity ?? 0;
    };
    let allowed = Number.POSITIVE_INFINITY;
    if (coupon.perCustomerCap !== null && buyer) {
      allowed = coupon.perCustomerCap - (await usedBy({ customerId: buyer.id }));
      if (allowed <= 0) throw refused(refuse('customer-cap', { cap: coupon.perCustomerCap }));
    }
    if (coupon.perDeviceCap !== null && deviceHash) {
      const onDevice = coupon.perDeviceCap - (await usedBy({ deviceHash }));
      if (onDevice <= 0) throw refused(refuse('device-cap'));
      allowed = Math.min(allowed, onDevice);
    }
    return allowed;
  }

  return take;
}

/** The cart after what the order has already: what is reserved later comes off what is left. */
function stateAfter(cart: PricedCart, before: readonly HoldWithCoupon[]): CartState {
  return before.reduce((state, { split, quantity, coupon }) => {
    const { lines, shippingMinor } = storedSplit.parse(split);
    const off = new Map(lines.map(({ lineId, discountMinor }) => [lineId, discountMinor]));
    return after(state, ruleKind(coupon.kind), {
      quantity,
      // The cart may be another one by now: never below nothing.
      shippingMinor: Math.min(shippingMinor, state.shippingLeft),
      lines: cart.lines.map(({ lineId }, index) => Math.min(off.get(lineId) ?? 0, state.left[index] ?? 0)),
    });
  }, startOf(cart));
}

const ruleKind = (kind: string) => ({ kind: kind === 'flash' ? ('flash' as const) : ('amount' as const) });

async function takeInPeriod(
  tx: Tx,
  wanted: { couponId: string; period: string; quantity: number; cap: number },
  when: string,
): Promise<void> {
  if (await takeOfPeriod(tx, wanted)) return;
  const { couponId, period, cap } = wanted;
  const row = await tx.couponPeriod.findUnique({ where: { couponId_period: { couponId, period } } });
  throw refused(refuse('period-sold-out', { when, left: Math.max(0, cap - (row?.taken ?? 0)) }));
}

/** Why the caps or the budget did not allow it. The key may also have been used by another request meanwhile. */
async function whyNotTaken(
  tx: Tx,
  couponId: string,
  { handedOut, costMinor }: { handedOut: number; costMinor: number },
): Promise<AppError> {
  const now = await tx.coupon.findUniqueOrThrow({ where: { id: couponId } });
  if (now.status !== 'active') return refused(refuse('not-active'));
  const left = now.totalCap - now.claimedCount;
  if (handedOut > 0 && left < handedOut)
    return refused(refuse('sold-out', now.kind === 'flash' ? { left: Math.max(0, left) } : {}));
  if (now.spentMinor + now.reservedMinor + costMinor > now.budgetMinor) return refused(refuse('budget-used'));
  return keyTaken();
}

/** Whether it is for some goods only. */
function hasScope(scope: unknown): boolean {
  return Object.values(couponScope.parse(scope ?? {})).some((list) => (list?.length ?? 0) > 0);
}

/** Whether a coupon had nothing left when it was read. */
function whatIsGone(coupon: FoundCoupon['coupon']): CouponRefusal | undefined {
  if (coupon.spentMinor + coupon.reservedMinor >= coupon.budgetMinor) return refuse('budget-used');
  const isGivenOut = coupon.distribution === 'public' && coupon.claimedCount >= coupon.totalCap;
  return isGivenOut ? refuse('sold-out') : undefined;
}

/** Refusals that an overdue reservation may be the cause of. */
function mayBeHeldInVain(error: unknown): boolean {
  const reason = (error as Partial<AppError>).refusal?.reason;
  return (
    reason !== undefined &&
    [
      'budget-used',
      'sold-out',
      'period-sold-out',
      'held-by-other-order',
      'customer-cap',
      'device-cap',
    ].includes(reason)
  );
}
