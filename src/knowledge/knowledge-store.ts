import type { Page } from '../contract/http.js';
import {
  type EntryContent,
  entryContent,
  type KnowledgeEntry,
  type KnowledgeVersion,
} from '../contract/knowledge.js';
import { type Clock, systemClock } from '../platform/clock.js';
import { conflict, notFound } from '../platform/errors.js';
import type { Prisma, PrismaClient } from '../platform/generated/prisma/client.js';
import { type Actor, staffIdOf } from './actor.js';
import {
  type EntryQuery,
  type EntryWithPublished,
  listEntries,
  noSuchEntry,
  readEntry,
} from './entry-rows-store.js';
import { entrySlug } from './entry-slug.js';

/** Entries and their versions as they are kept. A version never changes; an edit makes the next one. */
export interface KnowledgeStore {
  list(query: EntryQuery): Promise<Page<KnowledgeEntry>>;
  get(id: string): Promise<EntryWithPublished>;
  /** Version 1, as a draft. Without an id, one is made from the question. */
  create(content: EntryContent, options: { id?: string | undefined; actor: Actor }): Promise<KnowledgeEntry>;
  /** The next version. What is published stays so; an archived entry becomes a draft again. */
  update(id: string, content: EntryContent, baseVersion: number, actor: Actor): Promise<KnowledgeEntry>;
  /** Shoppers no longer get it; nothing is deleted. */
  archive(id: string, actor: Actor): Promise<KnowledgeEntry>;
  /** Newest first, at most 200. */
  versions(id: string): Promise<KnowledgeVersion[]>;
  version(id: string, version: number): Promise<EntryContent>;
  /** Shoppers get this version from now on. */
  publish(id: string, version: number, actor: Actor): Promise<KnowledgeEntry>;
  /** A new version with the content of an old one, published. */
  rollback(id: string, version: number, actor: Actor): Promise<KnowledgeEntry>;
  categories(): Promise<{ category: string; count: number }[]>;
  /** Which of the ids are entries that are not archived. */
  existing(ids: readonly string[]): Promise<Set<string>>;
}

/** Keeps who did what to which entry, in the transaction of the change itself. Supplied by staff. */
export type Audit = (
  record: { actor: Actor; action: string; subject: string; detail?: Prisma.InputJsonObject },
  transaction: Prisma.TransactionClient,
) => Promise<void>;

export interface KnowledgeStoreParts {
  prisma: PrismaClient;
  audit: Audit;
  clock?: Clock;
}

/** What the database's integer holds; a larger version number from outside cannot exist. */
const largestVersion = 2 ** 31 - 1;
const mostVersions = 200;
const transactionLimits = { maxWait: 10_000, timeout: 20_000 };
const slugAttempts = 50;

/** All its functions throw AppError `not-found` for an entry or version that is not there. */
export function createKnowledgeStore({
  prisma,
  audit,
  clock = systemClock,
}: KnowledgeStoreParts): KnowledgeStore {
  /** The change, its audit record and a look at the result: all or nothing. */
  function change(
    work: (
      tx: Prisma.TransactionClient,
    ) => Promise<{ id: string; action: string; detail?: Prisma.InputJsonObject }>,
    actor: Actor,
  ): Promise<KnowledgeEntry> {
    return prisma.$transaction(async (tx) => {
      const { id, action, detail } = await work(tx);
      await audit(
        { actor, action: `knowledge.${action}`, subject: `knowledge-entry:${id}`, ...(detail && { detail }) },
        tx,
      );
      return (await readEntry(tx, id)).entry;
    }, transactionLimits);
  }

  async function appendVersion(
    tx: Prisma.TransactionClient,
    id: string,
    version: number,
    content: EntryContent,
    actor: Actor,
    published: boolean,
  ): Promise<void> {
    const now = clock();
    await tx.knowledgeVersion.create({
      data: {
        entryId: id,
        version,
        content,
        createdAt: now,
        ...staffIdOf(actor),
        ...(published && { publishedAt: now }),
      },
    });
  }

  return {
    list: (query) => listEntries(prisma, query),
    get: (id) => readEntry(prisma, id),

    create: (content, { id: given, actor }) =>
      change(async (tx) => {
        const id = given ?? (await freeId(tx, entrySlug(content.question)));
        const now = clock();
        const { category, question } = content;
        const { count } = await tx.knowledgeEntry.createMany({
          data: { id, category, question, version: 1, createdAt: now, updatedAt: now },
          skipDuplicates: true,
        });
        if (count === 0) throw conflict(`编号「${id}」已经被另一条知识用了，换一个吧。`);
        await appendVersion(tx, id, 1, content, actor, false);
        return { id, action: 'create', detail: { version: 1 } };
      }, actor),

    update: (id, content, baseVersion, actor) =>
      change(async (tx) => {
        if (baseVersion >= largestVersion) throw await newerVersion(tx, id);
        const version = baseVersion + 1;
        const { category, question } = content;
        // One statement decides who was first: of two editors with the same base, the second matches no row.
        const { count } = await tx.knowledgeEntry.updateMany({
          where: { id, version: baseVersion },
          data: { version, category, question, updatedAt: clock() },
        });
        if (count === 0) throw await newerVersion(tx, id);
        await tx.knowledgeEntry.updateMany({ where: { id, status: 'archived' }, data: { status: 'draft' } });
        await appendVersion(tx, id, version, content, actor, false);
        return { id, action: 'update', detail: { version } };
      }, actor),

    archive: (id, actor) =>
      change(async (tx) => {
        const { count } = await tx.knowledgeEntry.updateMany({
          where: { id },
          data: { status: 'archived', publishedVersion: null, updatedAt: clock() },
        });
        if (count === 0) throw noSuchEntry(id);
        return { id, action: 'archive' };
      }, actor),

    async versions(id) {
      const rows = await prisma.knowledgeVersion.findMany({
        where: { entryId: id },
        orderBy: { version: 'desc' },
        take: mostVersions,
        include: { createdBy: { select: { name: true } } },
      });
      if (rows.length === 0) throw noSuchEntry(id);
      return rows.map(({ version, content, createdAt, createdBy, publishedAt }) => ({
        version,
        content: entryContent.parse(content),
        createdAt: createdAt.toISOString(),
        ...(createdBy && { createdBy: createdBy.name }),
        ...(publishedAt && { publishedAt: publishedAt.toISOString() }),
      }));
    },

    version: (id, version) => readVersion(prisma, id, version),

    publish: (id, version, actor) =>
      change(async (tx) => {
        await readVersion(tx, id, version);
        const now = clock();
        await tx.knowledgeVersion.updateMany({
          where: { entryId: id, version },
          data: { publishedAt: now },
        });
        await tx.knowledgeEntry.updateMany({
          where: { id },
          data: { status: 'published', publishedVersion: version, updatedAt: now },
        });
        return { id, action: 'publish', detail: { version } };
      }, actor),

    rollback: (id, old, actor) =>
      change(async (tx) => {
        const content = await readVersion(tx, id, old);
        const { category, question } = content;
        const { version } = await tx.knowledgeEntry.update({
          where: { id },
          data: { version: { increment: 1 }, category, question, status: 'published', updatedAt: clock() },
          select: { version: true },
        });
        await tx.knowledgeEntry.updateMany({ where: { id }, data: { publishedVersion: version } });
        await appendVersion(tx, id, version, content, actor, true);
        return { id, action: 'rollback', detail: { to: old, version } };
      }, actor),

    async categories() {
      const rows = await prisma.knowledgeEntry.groupBy({
        by: ['category'],
        where: { status: { not: 'archived' } },
        _count: true,
        orderBy: { category: 'asc' },
      });
      return rows.map(({ category, _count }) => ({ category, count: _count }));
    },

    async existing(ids) {
      const rows = await prisma.knowledgeEntry.findMany({
        where: { id: { in: [...ids] }, status: { not: 'archived' } },
        select: { id: true },
      });
      return new Set(rows.map(({ id }) => id));
    },
  };
}

async function newerVersion(tx: Prisma.TransactionClient, id: string) {
  const row = await tx.knowledgeEntry.findUnique({ where: { id }, select: { version: true } });
  return row === null
    ? noSuchEntry(id)
    : conflict(`这条知识刚被别人改过，现在是第 ${row.version} 版。请先看看新内容，再决定怎么保存。`);
}

async function readVersion(
  prisma: PrismaClient | Prisma.TransactionClient,
  entryId: string,
  version: number,
): Promise<EntryContent> {
  const row =
    version > largestVersion
      ? null
      : await prisma.knowledgeVersion.findUnique({
          where: { entryId_version: { entryId, version } },
          select: { content: true },
        });
  if (row === null) throw notFound(`知识条目「${entryId}」没有第 ${version} 版。`);
  return entryContent.parse(row.content);
}

/** The slug, or the slug with the first free number behind it. */
async function freeId(tx: Prisma.TransactionClient, slug: string): Promise<string> {
  const wanted = [slug, ...Array.from({ length: slugAttempts }, (_, index) => `${slug}-${index + 2}`)];
  const taken = await tx.knowledgeEntry.findMany({ where: { id: { in: wanted } }, select: { id: true } });
  const ids = new Set(taken.map(({ id }) => id));
  const free = wanted.find((id) => !ids.has(id));
  if (free === undefined) throw conflict('同样问法的知识太多了，请给这一条起一个编号。');
  return free;
}
