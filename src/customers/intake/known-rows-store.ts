import { Prisma } from '../../platform/generated/prisma/client.js';
import type { Outcome } from './intake.js';
import { type Known, type Verdict, verdictOn } from './verdict.js';

export type Client = Pick<Prisma.TransactionClient, '$queryRaw' | '$executeRaw'>;

const tables = {
  Product: Prisma.sql`"Product"`,
  Customer: Prisma.sql`"Customer"`,
  Order: Prisma.sql`"Order"`,
} as const;

/** Ours for the shop's ids; those that are not known are missing. */
export async function idsOf(
  client: Client,
  table: 'Product' | 'Customer',
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  const unique = [...new Set(externalIds)];
  if (unique.length === 0) return new Map();
  const rows = await client.$queryRaw<{ id: string; externalId: string }[]>`
    SELECT id::text, "externalId" FROM ${tables[table]} WHERE "externalId" = ANY(${unique})`;
  return new Map(rows.map(({ id, externalId }) => [externalId, id]));
}

/** A record with what is to become of it. */
export interface Judged<Row> {
  record: Row;
  hash: string;
  /** As of when it holds. */
  at: Date;
  verdict: Verdict;
}

/**
 * Compares records with what is known of them.
 * @param takesBack whether a record undoes progress that the known row has made
 */
export function judge<Row extends { id: string; updatedAt?: string | undefined }, Stored extends KnownRow>(
  records: readonly Row[],
  stored: readonly Stored[],
  {
    fingerprint,
    now,
    takesBack = () => false,
  }: {
    fingerprint: (text: string) => string;
    now: Date;
    takesBack?: (record: Row, known: Stored) => boolean;
  },
): Judged<Row>[] {
  const known = new Map(stored.map((row) => [row.externalId, row]));
  return records.map((record) => {
    const { updatedAt: told, ...content } = record;
    const updatedAt = told === undefined ? undefined : new Date(told);
    const hash = fingerprint(JSON.stringify(content));
    const before = known.get(record.id);
    const back = before !== undefined && takesBack(record, before);
    return { record, hash, at: updatedAt ?? now, verdict: verdictOn({ updatedAt, hash }, before, back) };
  });
}

/** @param written the shop's ids of what was stored: a newer record may have come in between */
export function outcomeOf(
  { record, verdict }: Judged<{ id: string }>,
  written: { has(id: string): boolean },
): Outcome {
  if (isWritten(verdict)) return written.has(record.id) ? 'accepted' : 'stale';
  return verdict === 'stale' ? 'stale' : 'unchanged';
}

/** Notes of records that were known exactly so that they still hold at a later time. */
export async function confirm(
  client: Client,
  table: keyof typeof tables,
  judged: readonly Judged<{ id: string }>[],
): Promise<void> {
  const rows = judged.flatMap(({ record, at, verdict }) =>
    verdict === 'confirmed' ? [{ id: record.id, at }] : [],
  );
  if (rows.length === 0) return;
  await client.$executeRaw`
    UPDATE ${tables[table]} known SET "sourceUpdatedAt" = sent.at
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS sent (id text, at timestamptz)
    WHERE known."externalId" = sent.id AND known."sourceUpdatedAt" < sent.at`;
}

/** A row to be written, under the shop's id. */
interface SentRow {
  externalId: string;
}

/**
 * Writes what is new or changed of products or customers: known rows are locked, each record is judged by them, and
 * what was known exactly so is confirmed.
 * @param rowOf the row that a record becomes
 * @param upsert writes rows in the order given @returns the shop's ids of those that were written: somebody else may
 * have brought a newer record meanwhile
 */
export async function writeKnown<
  Row extends { id: string; updatedAt?: string | undefined },
  Sent extends SentRow,
>(
  client: Client,
  table: 'Product' | 'Customer',
  records: readonly Row[],
  { fingerprint, now }: { fingerprint: (text: string) => string; now: Date },
  rowOf: (record: Row, hash: string, at: Date) => Sent,
  upsert: (rows: readonly Sent[]) => Promise<{ externalId: string }[]>,
): Promise<Outcome[]> {
  const ids = records.map(({ id }) => id);
  // Locked in one order for everybody: two requests with the same rows wait for each other instead of forever.
  const known = await client.$queryRaw<KnownRow[]>`
    SELECT "externalId", "sourceUpdatedAt", "sourceHash" FROM ${tables[table]} WHERE "externalId" = ANY(${ids})
    ORDER BY "externalId" FOR NO KEY UPDATE`;
  const judged = judge(records, known, { fingerprint, now });
  const rows = judged
    .filter(({ verdict }) => isWritten(verdict))
    .map(({ record, hash, at }) => rowOf(record, hash, at));
  const written = rows.length === 0 ? [] : await upsert(inOrderOfId(rows));
  await confirm(client, table, judged);
  const ours = new Set(written.map(({ externalId }) => externalId));
  return judged.map((one) => outcomeOf(one, ours));
}

/** In one order for everybody, so that two requests with the same ids wait for each other instead of forever. */
export function inOrderOfId<Row extends { externalId: string }>(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => (a.externalId < b.externalId ? -1 : a.externalId > b.externalId ? 1 : 0));
}

/** Whether a verdict means that the record is written. */
export function isWritten(verdict: Verdict): boolean {
  return verdict === 'new' || verdict === 'changed';
}

export type KnownRow = Known & { externalId: string };
