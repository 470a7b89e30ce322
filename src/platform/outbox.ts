import type { Database } from './database.js';
import type { Prisma } from './generated/prisma/client.js';
import type { Log } from './log.js';

/** What happened, as other parts and other machines are told. Written in the transaction that made it happen. */
export interface StoredEvent {
  id: bigint;
  topic: string;
  conversationId: string | null;
  payload: Prisma.JsonValue;
}

export interface Outbox {
  /** Called for every event in order of id; a subscriber that throws is logged and does not hold up the others. */
  subscribe(listener: (event: StoredEvent) => Promise<void> | void): void;
  /** Something was committed: publish soon. Cheap, may be called any number of times. */
  kick(): void;
  /** Resolves when everything committed so far has been published. */
  flush(): Promise<void>;
}

const batchSize = 200;

/** Adds an event to a transaction. Published once the transaction is committed and the outbox is kicked. */
export async function addEvents(
  tx: Prisma.TransactionClient,
  events: { topic: string; conversationId?: string; payload: Prisma.InputJsonValue }[],
): Promise<void> {
  if (events.length === 0) return;
  await tx.outboxEvent.createMany({
    data: events.map(({ topic, conversationId, payload }) => ({
      topic,
      payload,
      ...(conversationId ? { conversationId } : {}),
    })),
  });
}

/**
 * Transactional outbox (C. Richardson, Microservices Patterns, 2018, ch. 3): events are rows of the same transaction as
 * the change, and a single loop hands them on afterwards. Delivery is at least once; clients drop repeats by sequence.
 */
export function createOutbox({ prisma }: Pick<Database, 'prisma'>, log: Log): Outbox {
  const listeners: ((event: StoredEvent) => Promise<void> | void)[] = [];
  let wanted = false;
  let running: Promise<void> | undefined;

  async function publishBatch(): Promise<number> {
    const events = await prisma.outboxEvent.findMany({
      where: { publishedAt: null },
      orderBy: { id: 'asc' },
      take: batchSize,
      select: { id: true, topic: true, conversationId: true, payload: true },
    });
    if (events.length === 0) return 0;
    for (const event of events) {
      for (const listener of listeners) {
        try {
          await listener(event);
        } catch (error) {
          log.error({ err: error, topic: event.topic }, 'An event could not be delivered.');
        }
      }
    }
    await prisma.outboxEvent.updateMany({
      where: { id: { in: events.map(({ id }) => id) } },
      data: { publishedAt: new Date() },
    });
    return events.length;
  }

  async function loop(): Promise<void> {
    try {
      do {
        wanted = false;
        while ((await publishBatch()) === batchSize);
      } while (wanted);
    } catch (error) {
      log.error({ err: error }, 'The outbox stopped; the next change starts it again.');
    } finally {
      running = undefined;
    }
  }

  function kick(): void {
    wanted = true;
    running ??= loop();
  }

  return {
    subscribe: (listener) => void listeners.push(listener),
    kick,
    async flush() {
      kick();
      while (running) await running;
    },
  };
}
