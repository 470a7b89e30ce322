import { countedStates } from '../../contract/cards.js';
import type { ConsentPurpose } from '../../contract/http.js';
import type { ChoiceFigure, DateFigure, NumberFigure } from '../../contract/segments.js';
import type { Database } from '../../platform/database.js';
import type { CustomerFacts } from './customer-facts.js';

/** Products a customer bought that are looked at, newest first. */
const mostPurchases = 5000;

/** What the rules look at, of some customers by their ids. Those who are not there are left out. */
export async function readCustomerFacts(
  { prisma }: Pick<Database, 'prisma'>,
  ids: readonly string[],
): Promise<Map<string, CustomerFacts>> {
  const customers = await prisma.customer.findMany({
    where: { id: { in: [...ids] } },
    include: { profile: true },
  });
  const consents = await prisma.$queryRaw<{ id: string; purpose: ConsentPurpose; granted: boolean }[]>`
    SELECT DISTINCT ON ("customerId", purpose) "customerId"::text AS id, purpose, granted FROM "Consent"
    WHERE "customerId" = ANY(${ids}::uuid[]) ORDER BY "customerId", purpose, "createdAt" DESC, id DESC`;
  const tags = await prisma.$queryRaw<{ id: string; tag: string }[]>`
    SELECT DISTINCT v."customerId"::text AS id, t.tag
    FROM "Conversation" v JOIN "ConversationTag" t ON t."conversationId" = v.id
    WHERE v."customerId" = ANY(${ids}::uuid[]) ORDER BY 1, 2`;
  const purchases = await prisma.$queryRaw<
    { id: string; productId: string; category: string; brand: string; at: Date }[]
  >`
    SELECT u.id::text AS id, b."productId", b.category, b.brand, b.at
    FROM unnest(${ids}::uuid[]) AS u(id) CROSS JOIN LATERAL (
      SELECT g."externalId" AS "productId", g.category, g.brand, max(o."createdAt") AS at
      FROM "Order" o JOIN "OrderLine" l ON l."orderId" = o.id JOIN "Product" g ON g.id = l."productId"
      WHERE o."customerId" = u.id AND o.status = ANY(${countedStates}::text[])
      GROUP BY 1, 2, 3 ORDER BY 4 DESC LIMIT ${mostPurchases}) b`;
  const facts = new Map<string, CustomerFacts>();
  for (const { id, profile, ...customer } of customers) {
    const numbers: Record<NumberFigure, number | null | undefined> = {
      orders: profile?.orders ?? 0,
      points: customer.points,
      spentYearMinor: profile?.spentYearMinor,
      averageOrderMinor: profile?.averageOrderMinor,
      valueMinor: profile?.valueMinor,
      recency: profile?.recency,
      frequency: profile?.frequency,
      monetary: profile?.monetary,
      alive: profile?.alive,
      churn: profile?.churn,
      expected30: profile?.expected30,
      expected90: profile?.expected90,
      expected180: profile?.expected180,
      couponSensitivity: profile?.couponSensitivity,
      conversations: profile?.conversations,
      satisfaction: profile?.satisfaction,
      complaints: profile?.complaints,
    };
    const dates: Record<DateFigure, Date | null | undefined> = {
      firstOrderAt: profile?.firstOrderAt,
      lastOrderAt: profile?.lastOrderAt,
      registeredAt: customer.registeredAt,
      lastConversationAt: profile?.lastConversationAt,
      lastSeenAt: profile?.lastSeenAt,
      replenishDueAt: profile?.replenishDueAt,
    };
    const choices: Record<ChoiceFigure, string | null | undefined> = {
      tier: customer.tier,
      rfm: profile?.rfm,
      lifecycle: profile?.lifecycle,
      topCategory: profile?.topCategory,
      topBrand: profile?.topBrand,
      priceBand: profile?.priceBand,
      topColour: profile?.topColour,
      daypart: profile?.daypart,
      province: customer.province,
      city: customer.city,
    };
    facts.set(id, {
      personal: profile?.personal ?? false,
      numbers: known(numbers),
      dates: Object.fromEntries(Object.entries(known(dates)).map(([name, at]) => [name, at.getTime()])),
      choices: known(choices),
      purchases: purchases
        .filter((purchase) => purchase.id === id)
        .map(({ productId, category, brand, at }) => ({ productId, category, brand, at: at.getTime() })),
      consents: Object.fromEntries(
        consents.filter((consent) => consent.id === id).map(({ purpose, granted }) => [purpose, granted]),
      ),
      tags: tags.filter((each) => each.id === id).map(({ tag }) => tag),
      ...(customer.birthday === null ? {} : { birthday: customer.birthday }),
    });
  }
  return facts;
}

/** Without what is not known. */
function known<Name extends string, Value>(
  values: Record<Name, Value | null | undefined>,
): Partial<Record<Name, Value>> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined),
  ) as Partial<Record<Name, Value>>;
}
