import { randomUUID } from 'node:crypto';
import type { ErasureProof } from '../../contract/privacy.js';
import type { Database } from '../../platform/database.js';
import { conflict } from '../../platform/errors.js';
import type { Prisma } from '../../platform/generated/prisma/client.js';
import type { PersonalTable } from '../../platform/personal-data.js';
import type { PersonalRows, PersonKeys } from './personal-rows-store.js';

type Tx = Prisma.TransactionClient;

/** What is done of an erasure, kept with its request until the end: a crash goes on from here. */
export interface ErasureProgress {
  startedAt: string;
  keys: PersonKeys;
  /** Contents in the file storage that belonged to the person. */
  files: string[];
  consents: ErasureProof['consents'];
  tables: ErasureProof['tables'];
}

export interface ErasureJob {
  id: string;
  identityHash: string;
  createdAt: Date;
  customerId: string | null;
  visitorId: string | null;
  progress: ErasureProgress | undefined;
}

export interface ErasureStoreNeeds extends Pick<Database, 'prisma'> {
  rows: PersonalRows;
  /** Hashes of everything that was uploaded in these conversations. Supplied by attachments. */
  filesOf(tx: Tx, conversationIds: string[]): Promise<string[]>;
}

export const noName = '已删除的顾客';
export const erasedCustomerPrefix = 'erased:';

/** The steps of an erasure, each one transaction that can be done once. */
export function createErasureStore({ prisma, rows, filesOf }: ErasureStoreNeeds) {
  return {
    /** Takes one request that is due, or that a process has left behind; nobody else takes it before `until`. */
    async take(now: Date, until: Date): Promise<ErasureJob | undefined> {
      const [row] = await prisma.$queryRaw<{ id: string }[]>`
        UPDATE "PrivacyRequest" SET state = 'running', "leaseUntil" = ${until}
        WHERE id = (
          SELECT id FROM "PrivacyRequest"
          WHERE kind = 'erasure' AND ((state = 'waiting' AND "dueAt" <= ${now})
             OR (state = 'running' AND "leaseUntil" < ${now}))
          ORDER BY "dueAt" LIMIT 1 FOR UPDATE SKIP LOCKED
        )
        RETURNING id`;
      if (!row) return undefined;
      const { progress, ...job } = await prisma.privacyRequest.findUniqueOrThrow({
        where: { id: row.id },
        select: {
          id: true,
          identityHash: true,
          createdAt: true,
          customerId: true,
          visitorId: true,
          progress: true,
        },
      });
      return { ...job, progress: progressOf(progress) };
    },

    /**
     * Cuts the person loose: all ids by which anybody outside could come back to the rows are replaced by random ones,
     * so that tokens end and what the shop sends in later starts anew. What is left to do is stored in the same step.
     */
    begin: (job: ErasureJob, now: Date): Promise<ErasureProgress> =>
      prisma.$transaction(async (tx) => {
        const { customerId } = job;
        const customer = customerId
          ? await tx.customer.findUnique({
              where: { id: customerId },
              select: { id: true, externalId: true },
            })
          : null;
        const visitors = (
          await tx.visitor.findMany({
            where: {
              OR: [
                ...(job.visitorId ? [{ id: job.visitorId }] : []),
                ...(customer ? [{ customerId: customer.id }] : []),
              ],
            },
            select: { id: true },
          })
        ).map(({ id }) => id);
        const conversations = (
          await tx.conversation.findMany({
            where: {
              OR: [{ visitorId: { in: visitors } }, ...(customer ? [{ customerId: customer.id }] : [])],
            },
            select: { id: true },
          })
        ).map(({ id }) => id);
        const keys: PersonKeys = {
          customers: customer ? [customer.id] : [],
          visitors: [...visitors],
          conversations,
          names: [
            ...(customer ? [`customer:${customer.externalId}`, `customer:${customer.id}`] : []),
            ...visitors.map((id) => `visitor:${id}`),
          ],
        };
        const consents = await tx.consent.findMany({
          where: { OR: [{ visitorId: { in: visitors } }, { customerId: { in: keys.customers } }] },
          orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
          select: { purpose: true, granted: true, textVersion: true, createdAt: true },
        });
        // The foreign keys of PostgreSQL carry the new ids to every row that refers to them.
        for (const id of visitors) {
          const fresh = randomUUID();
          await tx.visitor.update({ where: { id }, data: { id: fresh } });
          keys.visitors.push(fresh);
        }
        if (customer) {
          const fresh = randomUUID();
          await tx.customer.update({
            where: { id: customer.id },
            data: { id: fresh, externalId: `${erasedCustomerPrefix}${fresh}`, name: noName },
          });
          keys.customers.push(fresh);
        }
        const progress: ErasureProgress = {
          startedAt: now.toISOString(),
          keys,
          files: await filesOf(tx, conversations),
          consents: consents.map(({ createdAt, ...one }) => ({ ...one, at: createdAt.toISOString() })),
          tables: [],
        };
        await keep(tx, job.id, progress);
        return progress;
      }),

    /** Erases one table's rows and notes it. Done already: nothing happens. */
    step: (jobId: string, table: PersonalTable): Promise<ErasureProgress> =>
      prisma.$transaction(async (tx) => {
        const progress = await locked(tx, jobId);
        if (progress.tables.some((done) => done.table === table.table)) return progress;
        const { erase, title } = table;
        const count = await rows.erase(table, progress.keys, tx);
        progress.tables.push({
          table: table.table,
          title,
          how: erase.how,
          rows: count,
          ...(erase.how === 'delete' ? {} : { keeps: erase.keeps }),
        });
        await keep(tx, jobId, progress);
        return progress;
      }),

    /** Rows that stand for nobody and that nothing refers to are deleted; only the proof is left in the request. */
    finish: (jobId: string, keptTables: readonly string[], proof: ErasureProof, now: Date): Promise<void> =>
      prisma.$transaction(async (tx) => {
        const { keys } = await locked(tx, jobId);
        await tx.visitor.deleteMany({ where: { id: { in: keys.visitors }, conversations: { none: {} } } });
        const unused = keptTables.map(
          (table) => `NOT EXISTS (SELECT 1 FROM "${table}" k WHERE k."customerId" = c.id)`,
        );
        await tx.$executeRawUnsafe(
          `DELETE FROM "Customer" c WHERE ${['id = ANY($1::uuid[])', ...unused].join(' AND ')}`,
          keys.customers,
        );
        await tx.privacyRequest.update({
          where: { id: jobId },
          data: {
            state: 'done',
            proof,
            endedAt: now,
            leaseUntil: null,
            progress: {},
            customerId: null,
            visitorId: null,
            staffId: null,
          },
        });
      }),
  };
}

export type ErasureStore = ReturnType<typeof createErasureStore>;

function progressOf(value: Prisma.JsonValue): ErasureProgress | undefined {
  const progress = value as unknown as Partial<ErasureProgress>;
  return progress.keys ? (progress as ErasureProgress) : undefined;
}

async function locked(tx: Tx, id: string): Promise<ErasureProgress> {
  const [row] = await tx.$queryRaw<{ progress: Prisma.JsonValue }[]>`
    SELECT progress FROM "PrivacyRequest" WHERE id = ${id}::uuid AND state = 'running' FOR UPDATE`;
  const progress = row && progressOf(row.progress);
  if (!progress) throw conflict('The erasure is not running any more.');
  return progress;
}

async function keep(tx: Tx, id: string, progress: ErasureProgress): Promise<void> {
  await tx.privacyRequest.update({
    where: { id },
    data: { progress: progress as unknown as Prisma.InputJsonObject },
  });
}
