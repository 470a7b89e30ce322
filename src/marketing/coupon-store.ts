import { randomBytes } from 'node:crypto';
import type { CouponItem } from '../contract/cards.js';
import type { Database } from '../platform/database.js';
import { conflict, notFound } from '../platform/errors.js';
import type { Prisma } from '../platform/generated/prisma/client.js';
import { makeCouponCode } from './coupon-code.js';
import { presentCoupon } from './coupon-presenter.js';

export type CouponStore = ReturnType<typeof createCouponStore>;
type OfferResponse = 'accepted' | 'dismissed' | 'opened';
type Tx = Prisma.TransactionClient;

/** A rush for one coupon is served one after the other: who comes late waits this long before being turned away. */
const claimLimits = { maxWait: 20_000, timeout: 20_000 };
const walletShown = { usable: 100, past: 20 };

/** Offers, the customers' wallets and the ledger behind them. */
export function createCouponStore({ prisma }: Pick<Database, 'prisma'>) {
  /**
   * Takes the coupon of an offer for its customer. The row locks of offer and coupon, always in this order, make
   * repeats of one offer and claims of one customer wait for each other; the conditional update is the cap.
   */
  async function claim(tx: Tx, customerId: string, offerId: string, now: Date): Promise<{ code: string }> {
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
    const { coupon } = await tx.offer.findUniqueOrThrow({
      where: { id: offerId },
      select: {
        coupon: { select: { id: true, validFrom: true, validUntil: true, perCustomerCap: true } },
      },
    });
    if (coupon.validUntil <= now || coupon.validFrom > now) throw conflict('这张券现在不在领取时间内。');
    const taken = await tx.coupon.updateMany({
      where: {
        id: coupon.id,
        claimedCount: { lt: prisma.coupon.fields.totalCap },
        spentMinor: { lt: prisma.coupon.fields.budgetMinor },
      },
      data: { claimedCount: { increment: 1 } },
    });
    if (taken.count === 0) throw conflict('这张券刚刚被领完了。');
    const held = await tx.walletCoupon.count({ where: { couponId: coupon.id, customerId } });
    if (held >= coupon.perCustomerCap)
      throw conflict(`这张券每人限领 ${coupon.perCustomerCap} 张，您已经领过了。`);
    const wallet = await tx.walletCoupon.create({
      data: { couponId: coupon.id, customerId, code: makeCouponCode(randomBytes(12)), claimedAt: now },
      select: { id: true, code: true },
    });
    await tx.couponLedgerEntry.create({
      data: { couponId: coupon.id, walletCouponId: wallet.id, kind: 'claim', idempotencyKey: key },
    });
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
     * @throws AppError `not-found` for an offer of somebody else, `conflict` with the reason when it cannot be had
     */
    async respond(
      customerId: string,
      offerId: string,
      response: OfferResponse,
      now: Date,
    ): Promise<{ code?: string }> {
      const offer = await prisma.offer.findFirst({
        where: { id: offerId, customerId },
        select: { state: true },
      });
      if (!offer) throw notFound('没有找到这个优惠。');
      if (response === 'accepted' || offer.state === 'accepted')
        return prisma.$transaction((tx) => claim(tx, customerId, offerId, now), claimLimits);
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
        coupon: { validUntil: { gt: now } },
      };
      const [current, past] = await Promise.all([
        prisma.walletCoupon.findMany({
          where: { customerId, ...usable },
          include: { coupon: true },
          orderBy: [{ coupon: { validUntil: 'asc' } }, { claimedAt: 'asc' }],
          take: walletShown.usable,
        }),
        prisma.walletCoupon.findMany({
          where: { customerId, NOT: usable },
          include: { coupon: true },
          orderBy: { claimedAt: 'desc' },
          take: walletShown.past,
        }),
      ]);
      return [...current, ...past].map(({ coupon, code, state }) => ({
        ...presentCoupon(coupon),
        state: state === 'redeemed' ? 'redeemed' : coupon.validUntil <= now ? 'expired' : 'claimed',
        code,
      }));
    },
  };
}
