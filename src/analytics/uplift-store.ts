import type { QiniPoint, UpliftMissing, UpliftReport } from '../contract/analytics.js';
import { countedStates } from '../contract/cards.js';
import type { Database } from '../platform/database.js';
import { notFound } from '../platform/errors.js';
import { upliftDefinitions } from './definitions.js';

/** More customers would make the curve hardly smoother; a fair sample of them is taken. */
const mostCustomers = 20_000;
/** Customers that are read at once: one long query would hold up everything else. */
const pageSize = 1000;
/** A group needs so many for its share of buyers to be known to about four points. */
const leastGroup = 500;
const perMille = 1000;

const featureNames = [
  'ordersBefore',
  'spentBefore',
  'spent90Days',
  'daysSinceOrder',
  'averageOrder',
  'discountedShare',
  'conversationsBefore',
  'daysKnown',
] as const;
/** Ten buyers a feature in each group (Peduzzi et al. 1996). */
const leastBuyers = 10 * featureNames.length;

type Row = { treated: number; bought: number } & Record<(typeof featureNames)[number], number | null>;

/** What the model of effects is asked, and what it answers: gains per customer. */
export type JudgeCampaign = (rows: {
  names: readonly string[];
  columns: readonly (readonly (number | undefined)[])[];
  outcome: Float64Array;
  treated: Float64Array;
}) => Promise<{
  points: QiniPoint[];
  qini: { value: number; low: number; high: number };
  qiniLikelyToBuy: { value: number; low: number; high: number };
}>;

/**
 * Whether the model of effects would have known whom a campaign moves. Only of customers who agree to personalisation, by what was
 * known of them before they were assigned; nothing of it is stored.
 * @throws AppError `not-found`
 */
export async function readUplift(
  prisma: Database['prisma'],
  campaignId: string,
  judge: JudgeCampaign,
  now: Date,
): Promise<UpliftReport> {
  const campaign = await prisma.campaign.findUnique({ where: { id: campaignId } });
  if (!campaign) throw notFound('没有找到这个活动。');
  const told = { campaignId, definitions: upliftDefinitions };
  const last = await prisma.assignment.aggregate({ where: { campaignId }, _max: { assignedAt: true } });
  const ends = campaign.state === 'ended' ? 0 : campaign.endsAt.getTime();
  const windowEnds = (last._max.assignedAt?.getTime() ?? 0) + campaign.attributionHours * 3_600_000;
  const readyAt = Math.max(ends, windowEnds);
  if (readyAt > now.getTime()) return { state: 'running', ...told, readyAt: new Date(readyAt).toISOString() };

  const arms = await prisma.assignment.groupBy({ by: ['arm'], where: { campaignId } });
  const control = controlArm(campaign, new Set(arms.map(({ arm }) => arm)));
  const rows = await readRows(prisma, campaignId, control, campaign.attributionHours);
  const count = (treated: number, bought?: number) =>
    rows.filter((row) => row.treated === treated && (bought === undefined || row.bought === bought)).length;
  const all: UpliftMissing[] = [
    { what: 'treated', have: count(1), needed: leastGroup },
    { what: 'control', have: count(0), needed: leastGroup },
    { what: 'treatedBuyers', have: count(1, 1), needed: leastBuyers },
    { what: 'controlBuyers', have: count(0, 1), needed: leastBuyers },
  ];
  const missing = all.filter(({ have, needed }) => have < needed);
  if (missing.length > 0) return { state: 'too-few', ...told, missing };

  const { points, qini, qiniLikelyToBuy } = await judge({
    names: featureNames,
    columns: featureNames.map((name) => rows.map((row) => row[name] ?? undefined)),
    outcome: Float64Array.from(rows, ({ bought }) => bought),
    treated: Float64Array.from(rows, ({ treated }) => treated),
  });
  return {
    state: 'ready',
    ...told,
    at: now.toISOString(),
    customers: rows.length,
    treated: count(1),
    points: points.map((point) => ({
      share: point.share,
      byUplift: point.byUplift * perMille,
      byLikelyToBuy: point.byLikelyToBuy * perMille,
      random: point.random * perMille,
    })),
    qini: scaled(qini),
    qiniLikelyToBuy: scaled(qiniLikelyToBuy),
  };
}

/** The holdout; without one, the first arm of several, as in the report of the experiment. */
function controlArm(
  { holdoutShare, arms }: { holdoutShare: number; arms: unknown },
  assigned: ReadonlySet<string>,
): string {
  const [first] = Array.isArray(arms) ? (arms as { id?: unknown }[]) : [];
  return holdoutShare > 0 || assigned.has('holdout') || !Array.isArray(arms) || arms.length < 2
    ? 'holdout'
    : String(first?.id);
}

async function readRows(
  prisma: Database['prisma'],
  campaignId: string,
  control: string,
  attributionHours: number,
): Promise<Row[]> {
  const sample = await prisma.$queryRaw<{ id: string }[]>`
    SELECT a."customerId"::text AS id FROM "Assignment" a
    WHERE a."campaignId" = ${campaignId}::uuid AND (
      SELECT granted FROM "Consent" s WHERE s."customerId" = a."customerId" AND s.purpose = 'personalization'
      ORDER BY s."createdAt" DESC, s.id DESC LIMIT 1
    )
    ORDER BY md5(a."customerId"::text) LIMIT ${mostCustomers}::int`;
  const ids = sample.map(({ id }) => id);
  const rows: Row[] = [];
  for (let from = 0; from < ids.length; from += pageSize) {
    const page = ids.slice(from, from + pageSize);
    rows.push(
      ...(await prisma.$queryRaw<Row[]>`
        SELECT (a.arm <> ${control}::text)::int AS treated, bought.bought,
          before.orders AS "ordersBefore", before.spent AS "spentBefore", before.lately AS "spent90Days",
          before.days AS "daysSinceOrder", before.average AS "averageOrder", before.discounted AS "discountedShare",
          talks.talks AS "conversationsBefore",
          (EXTRACT(EPOCH FROM a."assignedAt" - LEAST(c."registeredAt", before.first)) / 86400)::float8 AS "daysKnown"
        FROM "Assignment" a JOIN "Customer" c ON c.id = a."customerId"
        CROSS JOIN LATERAL (
          SELECT (COUNT(*) > 0)::int AS bought FROM "Order" o
          WHERE o."customerId" = a."customerId" AND o.status = ANY(${countedStates})
            AND o."createdAt" >= a."assignedAt"
            AND o."createdAt" < a."assignedAt" + make_interval(hours => ${attributionHours}::int)
        ) bought
        CROSS JOIN LATERAL (
          SELECT COUNT(*)::int AS orders, COALESCE(SUM(o."totalMinor"), 0)::float8 AS spent,
            COALESCE(SUM(o."totalMinor") FILTER (
              WHERE o."createdAt" >= a."assignedAt" - make_interval(days => 90)), 0)::float8 AS lately,
            (EXTRACT(EPOCH FROM a."assignedAt" - MAX(o."createdAt")) / 86400)::float8 AS days,
            AVG(o."totalMinor")::float8 AS average,
            AVG((o."discountMinor" > 0)::int)::float8 AS discounted, MIN(o."createdAt") AS first
          FROM "Order" o WHERE o."customerId" = a."customerId" AND o.status = ANY(${countedStates})
            AND o."createdAt" < a."assignedAt"
        ) before
        CROSS JOIN LATERAL (
          SELECT COUNT(*)::int AS talks FROM "Conversation" t
          WHERE t."customerId" = a."customerId" AND t."createdAt" < a."assignedAt"
        ) talks
        WHERE a."campaignId" = ${campaignId}::uuid AND a."customerId" = ANY(${page}::uuid[])
        ORDER BY a."customerId"`),
    );
  }
  return rows;
}

function scaled({ value, low, high }: { value: number; low: number; high: number }) {
  return { value: value * perMille, low: low * perMille, high: high * perMille };
}
