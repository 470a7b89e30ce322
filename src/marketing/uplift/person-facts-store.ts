import { countedStates } from '../../contract/cards.js';
import type { Database } from '../../platform/database.js';

/** Orders that were paid for and kept. */

/** What is known of people before an offer reaches them. */
export const personFactNames = [
  'orders',
  'spentMinor',
  'spent90DaysMinor',
  'daysSinceOrder',
  'averageMinor',
  'discountedShare',
  'conversations',
  'daysKnown',
] as const;
export type PersonFacts = Record<(typeof personFactNames)[number], number | null>;

export interface PersonAt {
  customerId: string;
  /** Nothing later is looked at. */
  at: Date;
}

/**
 * What was known of people at a moment, by customer: the same question for learning and for using what was learnt. Who has not
 * agreed to personalisation now, in the given wording, is left out.
 */
export async function readPersonFacts(
  prisma: Database['prisma'],
  people: readonly PersonAt[],
  wording: string,
): Promise<Map<string, PersonFacts>> {
  const ids = people.map(({ customerId }) => customerId);
  const moments = people.map(({ at }) => at.toISOString());
  const rows = await prisma.$queryRaw<(PersonFacts & { id: string })[]>`
    SELECT p.id::text AS id, before.orders, before."spentMinor", before."spent90DaysMinor", before."daysSinceOrder",
      before."averageMinor", before."discountedShare", talks.conversations,
      (EXTRACT(EPOCH FROM p.at - LEAST(c."registeredAt", before.first)) / 86400)::float8 AS "daysKnown"
    FROM (
      SELECT id, at::timestamptz AS at FROM unnest(${ids}::uuid[], ${moments}::text[]) AS given(id, at)
    ) p JOIN "Customer" c ON c.id = p.id
    CROSS JOIN LATERAL (
      SELECT COUNT(*)::int AS orders, COALESCE(SUM(o."totalMinor"), 0)::float8 AS "spentMinor",
        COALESCE(SUM(o."totalMinor") FILTER (
          WHERE o."createdAt" >= p.at - make_interval(days => 90)), 0)::float8 AS "spent90DaysMinor",
        (EXTRACT(EPOCH FROM p.at - MAX(o."createdAt")) / 86400)::float8 AS "daysSinceOrder",
        AVG(o."totalMinor")::float8 AS "averageMinor",
        AVG((o."discountMinor" > 0)::int)::float8 AS "discountedShare", MIN(o."createdAt") AS first
      FROM "Order" o WHERE o."customerId" = p.id AND o.status = ANY(${countedStates}) AND o."createdAt" < p.at
    ) before
    CROSS JOIN LATERAL (
      SELECT COUNT(*)::int AS conversations FROM "Conversation" t
      WHERE t."customerId" = p.id AND t."createdAt" < p.at
    ) talks
    WHERE (
      SELECT s.granted AND s."textVersion" = ${wording}::text FROM "Consent" s
      WHERE s."customerId" = p.id AND s.purpose = 'personalization'
      ORDER BY s."createdAt" DESC, s.id DESC LIMIT 1
    )`;
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}

/** Whether people bought within so many hours from their moment, in the order given. */
export async function readBought(
  prisma: Database['prisma'],
  people: readonly (PersonAt & { hours: number })[],
): Promise<boolean[]> {
  const ids = people.map(({ customerId }) => customerId);
  const moments = people.map(({ at }) => at.toISOString());
  const hours = people.map((person) => person.hours);
  const rows = await prisma.$queryRaw<{ bought: boolean }[]>`
    SELECT EXISTS (
      SELECT 1 FROM "Order" o WHERE o."customerId" = p.id AND o.status = ANY(${countedStates})
        AND o."createdAt" >= p.at::timestamptz
        AND o."createdAt" < p.at::timestamptz + make_interval(hours => p.hours)
    ) AS bought
    FROM unnest(${ids}::uuid[], ${moments}::text[], ${hours}::int[]) WITH ORDINALITY AS p(id, at, hours, place)
    ORDER BY p.place`;
  return rows.map(({ bought }) => bought);
}
