import { countedStates } from '../../contract/cards.js';
import type { CouponCart } from '../../contract/coupon-checkout.js';
import { couponKind, couponScope } from '../../contract/coupons.js';
import type { Database } from '../../platform/database.js';
import type { Prisma } from '../../platform/generated/prisma/client.js';
import { hashOfCode, isCouponCode, normaliseCode } from './coupon-code.js';
import type { CouponRule, PricedCart } from './coupon-rule.js';

export type CouponRow = Prisma.CouponGetPayload<object>;
export type WalletRow = Prisma.WalletCouponGetPayload<object>;

/** A coupon by what somebody typed, with the piece of it that the code stands for; none of a public code. */
export interface FoundCoupon {
  coupon: CouponRow;
  wallet?: WalletRow;
}

/** What is known of who buys. */
export interface Buyer {
  id: string;
  tier: string;
  hasOrdered: boolean;
}

/** Most coupons that one request looks at: more than any shop runs at a time. */
const mostLooked = 200;

export type CouponFinding = ReturnType<typeof createCouponFinding>;

/** Reads what reserving a coupon, and finding the best ones, need. Never writes. */
export function createCouponFinding({ prisma }: Pick<Database, 'prisma'>) {
  return {
    async byCode(code: string): Promise<FoundCoupon | undefined> {
      const [open, wallet] = await Promise.all([
        prisma.coupon.findUnique({ where: { publicCode: code.trim().toUpperCase() } }),
        isCouponCode(code)
          ? prisma.walletCoupon.findFirst({
              where: { code: { in: [normaliseCode(code), hashOfCode(code)] } },
              include: { coupon: true },
            })
          : null,
      ]);
      if (open) return { coupon: open };
      if (!wallet) return undefined;
      const { coupon, ...piece } = wallet;
      return { coupon, wallet: piece };
    },

    /** By the shop's own id; somebody whom the shop never sent in is a customer without orders. */
    async buyer(externalId: string): Promise<Buyer | undefined> {
      const [row] = await prisma.$queryRaw<Buyer[]>`
        SELECT c.id, c.tier, EXISTS (
          SELECT 1 FROM "Order" o WHERE o."customerId" = c.id AND o.status = ANY(${countedStates})) AS "hasOrdered"
        FROM "Customer" c WHERE c."externalId" = ${externalId}`;
      return row;
    },

    /**
     * The cart with category and brand of every product, as the shop sent them in, else as the cart says.
     * @param byGoods false: nobody will look at category and brand, so that they need not be read
     */
    async price(cart: CouponCart, buyer: Buyer | undefined, byGoods = true): Promise<PricedCart> {
      const rows = byGoods
        ? await prisma.product.findMany({
            where: { externalId: { in: [...new Set(cart.lines.map(({ productId }) => productId))] } },
            select: { externalId: true, category: true, brand: true },
          })
        : [];
      const known = new Map(rows.map((row) => [row.externalId, row]));
      return {
        currency: cart.currency,
        shippingMinor: cart.shippingMinor,
        lines: cart.lines.map((line) => ({
          ...line,
          category: known.get(line.productId)?.category ?? line.category ?? '',
          brand: known.get(line.productId)?.brand ?? line.brand ?? '',
        })),
        ...(cart.channel === undefined ? {} : { channel: cart.channel }),
        ...(buyer ? { customer: buyer } : {}),
      };
    },

    /** What a customer holds and has not used. */
    async held(customerId: string): Promise<(FoundCoupon & { wallet: WalletRow })[]> {
      const rows = await prisma.walletCoupon.findMany({
        where: { customerId, state: 'claimed' },
        include: { coupon: true },
        orderBy: { claimedAt: 'desc' },
        take: mostLooked,
      });
      return rows.map(({ coupon, ...wallet }) => ({ coupon, wallet }));
    },

    /** What anybody may use now: public codes and flash sales. */
    async open(now: Date): Promise<FoundCoupon[]> {
      const rows = await prisma.coupon.findMany({
        where: {
          status: 'active',
          distribution: 'public',
          validFrom: { lte: now },
          validUntil: { gt: now },
        },
        orderBy: { id: 'asc' },
        take: mostLooked,
      });
      return rows.map((coupon) => ({ coupon }));
    },

    /** How many of each coupon a customer has used or holds for an order, pieces. */
    async usesOf(customerId: string, couponIds: string[]): Promise<Map<string, number>> {
      const rows = await prisma.couponHold.groupBy({
        by: ['couponId'],
        where: { customerId, couponId: { in: couponIds }, state: { in: ['reserved', 'redeemed'] } },
        _sum: { quantity: true },
      });
      return new Map(rows.map(({ couponId, _sum }) => [couponId, _sum.quantity ?? 0]));
    },

    /** What was taken of these coupons in a period. */
    async takenIn(wanted: { couponId: string; period: string }[]): Promise<Map<string, number>> {
      if (wanted.length === 0) return new Map();
      const rows = await prisma.couponPeriod.findMany({ where: { OR: wanted } });
      return new Map(rows.map(({ couponId, taken }) => [couponId, taken]));
    },
  };
}

export function ruleOf(row: CouponRow): CouponRule {
  return {
    id: row.id,
    title: row.title,
    kind: couponKind.parse(row.kind),
    currency: row.currency,
    thresholdMinor: row.thresholdMinor,
    scope: couponScope.parse(row.scope ?? {}),
    memberTiers: row.memberTiers,
    newCustomersOnly: row.newCustomersOnly,
    channels: row.channels,
    stackGroup: row.stackGroup,
    exclusive: row.exclusive,
    ...(row.valueMinor === null ? {} : { valueMinor: row.valueMinor }),
    ...(row.percentOff === null ? {} : { percentOff: row.percentOff }),
    ...(row.maxDiscountMinor === null ? {} : { maxDiscountMinor: row.maxDiscountMinor }),
    ...(row.giftProductId === null ? {} : { giftProductId: row.giftProductId }),
    ...(row.flashPriceMinor === null ? {} : { flashPriceMinor: row.flashPriceMinor }),
  };
}
