import type { CouponFunnel, CouponReport } from '../contract/analytics.js';
import type { ExperimentReport } from '../contract/experiments.js';
import { holdoutArm } from '../contract/experiments.js';
import type { Database } from '../platform/database.js';
import { couponDefinitions } from './definitions.js';

const mostCoupons = 100;
/** Reports are the dear part: one a campaign, of the newest. */
const mostCampaigns = 20;

interface CouponRow extends Omit<CouponFunnel, 'effects' | 'leftMinor'> {
  reservedMinor: number;
}

/**
 * How far each coupon came, what it costs, and what its campaign brought beyond the control group.
 * @param reportOf the report of one campaign's experiment
 */
export async function readCoupons(
  prisma: Database['prisma'],
  reportOf: (campaignId: string) => Promise<ExperimentReport>,
  now: Date,
): Promise<CouponReport> {
  const rows = await prisma.$queryRaw<CouponRow[]>`
    WITH page AS (
      SELECT * FROM "Coupon" WHERE status <> 'draft' ORDER BY (status = 'active') DESC, id DESC LIMIT ${mostCoupons}::int
    )
    SELECT c."externalId" AS "couponId", c.title, c.status, c.currency, c."redeemedCount" AS uses,
      c."spentMinor", c."exposureMinor" AS "liabilityMinor", c."budgetMinor", c."reservedMinor",
      offers.offered, offers.seen, wallets.claimed, uses.redeemed
    FROM page c
    CROSS JOIN LATERAL (
      SELECT COUNT(DISTINCT "customerId")::int AS offered,
        COUNT(DISTINCT "customerId") FILTER (WHERE state IN ('opened', 'accepted'))::int AS seen
      FROM "Offer" WHERE "couponId" = c.id
    ) offers
    CROSS JOIN LATERAL (
      SELECT COUNT(DISTINCT "customerId")::int AS claimed FROM "WalletCoupon"
      WHERE "couponId" = c.id AND "customerId" IS NOT NULL AND state <> 'void'
    ) wallets
    CROSS JOIN LATERAL (
      SELECT COUNT(*)::int AS redeemed FROM (
        SELECT "customerId" FROM "CouponHold" WHERE "couponId" = c.id AND state = 'redeemed' AND "customerId" IS NOT NULL
        UNION
        SELECT "customerId" FROM "WalletCoupon" WHERE "couponId" = c.id AND state = 'redeemed' AND "customerId" IS NOT NULL
      ) people
    ) uses
    ORDER BY (c.status = 'active') DESC, c.id DESC`;
  const effects = await effectsOf(
    prisma,
    rows.map(({ couponId }) => couponId),
    reportOf,
  );
  return {
    at: now.toISOString(),
    coupons: rows.map(({ reservedMinor, ...row }) => ({
      ...row,
      leftMinor: row.budgetMinor - row.spentMinor - reservedMinor,
      effects: effects.get(row.couponId) ?? [],
    })),
    definitions: couponDefinitions,
  };
}

async function effectsOf(
  prisma: Database['prisma'],
  couponIds: string[],
  reportOf: (campaignId: string) => Promise<ExperimentReport>,
): Promise<Map<string, CouponFunnel['effects']>> {
  const campaigns = await prisma.campaign.findMany({
    where: { couponIds: { hasSome: couponIds }, holdoutShare: { gt: 0 }, assignments: { some: {} } },
    orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
    take: mostCampaigns,
    select: { id: true, name: true, couponIds: true },
  });
  const found = new Map<string, CouponFunnel['effects']>();
  for (const campaign of campaigns) {
    const wanted = campaign.couponIds.filter((id) => couponIds.includes(id) && !found.has(id));
    if (wanted.length === 0) continue;
    const report = await reportOf(campaign.id);
    const told = report.comparisons
      .filter(({ against }) => against === holdoutArm)
      .map(({ arm, incrementalOrders }) => ({
        campaignId: campaign.id,
        campaignName: campaign.name,
        arm,
        otherCoupons: campaign.couponIds.length - 1,
        incrementalOrders,
      }));
    for (const id of wanted) found.set(id, told);
  }
  return found;
}
