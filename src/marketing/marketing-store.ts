import type { Database } from '../platform/database.js';
import type { OfferableCoupon } from './offer-choice.js';
import type { ModelProduct, Purchase } from './product-model.js';

const day = 24 * 3600 * 1000;
const countedStates = ['paid', 'shipped', 'delivered', 'completed'];

export type MarketingStore = ReturnType<typeof createMarketingStore>;

/** Reads what recommendation and the choice of offers need. Never writes. */
export function createMarketingStore({ prisma }: Pick<Database, 'prisma'>) {
  return {
    async products(): Promise<ModelProduct[]> {
      const rows = await prisma.product.findMany({ where: { active: true } });
      return rows.map((row) => ({
        id: row.id,
        externalId: row.externalId,
        title: row.title,
        category: row.category,
        brand: row.brand,
        priceMinor: row.priceMinor,
        currency: row.currency,
        stock: row.stock,
        attributes: row.attributes as ModelProduct['attributes'],
        tags: row.tags,
        ...(row.listPriceMinor !== null ? { listPriceMinor: row.listPriceMinor } : {}),
        ...(row.replenishDays !== null ? { replenishDays: row.replenishDays } : {}),
        ...(row.imageUrl !== null ? { imageUrl: row.imageUrl } : {}),
        ...(row.url !== null ? { url: row.url } : {}),
      }));
    },

    /** Lines of all orders that were paid for since then, newest first. */
    async purchases(since: Date, customerId?: string): Promise<Purchase[]> {
      const rows = await prisma.orderLine.findMany({
        where: {
          order: {
            createdAt: { gte: since },
            status: { in: countedStates },
            ...(customerId ? { customerId } : {}),
          },
        },
        select: {
          orderId: true,
          productId: true,
          quantity: true,
          order: { select: { customerId: true, createdAt: true } },
        },
        orderBy: { order: { createdAt: 'desc' } },
      });
      return rows.map(({ orderId, productId, quantity, order }) => ({
        orderId,
        productId,
        quantity,
        customerId: order.customerId,
        at: order.createdAt,
      }));
    },

    /** Coupons of now, with what is left of each and this customer's history with it. */
    async offerableCoupons(
      customerId: string,
      now: Date,
    ): Promise<(OfferableCoupon & { row: CouponCardRow })[]> {
      const [coupons, campaigns] = await Promise.all([
        prisma.coupon.findMany({
          where: { validFrom: { lte: now }, validUntil: { gt: now } },
          include: {
            _count: { select: { wallet: { where: { customerId } } } },
            offers: { where: { customerId, state: 'dismissed' }, select: { id: true }, take: 1 },
          },
        }),
        prisma.campaign.findMany({
          where: { startsAt: { lte: now }, endsAt: { gt: now } },
          select: { id: true, couponIds: true },
        }),
      ]);
      return coupons.map((coupon) => {
        const campaign = campaigns.find(({ couponIds }) => couponIds.includes(coupon.externalId));
        return {
          id: coupon.id,
          kind: coupon.kind,
          thresholdMinor: coupon.thresholdMinor,
          categories: (coupon.scope as { categories?: string[] }).categories ?? [],
          memberTiers: coupon.memberTiers,
          personal: coupon.personal,
          validFrom: coupon.validFrom,
          validUntil: coupon.validUntil,
          remaining: coupon.totalCap - coupon.claimedCount,
          budgetLeftMinor: coupon.budgetMinor - coupon.spentMinor,
          perCustomerCap: coupon.perCustomerCap,
          held: coupon._count.wallet,
          dismissed: coupon.offers.length > 0,
          row: coupon,
          ...(coupon.valueMinor !== null ? { valueMinor: coupon.valueMinor } : {}),
          ...(coupon.percentOff !== null ? { percentOff: coupon.percentOff } : {}),
          ...(campaign ? { campaignId: campaign.id } : {}),
        };
      });
    },

    async recentOfferCount(customerId: string, now: Date): Promise<number> {
      return prisma.offer.count({
        where: { customerId, createdAt: { gte: new Date(now.getTime() - 7 * day) } },
      });
    },

    /** Tier, and what an order of this customer usually costs. */
    async spending(customerId: string): Promise<{ tier: string; typicalOrderMinor: number }> {
      const [customer, orders] = await Promise.all([
        prisma.customer.findUniqueOrThrow({ where: { id: customerId }, select: { tier: true } }),
        prisma.order.aggregate({
          where: { customerId, status: { in: countedStates } },
          _avg: { itemsMinor: true },
        }),
      ]);
      return { tier: customer.tier, typicalOrderMinor: Math.round(orders._avg.itemsMinor ?? 0) };
    },
  };
}

interface CouponCardRow {
  externalId: string;
  title: string;
  kind: string;
  thresholdMinor: number;
  valueMinor: number | null;
  percentOff: number | null;
  scope: unknown;
  validUntil: Date;
}
