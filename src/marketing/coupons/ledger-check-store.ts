import type { Database } from '../../platform/database.js';

/** A counter that is not the sum over the ledger. */
export interface LedgerDifference {
  couponId: string;
  externalId: string;
  counter: string;
  counted: number;
  ledger: number;
}

/**
 * Proves that the counters of every coupon, and of every period, are the sums over the ledger, and that what is held is
 * what the uses say. Reads only; one statement, so that it may run beside a busy server.
 * @returns what differs; empty when all is well
 */
export async function checkLedger({ prisma }: Pick<Database, 'prisma'>): Promise<LedgerDifference[]> {
  return prisma.$queryRaw<LedgerDifference[]>`
    WITH sums AS (
      SELECT "couponId", SUM("claimedDelta") AS claimed, SUM("reservedDelta") AS reserved, SUM("redeemedDelta") AS redeemed,
        SUM("reservedMinorDelta") AS "reservedMinor", SUM("spentMinorDelta") AS "spentMinor",
        SUM("exposureMinorDelta") AS "exposureMinor"
      FROM "CouponLedgerEntry" GROUP BY 1
    ), uses AS (
      SELECT "couponId", SUM(quantity) FILTER (WHERE state = 'reserved') AS reserved,
        SUM(quantity) FILTER (WHERE state = 'redeemed') AS redeemed,
        SUM("costMinor") FILTER (WHERE state = 'reserved') AS "reservedMinor",
        SUM("costMinor" - "returnedMinor") FILTER (WHERE state = 'redeemed') AS "spentMinor"
      FROM "CouponHold" GROUP BY 1
    ), periods AS (
      SELECT "couponId", period, SUM("periodDelta") AS taken FROM "CouponLedgerEntry" WHERE period IS NOT NULL GROUP BY 1, 2
    ), compared AS (
      SELECT c.id, c."externalId", each.counter, each.counted::bigint AS counted, COALESCE(each.ledger, 0)::bigint AS ledger
      FROM "Coupon" c LEFT JOIN sums s ON s."couponId" = c.id LEFT JOIN uses u ON u."couponId" = c.id
      CROSS JOIN LATERAL (VALUES
        ('claimedCount', c."claimedCount", s.claimed), ('reservedCount', c."reservedCount", s.reserved),
        ('redeemedCount', c."redeemedCount", s.redeemed), ('reservedMinor', c."reservedMinor", s."reservedMinor"),
        ('spentMinor', c."spentMinor", s."spentMinor"), ('exposureMinor', c."exposureMinor", s."exposureMinor"),
        ('reservedCount of uses', c."reservedCount", u.reserved), ('redeemedCount of uses', c."redeemedCount", u.redeemed),
        ('reservedMinor of uses', c."reservedMinor", u."reservedMinor"), ('spentMinor of uses', c."spentMinor", u."spentMinor")
      ) AS each(counter, counted, ledger)
      UNION ALL
      SELECT c.id, c."externalId", 'taken in ' || COALESCE(p.period, l.period), COALESCE(p.taken, 0)::bigint,
        COALESCE(l.taken, 0)::bigint
      FROM "CouponPeriod" p FULL JOIN periods l ON l."couponId" = p."couponId" AND l.period = p.period
      JOIN "Coupon" c ON c.id = COALESCE(p."couponId", l."couponId")
    )
    SELECT id::text AS "couponId", "externalId", counter, counted::float8 AS counted, ledger::float8 AS ledger
    FROM compared WHERE counted <> ledger ORDER BY "externalId", counter LIMIT 1000`;
}

/** How many coupons there are to check. */
export function countCoupons({ prisma }: Pick<Database, 'prisma'>): Promise<number> {
  return prisma.coupon.count();
}
