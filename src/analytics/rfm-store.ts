import type { RfmReport } from '../contract/analytics.js';
import type { Database } from '../platform/database.js';
import { rfmDefinitions } from './definitions.js';

const scores = [1, 2, 3, 4, 5];

/** What shop people call customers of a cell, by scores from 1 to 5. */
export function rfmCellName(recency: number, frequency: number): string {
  if (recency >= 4) return frequency >= 4 ? '常客' : frequency >= 2 ? '潜力客' : '新面孔';
  if (recency === 3) return frequency >= 3 ? '要留住的熟客' : '要升温的';
  return frequency >= 4 ? '快走的老客' : frequency === 3 ? '沉睡客' : '走远的';
}

/**
 * How many customers are in each cell of recency and frequency, and what they spent in a year. Of who does not agree to
 * personalisation only the number is counted: their profiles hold no scores.
 */
export async function readRfm(prisma: Database['prisma'], now: Date): Promise<RfmReport> {
  const rows = await prisma.$queryRaw<
    { recency: number; frequency: number; customers: number; spent: number }[]
  >`
    SELECT recency, frequency, COUNT(*)::int AS customers, COALESCE(SUM("spentYearMinor"), 0)::float8 AS spent
    FROM "CustomerProfile" WHERE personal AND recency IS NOT NULL AND frequency IS NOT NULL
    GROUP BY recency, frequency`;
  const all = await prisma.customer.count();
  const customers = rows.reduce((sum, row) => sum + row.customers, 0);
  const turnoverMinor = rows.reduce((sum, row) => sum + row.spent, 0);
  const cells = scores.flatMap((recency) =>
    scores.map((frequency) => {
      const row = rows.find((each) => each.recency === recency && each.frequency === frequency);
      return {
        recency,
        frequency,
        name: rfmCellName(recency, frequency),
        customers: row?.customers ?? 0,
        averageSpentMinor: row ? Math.round(row.spent / row.customers) : null,
        shareOfTurnover: row && turnoverMinor > 0 ? row.spent / turnoverMinor : 0,
      };
    }),
  );
  return {
    at: now.toISOString(),
    cells,
    customers,
    others: Math.max(0, all - customers),
    turnoverMinor,
    definitions: rfmDefinitions,
  };
}
