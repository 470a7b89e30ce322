import type { MemberRules } from '../../contract/member-rules.js';
import type { Prisma } from '../../platform/generated/prisma/client.js';
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
           o."totalMinor", COALESCE((SELECT sum(r."amountMinor") FROM "OrderRequest" r
              WHERE r."orderId" = o.id AND r.state = 'done' AND r.action IN ('return', 'refund', 'price-protection')),
           0)::int AS "refundedMinor"
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

/** What the shop has kept of an order: nothing of one that was cancelled or refunded. */
export function netOf({ status, totalMinor, refundedMinor }: OrderRow): number {
  return keptStates.includes(status) ? Math.max(0, totalMinor - refundedMinor) : 0;
}

/** What counts for a tier: spending of the window up to now. */
export function spentIn(orders: readonly OrderRow[], tiers: MemberRules['tiers'], now: Date): number {
  const from = monthsLater(now, -tiers.windowMonths);
  return orders.filter(({ at }) => at >= from && at <= now).reduce((sum, row) => sum + netOf(row), 0);
}
