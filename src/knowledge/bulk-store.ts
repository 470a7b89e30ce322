import { setImmediate as pause } from 'node:timers/promises';
import { type EntryContent, entryContent } from '../contract/knowledge.js';
import { type Clock, systemClock } from '../platform/clock.js';
import type { Prisma } from '../platform/generated/prisma/client.js';
import { type Actor, staffIdOf } from './actor.js';
import { type EntryWithPublished, lockEntries } from './entry-rows-store.js';
import type { KnowledgeStoreParts } from './knowledge-store.js';
import { sameContent } from './wording.js';

export interface PublishedContent {
  id: string;
  version: number;
  content: EntryContent;
}
export interface ImportCounts {
  created: number;
  updated: number;
  unchanged: number;
}

/** What moves many entries at once: import, and the load of everything that is live. */
export interface BulkStore {
  /**
   * Makes the given contents the published ones, in one transaction. An entry that is published with just this
   * content is left alone; a newest draft with this content is published; anything else becomes a new version.
   */
  importEntries(items: readonly { id: string; content: EntryContent }[], actor: Actor): Promise<ImportCounts>;
  /** Everything that shoppers get, by id. */
  loadPublished(): Promise<PublishedContent[]>;
}

/** Written at once: more would hold everything else up for too long in an embedded database. */
const batchSize = 200;
/** Read at once: some 10 ms in an embedded database, which holds everything else up meanwhile. */
const readAtOnce = 200;
const transactionLimits = { maxWait: 30_000, timeout: 300_000 };
/** Any constant that nobody else locks: two imports go one after the other. */
const importLock = 5_310_472;

export function createBulkStore({ prisma, audit, clock = systemClock }: KnowledgeStoreParts): BulkStore {
  return {
    importEntries: (items, actor) =>
      prisma.$transaction(async (tx) => {
        await tx.$queryRaw`SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(${importLock})) AS lock`;
        const counts = { created: 0, updated: 0, unchanged: 0 };
        for (let start = 0; start < items.length; start += batchSize) {
          const batch = items.slice(start, start + batchSize);
          const existing = await lockEntries(
            tx,
            batch.map(({ id }) => id),
          );
          const plan = planImport(batch, existing);
          counts.created += plan.create.length;
          counts.updated += plan.publish.length + plan.append.length;
          counts.unchanged += plan.unchanged;
          await writePlan(tx, plan, actor, clock);
          await pause();
        }
        await audit({ actor, action: 'knowledge.import', subject: 'knowledge', detail: { ...counts } }, tx);
        return counts;
      }, transactionLimits),

    async loadPublished() {
      const loaded: PublishedContent[] = [];
      let after = '';
      for (;;) {
        const rows = await prisma.$queryRaw<{ id: string; version: number; content: unknown }[]>`
          SELECT e.id, v.version, v.content FROM "KnowledgeEntry" e
          JOIN "KnowledgeVersion" v ON v."entryId" = e.id AND v.version = e."publishedVersion"
          WHERE e.status = 'published' AND e.id > ${after} ORDER BY e.id LIMIT ${readAtOnce}`;
        for (const { id, version, content } of rows) {
          loaded.push({ id, version, content: entryContent.parse(content) });
        }
        const last = rows.at(-1);
        if (last === undefined || rows.length < readAtOnce) return loaded;
        after = last.id;
        await pause();
      }
    },
  };
}

interface Write {
  id: string;
  version: number;
  content: EntryContent;
}
interface ImportPlan {
  create: Write[];
  /** New version of an entry that exists. */
  append: Write[];
  /** Version that exists and becomes the published one. */
  publish: Write[];
  unchanged: number;
}

function planImport(
  items: readonly { id: string; content: EntryContent }[],
  existing: ReadonlyMap<string, EntryWithPublished>,
): ImportPlan {
  const plan: ImportPlan = { create: [], append: [], publish: [], unchanged: 0 };
  for (const { id, content } of items) {
    const found = existing.get(id);
    if (found === undefined) {
      plan.create.push({ id, version: 1, content });
    } else if (found.published !== undefined && sameContent(found.published, content)) {
      plan.unchanged += 1;
    } else if (sameContent(found.entry, content)) {
      plan.publish.push({ id, version: found.entry.version, content });
    } else {
      plan.append.push({ id, version: found.entry.version + 1, content });
    }
  }
  return plan;
}

async function writePlan(
  tx: Prisma.TransactionClient,
  { create, append, publish }: ImportPlan,
  actor: Actor,
  clock: Clock,
): Promise<void> {
  const now = clock();
  if (create.length > 0) {
    await tx.knowledgeEntry.createMany({
      data: create.map(({ id, version, content: { category, question } }) => ({
        id,
        category,
        question,
        version,
        status: 'published',
        publishedVersion: version,
        createdAt: now,
        updatedAt: now,
      })),
    });
  }
  const versions = [...create, ...append];
  if (versions.length > 0) {
    await tx.knowledgeVersion.createMany({
      data: versions.map(({ id, version, content }) => ({
        entryId: id,
        version,
        content,
        createdAt: now,
        publishedAt: now,
        ...staffIdOf(actor),
      })),
    });
  }
  if (publish.length > 0) {
    const rows = JSON.stringify(publish.map(({ id, version }) => ({ id, version })));
    await tx.$executeRaw`
      UPDATE "KnowledgeVersion" v SET "publishedAt" = ${now.toISOString()}::timestamptz
      FROM jsonb_to_recordset(${rows}::jsonb) AS n(id text, version int)
      WHERE v."entryId" = n.id AND v.version = n.version`;
  }
  const changed = [...append, ...publish];
  if (changed.length > 0) {
    const rows = JSON.stringify(
      changed.map(({ id, version, content: { category, question } }) => ({
        id,
        version,
        category,
        question,
      })),
    );
    await tx.$executeRaw`
      UPDATE "KnowledgeEntry" e SET status = 'published', version = n.version, "publishedVersion" = n.version,
        category = n.category, question = n.question, "updatedAt" = ${now.toISOString()}::timestamptz
      FROM jsonb_to_recordset(${rows}::jsonb) AS n(id text, version int, category text, question text)
      WHERE e.id = n.id`;
  }
}
