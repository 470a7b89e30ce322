import { countedStates } from '../../contract/cards.js';
import type { OverallReport } from '../../contract/experiments.js';
import type { Database } from '../../platform/database.js';
import { uniformHash } from './assignment.js';
import {
  addPerson,
  emptyOverall,
  overallDefinitions,
  overallReport,
  type PersonInTime,
} from './overall-report.js';

const day = 86_400_000;
const mostDays = 90;
/** Of each group, drawn at random: more would narrow the interval hardly, and take minutes. */
const mostMeasured = 30_000;
const listedAtOnce = 5000;
const measuredAtOnce = 1000;
const beforeAll = '00000000-0000-0000-0000-000000000000';

export interface HoldoutInForce {
  salt: string;
  share: number;
  /** Since when the share is this. */
  since?: Date;
}

/**
 * All campaigns against the global holdout, over the last 90 days or since the share was changed. Everybody is counted; what they
 * did is read of a random sample of each group. Reads only, page by page.
 */
export async function readOverall(
  prisma: Database['prisma'],
  { salt, share, since }: HoldoutInForce,
  now: Date,
): Promise<OverallReport> {
  if (!(share > 0)) return { state: 'off', definitions: overallDefinitions };
  const from = new Date(Math.max(now.getTime() - mostDays * day, since?.getTime() ?? 0));
  const known = { createdAt: { lt: from } };
  const everybody = await prisma.customer.count({ where: known });
  const campaigns = emptyOverall();
  const left = emptyOverall();
  const drawn = (part: number) => mostMeasured / Math.max(1, everybody * part);
  let after = beforeAll;
  for (;;) {
    const page = await prisma.customer.findMany({
      where: { ...known, id: { gt: after } },
      orderBy: { id: 'asc' },
      take: listedAtOnce,
      select: { id: true },
    });
    const measured: { id: string; isLeft: boolean }[] = [];
    for (const { id } of page) {
      // The same draw as where campaigns ask who they may reach.
      const isLeft = uniformHash(`global:${salt}`, id) < share;
      (isLeft ? left : campaigns).customers += 1;
      if (uniformHash('measured', id) < drawn(isLeft ? share : 1 - share)) measured.push({ id, isLeft });
    }
    for (let at = 0; at < measured.length; at += measuredAtOnce) {
      const some = measured.slice(at, at + measuredAtOnce);
      const people = await readPeople(
        prisma,
        some.map(({ id }) => id),
        from,
        now,
      );
      for (const { id, isLeft } of some) addPerson(isLeft ? left : campaigns, people.get(id) ?? nothing);
    }
    const last = page.at(-1);
    if (page.length < listedAtOnce || !last) break;
    after = last.id;
  }
  return overallReport(campaigns, left, share, { from, now });
}

const nothing: PersonInTime = { orders: 0, revenueMinor: 0, beforeMinor: 0, costMinor: 0, contacts: 0 };

async function readPeople(
  prisma: Database['prisma'],
  ids: string[],
  from: Date,
  now: Date,
): Promise<Map<string, PersonInTime>> {
  const before = new Date(2 * from.getTime() - now.getTime());
  const rows = await prisma.$queryRaw<(PersonInTime & { id: string })[]>`
    WITH coupons AS (
      SELECT DISTINCT c.id FROM "Campaign" g JOIN "Coupon" c ON c."externalId" = ANY(g."couponIds")
      WHERE g."startsAt" < ${now}::timestamptz AND g."endsAt" > ${from}::timestamptz AND g.state <> 'draft'
    )
    SELECT p.id::text AS id, bought.orders, bought."revenueMinor", bought."beforeMinor", spent."costMinor",
      (SELECT COUNT(*)::int FROM "Offer" f WHERE f."customerId" = p.id AND f."campaignId" IS NOT NULL
        AND f."createdAt" >= ${from}::timestamptz AND f."createdAt" < ${now}::timestamptz)
      + (SELECT COUNT(*)::int FROM "CampaignContact" k WHERE k."customerId" = p.id AND k.state = 'sent'
        AND k.marketing AND k."offerId" IS NULL
        AND k."endedAt" >= ${from}::timestamptz AND k."endedAt" < ${now}::timestamptz) AS contacts
    FROM unnest(${ids}::uuid[]) AS p(id)
    CROSS JOIN LATERAL (
      SELECT COUNT(*) FILTER (WHERE o."createdAt" >= ${from}::timestamptz)::int AS orders,
        COALESCE(SUM(o."totalMinor") FILTER (WHERE o."createdAt" >= ${from}::timestamptz), 0)::float8 AS "revenueMinor",
        COALESCE(SUM(o."totalMinor") FILTER (WHERE o."createdAt" < ${from}::timestamptz), 0)::float8 AS "beforeMinor"
      FROM "Order" o WHERE o."customerId" = p.id AND o.status = ANY(${countedStates})
        AND o."createdAt" >= ${before}::timestamptz AND o."createdAt" < ${now}::timestamptz
    ) bought
    CROSS JOIN LATERAL (
      SELECT COALESCE(SUM(h."costMinor" - h."returnedMinor"), 0)::float8 AS "costMinor"
      FROM coupons c JOIN "CouponHold" h ON h."couponId" = c.id
      WHERE h."customerId" = p.id AND h.state = 'redeemed'
        AND h."createdAt" >= ${from}::timestamptz AND h."createdAt" < ${now}::timestamptz
    ) spent`;
  return new Map(rows.map(({ id, ...person }) => [id, person]));
}
