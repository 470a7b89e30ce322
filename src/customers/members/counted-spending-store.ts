import type { MemberRules } from '../../contract/member-rules.js';
import { shopCurrency } from '../../contract/money.js';
import type { Prisma } from '../../platform/generated/prisma/client.js';
import { refundedMinor } from '../../platform/order-net.js';
import { monthsLater } from './standing.js';

/** Paid, and the money still with the shop. */
const keptStates = ['paid', 'shipped', 'delivered', 'completed', 'refunding'];

/** An order as tiers and points see it. Money is minor units. */
export interface OrderRow {
  orderId: string;
  externalId: string;
  customerId: string;
  at: Date;
  status: string;
  totalMinor: number;
  currency: string;
  refundedMinor: number;
}

/** Orders of these customers that were paid for once, by customer, the oldest first. */
export async function ordersSince(
  tx: Prisma.TransactionClient,
  ids: readonly string[],
  since: Date,
): Promise<Map<string, OrderRow[]>> {
  const rows = await tx.$queryRaw<OrderRow[]>`
    SELECT o.id::text AS "orderId", o."externalId", o."customerId"::text AS "customerId", o."createdAt" AS at, o.status,
           o."totalMinor", o.currency, ${refundedMinor('o')} AS "refundedMinor"
    FROM "Order" o WHERE o."customerId" = ANY(${ids}::uuid[]) AND o."createdAt" >= ${since}
      AND o.status IN ('paid', 'shipped', 'delivered', 'completed', 'refunding', 'refunded', 'cancelled')
    ORDER BY o."createdAt", o.id`;
  const grouped = new Map<string, OrderRow[]>();
  for (const row of rows) {
    const known = grouped.get(row.customerId);
    if (known) known.push(row);
    else grouped.set(row.customerId, [row]);
  }
  return grouped;
}

/**
 * What the shop has kept of an order: nothing of one that was cancelled or refunded. Points and tiers are by the yuan:
 * what was paid in another currency counts for neither.
 */
export function netOf({ status, currency, totalMinor, refundedMinor }: OrderRow): number {
  return keptStates.includes(status) && currency === shopCurrency
    ? Math.max(0, totalMinor - refundedMinor)
    : 0;
}

/** What counts for a tier: spending of the window up to now. */
export function spentIn(orders: readonly OrderRow[], tiers: MemberRules['tiers'], now: Date): number {
  const from = monthsLater(now, -tiers.windowMonths);
  return orders.filter(({ at }) => at >= from && at <= now).reduce((sum, row) => sum + netOf(row), 0);
}
