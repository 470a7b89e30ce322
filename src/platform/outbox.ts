import { setTimeout as wait } from 'node:timers/promises';
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

export type Subscriber = (event: StoredEvent) => Promise<void> | void;

export interface Outbox {
  /** Called for every event in order of id. One that throws is asked again a few times, and does not keep others from theirs. */
  subscribe(listener: Subscriber): void;
  /** Something was committed: publish soon. Cheap, may be called any number of times. */
  kick(): void;
  /** Resolves when everything committed so far has been published, or publishing has failed. */
  flush(): Promise<void>;
  /** How many events are committed and not yet published. */
  backlog(): Promise<number>;
  /** Publishes what there is, within a bound, then stops: the next start publishes what is left. */
  close(): Promise<void>;
}

export interface OutboxTiming {
  /** Waits before an event is handed again to a subscriber that threw; then it is given up, and logged. */
  retries: readonly number[];
  /** A subscriber that takes longer counts as one that threw. */
  patience: number;
  /** How often to look without a kick: for what another process committed, or what a lost connection held up. */
  lookEvery: number;
  /** How long published events are kept. */
  keepFor: number;
}

/** Milliseconds. */
const usualTiming: OutboxTiming = {
  retries: [20, 100, 500],
  patience: 10_000,
  lookEvery: 5_000,
  keepFor: 7 * 24 * 3_600_000,
};

/** On closing, what is committed gets this long to be published, milliseconds. */
const longestFarewell = 4_000;

/** Events held in memory at a time. */
const batchSize = 200;
const tidyEvery = 3_600_000;

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
export function createOutbox(
  { prisma }: Pick<Database, 'prisma'>,
  log: Log,
  timing: Partial<OutboxTiming> = {},
): Outbox {
  const { retries, patience, lookEvery, keepFor } = { ...usualTiming, ...timing };
  const listeners: Subscriber[] = [];
  let wanted = false;
  let closed = false;
  let running: Promise<void> | undefined;
  let tidiedAt = Date.now();

  async function publishBatch(): Promise<number> {
    const events = await prisma.outboxEvent.findMany({
      where: { publishedAt: null },
      orderBy: { id: 'asc' },
      take: batchSize,
      select: { id: true, topic: true, conversationId: true, payload: true },
    });
    if (events.length === 0) return 0;
    const handed: bigint[] = [];
    for (const event of events) {
      if (closed) break;
      for (const listener of listeners) await hand(event, listener);
      handed.push(event.id);
    }
    await prisma.outboxEvent.updateMany({
      where: { id: { in: handed } },
      data: { publishedAt: new Date() },
    });
    return events.length;
  }

  async function hand(event: StoredEvent, listener: Subscriber): Promise<void> {
    for (const pause of [0, ...retries]) {
      if (pause > 0) await wait(pause);
      try {
        await within(patience, listener(event));
        return;
      } catch (error) {
        if (closed) return;
        log.warn({ err: error, topic: event.topic, event: String(event.id) }, 'An event was not taken.');
      }
    }
    log.error({ topic: event.topic, event: String(event.id) }, 'An event could not be delivered: given up.');
  }

  async function tidy(): Promise<void> {
    if (Date.now() - tidiedAt < Math.min(tidyEvery, keepFor)) return;
    tidiedAt = Date.now();
    await prisma.outboxEvent.deleteMany({ where: { publishedAt: { lt: new Date(Date.now() - keepFor) } } });
  }

  async function loop(): Promise<void> {
    try {
      do {
        wanted = false;
        while ((await publishBatch()) === batchSize && !closed);
      } while (wanted && !closed);
      await tidy();
    } catch (error) {
      log.error({ err: error }, 'Events could not be published; trying again shortly.');
    } finally {
      running = undefined;
    }
    // A kick while tidying must not be lost.
    if (wanted) kick();
  }

  function kick(): void {
    // Before anybody listens, publishing would be losing.
    if (listeners.length === 0 || closed) return;
    wanted = true;
    running ??= loop();
  }

  async function flush(): Promise<void> {
    kick();
    while (running) await running;
  }

  const looking = setInterval(kick, lookEvery);
  looking.unref();

  return {
    subscribe: (listener) => void listeners.push(listener),
    kick,
    flush,
    backlog: () => prisma.outboxEvent.count({ where: { publishedAt: null } }),
    async close() {
      clearInterval(looking);
      await Promise.race([flush(), wait(longestFarewell, undefined, { ref: false })]);
      closed = true;
      await Promise.race([running, wait(longestFarewell, undefined, { ref: false })]);
    },
  };
}

async function within(milliseconds: number, work: Promise<void> | void): Promise<void> {
  if (!work) return;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${milliseconds} ms`)), milliseconds);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
