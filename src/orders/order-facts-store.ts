import { orderStatus } from '../contract/cards.js';
import { orderAction, orderRequestState } from '../contract/order-actions.js';
import type { Prisma } from '../platform/generated/prisma/client.js';
import type { EarlierRequest, OrderFacts, ProductFacts, RequestedPart } from './order-facts.js';

/** Everything that the rules look at, and what an order card shows. */
export const orderInclude = {
  lines: { orderBy: { position: 'asc' }, include: { product: true } },
  requests: { orderBy: { createdAt: 'desc' } },
} satisfies Prisma.OrderInclude;

export type OrderWithRequests = Prisma.OrderGetPayload<{ include: typeof orderInclude }>;
export type RequestRow = OrderWithRequests['requests'][number];

/** @throws ZodError when the shop has sent a status that is none */
export function orderFacts(row: OrderWithRequests): OrderFacts {
  return {
    orderId: row.externalId,
    status: orderStatus.parse(row.status),
    currency: row.currency,
    shippingMinor: row.shippingMinor,
    totalMinor: row.totalMinor,
    createdAt: row.createdAt,
    ...(row.paidAt ? { paidAt: row.paidAt } : {}),
    ...(row.shippedAt ? { shippedAt: row.shippedAt } : {}),
    ...(row.deliveredAt ? { deliveredAt: row.deliveredAt } : {}),
    lines: row.lines.map(({ position, title, quantity, unitPriceMinor, product }) => ({
      position,
      title,
      quantity,
      unitPriceMinor,
      product: {
        category: product.category,
        tags: product.tags,
        crossBorder: product.crossBorder,
        attributes: product.attributes as ProductFacts['attributes'],
        ...(product.active && product.currency === row.currency ? { priceMinor: product.priceMinor } : {}),
      },
    })),
  };
}

export function earlierRequest(row: RequestRow): EarlierRequest {
  return {
    action: orderAction.parse(row.action),
    state: orderRequestState.parse(row.state),
    parts: row.parts as unknown as RequestedPart[],
    amountMinor: row.amountMinor,
  };
}
