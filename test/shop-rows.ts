import { randomBytes } from 'node:crypto';
import type { PrismaClient } from '../src/platform/generated/prisma/client.js';

type Data<Model extends 'customer' | 'product' | 'coupon' | 'campaign'> = Partial<
  Parameters<PrismaClient[Model]['create']>[0]['data']
>;

/** Rows for tests, each with everything that it needs; what a test is about, it says itself. */
export function shopRows(prisma: PrismaClient) {
  const unique = (prefix: string) => `${prefix}-${randomBytes(6).toString('hex')}`;
  return {
    customer: (data: Data<'customer'> = {}) =>
      prisma.customer.create({ data: { externalId: unique('C'), name: '林女士', ...data } as never }),

    visitor: (customerId?: string) => prisma.visitor.create({ data: customerId ? { customerId } : {} }),

    product: (data: Data<'product'> = {}) =>
      prisma.product.create({
        data: {
          externalId: unique('P'),
          title: '青禾 保温杯',
          category: '厨房用品',
          priceMinor: 9900,
          stock: 10,
          ...data,
        } as never,
      }),

    order: (
      customerId: string,
      productIds: string[],
      { at = new Date(), status = 'completed', quantity = 1, unitPriceMinor = 10_000, ...data } = {},
    ) =>
      prisma.order.create({
        data: {
          externalId: unique('ZG'),
          customerId,
          status,
          itemsMinor: unitPriceMinor * quantity * productIds.length,
          totalMinor: unitPriceMinor * quantity * productIds.length,
          createdAt: at,
          lines: {
            create: productIds.map((productId, position) => ({
              productId,
              position,
              title: '买过的东西',
              quantity,
              unitPriceMinor,
            })),
          },
          ...data,
        },
      }),

    coupon: (data: Data<'coupon'> = {}) =>
      prisma.coupon.create({
        data: {
          externalId: unique('coupon'),
          title: '满100减20',
          kind: 'threshold',
          thresholdMinor: 10_000,
          valueMinor: 2000,
          validFrom: new Date(Date.now() - 86_400_000),
          validUntil: new Date(Date.now() + 86_400_000),
          totalCap: 100,
          budgetMinor: 1_000_000,
          ...data,
        } as never,
      }),

    offer: (customerId: string, couponId: string, data: { state?: string; createdAt?: Date } = {}) =>
      prisma.offer.create({ data: { customerId, couponId, ...data } }),
  };
}

export type ShopRows = ReturnType<typeof shopRows>;
