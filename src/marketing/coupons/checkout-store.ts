import type {
  CouponRedeem,
  CouponRelease,
  CouponReserve,
  CouponUse,
} from '../../contract/coupon-checkout.js';
import type { Clock } from '../../platform/clock.js';
import type { Database } from '../../platform/database.js';
import { conflict, invalidInput, notFound } from '../../platform/errors.js';
import type { CouponFinding, FoundCoupon } from './finding-store.js';
import { endHold, type HoldWithCoupon, presentUse, redeemHold, returnPart } from './hold-store.js';
import { refuse, refused } from './refusal.js';
import { once, type Request, requestOf } from './repeat-store.js';
import type { SignalStore } from './signal-store.js';
import type { SubjectHash } from './subject-hash.js';
import { type Asker, createTaking, inForce, rush, type UseRequest } from './take-store.js';
import { whyNotUsable } from './usable.js';

export interface CheckoutNeeds extends Pick<Database, 'prisma'> {
  finding: CouponFinding;
  signals: Pick<SignalStore, 'lockedFor' | 'countFailure'>;
  hash: SubjectHash;
  /** Our id of a customer whom the shop names, made when it is new. Supplied by customers. */
  customerIdOf: (customer: { id: string }) => Promise<string>;
  clock: Clock;
  shopTimeZone: string;
}

export type CouponCheckout = ReturnType<typeof createCouponCheckout>;

/** The ledger as a shop's checkout uses it: reserve, redeem, release. */
export function createCouponCheckout(needs: CheckoutNeeds) {
  const { prisma, finding, signals, hash, clock, shopTimeZone } = needs;
  const take = createTaking(needs);

  async function askerOf(request: UseRequest | CouponRedeem): Promise<Asker> {
    const { customerId, deviceId, address } = request;
    const known = customerId === undefined ? undefined : await finding.buyer(customerId);
    const buyer =
      known ??
      (customerId === undefined
        ? undefined
        : { id: await needs.customerIdOf({ id: customerId }), tier: 'regular', hasOrdered: false });
    const deviceHash = deviceId === undefined ? undefined : hash('device', deviceId);
    return {
      ...(buyer ? { buyer } : {}),
      ...(deviceHash === undefined ? {} : { deviceHash }),
      ...(address === undefined ? {} : { addressHash: hash('address', address) }),
      subjects: [...(buyer ? [hash('customer', buyer.id)] : []), ...(deviceHash ? [deviceHash] : [])],
    };
  }

  /** The coupon of a code that this person may use now. Wrong codes are counted. */
  async function usable(code: string, asker: Asker): Promise<FoundCoupon> {
    const now = clock();
    const [locked, found] = await Promise.all([signals.lockedFor(asker.subjects, now), finding.byCode(code)]);
    if (locked !== undefined) throw refused(refuse('too-many-tries'), locked);
    const refusal = found
      ? whyNotUsable({ ...found, customerId: asker.buyer?.id, now, shopTimeZone })
      : refuse('unknown-code');
    if (refusal?.reason === 'unknown-code') await signals.countFailure(asker.subjects, now);
    if (refusal || !found) throw refused(refusal ?? refuse('unknown-code'));
    return found;
  }

  return {
    /**
     * Checks everything, computes the discount and holds it. The same key gives the same answer; the same key for
     * something else is a conflict. What was refused may be asked again with the same key.
     * @throws AppError with a `refusal` that a customer understands
     */
    async reserve(code: string, request: CouponReserve): Promise<CouponUse> {
      const how = requestOf('reserve', code, request);
      return once(prisma, how, async () => {
        const asker = await askerOf(request);
        return take(await usable(code, asker), request, asker, { ...how, final: false });
      });
    },

    /** Finalises what is held for the order; with a cart also where nothing is. Twice is once. */
    async redeem(code: string, request: CouponRedeem): Promise<CouponUse> {
      const how = requestOf('redeem', code, request);
      return once(prisma, how, () => redeemOnce(code, request, how));
    },

    /**
     * Gives back a reservation, a redeemed discount whole (the customer may use the coupon again), or with
     * `amountMinor` a part of it (the coupon stays used). Twice is once.
     */
    async release(code: string, request: CouponRelease): Promise<CouponUse> {
      const how = requestOf('release', code, request);
      return once(prisma, how, () => releaseOnce(code, request, how));
    },
  };

  async function redeemOnce(code: string, request: CouponRedeem, how: Request): Promise<CouponUse> {
    const held = await holdOf(code, request.orderReference, inForce);
    if (held?.state === 'redeemed') return presentUse(held);
    if (held) {
      const at = clock();
      if (await prisma.$transaction((tx) => redeemHold(tx, held, at, how), rush))
        return presentUse({ ...held, state: 'redeemed', endedAt: at });
    }
    const done = held && (await holdOf(code, request.orderReference, ['redeemed']));
    if (done) return presentUse(done);
    const { cart } = request;
    if (!cart) throw refused(refuse('reservation-gone'));
    const asker = await askerOf(request);
    return take(await usable(code, asker), { ...request, cart }, asker, { ...how, final: true });
  }

  async function releaseOnce(code: string, request: CouponRelease, how: Request): Promise<CouponUse> {
    const hold = await holdOf(code, request.orderReference);
    if (!hold) throw notFound('这一单没有用过这张券。');
    const { amountMinor } = request;
    if (!inForce.includes(hold.state)) return presentUse(hold);
    const at = clock();
    if (amountMinor === undefined) {
      if (await prisma.$transaction((tx) => endHold(tx, hold, 'released', at, how), rush))
        return presentUse({ ...hold, state: 'released', endedAt: at });
    } else {
      if (hold.state !== 'redeemed')
        throw invalidInput([{ path: 'amountMinor', message: 'only a redeemed coupon is returned in part' }]);
      if (await prisma.$transaction((tx) => returnPart(tx, hold, amountMinor, at, how), rush))
        return presentUse({ ...hold, returnedMinor: hold.returnedMinor + amountMinor });
      const left = hold.costMinor - hold.returnedMinor;
      throw invalidInput([
        { path: 'amountMinor', message: `at most ${left} of the discount are left to return` },
      ]);
    }
    const now = await holdOf(code, request.orderReference);
    if (now && !inForce.includes(now.state)) return presentUse(now);
    throw conflict('这张券刚刚有了变化，请再试一次。');
  }

  /** The use of a coupon on an order, the newest first. */
  async function holdOf(
    code: string,
    orderReference: string,
    states?: string[],
  ): Promise<HoldWithCoupon | null> {
    const found = await finding.byCode(code);
    if (!found) throw refused(refuse('unknown-code'));
    return prisma.couponHold.findFirst({
      where: {
        couponId: found.coupon.id,
        orderReference,
        ...(found.wallet ? { walletCouponId: found.wallet.id } : {}),
        ...(states ? { state: { in: states } } : {}),
      },
      include: { coupon: true },
      orderBy: { id: 'desc' },
    });
  }
}
