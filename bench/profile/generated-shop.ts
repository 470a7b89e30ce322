import type { Database } from '../../src/platform/database.js';

/** Share of customers who agree to personalisation. */
const agreed = 0.8;
const linesPerCustomer = 10;
const products = 2000;
const categories = 40;
/** Customers made in one statement. */
const portion = 2000;

/**
 * Fills an empty database with a shop of about so many order lines, by the database's own seeded random numbers: about ten
 * lines a customer over two years, a few customers with very many orders and many with one.
 * @returns how many there are
 */
export async function generateShop(
  { prisma }: Pick<Database, 'prisma'>,
  lines: number,
): Promise<{ customers: number; orders: number; lines: number }> {
  const customers = Math.max(1, Math.round(lines / linesPerCustomer));
  const run = (work: Parameters<typeof prisma.$transaction>[0]) =>
    prisma.$transaction(work as never, { timeout: 600_000, maxWait: 60_000 });
  await run((async (tx: typeof prisma) => {
    await tx.$executeRaw`SELECT setseed(0.42)`;
    await tx.$executeRaw`
      INSERT INTO "Product" (id, "externalId", title, category, brand, "priceMinor", stock, attributes, "replenishDays", "updatedAt")
      SELECT md5('p' || n)::uuid, 'P' || n, '商品 ' || n, '品类 ' || (n % ${categories}), '品牌 ' || (n % 90),
             (500 + random() * 30000)::int, 100, jsonb_build_object('颜色', jsonb_build_array('黑色', '白色', '蓝色')),
             CASE WHEN n % 4 = 0 THEN 20 + n % 60 END, now()
      FROM generate_series(1, ${products}::int) n`;
  }) as never);
  for (let from = 1; from <= customers; from += portion) {
    const until = Math.min(customers, from + portion - 1);
    await run((async (tx: typeof prisma) => {
      await tx.$executeRaw`SELECT setseed(${(from % 997) / 1000}::float8)`;
      await tx.$executeRaw`
        INSERT INTO "Customer" (id, "externalId", name, "updatedAt")
        SELECT md5('c' || n)::uuid, 'B' || n, '顾客', now() FROM generate_series(${from}::int, ${until}::int) n`;
      await tx.$executeRaw`
        INSERT INTO "Visitor" (id, "customerId") SELECT md5('v' || n)::uuid, md5('c' || n)::uuid
        FROM generate_series(${from}::int, ${until}::int) n`;
      await tx.$executeRaw`
        INSERT INTO "Consent" (id, "visitorId", "customerId", purpose, granted, "textVersion", source)
        SELECT md5('k' || n)::uuid, md5('v' || n)::uuid, md5('c' || n)::uuid, 'personalization', random() < ${agreed}::float8,
               'bench', 'bench' FROM generate_series(${from}::int, ${until}::int) n`;
      await tx.$executeRaw`
        INSERT INTO "Order" (id, "externalId", "customerId", status, "itemsMinor", "discountMinor", "totalMinor",
                             "createdAt", "paidAt", "updatedAt")
        SELECT md5('o' || c.n || '-' || k)::uuid, 'O' || c.n || '-' || k, md5('c' || c.n)::uuid, 'completed', t.total,
               CASE WHEN random() < 0.3 THEN 500 ELSE 0 END, t.total, t.at, t.at, t.at
        FROM (SELECT n, random() AS rank, random() AS begin, random() AS stay
              FROM generate_series(${from}::int, ${until}::int) n) c
        CROSS JOIN LATERAL generate_series(1, 1 + floor(9 * c.rank ^ 2)::int) k
        CROSS JOIN LATERAL (SELECT (2000 + 20000 * random() + k * 0)::int AS total,
               now() - (730 * (1 - c.begin * 0.9) * (1 - (0.2 + 0.8 * c.stay) * random() * (k > 0)::int)) * interval '1 day' AS at) t`;
      await tx.$executeRaw`
        INSERT INTO "OrderLine" (id, "orderId", position, "productId", title, quantity, "unitPriceMinor")
        SELECT gen_random_uuid(), o.id, l, md5('p' || (1 + floor(random() * random() * ${products}::float8)::int))::uuid,
               '商品 黑色', 1, 5000
        FROM "Order" o CROSS JOIN LATERAL generate_series(1, 1 + floor(random() * 4 + length(o.status) * 0)::int) l
        WHERE o."customerId" IN (SELECT md5('c' || n)::uuid FROM generate_series(${from}::int, ${until}::int) n)`;
    }) as never);
  }
  const [counted] = await prisma.$queryRaw<{ orders: number; lines: number }[]>`
    SELECT (SELECT count(*) FROM "Order")::int AS orders, (SELECT count(*) FROM "OrderLine")::int AS lines`;
  // As a server does by itself after so many rows.
  await prisma.$executeRaw`ANALYZE`;
  return { customers, orders: counted?.orders ?? 0, lines: counted?.lines ?? 0 };
}
