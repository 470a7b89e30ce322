import type { Page } from '../contract/http.js';
import {
  type EntryContent,
  type EntryStatus,
  entryContent,
  entryStatus,
  type KnowledgeEntry,
} from '../contract/knowledge.js';
import { invalidInput, notFound } from '../platform/errors.js';
import { Prisma, type PrismaClient } from '../platform/generated/prisma/client.js';
import { cleanText } from './wording.js';

export interface EntryQuery {
  /** Found in the question, a similar question, the answer or the id, whatever the case. */
  search?: string | undefined;
  category?: string | undefined;
  status?: EntryStatus | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** An entry with its newest content, and what shoppers get at the moment, if anything. */
export interface EntryWithPublished {
  entry: KnowledgeEntry;
  published?: EntryContent;
}

type Reader = PrismaClient | Prisma.TransactionClient;

interface Row {
  id: string;
  status: string;
  version: number;
  publishedVersion: number | null;
  updatedAt: Date;
  updatedBy: string | null;
  content: unknown;
  published: unknown;
}

const columns = Prisma.sql`
  e.id, e.status, e.version, e."publishedVersion", e."updatedAt", s.name AS "updatedBy", v.content, p.content AS published`;
const joins = Prisma.sql`
  "KnowledgeEntry" e
  JOIN "KnowledgeVersion" v ON v."entryId" = e.id AND v.version = e.version
  LEFT JOIN "KnowledgeVersion" p ON p."entryId" = e.id AND p.version = e."publishedVersion"
  LEFT JOIN "Staff" s ON s.id = v."createdById"`;

/**
 * A page of entries, the last changed first, then by id.
 *
 * @throws AppError `invalid-input` for a cursor that no page gave out
 */
export async function listEntries(prisma: Reader, query: EntryQuery): Promise<Page<KnowledgeEntry>> {
  const conditions = [Prisma.sql`TRUE`];
  const search = cleanText(query.search ?? '');
  if (search !== '') {
    const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.push(Prisma.sql`(
      e.question ILIKE ${pattern} OR e.id ILIKE ${pattern} OR v.content ->> 'answer' ILIKE ${pattern}
      OR EXISTS (SELECT 1 FROM jsonb_array_elements_text(v.content -> 'similar') AS t(text) WHERE t.text ILIKE ${pattern}))`);
  }
  const category = cleanText(query.category ?? '');
  if (category !== '') conditions.push(Prisma.sql`e.category = ${category}`);
  if (query.status !== undefined) conditions.push(Prisma.sql`e.status = ${query.status}`);
  if (query.cursor !== undefined) {
    const { updatedAt, id } = readCursor(query.cursor);
    conditions.push(
      Prisma.sql`(e."updatedAt" < ${updatedAt}::timestamptz OR (e."updatedAt" = ${updatedAt}::timestamptz AND e.id > ${id}))`,
    );
  }
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT ${columns} FROM ${joins} WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY e."updatedAt" DESC, e.id ASC LIMIT ${query.limit + 1}`;
  const items = rows.slice(0, query.limit).map(entryOf);
  const last = items.at(-1);
  return {
    items,
    ...(rows.length > query.limit && last !== undefined && { nextCursor: makeCursor(last) }),
  };
}

/** @throws AppError `not-found` */
export async function readEntry(prisma: Reader, id: string): Promise<EntryWithPublished> {
  const [row] = await prisma.$queryRaw<Row[]>`SELECT ${columns} FROM ${joins} WHERE e.id = ${id}`;
  if (row === undefined) throw noSuchEntry(id);
  return {
    entry: entryOf(row),
    ...(row.published !== null && { published: entryContent.parse(row.published) }),
  };
}

/** The given entries as they are, by id; locked until the transaction ends, so that nobody edits them meanwhile. */
export async function lockEntries(
  transaction: Prisma.TransactionClient,
  ids: readonly string[],
): Promise<Map<string, EntryWithPublished>> {
  const rows = await transaction.$queryRaw<Row[]>`
    SELECT ${columns} FROM ${joins} WHERE e.id = ANY(${ids}::text[]) FOR UPDATE OF e`;
  return new Map(
    rows.map((row) => [
      row.id,
      {
        entry: entryOf(row),
        ...(row.published !== null && { published: entryContent.parse(row.published) }),
      },
    ]),
  );
}

export function noSuchEntry(id: string) {
  return notFound(`没有编号为「${id}」的知识条目，可能已经改名或从未创建。`);
}

function entryOf(row: Row): KnowledgeEntry {
  return {
    id: row.id,
    status: entryStatus.parse(row.status),
    ...entryContent.parse(row.content),
    version: row.version,
    ...(row.publishedVersion !== null && { publishedVersion: row.publishedVersion }),
    updatedAt: row.updatedAt.toISOString(),
    ...(row.updatedBy !== null && { updatedBy: row.updatedBy }),
  };
}

function makeCursor({ updatedAt, id }: KnowledgeEntry): string {
  return Buffer.from(`${updatedAt} ${id}`).toString('base64url');
}

function readCursor(cursor: string): { updatedAt: string; id: string } {
  const [, updatedAt, id] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([^\p{Cc}]+)$/u.exec(
      Buffer.from(cursor, 'base64url').toString(),
    ) ?? [];
  if (updatedAt === undefined || id === undefined || Number.isNaN(Date.parse(updatedAt))) {
    throw invalidInput([{ path: 'cursor', message: 'is not a cursor that a page of this list gave out' }]);
  }
  return { updatedAt, id };
}
