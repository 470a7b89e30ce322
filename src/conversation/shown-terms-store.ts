import type { Card, CouponItem, ProductItem } from '../contract/cards.js';
import type { Prisma } from '../platform/generated/prisma/client.js';

/** A price that differs from the catalogue's within this time of a change was read just before it, seconds. */
const changeTime = 15;

/**
 * Counts what prices and public coupons a conversation was just shown, beside what the catalogue says at this very
 * moment, for the audit of prices. Nothing of the person is kept but the member tier. Rows are taken in one order, so
 * that two conversations never wait for each other in a circle.
 */
export async function countShownTerms(
  tx: Prisma.TransactionClient,
  conversationId: string,
  cards: readonly Card[],
): Promise<void> {
  const products = cards.flatMap(productsOf).map(({ productId, price }) => ({
    id: productId,
    shown: `${price.amountMinor} ${price.currency}`,
  }));
  if (products.length > 0) {
    await tx.$executeRaw`
      INSERT INTO "ShownTerms" AS known (minute, subject, shown, listed, audience, condition, count)
      SELECT date_trunc('minute', now()), 'product:' || s.id, s.shown, p."priceMinor" || ' ' || p.currency,
        COALESCE((SELECT cu.tier FROM "Conversation" c JOIN "Customer" cu ON cu.id = c."customerId"
          WHERE c.id = ${conversationId}::uuid), 'visitor'),
        CASE WHEN s.shown <> p."priceMinor" || ' ' || p.currency
          AND p."updatedAt" > now() - make_interval(secs => ${changeTime}) THEN 'changed-meanwhile' ELSE '' END,
        count(*)::int
      FROM jsonb_to_recordset(${JSON.stringify(products)}::jsonb) AS s (id text, shown text)
      JOIN "Product" p ON p."externalId" = s.id
      GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 2, 3
      ON CONFLICT (minute, subject, shown, listed, audience, condition)
      DO UPDATE SET count = known.count + excluded.count`;
  }
  const coupons = cards.flatMap(offeredCoupons).map(({ couponId, headline, conditions }) => ({
    id: couponId,
    shown: `${headline} · ${conditions}`,
  }));
  if (coupons.length > 0) {
    await tx.$executeRaw`
      INSERT INTO "ShownTerms" AS known (minute, subject, shown, listed, audience, condition, count)
      SELECT date_trunc('minute', now()), 'coupon:' || s.id, s.shown,
        concat_ws(' ', k.kind, k."thresholdMinor", k."valueMinor", k."percentOff", k."maxDiscountMinor",
          k."flashPriceMinor", k.currency, md5(k.scope::text || k."memberTiers"::text || k."newCustomersOnly"::text)),
        COALESCE((SELECT cu.tier FROM "Conversation" c JOIN "Customer" cu ON cu.id = c."customerId"
          WHERE c.id = ${conversationId}::uuid), 'visitor'),
        '', count(*)::int
      FROM jsonb_to_recordset(${JSON.stringify(coupons)}::jsonb) AS s (id text, shown text)
      JOIN "Coupon" k ON k."externalId" = s.id AND NOT k.personal
      GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 2, 3
      ON CONFLICT (minute, subject, shown, listed, audience, condition)
      DO UPDATE SET count = known.count + excluded.count`;
  }
}

function productsOf(card: Card): ProductItem[] {
  if (card.kind === 'product') return [card.product];
  return card.kind === 'productList' || card.kind === 'comparison' ? card.products : [];
}

/** One in the wallet has its terms from when it was claimed. */
function offeredCoupons(card: Card): CouponItem[] {
  return card.kind === 'coupon' && card.coupon.state === 'offered' ? [card.coupon] : [];
}
