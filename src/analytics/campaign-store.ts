import type { CampaignList, CampaignResult, EffectOnDay } from '../contract/analytics.js';
import { countedStates } from '../contract/cards.js';
import type { ExperimentReport } from '../contract/experiments.js';
import type { Database } from '../platform/database.js';
import { notFound } from '../platform/errors.js';
import { campaignDefinitions } from './definitions.js';

const mostCampaigns = 100;
const mostDays = 120;

interface Bought {
  /** How many of `count` bought. */
  yes: number;
  count: number;
}

/** Difference of two shares with an interval that may be looked at every day. */
export type AnytimeDifference = (
  own: Bought,
  control: Bought,
  plannedPeople: number | undefined,
) => EffectOnDay['conversion'];

export interface CampaignReading {
  reportOf(campaignId: string): Promise<ExperimentReport>;
  anytimeDifference: AnytimeDifference;
}

/** The campaigns with how many customers are in them. */
export async function readCampaigns(prisma: Database['prisma'], now: Date): Promise<CampaignList> {
  const rows = await prisma.campaign.findMany({
    orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
    take: mostCampaigns,
    select: {
      id: true,
      name: true,
      goal: true,
      state: true,
      startsAt: true,
      endsAt: true,
      _count: { select: { assignments: true } },
    },
  });
  return {
    at: now.toISOString(),
    campaigns: rows.map((row) => ({
      campaignId: row.id,
      name: row.name,
      goal: row.goal,
      state: row.state,
      startsAt: row.startsAt.toISOString(),
      endsAt: row.endsAt.toISOString(),
      customers: row._count.assignments,
    })),
    definitions: campaignDefinitions,
  };
}

/**
 * What one campaign was to do, and what it did so far.
 * @throws AppError `not-found`
 */
export async function readCampaignResult(
  prisma: Database['prisma'],
  campaignId: string,
  { reportOf, anytimeDifference }: CampaignReading,
  timeZone: string,
  now: Date,
): Promise<CampaignResult> {
  const row = await prisma.campaign.findUnique({ where: { id: campaignId } });
  if (!row) throw notFound('没有找到这个活动。');
  const report = await reportOf(campaignId);
  const rows = await readDays(prisma, campaignId, row.attributionHours, timeZone, now);
  const arms = report.groups.map(({ id }) => id).filter((id) => id !== report.control);
  return {
    planned: {
      goal: row.goal,
      message: row.message,
      startsAt: row.startsAt.toISOString(),
      endsAt: row.endsAt.toISOString(),
      holdoutShare: row.holdoutShare,
      budgetMinor: row.budgetMinor,
      plannedPeople: row.plannedPeople,
    },
    report,
    overTime: arms.map((arm) => ({
      arm,
      days: effectByDay(rows, arm, report.control, (own, control) =>
        anytimeDifference(own, control, row.plannedPeople ?? undefined),
      ),
    })),
    definitions: { ...report.definitions, ...campaignDefinitions },
  };
}

export interface ArmOnDay {
  day: string;
  arm: string;
  /** New on this day. */
  assigned: number;
  /** Bought for the first time in their window on this day. */
  bought: number;
}

async function readDays(
  prisma: Database['prisma'],
  campaignId: string,
  attributionHours: number,
  timeZone: string,
  now: Date,
): Promise<ArmOnDay[]> {
  return prisma.$queryRaw<ArmOnDay[]>`
    WITH people AS (
      SELECT a.arm, a."assignedAt" AS since, (
        SELECT MIN(o."createdAt") FROM "Order" o
        WHERE o."customerId" = a."customerId" AND o.status = ANY(${countedStates})
          AND o."createdAt" >= a."assignedAt" AND o."createdAt" < ${now}::timestamptz
          AND o."createdAt" < a."assignedAt" + make_interval(hours => ${attributionHours}::int)
      ) AS bought
      FROM "Assignment" a WHERE a."campaignId" = ${campaignId}::uuid AND a."assignedAt" <= ${now}::timestamptz
    ), steps AS (
      SELECT arm, since AS at, 1 AS assigned, 0 AS bought FROM people
      UNION ALL SELECT arm, bought, 0, 1 FROM people WHERE bought IS NOT NULL
    )
    SELECT to_char(at AT TIME ZONE ${timeZone}::text, 'YYYY-MM-DD') AS day, arm,
      SUM(assigned)::int AS assigned, SUM(bought)::int AS bought
    FROM steps GROUP BY 1, 2 ORDER BY 1, 2`;
}

/** Adds up day by day what had happened in an arm and the control group; only days on which something did. */
export function effectByDay(
  rows: readonly ArmOnDay[],
  arm: string,
  control: string,
  difference: (own: Bought, control: Bought) => EffectOnDay['conversion'],
): EffectOnDay[] {
  const [own, other] = [
    { yes: 0, count: 0 },
    { yes: 0, count: 0 },
  ];
  const days = new Map<string, EffectOnDay>();
  for (const row of rows) {
    const sum = row.arm === arm ? own : row.arm === control ? other : undefined;
    if (sum === undefined) continue;
    sum.yes += row.bought;
    sum.count += row.assigned;
    days.set(row.day, {
      day: row.day,
      customers: own.count + other.count,
      conversion: difference({ ...own }, { ...other }),
    });
  }
  return [...days.values()].slice(-mostDays);
}
