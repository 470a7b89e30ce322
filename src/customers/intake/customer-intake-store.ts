import type { CustomerRecord } from '../../contract/intake.js';
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

/** Customers by the shop's id. Telephone and e-mail are stored encrypted. */
export function writeCustomers(client: Client, fields: FieldEncryption): WriteRecords<'customers'> {
  return async (records, { now }) => {
    const ids = records.map(({ id }) => id);
    // Locked in one order for everybody: two requests with the same rows wait for each other instead of forever.
    const known = await client.$queryRaw<KnownRow[]>`
      SELECT "externalId", "sourceUpdatedAt", "sourceHash" FROM "Customer" WHERE "externalId" = ANY(${ids})
      ORDER BY "externalId" FOR NO KEY UPDATE`;
    const judged = judge(records, known, { fingerprint: fields.fingerprint, now });
    const rows = judged
      .filter(({ verdict }) => isWritten(verdict))
      .map(({ record, hash, at }) => rowOf(record, hash, at, fields));
    const written = await upsert(client, inOrderOfId(rows), now);
    await confirm(client, 'Customer', judged);
    return judged.map((one) => outcomeOf(one, written));
  };
}

function rowOf(
  { id, updatedAt: _at, phone, email, ...record }: CustomerRecord,
  hash: string,
  at: Date,
  { seal }: FieldEncryption,
) {
  return {
    ...record,
    ...(phone === undefined ? {} : { phone: seal(phone, 'Customer.phone') }),
    ...(email === undefined ? {} : { email: seal(email, 'Customer.email') }),
    externalId: id,
    id: newId(),
    sourceHash: hash,
    sourceUpdatedAt: at,
  };
}

/** @returns the shop's ids of those that were written: somebody else may have brought a newer record meanwhile */
async function upsert(
  client: Client,
  rows: readonly ReturnType<typeof rowOf>[],
  now: Date,
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const written = await client.$queryRaw<{ externalId: string }[]>`
    INSERT INTO "Customer" AS known (id, "externalId", name, tier, points, province, city, birthday, "registeredAt",
      phone, email, "sourceUpdatedAt", "sourceHash", "createdAt", "updatedAt")
    SELECT id, "externalId", name, tier, points, province, city, birthday, "registeredAt", phone, email,
      "sourceUpdatedAt", "sourceHash", ${now}, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS sent (id uuid, "externalId" text, name text, tier text,
      points int, province text, city text, birthday text, "registeredAt" timestamptz, phone text, email text,
      "sourceUpdatedAt" timestamptz, "sourceHash" text)
    ON CONFLICT ("externalId") DO UPDATE SET name = excluded.name, tier = excluded.tier, points = excluded.points,
      province = excluded.province, city = excluded.city, birthday = excluded.birthday,
      "registeredAt" = excluded."registeredAt", phone = excluded.phone, email = excluded.email,
      "sourceUpdatedAt" = excluded."sourceUpdatedAt", "sourceHash" = excluded."sourceHash",
      "updatedAt" = excluded."updatedAt"
    WHERE known."sourceUpdatedAt" IS NULL OR known."sourceUpdatedAt" <= excluded."sourceUpdatedAt"
    RETURNING "externalId"`;
  return new Set(written.map(({ externalId }) => externalId));
}
