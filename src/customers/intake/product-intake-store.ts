import type { ProductRecord } from '../../contract/intake.js';
import type { FieldEncryption } from '../../platform/field-encryption.js';
import { newId } from '../../platform/ids.js';
import type { WriteRecords } from './intake.js';
import {
  type Client,
  confirm,
  inOrderOfId,
  isWritten,
  judge,
  type KnownRow,
  outcomeOf,
} from './known-rows-store.js';

/** Products by the shop's id: one statement for all that are new or changed. */
export function writeProducts(
  client: Client,
  { fingerprint }: Pick<FieldEncryption, 'fingerprint'>,
): WriteRecords<'products'> {
  return async (records, { now }) => {
    const ids = records.map(({ id }) => id);
    // Locked in one order for everybody: two requests with the same rows wait for each other instead of forever.
    const known = await client.$queryRaw<KnownRow[]>`
      SELECT "externalId", "sourceUpdatedAt", "sourceHash" FROM "Product" WHERE "externalId" = ANY(${ids})
      ORDER BY "externalId" FOR NO KEY UPDATE`;
    const judged = judge(records, known, { fingerprint, now });
    const rows = judged
      .filter(({ verdict }) => isWritten(verdict))
      .map(({ record, hash, at }) => rowOf(record, hash, at));
    const written = await upsert(client, inOrderOfId(rows), now);
    await confirm(client, 'Product', judged);
    return judged.map((one) => outcomeOf(one, written));
  };
}

function rowOf({ id, updatedAt: _at, ...record }: ProductRecord, hash: string, at: Date) {
  return { ...record, externalId: id, id: newId(), sourceHash: hash, sourceUpdatedAt: at };
}

/** @returns the shop's ids of those that were written: somebody else may have brought a newer record meanwhile */
async function upsert(
  client: Client,
  rows: readonly ReturnType<typeof rowOf>[],
  now: Date,
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const written = await client.$queryRaw<{ externalId: string }[]>`
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
  return new Set(written.map(({ externalId }) => externalId));
}
