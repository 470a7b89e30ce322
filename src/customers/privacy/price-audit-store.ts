import type { FairnessReport } from '../../contract/fairness.js';
import type { Database } from '../../platform/database.js';
import { customersWithProfiles } from '../segments/segment-sql-store.js';
import type { Segments } from '../segments/segment-store.js';
import { differencesIn, grouped, type ShownRow, spreadOf, type ThingShown } from './price-audit.js';

/** Groups of one report; a shop with more has to ask for fewer days. */
const mostGroups = 200_000;
/** Counted showings name nobody; they are of no use for longer, days. */
const keptDays = 730;

interface Days {
  from: string;
  to: string;
}

/** Reads what was shown of prices and coupons, for the audit. */
export function createPriceAudit({
  prisma,
  timeZone,
  segments,
}: Pick<Database, 'prisma'> & { timeZone: string; segments: Pick<Segments, 'conditions'> }) {
  /** The moments between which these days of the shop lie. */
  async function momentsOf({ from, to }: Days): Promise<{ since: Date; until: Date }> {
    const [row] = await prisma.$queryRaw<{ since: Date; until: Date }[]>`
      SELECT (${from}::date)::timestamp AT TIME ZONE ${timeZone} AS since,
        (${to}::date + 1)::timestamp AT TIME ZONE ${timeZone} AS until`;
    if (!row) throw new Error('The database gave no answer.');
    return row;
  }

  async function shownRows(from: Date, until: Date): Promise<ShownRow[]> {
    return prisma.$queryRaw<ShownRow[]>`
      SELECT subject, shown, listed, audience, condition, sum(count)::int AS times, min(minute) AS "from", max(minute) AS "to"
      FROM "ShownTerms" WHERE minute >= ${from} AND minute < ${until}
      GROUP BY subject, shown, listed, audience, condition ORDER BY subject LIMIT ${mostGroups}`;
  }

  async function thingsOf(rows: readonly ShownRow[]): Promise<Map<string, ThingShown>> {
    const ids = (kind: string) =>
      [...new Set(rows.map(({ subject }) => subject))].flatMap((subject) =>
        subject.startsWith(kind) ? [subject.slice(kind.length)] : [],
      );
    const [products, coupons] = await Promise.all([
      prisma.product.findMany({
        where: { externalId: { in: ids('product:') } },
        select: { externalId: true, title: true },
      }),
      prisma.coupon.findMany({
        where: { externalId: { in: ids('coupon:') } },
        select: { externalId: true, title: true, memberTiers: true },
      }),
    ]);
    return new Map<string, ThingShown>([
      ...products.map(({ externalId, title }) => [`product:${externalId}`, { title }] as const),
      ...coupons.map(({ externalId, ...coupon }) => [`coupon:${externalId}`, coupon] as const),
    ]);
  }

  async function personalCoupons(from: Date, until: Date): Promise<FairnessReport['personalCoupons']> {
    const rows = await prisma.$queryRaw<
      {
        couponId: string;
        title: string;
        tier: string;
        customers: number;
        offers: number;
        accepted: number;
        valueMinor: number | null;
        percentOff: number | null;
      }[]
    >`
      SELECT k."externalId" AS "couponId", k.title, cu.tier, count(DISTINCT o."customerId")::int AS customers,
        count(*)::int AS offers, (count(*) FILTER (WHERE o.state = 'accepted'))::int AS accepted,
        k."valueMinor", k."percentOff"
      FROM "Offer" o JOIN "Coupon" k ON k.id = o."couponId" AND k.personal JOIN "Customer" cu ON cu.id = o."customerId"
      WHERE o."createdAt" >= ${from} AND o."createdAt" < ${until}
      GROUP BY k.id, cu.tier ORDER BY k."externalId", cu.tier`;
    const inSegments = rows.length === 0 ? [] : await personalBySegment(from, until);
    return [...grouped(rows, ({ couponId }) => couponId)].map(([couponId, group]) => {
      const spread = (name: 'valueMinor' | 'percentOff') => {
        const values = group.flatMap((row) => {
          const value = row[name];
          return value === null ? [] : Array.from({ length: row.offers }, () => value);
        });
        return values.length > 0 ? { [name]: spreadOf(values) } : {};
      };
      return {
        couponId,
        title: group[0]?.title ?? '',
        byTier: group.map(({ tier, customers, offers, accepted }) => ({ tier, customers, offers, accepted })),
        bySegment: inSegments
          .filter((row) => row.couponId === couponId)
          .map(({ segment, customers, offers, accepted }) => ({ segment, customers, offers, accepted })),
        ...spread('valueMinor'),
        ...spread('percentOff'),
      };
    });
  }

  /** Who is in a segment now: what a segment held at the time of an offer is not kept. */
  async function personalBySegment(from: Date, until: Date) {
    const found = [];
    for (const { name: segment, condition } of await segments.conditions()) {
      const rows = await prisma.$queryRaw<
        { couponId: string; customers: number; offers: number; accepted: number }[]
      >`
        SELECT k."externalId" AS "couponId", count(DISTINCT o."customerId")::int AS customers,
          count(*)::int AS offers, (count(*) FILTER (WHERE o.state = 'accepted'))::int AS accepted
        FROM ${customersWithProfiles} JOIN "Offer" o ON o."customerId" = c.id
          JOIN "Coupon" k ON k.id = o."couponId" AND k.personal
        WHERE o."createdAt" >= ${from} AND o."createdAt" < ${until} AND ${condition} GROUP BY k.id`;
      found.push(...rows.map((row) => ({ ...row, segment })));
    }
    return found;
  }

  return {
    /** @param days of the shop, the last one included */
    async report(days: Days): Promise<FairnessReport> {
      const { since, until } = await momentsOf(days);
      const rows = await shownRows(since, until);
      const things = await thingsOf(rows);
      const differences = differencesIn(rows, things);
      const coupons = grouped(
        rows.filter(({ subject }) => subject.startsWith('coupon:')),
        ({ subject }) => subject,
      );
      return {
        from: days.from,
        to: days.to,
        shown: rows.reduce((sum, { times }) => sum + times, 0),
        things: new Set(rows.map(({ subject }) => subject)).size,
        unexplained: differences.filter(({ explainedBy }) => explainedBy === undefined).length,
        differences,
        publicCoupons: [...coupons].map(([subject, group]) => {
          const { title = '', memberTiers = [] } = things.get(subject) ?? {};
          const shown = [...grouped(group, ({ audience }) => audience)].map(([audience, same]) => ({
            audience,
            times: same.reduce((sum, { times }) => sum + times, 0),
          }));
          return { couponId: subject.slice('coupon:'.length), title, memberTiers, shown };
        }),
        personalCoupons: await personalCoupons(since, until),
      };
    },

    /** Drops counts that nobody needs any more. */
    async tidy(now: Date): Promise<void> {
      const before = new Date(now.getTime() - keptDays * 24 * 3600 * 1000);
      await prisma.shownTerms.deleteMany({ where: { minute: { lt: before } } });
    },
  };
}

export type PriceAudit = ReturnType<typeof createPriceAudit>;
