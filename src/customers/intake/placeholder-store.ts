import type { OrderRecord } from '../../contract/intake.js';
import { newId } from '../../platform/ids.js';
import type { Client } from './known-rows-store.js';

/** What a customer is called until the shop says so. */
const unnamedCustomer = '顾客';
const unknownCategory = '未分类';

/** Ours, and what it is called, for the shop's ids of products; those that are not known are missing. */
export async function productTitles(
  client: Client,
  orders: readonly OrderRecord[],
): Promise<Map<string, { id: string; title: string }>> {
  const ids = [...new Set(orders.flatMap(({ lines }) => lines.map(({ productId }) => productId)))];
  if (ids.length === 0) return new Map();
  const rows = await client.$queryRaw<{ id: string; externalId: string; title: string }[]>`
    SELECT id::text, "externalId", title FROM "Product" WHERE "externalId" = ANY(${ids})`;
  return new Map(rows.map(({ externalId, ...product }) => [externalId, product]));
}

/** Customers that orders name and nobody has told us about: by their number alone. */
export async function addMissingCustomers(
  client: Client,
  orders: readonly OrderRecord[],
  now: Date,
): Promise<void> {
  const ids = [...new Set(orders.map(({ customerId }) => customerId))].sort();
  const rows = ids.map((externalId) => ({ id: newId(), externalId }));
  await client.$executeRaw`
    INSERT INTO "Customer" (id, "externalId", name, "createdAt", "updatedAt")
    SELECT id, "externalId", ${unnamedCustomer}, ${now}, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS sent (id uuid, "externalId" text)
    WHERE NOT EXISTS (SELECT FROM "Customer" known WHERE known."externalId" = sent."externalId")
    ON CONFLICT ("externalId") DO NOTHING`;
}

/** Products that orders name and nobody has told us about: not on sale, so that they are suggested to nobody. */
export async function addMissingProducts(
  client: Client,
  orders: readonly OrderRecord[],
  now: Date,
): Promise<void> {
  const lines = new Map(
    orders.flatMap(({ lines, currency }) =>
      lines.map((line) => [line.productId, { ...line, currency }] as const),
    ),
  );
  const rows = [...lines.keys()].sort().flatMap((externalId) => {
    const line = lines.get(externalId);
    if (!line) return [];
    const { title = externalId, unitPriceMinor: priceMinor, currency } = line;
    return [{ id: newId(), externalId, title, priceMinor, currency }];
  });
  await client.$executeRaw`
    INSERT INTO "Product" (id, "externalId", title, category, "priceMinor", currency, stock, active, "createdAt",
      "updatedAt")
    SELECT id, "externalId", title, ${unknownCategory}, "priceMinor", currency, 0, false, ${now}, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS sent (id uuid, "externalId" text, title text,
      "priceMinor" int, currency text)
    WHERE NOT EXISTS (SELECT FROM "Product" known WHERE known."externalId" = sent."externalId")
    ON CONFLICT ("externalId") DO NOTHING`;
}
