import { countedStates } from '../../contract/cards.js';
import { shopCurrency } from '../../contract/money.js';
import type { Database } from '../../platform/database.js';
import { keptMinor } from '../../platform/order-net.js';
import type { CustomerOutcome } from './customer-outcome.js';

/** From here on a message is angry: the bar of the bot's own policy. */
const angryBar = 0.75;

export interface OutcomeWindow {
  campaignId: string;
  /** External ids of the campaign's coupons. */
  couponIds: string[];
  /** What happens so long after assignment counts. */
  attributionHours: number;
  /** What was spent so many days before is told too. */
  baselineDays: number;
  /** Nothing later counts. */
  now: Date;
}

/**
 * What the next customers of a campaign did, by id. Reads only. An offer of the campaign counts from whenever: the one that
 * draws somebody is stored in the same turn, a moment before the assignment.
 * @param after id of the last customer of the page before
 * @returns the page, and its last customer; absent: that was all
 */
export async function readCustomerOutcomes(
  prisma: Database['prisma'],
  { campaignId, couponIds, attributionHours, baselineDays, now }: OutcomeWindow,
  after: string | undefined,
  limit: number,
): Promise<{ outcomes: CustomerOutcome[]; last?: string }> {
  const rows = await prisma.$queryRaw<(CustomerOutcome & { customerId: string })[]>`
    WITH page AS (
      SELECT a."customerId", a.arm, a."triggeredAt", a."exposedAt", a."assignedAt" AS since,
        LEAST(a."assignedAt" + make_interval(hours => ${attributionHours}::int), ${now}::timestamptz) AS until,
        a."assignedAt" + make_interval(hours => ${attributionHours}::int) > ${now}::timestamptz AS "stillOpen",
        a."assignedAt" - make_interval(days => ${baselineDays}::int) AS before
      FROM "Assignment" a
      WHERE a."campaignId" = ${campaignId}::uuid AND a."assignedAt" <= ${now}::timestamptz
        AND a."customerId" > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid
      ORDER BY a."customerId" LIMIT ${limit}::int
    )
    SELECT p."customerId"::text AS "customerId", p.arm, p."stillOpen",
      p."triggeredAt" IS NOT NULL AS triggered, p."exposedAt" IS NOT NULL AS exposed,
      bought.orders, bought."revenueMinor", spent."costMinor", earlier."beforeMinor",
      COALESCE(offers.offered, false) AS offered, COALESCE(offers.seen, false) AS seen,
      COALESCE(offers.claimed, false) AS claimed,
      EXISTS (
        SELECT 1 FROM "WalletCoupon" w JOIN "Coupon" c ON c.id = w."couponId"
        WHERE w."customerId" = p."customerId" AND w.state = 'redeemed' AND w."claimedAt" >= p.since
          AND w."claimedAt" < p.until AND c."externalId" = ANY(${couponIds})
      ) AS redeemed,
      COALESCE(talks."handedOff", false) AS "handedOff", COALESCE(talks.complained, false) AS complained,
      EXISTS (
        SELECT 1 FROM "Consent" s
        WHERE s."customerId" = p."customerId" AND s.purpose = 'marketing' AND NOT s.granted
          AND s."createdAt" >= p.since AND s."createdAt" < p.until
      ) AS unsubscribed
    FROM page p
    CROSS JOIN LATERAL (
      SELECT COUNT(*) FILTER (WHERE kept.minor > 0 OR o."totalMinor" = 0)::int AS orders,
        COALESCE(SUM(kept.minor) FILTER (WHERE o.currency = ${shopCurrency}), 0)::float8 AS "revenueMinor"
      FROM "Order" o CROSS JOIN LATERAL (SELECT ${keptMinor('o')} AS minor) kept
      WHERE o."customerId" = p."customerId" AND o.status = ANY(${countedStates})
        AND o."createdAt" >= p.since AND o."createdAt" < p.until
    ) bought
    CROSS JOIN LATERAL (
      SELECT COALESCE(SUM(h."costMinor" - h."returnedMinor"), 0)::float8 AS "costMinor"
      FROM "Coupon" c JOIN "CouponHold" h ON h."couponId" = c.id
      WHERE c."externalId" = ANY(${couponIds}) AND h."customerId" = p."customerId" AND h.state = 'redeemed'
        AND h."createdAt" >= p.since AND h."createdAt" < p.until
    ) spent
    CROSS JOIN LATERAL (
      SELECT COALESCE(SUM(o."totalMinor"), 0)::float8 AS "beforeMinor"
      FROM "Order" o WHERE o."customerId" = p."customerId" AND o.status = ANY(${countedStates})
        AND o.currency = ${shopCurrency} AND o."createdAt" >= p.before AND o."createdAt" < p.since
    ) earlier
    CROSS JOIN LATERAL (
      SELECT COUNT(*) > 0 AS offered, BOOL_OR(f.state IN ('opened', 'accepted')) AS seen,
        BOOL_OR(f.state = 'accepted') AS claimed
      FROM "Offer" f WHERE f."customerId" = p."customerId" AND f."campaignId" = ${campaignId}::uuid
        AND f."createdAt" < p.until
    ) offers
    CROSS JOIN LATERAL (
      SELECT BOOL_OR(t.decision = 'hand-off' OR (c."queuedAt" >= p.since AND c."queuedAt" < p.until)) AS "handedOff",
        BOOL_OR((t.content->'mood'->>'angry')::float8 >= ${angryBar}
          OR (c."handOffReason" = 'complaint' AND c."queuedAt" >= p.since AND c."queuedAt" < p.until)) AS complained
      FROM "Conversation" c LEFT JOIN "Trace" t
        ON t."conversationId" = c.id AND t."createdAt" >= p.since AND t."createdAt" < p.until
      WHERE c."customerId" = p."customerId"
    ) talks
    ORDER BY p."customerId"`;
  const outcomes = rows.map(({ customerId: _id, ...outcome }) => outcome);
  const last = rows.length === limit ? rows[rows.length - 1]?.customerId : undefined;
  return { outcomes, ...(last === undefined ? {} : { last }) };
}
