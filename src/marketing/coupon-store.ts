import { randomBytes } from 'node:crypto';
import type { CouponItem } from '../contract/cards.js';
import type { Database } from '../platform/database.js';
import { conflict, notFound } from '../platform/errors.js';
import type { Prisma } from '../platform/generated/prisma/client.js';
import { makeCouponCode } from './coupon-code.js';
import { presentCoupon } from './coupon-presenter.js';

export type CouponStore = ReturnType<typeof createCouponStore>;
type OfferResponse = 'accepted' | 'dismissed' | 'opened';

/** Offers, the customers' wallets and the ledger behind them. */
export function createCouponStore({ prisma }: Pick<Database, 'prisma'>) {
  return {
    /** An offer as it is shown, inside the transaction that stores its message. */
    recordOfferIn: async (
      tx: Prisma.TransactionClient,
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
     * The customer's answer to an offer. Accepting claims the coupon, once: a repeat gives the same code.
     * The cap is taken by one conditional update, so that however many ask at once, no more than `totalCap` get one.
     * @throws AppError `not-found` for an offer of somebody else, `conflict` with the reason when it cannot be had
     */
    async respond(
      customerId: string,
      offerId: string,
      response: OfferResponse,
      now: Date,
    ): Promise<{ code?: string }> {
      return prisma.$transaction(async (tx) => {
        const offer = await tx.offer.findFirst({
          where: { id: offerId, customerId },
          include: { coupon: true },
        });
        if (!offer) throw notFound('没有找到这个优惠。');
        const key = `claim:${offerId}`;
        const earlier = await tx.couponLedgerEntry.findUnique({
          where: { idempotencyKey: key },
          select: { walletCoupon: { select: { code: true } } },
        });
        if (earlier?.walletCoupon) return { code: earlier.walletCoupon.code };
        if (response === 'opened') {
          await tx.offer.updateMany({ where: { id: offerId, state: 'offered' }, data: { state: 'opened' } });
          return {};
        }
        if (response === 'dismissed') {
          await tx.offer.updateMany({
            where: { id: offerId, state: { in: ['offered', 'opened'] } },
            data: { state: 'dismissed', respondedAt: now },
          });
          return {};
        }
        const { coupon } = offer;
        if (coupon.validUntil <= now) throw conflict('这张券已经过了领取时间。');
        const taken = await tx.coupon.updateMany({
          where: { id: coupon.id, claimedCount: { lt: prisma.coupon.fields.totalCap } },
          data: { claimedCount: { increment: 1 } },
        });
        if (taken.count === 0) throw conflict('这张券刚刚被领完了。');
        // The update above holds the coupon's row, so that two claims of one customer are counted one after the other.
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
        await tx.offer.update({ where: { id: offerId }, data: { state: 'accepted', respondedAt: now } });
        return { code: wallet.code };
      });
    },

    /** Everything the customer holds, usable ones first, then by deadline. */
    async wallet(customerId: string, now: Date): Promise<CouponItem[]> {
      const rows = await prisma.walletCoupon.findMany({
        where: { customerId },
        include: { coupon: true },
        orderBy: { coupon: { validUntil: 'asc' } },
        take: 100,
      });
      const items = rows.map(
        ({ coupon, code, state }): CouponItem => ({
          ...presentCoupon(coupon),
          state: state === 'redeemed' ? 'redeemed' : coupon.validUntil <= now ? 'expired' : 'claimed',
          code,
        }),
      );
      return [
        ...items.filter(({ state }) => state === 'claimed'),
        ...items.filter(({ state }) => state !== 'claimed'),
      ];
    },
  };
}
