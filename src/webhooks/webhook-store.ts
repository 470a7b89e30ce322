import type { Database } from '../platform/database.js';
import type { Prisma } from '../platform/generated/prisma/client.js';

/** Something that is to be sent, with how often it was tried including this time. */
export interface WebhookDelivery {
  id: string;
  topic: string;
  payload: Prisma.JsonValue;
  attempts: number;
  createdAt: Date;
}

const kept = { waiting: 'waiting', delivered: 'delivered', failed: 'failed' } as const;
const longestError = 300;

/** What the shop's own server is to be told: kept until it has answered, or was tried often enough. */
export function createWebhookStore({ prisma }: Pick<Database, 'prisma'>) {
  return {
    async add(topic: string, payload: Prisma.InputJsonObject, now: Date): Promise<void> {
      await prisma.webhookDelivery.create({ data: { topic, payload, createdAt: now, nextAttemptAt: now } });
    },

    /** Adds one within a transaction of somebody else. */
    async addIn(
      tx: Pick<Prisma.TransactionClient, 'webhookDelivery'>,
      topic: string,
      payload: Prisma.InputJsonObject,
      now: Date,
    ): Promise<void> {
      await tx.webhookDelivery.create({ data: { topic, payload, createdAt: now, nextAttemptAt: now } });
    },

    /**
     * Adds what may be asked for so many times within so many milliseconds, by whichever process.
     * @returns undefined when it was added; otherwise when the next one may be
     */
    async addWithin(
      limit: { about: string; atMost: number; within: number },
      topic: string,
      payload: Prisma.InputJsonObject,
      now: Date,
    ): Promise<Date | undefined> {
      const { about, atMost, within } = limit;
      return prisma.$transaction(async (tx) => {
        // Of two at once, the second counts the first.
        await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${about}, 0))) AS locked`;
        const recent = await tx.webhookDelivery.findMany({
          where: { about, topic, createdAt: { gt: new Date(now.getTime() - within) } },
          orderBy: { createdAt: 'desc' },
          take: atMost,
          select: { createdAt: true },
        });
        const oldest = recent.at(-1);
        if (oldest && recent.length >= atMost) return new Date(oldest.createdAt.getTime() + within);
        await tx.webhookDelivery.create({
          data: { topic, about, payload, createdAt: now, nextAttemptAt: now },
        });
        return undefined;
      });
    },

    /**
     * Takes what is due, for one process alone: others see it again only after the lease, should this process die. What is
     * about a customer waits for what was said of the same customer before, so that nobody hears the second word first.
     * @param leaseMs longer than an attempt may take
     * @param topics only these: each sender has an address of its own
     */
    async take(
      now: Date,
      leaseMs: number,
      limit: number,
      topics: readonly string[],
    ): Promise<WebhookDelivery[]> {
      const until = new Date(now.getTime() + leaseMs);
      return prisma.$queryRaw<WebhookDelivery[]>`
        UPDATE "WebhookDelivery" SET attempts = attempts + 1, "nextAttemptAt" = ${until}
        WHERE id IN (
          SELECT d.id FROM "WebhookDelivery" d
          WHERE d.state = ${kept.waiting} AND d."nextAttemptAt" <= ${now} AND d.topic = ANY(${topics})
            AND NOT EXISTS (
              SELECT 1 FROM "WebhookDelivery" before
              WHERE before.state = ${kept.waiting} AND before.topic = d.topic
                AND before.payload->>'customerId' = d.payload->>'customerId'
                AND (before."createdAt", before.id) < (d."createdAt", d.id)
            )
          ORDER BY d."nextAttemptAt", d.id LIMIT ${limit} FOR UPDATE OF d SKIP LOCKED
        )
        RETURNING id, topic, payload, attempts, "createdAt"`;
    },

    /** It was taken. What it held is forgotten. */
    async delivered(id: string, now: Date): Promise<void> {
      await prisma.webhookDelivery.updateMany({
        where: { id, state: kept.waiting },
        data: { state: kept.delivered, endedAt: now, payload: {}, lastError: null },
      });
    },

    /** It is not its time yet: no attempt was made. */
    async postponed(id: string, until: Date): Promise<void> {
      await prisma.webhookDelivery.updateMany({
        where: { id, state: kept.waiting },
        data: { nextAttemptAt: until, attempts: { decrement: 1 } },
      });
    },

    /** @param again when it is tried next; absent: never, and what it held is forgotten */
    async refused(id: string, error: string, now: Date, again?: Date): Promise<void> {
      await prisma.webhookDelivery.updateMany({
        where: { id, state: kept.waiting },
        data: {
          lastError: error.slice(0, longestError),
          ...(again ? { nextAttemptAt: again } : { state: kept.failed, endedAt: now, payload: {} }),
        },
      });
    },
  };
}

export type WebhookStore = ReturnType<typeof createWebhookStore>;
