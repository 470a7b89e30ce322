import { type OrderItem, type OrderStatus, orderItem, orderStatus } from '../contract/cards.js';

/** An order's state in the shopper's words, fitting after "您的「…」". */
export const orderStatusText: Record<OrderStatus, string> = {
  unpaid: '还没付款',
  paid: '已付款，正在备货',
  shipped: '已发货，在路上了',
  delivered: '已送达',
  completed: '已完成',
  cancelled: '已取消',
  refunding: '正在退款',
  refunded: '已退款',
};

export interface OrderRow {
  externalId: string;
  status: string;
  currency: string;
  totalMinor: number;
  carrier: string | null;
  trackingNumber: string | null;
  tracking: unknown;
  createdAt: Date;
  lines: { title: string; quantity: number; unitPriceMinor: number; product: { imageUrl: string | null } }[];
}

const trackingStep = orderItem.shape.tracking.unwrap().element;

/**
 * What a shopper may see of an order, field by field. The address does not leave, and steps of the parcel that are not
 * readable are left out.
 */
export function presentOrder(row: OrderRow): OrderItem {
  const status = orderStatus.parse(row.status);
  const steps: unknown[] = Array.isArray(row.tracking) ? row.tracking : [];
  const tracking = steps.flatMap((step) => trackingStep.safeParse(step).data ?? []);
  return {
    orderId: row.externalId,
    status,
    statusText: orderStatusText[status],
    createdAt: row.createdAt.toISOString(),
    total: { amountMinor: row.totalMinor, currency: row.currency },
    lines: row.lines.map(({ title, quantity, unitPriceMinor, product }) => ({
      title,
      quantity,
      unitPrice: { amountMinor: unitPriceMinor, currency: row.currency },
      ...(product.imageUrl ? { imageUrl: product.imageUrl } : {}),
    })),
    ...(row.carrier ? { carrier: row.carrier } : {}),
    ...(row.trackingNumber ? { trackingNumber: row.trackingNumber } : {}),
    ...(tracking.length > 0 ? { tracking } : {}),
  };
}
