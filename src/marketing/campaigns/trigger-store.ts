import type { CampaignDelivery } from '../../contract/campaigns.js';
import type { Database } from '../../platform/database.js';
import { Prisma } from '../../platform/generated/prisma/client.js';
import { createLocalClock, dayNumberOf, isoDayOf, monthDayOf } from '../../platform/local-clock.js';

type Client = Pick<Prisma.TransactionClient, '$queryRaw'>;
type Trigger = Extract<CampaignDelivery, { kind: 'trigger' }>;

/** What a message is filled with, and what is looked at again before it is sent. */
export interface ContactFacts {
  productId?: string;
  productTitle?: string;
  orderId?: string;
  priceMinor?: number;
  /** When it happened, milliseconds. */
  since?: number;
}

export interface Happened {
  customerId: string;
  subject: string;
  facts: ContactFacts;
  expiresAt: Date;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Of unpaid orders: so many reminders, so far apart, and no more than so many a customer within a day (product rule). */
export const reminders = { most: 3, apart: 3 * hour };
/** The next word about a cart, and about staying away, is so far from the last one. */
const cartsApart = day;
const churnApart = 30 * day;
/** As carts are reported by our widget, and by shops that name events otherwise. */
const cartEvents = ['cart', 'cart_add', 'cart_remove', 'cart.added', 'cart.removed'];
const viewEvents = ['product_view', 'product.viewed'];

/**
 * Customers for whom something has happened that a campaign answers to and of which nothing was said yet. Reads only.
 * In order of customers' ids.
 * @param page.after id of the last customer of the page before
 */
export async function whatHappened(
  client: Client,
  trigger: Trigger,
  now: Date,
  timeZone: string,
  { after, limit }: { after: string; limit: number },
): Promise<Happened[]> {
  const local = createLocalClock(timeZone);
  const today = dayNumberOf(local(now.getTime()));
  const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);
  const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);
  const notYet = (customer: Prisma.Sql, subject: Prisma.Sql) => Prisma.sql`NOT EXISTS (
    SELECT 1 FROM "CampaignContact" k
    WHERE k.trigger = ${trigger.on} AND k."customerId" = ${customer} AND k.subject = ${subject})`;
  /** Nothing of this kind was said of late, on whichever day of the calendar. */
  const notWithin = (customer: Prisma.Sql, milliseconds: number) => Prisma.sql`NOT EXISTS (
    SELECT 1 FROM "CampaignContact" k
    WHERE k.trigger = ${trigger.on} AND k."customerId" = ${customer} AND k."createdAt" > ${ago(milliseconds)})`;
  const found = <Row extends { customerId: string }>(query: Prisma.Sql) => client.$queryRaw<Row[]>(query);

  switch (trigger.on) {
    case 'abandoned-cart': {
      const subject = `cart:${isoDayOf(today)}`;
      const rows = await found<{
        customerId: string;
        title: string | null;
        productId: string | null;
        at: Date;
      }>(Prisma.sql`
        SELECT e."customerId"::text AS "customerId", e.at, e."productId", COALESCE(e.title, p.title) AS title
        FROM (
          SELECT DISTINCT ON ("customerId") "customerId", name, "occurredAt" AS at,
            CASE WHEN name = 'cart' THEN properties->'items'->0->>'productId' ELSE properties->>'productId' END AS "productId",
            CASE WHEN name = 'cart' THEN properties->'items'->0->>'title' ELSE properties->>'title' END AS title,
            CASE WHEN name = 'cart' THEN jsonb_typeof(properties->'items'->0) IS NOT NULL
              ELSE name IN ('cart_add', 'cart.added') END AS filled
          FROM "Event"
          WHERE name = ANY(${cartEvents}) AND "customerId" IS NOT NULL
            AND "occurredAt" > ${ago((trigger.afterMinutes + 30) * minute)} AND "occurredAt" <= ${now}
          ORDER BY "customerId", "occurredAt" DESC, id DESC
        ) e LEFT JOIN "Product" p ON p."externalId" = e."productId"
        WHERE e."customerId" > ${after}::uuid AND e.filled AND e.at <= ${ago(trigger.afterMinutes * minute)}
          AND NOT EXISTS (SELECT 1 FROM "Order" o WHERE o."customerId" = e."customerId" AND o."createdAt" >= e.at)
          AND ${notWithin(Prisma.sql`e."customerId"`, cartsApart)}
        ORDER BY e."customerId" LIMIT ${limit}`);
      return rows.map(({ customerId, title, productId, at }) => ({
        customerId,
        subject,
        facts: { since: at.getTime(), ...product(productId, title) },
        expiresAt: new Date(at.getTime() + day),
      }));
    }
    case 'unpaid-order': {
      const first = Math.min(trigger.afterMinutes, 30) * minute;
      const rows = await found<{
        customerId: string;
        orderId: string;
        title: string | null;
        at: Date;
        told: number;
      }>(Prisma.sql`
        SELECT o."customerId"::text AS "customerId", o."externalId" AS "orderId", o."createdAt" AS at, earlier.told,
          (SELECT l.title FROM "OrderLine" l WHERE l."orderId" = o.id ORDER BY l.position LIMIT 1) AS title
        FROM "Order" o CROSS JOIN LATERAL (
          SELECT COUNT(*)::int AS told, MAX(k."createdAt") AS last, COALESCE(BOOL_OR(k.state = 'planned'), false) AS open
          FROM "CampaignContact" k
          WHERE k.trigger = 'unpaid-order' AND k."customerId" = o."customerId"
            AND k.subject LIKE 'order:' || o."externalId" || ':%'
        ) earlier
        WHERE o."customerId" > ${after}::uuid AND o.status = 'unpaid' AND o."createdAt" > ${ago(day)} AND o."createdAt" <= ${ago(first)}
          AND earlier.told < ${reminders.most} AND NOT earlier.open
          AND (earlier.last IS NULL OR earlier.last <= ${ago(reminders.apart)})
        ORDER BY o."customerId", o."createdAt" LIMIT ${limit}`);
      return rows.map(({ customerId, orderId, title, at, told }) => ({
        customerId,
        subject: `order:${orderId}:${told + 1}`,
        facts: { orderId, since: at.getTime(), ...product(null, title) },
        expiresAt: new Date(at.getTime() + day),
      }));
    }
    case 'delivered': {
      const rows = await found<{ customerId: string; orderId: string; title: string | null }>(Prisma.sql`
        SELECT o."customerId"::text AS "customerId", o."externalId" AS "orderId",
          (SELECT l.title FROM "OrderLine" l WHERE l."orderId" = o.id ORDER BY l.position LIMIT 1) AS title
        FROM "Order" o
        WHERE o."customerId" > ${after}::uuid AND o.status IN ('delivered', 'completed') AND o."deliveredAt" > ${ago(2 * day)} AND o."deliveredAt" <= ${ago(2 * hour)}
          AND ${notYet(Prisma.sql`o."customerId"`, Prisma.sql`'delivery:' || o."externalId"`)}
        ORDER BY o."customerId", o."deliveredAt" LIMIT ${limit}`);
      return rows.map(({ customerId, orderId, title }) => ({
        customerId,
        subject: `delivery:${orderId}`,
        facts: { orderId, ...product(null, title) },
        expiresAt: later(2 * day),
      }));
    }
    case 'replenishment': {
      // About a purchase: however often the day is computed anew, of each it is spoken once.
      const rows = await found<{
        customerId: string;
        title: string;
        productId: string;
        orderId: string;
        at: Date;
      }>(Prisma.sql`
        SELECT f."customerId"::text AS "customerId", last."externalId" AS "productId", last.title, last."orderId", last.at
        FROM "CustomerProfile" f CROSS JOIN LATERAL (
          SELECT p."externalId", p.title, o."externalId" AS "orderId", o."createdAt" AS at FROM "OrderLine" l JOIN "Order" o ON o.id = l."orderId" JOIN "Product" p ON p.id = l."productId"
          WHERE o."customerId" = f."customerId" AND p."replenishDays" IS NOT NULL AND p.active AND p.stock > 0
            AND o.status IN ('paid', 'shipped', 'delivered', 'completed')
          ORDER BY ABS(EXTRACT(EPOCH FROM (f."replenishDueAt" - o."createdAt")) - p."replenishDays" * l.quantity * 86400) LIMIT 1
        ) last
        WHERE f."customerId" > ${after}::uuid AND f.personal AND f."replenishDueAt" > ${ago(2 * day)} AND f."replenishDueAt" <= ${later(3 * day)}
          AND ${notYet(Prisma.sql`f."customerId"`, Prisma.sql`'product:' || last."externalId" || ':' || last."orderId"`)}
          AND NOT EXISTS (${boughtAgain(Prisma.sql`f."customerId"`, Prisma.sql`last."externalId"`, Prisma.sql`last.at`)})
        ORDER BY f."customerId" LIMIT ${limit}`);
      return rows.map(({ customerId, title, productId, orderId, at }) => ({
        customerId,
        subject: `product:${productId}:${orderId}`,
        facts: { since: at.getTime(), ...product(productId, title) },
        expiresAt: later(3 * day),
      }));
    }
    case 'birthday': {
      const subject = `birthday:${isoDayOf(today).slice(0, 4)}`;
      const rows = await found<{ customerId: string }>(Prisma.sql`
        SELECT c.id::text AS "customerId" FROM "Customer" c
        WHERE c.id > ${after}::uuid AND c.birthday = ${monthDayOf(today)} AND ${notYet(Prisma.sql`c.id`, Prisma.sql`${subject}::text`)}
        ORDER BY c.id LIMIT ${limit}`);
      const rest = day - (local(now.getTime()) - today * day);
      return rows.map(({ customerId }) => ({ customerId, subject, facts: {}, expiresAt: later(rest) }));
    }
    case 'price-drop': {
      const rows = await found<{
        customerId: string;
        productId: string;
        title: string;
        price: number;
        at: Date;
      }>(Prisma.sql`
        SELECT DISTINCT ON (v."customerId", p.id) v."customerId"::text AS "customerId", p."externalId" AS "productId", p.title,
          p."priceMinor" AS price, v."occurredAt" AS at
        FROM "Event" v JOIN "Product" p ON p."externalId" = v.properties->>'productId' AND p.active AND p.stock > 0
        CROSS JOIN LATERAL (
          SELECT h."priceMinor" FROM "ProductPrice" h WHERE h."productId" = p.id AND h.since <= v."occurredAt"
          ORDER BY h.since DESC LIMIT 1
        ) was
        WHERE v."customerId" > ${after}::uuid AND v.name = ANY(${viewEvents}) AND v."occurredAt" > ${ago(14 * day)}
          AND p."priceMinor" <= was."priceMinor" * (1 - ${trigger.dropPercent}::float8 / 100)
          AND NOT EXISTS (SELECT 1 FROM "OrderLine" l JOIN "Order" o ON o.id = l."orderId"
            WHERE o."customerId" = v."customerId" AND l."productId" = p.id AND o."createdAt" >= v."occurredAt")
          AND ${notYet(Prisma.sql`v."customerId"`, Prisma.sql`'price:' || p."externalId" || ':' || p."priceMinor"`)}
        ORDER BY v."customerId", p.id, v."occurredAt" DESC LIMIT ${limit}`);
      return rows.map(({ customerId, productId, title, price, at }) => ({
        customerId,
        subject: `price:${productId}:${price}`,
        facts: { since: at.getTime(), priceMinor: price, ...product(productId, title) },
        expiresAt: later(2 * day),
      }));
    }
    case 'churn-risk': {
      const subject = `churn:${isoDayOf(today)}`;
      // The probability is as old as the profile: whoever has ordered since then has not stayed away.
      const rows = await found<{ customerId: string; at: Date }>(Prisma.sql`
        SELECT f."customerId"::text AS "customerId", f."asOf" AS at FROM "CustomerProfile" f
        WHERE f."customerId" > ${after}::uuid AND f.personal AND f.churn >= ${trigger.bar} AND ${notWithin(Prisma.sql`f."customerId"`, churnApart)}
          AND NOT EXISTS (SELECT 1 FROM "Order" o WHERE o."customerId" = f."customerId" AND o."createdAt" >= f."asOf")
        ORDER BY f."customerId" LIMIT ${limit}`);
      return rows.map(({ customerId, at }) => ({
        customerId,
        subject,
        facts: { since: at.getTime() },
        expiresAt: later(7 * day),
      }));
    }
  }
}

/** Whether what was planned is still so, at the moment of sending. */
export async function stillTrue(
  client: Client,
  trigger: string,
  { customerId, subject, facts }: { customerId: string; subject: string; facts: ContactFacts },
): Promise<boolean> {
  const since = new Date(facts.since ?? 0);
  const any = async (query: Prisma.Sql) => (await client.$queryRaw<unknown[]>(query)).length > 0;
  const ordered = Prisma.sql`SELECT 1 AS found FROM "Order" o WHERE o."customerId" = ${customerId}::uuid AND o."createdAt" >= ${since}`;
  switch (trigger) {
    case 'abandoned-cart':
      return (
        !(await any(Prisma.sql`${ordered} LIMIT 1`)) &&
        !(await any(Prisma.sql`
          SELECT 1 AS found FROM (
            SELECT name, properties FROM "Event" WHERE "customerId" = ${customerId}::uuid AND name = ANY(${cartEvents})
            ORDER BY "occurredAt" DESC, id DESC LIMIT 1
          ) e WHERE name IN ('cart_remove', 'cart.removed') OR (name = 'cart' AND jsonb_typeof(properties->'items'->0) IS NULL)`))
      );
    case 'unpaid-order':
      return any(
        Prisma.sql`SELECT 1 AS found FROM "Order" WHERE "externalId" = ${facts.orderId ?? ''} AND status = 'unpaid'`,
      );
    case 'delivered':
      return any(Prisma.sql`
        SELECT 1 AS found FROM "Order" WHERE "externalId" = ${facts.orderId ?? ''} AND status IN ('delivered', 'completed')`);
    case 'replenishment':
      return !(await any(
        boughtAgain(
          Prisma.sql`${customerId}::uuid`,
          Prisma.sql`${facts.productId ?? ''}::text`,
          Prisma.sql`${since}::timestamptz`,
        ),
      ));
    case 'churn-risk':
      return !(await any(Prisma.sql`${ordered} LIMIT 1`));
    case 'price-drop':
      return any(Prisma.sql`
        SELECT 1 AS found FROM "Product"
        WHERE "externalId" = ${facts.productId ?? ''} AND active AND stock > 0 AND "priceMinor" = ${facts.priceMinor ?? -1}`);
    default:
      return subject !== '';
  }
}

/** Whether a consumable, or another of its category, was ordered after the purchase that runs out. */
function boughtAgain(customer: Prisma.Sql, productId: Prisma.Sql, since: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT 1 AS found FROM "Order" newer JOIN "OrderLine" piece ON piece."orderId" = newer.id
    JOIN "Product" g ON g.id = piece."productId" JOIN "Product" gone ON gone."externalId" = ${productId}
    WHERE newer."customerId" = ${customer} AND newer."createdAt" > ${since} AND newer.status NOT IN ('cancelled', 'refunded')
      AND (g.id = gone.id OR (g.category = gone.category AND g."replenishDays" IS NOT NULL))`;
}

/** Notes the prices of now where they are others than those noted last. */
export async function notePrices({ prisma }: Pick<Database, 'prisma'>, now: Date): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO "ProductPrice" ("productId", "priceMinor", since)
    SELECT p.id, p."priceMinor", ${now} FROM "Product" p
    LEFT JOIN LATERAL (
      SELECT h."priceMinor" FROM "ProductPrice" h WHERE h."productId" = p.id ORDER BY h.since DESC LIMIT 1
    ) last ON true
    WHERE p.active AND last."priceMinor" IS DISTINCT FROM p."priceMinor"
    ON CONFLICT DO NOTHING`;
  await prisma.$executeRaw`
    DELETE FROM "ProductPrice" h WHERE h.since < ${new Date(now.getTime() - 60 * day)}
      AND EXISTS (SELECT 1 FROM "ProductPrice" newer WHERE newer."productId" = h."productId" AND newer.since > h.since
        AND newer.since < ${new Date(now.getTime() - 30 * day)})`;
}

function product(
  productId: string | null,
  title: string | null,
): Pick<ContactFacts, 'productId' | 'productTitle'> {
  return { ...(productId ? { productId } : {}), ...(title ? { productTitle: title } : {}) };
}
