import type { ProductRecord } from '../../contract/intake.js';
import type { FieldEncryption } from '../../platform/field-encryption.js';
import { newId } from '../../platform/ids.js';
import type { WriteRecords } from './intake.js';
import { type Client, writeKnown } from './known-rows-store.js';

/** Products by the shop's id: one statement for all that are new or changed. */
export function writeProducts(
  client: Client,
  { fingerprint }: Pick<FieldEncryption, 'fingerprint'>,
): WriteRecords<'products'> {
  return (records, { now }) =>
    writeKnown(client, 'Product', records, { fingerprint, now }, rowOf, (rows) => upsert(client, rows, now));
}

function rowOf({ id, updatedAt: _at, ...record }: ProductRecord, hash: string, at: Date) {
  return { ...record, externalId: id, id: newId(), sourceHash: hash, sourceUpdatedAt: at };
}

const upsert = (client: Client, rows: readonly ReturnType<typeof rowOf>[], now: Date) =>
  client.$queryRaw<{ externalId: string }[]>`
    INSERT INTO "Product" AS known (id, "externalId", title, description, category, brand, "priceMinor",
      "listPriceMinor", currency, stock, attributes, tags, "crossBorder", "replenishDays", "imageUrl", url, active,
      "sourceUpdatedAt", "sourceHash", "createdAt", "updatedAt")
    SELECT id, "externalId", title, description, category, brand, "priceMinor", "listPriceMinor", currency, stock,
      attributes, tags, "crossBorder", "replenishDays", "imageUrl", url, active, "sourceUpdatedAt", "sourceHash",
      ${now}, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS sent (id uuid, "externalId" text, title text,
      description text, category text, brand text, "priceMinor" int, "listPriceMinor" int, currency text, stock int,
      attributes jsonb, tags text[], "crossBorder" boolean, "replenishDays" int, "imageUrl" text, url text,
      active boolean, "sourceUpdatedAt" timestamptz, "sourceHash" text)
    ON CONFLICT ("externalId") DO UPDATE SET title = excluded.title, description = excluded.description,
      category = excluded.category, brand = excluded.brand, "priceMinor" = excluded."priceMinor",
      "listPriceMinor" = excluded."listPriceMinor", currency = excluded.currency, stock = excluded.stock,
      attributes = excluded.attributes, tags = excluded.tags, "crossBorder" = excluded."crossBorder",
      "replenishDays" = excluded."replenishDays", "imageUrl" = excluded."imageUrl", url = excluded.url,
      active = excluded.active, "sourceUpdatedAt" = excluded."sourceUpdatedAt", "sourceHash" = excluded."sourceHash",
      "updatedAt" = excluded."updatedAt"
    WHERE known."sourceUpdatedAt" IS NULL OR known."sourceUpdatedAt" <= excluded."sourceUpdatedAt"
    RETURNING "externalId"`;
