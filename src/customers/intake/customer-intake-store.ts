import type { CustomerRecord } from '../../contract/intake.js';
import type { FieldEncryption } from '../../platform/field-encryption.js';
import { newId } from '../../platform/ids.js';
import type { WriteRecords } from './intake.js';
import { type Client, writeKnown } from './known-rows-store.js';

/** Customers by the shop's id. Telephone and e-mail are stored encrypted. */
export function writeCustomers(client: Client, fields: FieldEncryption): WriteRecords<'customers'> {
  return (records, { now }) =>
    writeKnown(
      client,
      'Customer',
      records,
      { fingerprint: fields.fingerprint, now },
      (record, hash, at) => rowOf(record, hash, at, fields),
      (rows) => upsert(client, rows, now),
    );
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

const upsert = (client: Client, rows: readonly ReturnType<typeof rowOf>[], now: Date) =>
  client.$queryRaw<{ externalId: string }[]>`
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
