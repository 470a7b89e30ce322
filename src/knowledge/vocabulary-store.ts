import type {
  VocabularyContent,
  VocabularyImportResult,
  VocabularyItem,
  VocabularyKind,
} from '../contract/vocabulary.js';
import { systemClock } from '../platform/clock.js';
import { conflict, notFound } from '../platform/errors.js';
import type { Prisma, PrismaClient } from '../platform/generated/prisma/client.js';
import type { Actor } from './actor.js';
import type { Vocabulary } from './index/vocabulary.js';
import type { Audit, KnowledgeStoreParts } from './knowledge-store.js';

/** Called in the transaction of a change with the items that stay as they are. Throws when the change is not allowed. */
export type CheckAgainst = (others: VocabularyContent[]) => void;

/** An item to be written by an import, in the place of the one with this id when there is one. */
export interface VocabularyWrite {
  replaces: string | undefined;
  content: VocabularyContent;
}

/** The shop's own words as they are kept. Every change is audited; changes go one after the other. */
export interface VocabularyStore {
  /** Everything, the newest first. */
  all(): Promise<VocabularyItem[]>;
  /** In the form that the index reads, in an order of its own. */
  load(): Promise<Vocabulary>;
  create(content: VocabularyContent, actor: Actor, check: CheckAgainst): Promise<VocabularyItem>;
  /** @throws AppError `not-found`; `conflict` when somebody saved a newer version than `baseVersion` */
  update(
    id: string,
    content: VocabularyContent,
    baseVersion: number,
    actor: Actor,
    check: CheckAgainst,
  ): Promise<VocabularyItem>;
  /** @throws AppError `not-found` */
  remove(id: string, actor: Actor): Promise<VocabularyItem>;
  /** Writes what `plan` makes of what is there: all or nothing. */
  importItems(
    plan: (existing: VocabularyItem[]) => { writes: VocabularyWrite[]; counts: VocabularyImportResult },
    actor: Actor,
  ): Promise<VocabularyImportResult>;
}

const transactionLimits = { maxWait: 10_000, timeout: 60_000 };
/** Any constant that nobody else locks. */
const vocabularyLock = 5_310_473;
const withWriter = { updatedBy: { select: { name: true } } } as const;

type Row = Prisma.VocabularyItemGetPayload<{ include: typeof withWriter }>;

export function createVocabularyStore({
  prisma,
  audit,
  clock = systemClock,
}: KnowledgeStoreParts): VocabularyStore {
  /** One change at a time, so that two cannot take the same expression. */
  function change<T>(work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
    return prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(${vocabularyLock})) AS lock`;
      return work(tx);
    }, transactionLimits);
  }

  const stamp = (actor: Actor) => ({
    updatedAt: clock(),
    updatedById: actor.type === 'staff' ? actor.id : null,
  });

  return {
    all: () => readAll(prisma),

    async load() {
      const items = await prisma.vocabularyItem.findMany({ orderBy: [{ kind: 'asc' }, { term: 'asc' }] });
      const of = (kind: VocabularyKind) => items.filter((item) => item.kind === kind);
      return {
        words: of('word').map(({ term }) => term),
        synonyms: of('synonyms').map(({ term, others }) => ({ means: term, said: others })),
        stopWords: of('stopWord').map(({ term }) => term),
      };
    },

    create: (content, actor, check) =>
      change(async (tx) => {
        check(await readAll(tx));
        const row = await tx.vocabularyItem.create({
          data: { ...columnsOf(content), createdAt: clock(), ...stamp(actor) },
          include: withWriter,
        });
        await recordChange(audit, tx, actor, 'create', row);
        return itemOf(row);
      }),

    update: (id, content, baseVersion, actor, check) =>
      change(async (tx) => {
        const existing = await readAll(tx);
        const found = existing.find((item) => item.id === id);
        if (found === undefined) throw gone();
        if (found.version !== baseVersion)
          throw conflict('同事刚改过这一条，请先看看新内容，再决定怎么保存。');
        check(existing.filter((item) => item !== found));
        const row = await tx.vocabularyItem.update({
          where: { id },
          data: { ...columnsOf(content), version: baseVersion + 1, ...stamp(actor) },
          include: withWriter,
        });
        await recordChange(audit, tx, actor, 'update', row);
        return itemOf(row);
      }),

    remove: (id, actor) =>
      change(async (tx) => {
        const row = await tx.vocabularyItem.findUnique({ where: { id }, include: withWriter });
        if (row === null) throw gone();
        await tx.vocabularyItem.delete({ where: { id } });
        await recordChange(audit, tx, actor, 'delete', row);
        return itemOf(row);
      }),

    importItems: (plan, actor) =>
      change(async (tx) => {
        const { writes, counts } = plan(await readAll(tx));
        const created = writes.filter(({ replaces }) => replaces === undefined);
        await tx.vocabularyItem.createMany({
          data: created.map(({ content }) => ({
            ...columnsOf(content),
            createdAt: clock(),
            updatedAt: clock(),
            ...(actor.type === 'staff' ? { updatedById: actor.id } : {}),
          })),
        });
        for (const { replaces, content } of writes) {
          if (replaces === undefined) continue;
          await tx.vocabularyItem.update({
            where: { id: replaces },
            data: { ...columnsOf(content), version: { increment: 1 }, ...stamp(actor) },
          });
        }
        await audit({ actor, action: 'vocabulary.import', subject: 'vocabulary', detail: { ...counts } }, tx);
        return counts;
      }),
  };
}

function gone() {
  return notFound('词库里没有这一条，可能已经被同事删掉了。');
}

function columnsOf(content: VocabularyContent): { kind: string; term: string; others: string[] } {
  return content.kind === 'synonyms'
    ? { kind: content.kind, term: content.means, others: content.said }
    : { kind: content.kind, term: content.word, others: [] };
}

async function readAll(prisma: PrismaClient | Prisma.TransactionClient): Promise<VocabularyItem[]> {
  // Ids are UUIDs of version 7: their order is the order of time.
  const rows = await prisma.vocabularyItem.findMany({ orderBy: { id: 'desc' }, include: withWriter });
  return rows.map(itemOf);
}

function itemOf({ id, kind, term, others, version, updatedAt, updatedBy }: Row): VocabularyItem {
  const content: VocabularyContent =
    kind === 'synonyms'
      ? { kind, means: term, said: others }
      : { kind: kind === 'stopWord' ? kind : 'word', word: term };
  return {
    id,
    ...content,
    version,
    updatedAt: updatedAt.toISOString(),
    ...(updatedBy && { updatedBy: updatedBy.name }),
  };
}

function recordChange(
  audit: Audit,
  tx: Prisma.TransactionClient,
  actor: Actor,
  action: string,
  { id, kind, term, others }: Row,
): Promise<void> {
  const detail = { kind, term, ...(others.length > 0 && { others }) };
  return audit({ actor, action: `vocabulary.${action}`, subject: `vocabulary:${id}`, detail }, tx);
}
