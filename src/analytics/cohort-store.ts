import type { Cohort, CohortReport } from '../contract/analytics.js';
import { countedStates } from '../contract/cards.js';
import { shopCurrency } from '../contract/money.js';
import type { Database } from '../platform/database.js';
import { createLocalClock } from '../platform/local-clock.js';
import { keptMinor } from '../platform/order-net.js';
import { cohortDefinitions } from './definitions.js';

const mostCohorts = 24;
const monthsFollowed = 12;

/** Who bought first in which month, and who of them came back, in months of the shop's calendar. */
export async function readCohorts(
  prisma: Database['prisma'],
  timeZone: string,
  now: Date,
): Promise<CohortReport> {
  const rows = await prisma.$queryRaw<{ month: string; later: number; customers: number; minor: number }[]>`
    WITH bought AS (
      SELECT "customerId", date_trunc('month', "createdAt" AT TIME ZONE ${timeZone}::text) AS month,
        COALESCE(SUM(${keptMinor('o')}) FILTER (WHERE o.currency = ${shopCurrency}), 0)::float8 AS minor
      FROM "Order" o WHERE status = ANY(${countedStates}) AND "createdAt" <= ${now}::timestamptz GROUP BY 1, 2
    ), firsts AS (
      SELECT "customerId", MIN(month) AS first FROM bought GROUP BY 1
    ), newest AS (
      SELECT DISTINCT first FROM firsts ORDER BY first DESC LIMIT ${mostCohorts}::int
    )
    SELECT to_char(f.first, 'YYYY-MM') AS month,
      ((EXTRACT(YEAR FROM b.month) - EXTRACT(YEAR FROM f.first)) * 12
        + EXTRACT(MONTH FROM b.month) - EXTRACT(MONTH FROM f.first))::int AS later,
      COUNT(*)::int AS customers, SUM(b.minor)::float8 AS minor
    FROM newest JOIN firsts f USING (first) JOIN bought b USING ("customerId")
    GROUP BY f.first, later ORDER BY f.first, later`;
  const local = new Date(createLocalClock(timeZone)(now.getTime()));
  const thisMonth = local.getUTCFullYear() * 12 + local.getUTCMonth();
  const cohorts: Cohort[] = [...new Set(rows.map(({ month }) => month))].map((month) => {
    const own = rows.filter((row) => row.month === month);
    const customers = own.find(({ later }) => later === 0)?.customers ?? 0;
    const [year = 0, number = 1] = month.split('-').map(Number);
    const begun = thisMonth - (year * 12 + number - 1);
    const returned = Array.from({ length: Math.min(monthsFollowed, Math.max(0, begun)) }, (_, index) => {
      const back = own.find(({ later }) => later === index + 1)?.customers ?? 0;
      return back / customers;
    });
    return {
      month,
      customers,
      returned,
      lastIsRunning: begun >= 1 && begun <= monthsFollowed,
      turnoverPerCustomerMinor: Math.round(own.reduce((sum, { minor }) => sum + minor, 0) / customers),
    };
  });
  return { at: now.toISOString(), cohorts, definitions: cohortDefinitions };
}
