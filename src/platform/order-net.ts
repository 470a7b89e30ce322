import { Prisma } from './generated/prisma/client.js';

/** Requests by which money goes back while the order itself stays; of a whole order, its status tells. */
const paysBack = ['return', 'refund', 'price-protection'];

/** What was paid back of an order (`alias` of the table "Order") so far, minor units. */
export function refundedMinor(alias: string): Prisma.Sql {
  return Prisma.sql`COALESCE((SELECT SUM(paid_back."amountMinor") FROM "OrderRequest" paid_back
    WHERE paid_back."orderId" = ${Prisma.raw(alias)}.id AND paid_back.state = 'done'
      AND paid_back.action = ANY(${paysBack}::text[])), 0)::int`;
}

/** What the shop keeps of an order: its total less what was paid back, minor units. */
export function keptMinor(alias: string): Prisma.Sql {
  return Prisma.sql`GREATEST(0, ${Prisma.raw(alias)}."totalMinor" - ${refundedMinor(alias)})`;
}
