import { newId } from '../../platform/ids.js';
import type { Outcome, WriteRecords } from './intake.js';
import { type Client, idsOf } from './known-rows-store.js';

/** Events by the sender's id: what came once is never changed. When they happened, not when they came, is their order. */
export function writeEvents(client: Client): WriteRecords<'events'> {
  return async (records, { now }) => {
    const customers = await idsOf(
      client,
      'Customer',
      records.flatMap(({ customerId }) => customerId ?? []),
    );
    const asked = [...new Set(records.flatMap(({ visitorId }) => visitorId ?? []))];
    const visitors = new Map(
      asked.length === 0
        ? []
        : (
            await client.$queryRaw<{ id: string; customerId: string | null }[]>`
              SELECT id::text, "customerId"::text FROM "Visitor" WHERE id = ANY(${asked}::uuid[])`
          ).map(({ id, customerId }) => [id, customerId] as const),
    );
    const judged = records.map((record) => {
      const { id, customerId, visitorId } = record;
      if (customerId !== undefined && !customers.has(customerId))
        return {
          id,
          problem: { field: 'customerId', message: `no customer ${customerId} is known: send it first` },
        };
      if (visitorId !== undefined && !visitors.has(visitorId))
        return { id, problem: { field: 'visitorId', message: 'no such visitor is known' } };
      const ours = customerId === undefined ? undefined : customers.get(customerId);
      const owner = visitorId === undefined ? undefined : (visitors.get(visitorId) ?? undefined);
      if (ours !== undefined && owner !== undefined && ours !== owner)
        return { id, problem: { field: 'visitorId', message: 'is another customer’s' } };
      return { id, row: rowOf(record, ours ?? owner) };
    });
    const rows = judged.flatMap(({ row }) => row ?? []);
    const written = await insert(client, rows, now);
    return judged.map(({ id, problem }): Outcome => problem ?? (written.has(id) ? 'accepted' : 'unchanged'));
  };
}

function rowOf(
  {
    id,
    name,
    visitorId,
    properties,
    occurredAt,
  }: { id: string; name: string; visitorId?: string | undefined; properties: object; occurredAt: string },
  customerId: string | undefined,
) {
  return {
    id: newId(),
    externalId: id,
    name,
    properties,
    occurredAt,
    ...(visitorId === undefined ? {} : { visitorId }),
    ...(customerId === undefined ? {} : { customerId }),
  };
}

async function insert(
  client: Client,
  rows: readonly ReturnType<typeof rowOf>[],
  now: Date,
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const written = await client.$queryRaw<{ externalId: string }[]>`
    INSERT INTO "Event" (id, "externalId", name, "visitorId", "customerId", properties, "occurredAt", "createdAt")
    SELECT id, "externalId", name, "visitorId", "customerId", properties, "occurredAt", ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS sent (id uuid, "externalId" text, name text,
      "visitorId" uuid, "customerId" uuid, properties jsonb, "occurredAt" timestamptz)
    ON CONFLICT ("externalId") DO NOTHING
    RETURNING "externalId"`;
  return new Set(written.map(({ externalId }) => externalId));
}
