import { countedStates } from '../../contract/cards.js';
import { shopCurrency } from '../../contract/money.js';
import type { Database } from '../../platform/database.js';
import { keptMinor } from '../../platform/order-net.js';
import {
  bandCuts,
  bandOf,
  type Catalogue,
  type CatalogueProduct,
  type CustomerHistory,
  type HistoryOrder,
  type Interactions,
  noInteractions,
} from './history.js';

const dayMs = 86_400_000;
/** Newest orders of one customer that count: a wholesale buyer must not fill the memory. */
const mostOrders = 1000;
const productsPerPage = 2000;

/** [ms, total, discount, lines: [[product, quantity, price, title]]] as the database writes it. */
type OrderTuple = [number, number | null, number, [string, number, number, string][] | null];

export type HistoryStore = ReturnType<typeof createHistoryStore>;

/** Reads what profiles are computed from, for many customers at a time. Never writes. */
export function createHistoryStore({ prisma }: Pick<Database, 'prisma'>, timeZone: string) {
  async function ordersOf(ids: readonly string[]): Promise<Map<string, HistoryOrder[]>> {
    // One row a customer, the orders as JSON: a tenth of the time of a row a line.
    const rows = await prisma.$queryRaw<{ id: string; orders: string }[]>`
      SELECT c.id::text AS id, o.orders
      FROM unnest(${ids}::uuid[]) AS c(id) CROSS JOIN LATERAL (
        SELECT json_agg(json_build_array(
                 (extract(epoch FROM n."createdAt") * 1000)::bigint,
                 CASE WHEN n.currency = ${shopCurrency} THEN n."totalMinor" END, n."discountMinor",
                 (SELECT json_agg(json_build_array(l."productId", l.quantity, l."unitPriceMinor", l.title))
                  FROM "OrderLine" l WHERE l."orderId" = n.id)
               ) ORDER BY n."createdAt")::text AS orders
        FROM (SELECT k.* FROM (
                SELECT w.id, w."createdAt", w.currency, w."discountMinor", w."totalMinor" AS paid, ${keptMinor('w')} AS "totalMinor"
                FROM "Order" w WHERE w."customerId" = c.id AND w.status = ANY(${countedStates})
              ) k WHERE k."totalMinor" > 0 OR k.paid = 0
              ORDER BY k."createdAt" DESC LIMIT ${mostOrders}) n
      ) o WHERE o.orders IS NOT NULL`;
    return new Map(
      rows.map(({ id, orders }) => [
        id,
        (JSON.parse(orders) as OrderTuple[]).map(([at, totalMinor, discountMinor, lines]) => ({
          at: Number(at),
          totalMinor,
          discountMinor,
          lines: (lines ?? []).map(([productId, quantity, unitPriceMinor, title]) => ({
            productId,
            quantity,
            unitPriceMinor,
            title,
          })),
        })),
      ]),
    );
  }

  async function interactionsOf(ids: readonly string[], now: Date): Promise<Map<string, Interactions>> {
    const yearAgo = new Date(now.getTime() - 365 * dayMs);
    const monthAgo = new Date(now.getTime() - 30 * dayMs);
    const found = new Map<string, Interactions>();
    const of = (id: string): Interactions => {
      const known = found.get(id) ?? { ...noInteractions, events: {} };
      found.set(id, known);
      return known;
    };
    // A visitor has one conversation for good: what counts as asking once is a day on which the customer wrote.
    const talks = await prisma.$queryRaw<{ id: string; days: number; last: Date }[]>`
      SELECT c."customerId"::text AS id, max(m."createdAt") AS last,
             count(DISTINCT date_trunc('day', m."createdAt" AT TIME ZONE ${timeZone}))::int AS days
      FROM "Conversation" c JOIN "Message" m ON m."conversationId" = c.id
      WHERE c."customerId" = ANY(${ids}::uuid[]) AND m."from" = 'shopper' AND m."createdAt" >= ${yearAgo}
      GROUP BY 1`;
    for (const { id, days, last } of talks)
      Object.assign(of(id), { conversations: days, lastConversationAt: last.getTime() });
    const complaints = await prisma.$queryRaw<{ id: string; count: number }[]>`
      SELECT c."customerId"::text AS id, count(*)::int AS count FROM "Conversation" c
      WHERE c."customerId" = ANY(${ids}::uuid[]) AND c."updatedAt" >= ${yearAgo}
        AND (c."handOffReason" = 'complaint' OR c.disposition = '投诉'
             OR EXISTS (SELECT 1 FROM "ConversationTag" t WHERE t."conversationId" = c.id AND t.tag = '投诉'))
      GROUP BY 1`;
    for (const { id, count } of complaints) of(id).complaints = count;
    const ratings = await prisma.$queryRaw<{ id: string; count: number; mean: number }[]>`
      SELECT c."customerId"::text AS id, count(*)::int AS count, avg(s.score)::float8 AS mean
      FROM "Conversation" c JOIN "Satisfaction" s ON s."conversationId" = c.id
      WHERE c."customerId" = ANY(${ids}::uuid[]) AND s.score IS NOT NULL AND s."askedAt" >= ${yearAgo}
      GROUP BY 1`;
    for (const { id, count, mean } of ratings) Object.assign(of(id), { ratings: count, ratingMean: mean });
    const offers = await prisma.$queryRaw<{ id: string; state: string; count: number }[]>`
      SELECT "customerId"::text AS id, state, count(*)::int AS count FROM "Offer"
      WHERE "customerId" = ANY(${ids}::uuid[]) AND "createdAt" >= ${yearAgo} GROUP BY 1, 2`;
    for (const { id, state, count } of offers) {
      const known = of(id);
      known.offersShown += count;
      if (state === 'accepted') known.offersAccepted += count;
      if (state === 'dismissed') known.offersDismissed += count;
    }
    const events = await prisma.$queryRaw<{ id: string; name: string; count: number; last: Date }[]>`
      SELECT "customerId"::text AS id, name, count(*)::int AS count, max("occurredAt") AS last FROM "Event"
      WHERE "customerId" = ANY(${ids}::uuid[]) AND "occurredAt" >= ${monthAgo} GROUP BY 1, 2 ORDER BY 1, 2`;
    for (const { id, name, count, last } of events) {
      const known = of(id);
      if (Object.keys(known.events).length < 20) known.events[name] = count;
      known.lastSeenAt = Math.max(known.lastSeenAt ?? 0, last.getTime());
    }
    const visits = await prisma.$queryRaw<{ id: string; last: Date }[]>`
      SELECT "customerId"::text AS id, max("lastSeenAt") AS last FROM "Visitor"
      WHERE "customerId" = ANY(${ids}::uuid[]) GROUP BY 1`;
    for (const { id, last } of visits) {
      const known = of(id);
      known.lastSeenAt = Math.max(known.lastSeenAt ?? 0, last.getTime());
    }
    return found;
  }

  return {
    /** Every product, sold or not, with the band of its price in its category. */
    async catalogue(): Promise<Catalogue> {
      const rows: (Omit<CatalogueProduct, 'band'> & { id: string; priceMinor: number; currency: string })[] =
        [];
      for (let after: string | undefined; ; ) {
        const page = await prisma.product.findMany({
          select: {
            id: true,
            externalId: true,
            title: true,
            category: true,
            brand: true,
            priceMinor: true,
            currency: true,
            attributes: true,
            replenishDays: true,
          },
          where: after === undefined ? {} : { id: { gt: after } },
          orderBy: { id: 'asc' },
          take: productsPerPage,
        });
        for (const { attributes, replenishDays, ...row } of page) {
          const colours = (attributes as Record<string, unknown> | null)?.颜色;
          rows.push({
            ...row,
            colours: [colours]
              .flat()
              .filter((each): each is string => typeof each === 'string' && each !== ''),
            ...(replenishDays === null ? {} : { replenishDays }),
          });
        }
        after = page.at(-1)?.id;
        if (page.length < productsPerPage) break;
      }
      const prices = new Map<string, number[]>();
      // Prices of different currencies say nothing about each other.
      const among = ({ category, currency }: { category: string; currency: string }) =>
        `${currency} ${category}`;
      for (const row of rows) {
        const known = prices.get(among(row));
        if (known) known.push(row.priceMinor);
        else prices.set(among(row), [row.priceMinor]);
      }
      const cuts = new Map([...prices].map(([group, each]) => [group, bandCuts(each)]));
      return new Map(
        rows.map(({ id, priceMinor, currency, ...row }) => [
          id,
          { ...row, band: bandOf(priceMinor, cuts.get(among({ ...row, currency })) ?? [0, 0]) },
        ]),
      );
    },

    /** A page of all customers, in order of id. */
    async customersAfter(after: string | undefined, limit: number): Promise<string[]> {
      const rows = await prisma.customer.findMany({
        select: { id: true },
        where: after === undefined ? {} : { id: { gt: after } },
        orderBy: { id: 'asc' },
        take: limit,
      });
      return rows.map(({ id }) => id);
    },

    /** Customers of whom something is new since then; at most so many, in order of id. */
    async changedSince(since: Date, limit: number): Promise<string[]> {
      const rows = await prisma.$queryRaw<{ id: string }[]>`
        SELECT DISTINCT id::text AS id FROM (
          SELECT "customerId" AS id FROM "Order" WHERE "updatedAt" >= ${since}
          UNION ALL SELECT id FROM "Customer" WHERE "updatedAt" >= ${since}
          UNION ALL SELECT "customerId" FROM "OrderRequest" WHERE "updatedAt" >= ${since}
          UNION ALL SELECT "customerId" FROM "Event" WHERE "createdAt" >= ${since}
          UNION ALL SELECT "customerId" FROM "Consent" WHERE "createdAt" >= ${since}
          UNION ALL SELECT "customerId" FROM "Conversation" WHERE "updatedAt" >= ${since}
          UNION ALL SELECT "customerId" FROM "Offer" WHERE "respondedAt" >= ${since}
          UNION ALL SELECT "customerId" FROM "Visitor" WHERE "lastSeenAt" >= ${since}
          -- Ratings and tags leave the conversation's row as it is.
          UNION ALL SELECT c."customerId" FROM "OutboxEvent" e JOIN "Conversation" c ON c.id = e."conversationId"
                    WHERE e."publishedAt" >= ${since} OR e."publishedAt" IS NULL
        ) changed WHERE id IS NOT NULL ORDER BY 1 LIMIT ${limit}`;
      return rows.map(({ id }) => id);
    },

    /** Of these customers, who agrees to personalisation now. */
    async consenting(ids: readonly string[]): Promise<Set<string>> {
      return consentingOf(prisma, ids);
    },

    /** @param withInteractions false for fitting, which looks at purchases alone */
    async histories(
      ids: readonly string[],
      now: Date,
      withInteractions: boolean,
    ): Promise<CustomerHistory[]> {
      const orders = await ordersOf(ids);
      const interactions = withInteractions
        ? await interactionsOf(ids, now)
        : new Map<string, Interactions>();
      return ids.map((customerId) => ({
        customerId,
        orders: orders.get(customerId) ?? [],
        interactions: interactions.get(customerId) ?? noInteractions,
      }));
    },
  };
}

/** The newest decision is in force; never asked is not agreed. */
export async function consentingOf(
  client: Pick<Database['prisma'], '$queryRaw'>,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await client.$queryRaw<{ id: string; granted: boolean }[]>`
    SELECT DISTINCT ON ("customerId") "customerId"::text AS id, granted FROM "Consent"
    WHERE "customerId" = ANY(${ids}::uuid[]) AND purpose = 'personalization'
    ORDER BY "customerId", "createdAt" DESC, id DESC`;
  return new Set(rows.filter(({ granted }) => granted).map(({ id }) => id));
}
