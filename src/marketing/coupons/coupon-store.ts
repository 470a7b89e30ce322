import { randomBytes } from 'node:crypto';
import type { CouponItem } from '../../contract/cards.js';
import type { Database } from '../../platform/database.js';
import { definedOnly } from '../../platform/defined-only.js';
import { conflict, notFound } from '../../platform/errors.js';
import type { Prisma } from '../../platform/generated/prisma/client.js';
import { newId } from '../../platform/ids.js';
import { makeCouponCode } from './coupon-code.js';
import { presentCoupon } from './coupon-presenter.js';
import { exposureOf } from './coupon-rule.js';
import { move, type Tx, takeOfPeriod } from './ledger-store.js';
import { refuse } from './refusal.js';
import { shopPeriod } from './shop-period.js';
import type { SubjectHash } from './subject-hash.js';

export type CouponStore = ReturnType<typeof createCouponStore>;
type OfferResponse = 'accepted' | 'dismissed' | 'opened';

interface ClaimHow {
  now: Date;
  /** Keyed hash; absent: not known. */
  deviceHash?: string;
}

/** A rush for one coupon is served one after the other: who comes late waits this long before being turned away. */
const claimLimits = { maxWait: 20_000, timeout: 20_000 };
const walletShown = { usable: 100, past: 20 };

/** Offers, the customers' wallets and the ledger behind them. */
export function createCouponStore(
  { prisma }: Pick<Database, 'prisma'>,
  { hash, shopTimeZone }: { hash: SubjectHash; shopTimeZone: string },
) {
  /**
   * Takes the coupon of an offer for its customer. The row locks of offer and coupon, always in this order, make
   * repeats of one offer and claims of one customer wait for each other; the conditional update is the cap.
   */
  async function claim(
    tx: Tx,
    customerId: string,
    offerId: string,
    how: ClaimHow,
  ): Promise<{ code: string }> {
    const { now, deviceHash } = how;
    await tx.offer.updateMany({
      where: { id: offerId, customerId },
      data: { state: 'accepted', respondedAt: now },
    });
    const key = `claim:${offerId}`;
    const earlier = await tx.couponLedgerEntry.findUnique({
      where: { idempotencyKey: key },
      select: { walletCoupon: { select: { code: true } } },
    });
    if (earlier?.walletCoupon) return earlier.walletCoupon;
    const { coupon } = await tx.offer.findUniqueOrThrow({ where: { id: offerId }, select: { coupon: true } });
    if (coupon.validUntil <= now || coupon.validFrom > now) throw conflict('这张券现在不在领取时间内。');
    if (coupon.status !== 'active' || coupon.distribution !== 'claim') throw conflict('这张券现在不能领取。');
    const wallet = {
      id: newId(),
      couponId: coupon.id,
      customerId,
      code: makeCouponCode(randomBytes(16)),
      claimedAt: now,
      ...definedOnly('deviceHash', deviceHash),
      ...(coupon.daysAfterClaim !== null
        ? { usableUntil: new Date(now.getTime() + coupon.daysAfterClaim * 86_400_000) }
        : {}),
    };
    // The coupon's row is locked before the customer's are counted: of two claims at once the second one sees the first.
    await tx.$executeRaw`SELECT 1 FROM "Coupon" WHERE id = ${coupon.id}::uuid FOR NO KEY UPDATE`;
    const of = { couponId: coupon.id };
    const held = await tx.walletCoupon.count({ where: { ...of, customerId } });
    if (coupon.perCustomerCap !== null && held >= coupon.perCustomerCap)
      throw conflict(`这张券每人限领 ${coupon.perCustomerCap} 张，您已经领过了。`);
    if (coupon.perDeviceCap !== null && deviceHash !== undefined) {
      const onDevice = await tx.walletCoupon.count({ where: { ...of, deviceHash } });
      if (onDevice >= coupon.perDeviceCap) throw conflict('这台设备上领这张券的次数已经到了。');
    }
    const name = shopPeriod(coupon.period === 'hour' ? 'hour' : 'day', now, shopTimeZone);
    const cap = coupon.periodCap;
    if (cap !== null && !(await takeOfPeriod(tx, { ...of, period: name, quantity: 1, cap })))
      throw conflict(refuse('period-sold-out', { when: coupon.period }).message);
    await tx.walletCoupon.create({ data: wallet, select: { id: true } });
    const taken = await move(
      tx,
      {
        couponId: coupon.id,
        kind: 'claim',
        by: { claimed: 1, exposureMinor: exposureOf(coupon) },
        at: now,
        walletCouponId: wallet.id,
        key,
        ...(cap === null ? {} : { period: { name, by: 1 } }),
      },
      { needMinor: 1 },
    );
    if (!taken) throw conflict('这张券刚刚被领完了。');
    return { code: wallet.code };
  }

  return {
    /** An offer as it is shown, inside the transaction that stores its message. */
    recordOfferIn: async (
      tx: Tx,
      offer: {
        id: string;
        customerId: string;
        conversationId: string;
        couponId: string;
        campaignId?: string;
        reason: string;
        propensity: number;
      },
    ): Promise<void> => {
      await tx.offer.create({ data: offer });
    },

    /**
     * The customer's answer to an offer. Accepting claims the coupon, once: a repeat gives the same code, and so does
     * any later answer to an offer that was accepted.
     * @param device the browser or device that it is claimed on; only a keyed hash of it is kept
     * @throws AppError `not-found` for an offer of somebody else, `conflict` with the reason when it cannot be had
     */
    async respond(
      customerId: string,
      offerId: string,
      response: OfferResponse,
      now: Date,
      device?: string,
    ): Promise<{ code?: string }> {
      const offer = await prisma.offer.findFirst({
        where: { id: offerId, customerId },
        select: { state: true },
      });
      if (!offer) throw notFound('没有找到这个优惠。');
      if (response === 'accepted' || offer.state === 'accepted') {
        const how = { now, ...(device === undefined ? {} : { deviceHash: hash('device', device) }) };
        return prisma.$transaction((tx) => claim(tx, customerId, offerId, how), claimLimits);
      }
      await prisma.offer.updateMany({
        where: { id: offerId, state: { in: response === 'opened' ? ['offered'] : ['offered', 'opened'] } },
        data: response === 'opened' ? { state: 'opened' } : { state: 'dismissed', respondedAt: now },
      });
      return {};
    },

    /** What the customer holds: all that can be used, by deadline, then the latest that no longer can. */
    async wallet(customerId: string, now: Date): Promise<CouponItem[]> {
      const usable: Prisma.WalletCouponWhereInput = {
        state: { in: ['claimed', 'reserved'] },
        OR: [{ usableUntil: { gt: now } }, { usableUntil: null, coupon: { validUntil: { gt: now } } }],
      };
      // Not the negation of the above: what compares with nothing is neither true nor false.
      const over: Prisma.WalletCouponWhereInput = {
        OR: [
          { state: { notIn: ['claimed', 'reserved'] } },
          { usableUntil: { lte: now } },
          { usableUntil: null, coupon: { validUntil: { lte: now } } },
        ],
      };
      const [current, past] = await Promise.all([
        prisma.walletCoupon.findMany({
          where: { customerId, ...usable },
          include: { coupon: true },
          orderBy: [{ coupon: { validUntil: 'asc' } }, { claimedAt: 'asc' }],
          take: walletShown.usable,
        }),
        prisma.walletCoupon.findMany({
          where: { customerId, ...over },
          include: { coupon: true },
          orderBy: { claimedAt: 'desc' },
          take: walletShown.past,
        }),
      ]);
      return [...current, ...past].map(({ coupon, code, state, usableUntil }) => {
        const validUntil = usableUntil ?? coupon.validUntil;
        const isOver = state === 'expired' || validUntil <= now;
        return {
          ...presentCoupon({ ...coupon, validUntil }),
          state: state === 'redeemed' ? 'redeemed' : isOver ? 'expired' : 'claimed',
          code,
        };
      });
    },
  };
}
