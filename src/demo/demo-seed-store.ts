import type { Database } from '../platform/database.js';
import type { Prisma } from '../platform/generated/prisma/client.js';
import { newId } from '../platform/ids.js';
import { demoCannedReplies, demoShopName } from './canned-replies.js';
import type { DemoShop } from './demo-records.js';

const chunkSize = 500;

export type WordingOf = (purpose: 'personalization' | 'marketing') => string;

/** Writes the demo shop into an empty database. All or nothing: a half-written shop is worse than none. */
export async function storeDemoShop(
  { prisma }: Pick<Database, 'prisma'>,
  shop: DemoShop,
  wordingOf: WordingOf,
): Promise<void> {
  const productIds = new Map(shop.products.map(({ externalId }) => [externalId, newId()]));
  const customerIds = new Map(shop.customers.map(({ externalId }) => [externalId, newId()]));
  const orders = shop.orders.map((order) => ({ id: newId(), ...order }));
  await prisma.$transaction(
    async (tx) => {
      await inChunks(shop.products, (products) =>
        tx.product.createMany({
          data: products.map(({ imagePath, replenishDays, ...product }) => ({
            ...product,
            id: idOf(productIds, product.externalId),
            imageUrl: imagePath,
            ...(replenishDays !== undefined ? { replenishDays } : {}),
          })),
        }),
      );
      await inChunks(shop.customers, (customers) =>
        tx.customer.createMany({
          data: customers.map((customer) => ({ ...customer, id: idOf(customerIds, customer.externalId) })),
        }),
      );
      // A decision belongs to the browser in which it was made: each of them has one.
      const visitors = shop.consents.map((consent) => ({ visitorId: newId(), ...consent }));
      await inChunks(visitors, (some) =>
        tx.visitor.createMany({
          data: some.map(({ visitorId, customerExternalId, at }) => ({
            id: visitorId,
            customerId: idOf(customerIds, customerExternalId),
            createdAt: at,
            lastSeenAt: at,
          })),
        }),
      );
      await inChunks(visitors, (some) =>
        tx.consent.createMany({
          data: some.flatMap(({ visitorId, customerExternalId, at, ...decided }) =>
            (['personalization', 'marketing'] as const).map((purpose) => ({
              visitorId,
              customerId: idOf(customerIds, customerExternalId),
              purpose,
              granted: decided[purpose],
              textVersion: wordingOf(purpose),
              source: 'registration',
              createdAt: at,
            })),
          ),
        }),
      );
      await inChunks(orders, (some) =>
        tx.order.createMany({
          data: some.map(({ lines: _lines, customerExternalId, tracking, shipTo, ...order }) => ({
            ...order,
            customerId: idOf(customerIds, customerExternalId),
            tracking: tracking.map(({ at, text }) => ({ at: at.toISOString(), text })),
            shipTo: { ...shipTo },
          })),
        }),
      );
      await inChunks(
        orders.flatMap(({ id, lines }) =>
          lines.map((line, position) => ({
            orderId: id,
            position,
            productId: idOf(productIds, line.productExternalId),
            title: line.variant ? `${line.title} ${line.variant}` : line.title,
            quantity: line.quantity,
            unitPriceMinor: line.unitPriceMinor,
          })),
        ),
        (lines) => tx.orderLine.createMany({ data: lines }),
      );
      await tx.cannedReply.createMany({ data: demoCannedReplies.map((reply) => ({ ...reply })) });
      await tx.setting.createMany({
        data: [{ key: 'shop-name', value: demoShopName }],
        skipDuplicates: true,
      });
      await tx.coupon.createMany({
        data: shop.coupons.map(({ id, codePrefix: _prefix, giftProductExternalId, scope, ...coupon }) => ({
          ...coupon,
          externalId: id,
          scope: { ...scope },
          // Free delivery and gifts go with any other coupon; of the rest one is used on an order.
          stackGroup: coupon.kind === 'shipping' || coupon.kind === 'gift' ? coupon.kind : 'order',
          ...(giftProductExternalId === undefined ? {} : { giftProductId: giftProductExternalId }),
        })),
      });
      await tx.campaign.createMany({
        data: shop.campaigns.map(({ id, audience, delivery, arms, ...campaign }) => ({
          ...campaign,
          externalId: id,
          audience: { ...audience } as unknown as Prisma.InputJsonObject,
          delivery: { ...delivery },
          arms: arms.map((arm) => ({ ...arm })),
        })),
      });
    },
    { timeout: 120_000, maxWait: 10_000 },
  );
}

/** The first start is the one that finds no products. */
export async function isEmptyShop({ prisma }: Pick<Database, 'prisma'>): Promise<boolean> {
  return (await prisma.product.findFirst({ select: { id: true } })) === null;
}

function idOf(ids: Map<string, string>, externalId: string): string {
  const id = ids.get(externalId);
  if (!id) throw new Error(`The demo shop refers to ${externalId}, which it does not have.`);
  return id;
}

async function inChunks<T>(rows: T[], write: (chunk: T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += chunkSize)
    await write(rows.slice(start, start + chunkSize));
}
