import { countedStates } from '../contract/cards.js';
import type { Database } from '../platform/database.js';
import type { Prisma } from '../platform/generated/prisma/client.js';
import type { CouponRow } from './coupons/coupon-presenter.js';
import type { OfferableCoupon } from './offer-choice.js';
import type { ModelProduct, Purchase } from './product-model.js';

const day = 24 * 3600 * 1000;
/** The shop's orders are read by stretches of so many days: one long query would hold up everything else. */
const stretchDays = 15;
/** "Lately" in offers. */
const latelyDays = 7;
/** After one was dismissed, its kind is not offered unasked for so long. */
const kindRestDays = 30;
/** A conversation goes on for years; a talk in it is over after so many hours. */
const talkHours = 12;

type ProductRow = Prisma.ProductGetPayload<object>;

export type MarketingStore = ReturnType<typeof createMarketingStore>;

/** Reads what recommendation and the choice of offers need. Never writes. */
export function createMarketingStore({ prisma }: Pick<Database, 'prisma'>) {
  return {
    /** Changes whenever a product is added, changed or taken away. */
    async productsVersion(): Promise<string> {
      const { _count, _max } = await prisma.product.aggregate({ _count: true, _max: { updatedAt: true } });
      return `${_count} ${_max.updatedAt?.toISOString() ?? ''}`;
    },

    async products(): Promise<ModelProduct[]> {
      const rows = await prisma.product.findMany({ where: { active: true } });
      return rows.map(modelProduct);
    },

    /** What is sold and holds all of these words in title, brand or number, what is in stock first. */
    async findProducts(words: readonly string[], limit: number): Promise<ModelProduct[]> {
      const holds = (word: string): Prisma.ProductWhereInput => ({
        OR: (['title', 'brand', 'externalId'] as const).map((field) => ({
          [field]: { contains: word, mode: 'insensitive' },
        })),
      });
      const where = { active: true, AND: words.map(holds) };
      const inStock = await prisma.product.findMany({
        where: { ...where, stock: { gt: 0 } },
        orderBy: [{ title: 'asc' }, { id: 'asc' }],
        take: limit,
      });
      const soldOut =
        inStock.length < limit
          ? await prisma.product.findMany({
              where: { ...where, stock: { lte: 0 } },
              orderBy: [{ title: 'asc' }, { id: 'asc' }],
              take: limit - inStock.length,
            })
          : [];
      return [...inStock, ...soldOut].map(modelProduct);
    },

    /** By the shop's own id; undefined when it is not sold any more. */
    async product(externalId: string): Promise<ModelProduct | undefined> {
      const row = await prisma.product.findFirst({ where: { externalId, active: true } });
      return row ? modelProduct(row) : undefined;
    },

    /** Price and stock as they are now, of those that are still sold. */
    async onSale(
      productIds: string[],
    ): Promise<Map<string, { priceMinor: number; listPriceMinor: number | null; stock: number }>> {
      const rows = await prisma.product.findMany({
        where: { id: { in: productIds }, active: true, stock: { gt: 0 } },
        select: { id: true, priceMinor: true, listPriceMinor: true, stock: true },
      });
      return new Map(rows.map(({ id, ...row }) => [id, row]));
    },

    /**
     * Hands over the lines of all paid orders of the shop from then until now, in no order and in pieces, so that they are
     * never all held as rows.
     */
    async eachShopPurchases(
      since: Date,
      now: Date,
      take: (purchases: readonly Purchase[]) => void,
    ): Promise<void> {
      for (let from = since.getTime(); from <= now.getTime(); from += stretchDays * day) {
        const until = new Date(from + stretchDays * day);
        take(
          await prisma.$queryRaw<Purchase[]>`
            SELECT l."orderId", l."productId", l.quantity, o."customerId", o."createdAt" AS at
            FROM "OrderLine" l JOIN "Order" o ON o.id = l."orderId"
            WHERE o."createdAt" >= ${new Date(from)} AND o."createdAt" < ${until} AND o.status = ANY(${countedStates})`,
        );
      }
    },

    /** Lines of one customer's paid orders since then, newest first. */
    async purchasesOf(customerId: string, since: Date): Promise<Purchase[]> {
      return prisma.$queryRaw<Purchase[]>`
        SELECT l."orderId", l."productId", l.quantity, o."customerId", o."createdAt" AS at
        FROM "OrderLine" l JOIN "Order" o ON o.id = l."orderId"
        WHERE o."customerId" = ${customerId}::uuid AND o."createdAt" >= ${since} AND o.status = ANY(${countedStates})
        ORDER BY o."createdAt" DESC, l.id`;
    },

    /** Coupons of now, with what is left of each and this customer's history with it; without campaigns. */
    async offerableCoupons(customerId: string, now: Date): Promise<(OfferableCoupon & { row: CouponRow })[]> {
      const [coupons, offers] = await Promise.all([
        prisma.coupon.findMany({
          where: {
            status: 'active',
            distribution: 'claim',
            validFrom: { lte: now },
            validUntil: { gt: now },
          },
          include: { _count: { select: { wallet: { where: { customerId } } } } },
        }),
        prisma.offer.findMany({
          where: { customerId },
          select: { couponId: true, state: true, createdAt: true },
        }),
      ]);
      const lately = latelyBefore(now);
      return coupons.map((coupon) => {
        const history = offers.filter(({ couponId }) => couponId === coupon.id);
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
          budgetLeftMinor: coupon.budgetMinor - coupon.spentMinor - coupon.reservedMinor,
          perCustomerCap: coupon.perCustomerCap ?? Number.POSITIVE_INFINITY,
          held: coupon._count.wallet,
          dismissed: history.some(({ state }) => state === 'dismissed'),
          shownLately: history.some(({ createdAt }) => createdAt >= lately),
          campaigns: [],
          row: coupon,
          ...(coupon.valueMinor !== null ? { valueMinor: coupon.valueMinor } : {}),
          ...(coupon.percentOff !== null ? { percentOff: coupon.percentOff } : {}),
        };
      });
    },

    /** Offers and advertising messages of the last seven days; a message with an offer counts once. */
    async recentOfferCount(customerId: string, now: Date): Promise<number> {
      const since = latelyBefore(now);
      const [offers, messages] = await Promise.all([
        prisma.offer.count({ where: { customerId, createdAt: { gte: since } } }),
        prisma.campaignContact.count({
          where: { customerId, state: 'sent', marketing: true, offerId: null, endedAt: { gte: since } },
        }),
      ]);
      return offers + messages;
    },

    /** What forbids or rests unasked offers: kinds dismissed lately, an offer in the present talk; and coupon use. */
    async offerHistory(customerId: string, conversationId: string | undefined, now: Date) {
      const [dismissed, inTalk, profile] = await Promise.all([
        prisma.offer.findMany({
          where: {
            customerId,
            state: 'dismissed',
            createdAt: { gte: new Date(now.getTime() - kindRestDays * day) },
          },
          select: { coupon: { select: { kind: true } } },
        }),
        conversationId === undefined
          ? null
          : prisma.offer.findFirst({
              where: { conversationId, createdAt: { gte: new Date(now.getTime() - talkHours * 3_600_000) } },
              select: { id: true },
            }),
        prisma.customerProfile.findUnique({
          where: { customerId },
          select: { couponSensitivity: true, personal: true },
        }),
      ]);
      const sensitivity = profile?.personal ? profile.couponSensitivity : null;
      return {
        restingKinds: new Set(dismissed.map(({ coupon }) => coupon.kind)),
        shownInTalk: inTalk !== null,
        ...(sensitivity === null ? {} : { couponSensitivity: sensitivity }),
      };
    },

    /** Tier, how often and when last the customer ordered, and what an order usually costs, minor units. */
    async customer(customerId: string): Promise<{
      tier: string;
      registeredAt: Date | null;
      orders: number;
      lastOrderAt: Date | null;
      typicalOrderMinor: number;
    }> {
      const [customer, orders] = await Promise.all([
        prisma.customer.findUniqueOrThrow({
          where: { id: customerId },
          select: { tier: true, registeredAt: true },
        }),
        prisma.order.aggregate({
          where: { customerId, status: { in: countedStates } },
          _avg: { itemsMinor: true },
          _count: true,
          _max: { createdAt: true },
        }),
      ]);
      return {
        ...customer,
        orders: orders._count,
        lastOrderAt: orders._max.createdAt,
        typicalOrderMinor: Math.round(orders._avg.itemsMinor ?? 0),
      };
    },
  };
}

function modelProduct(row: ProductRow): ModelProduct {
  return {
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
  };
}

function latelyBefore(now: Date): Date {
  return new Date(now.getTime() - latelyDays * day);
}
