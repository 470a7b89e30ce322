import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from './database.js';
import { alwaysOnDuty, type Duty } from './duty.js';
import type { Prisma } from './generated/prisma/client.js';
import type { Log } from './log.js';
import { createRepeatedWork } from './repeated-work.js';

/** What happened, as other parts and other machines are told. Written in the transaction that made it happen. */
export interface StoredEvent {
  id: bigint;
  topic: string;
  conversationId: string | null;
  payload: Prisma.JsonValue;
}

export type Subscriber = (event: StoredEvent) => Promise<void> | void;

export interface Outbox {
  /**
   * For what is to be done once, by one process for all of them: called for every event in their order, also for what
   * was left when a process died. One that throws is asked again a few times, and does not keep others from theirs.
   */
  subscribe(listener: Subscriber): void;
  /** For what every process does for those who are connected to it: called in each, for every event from now on. */
  watch(listener: Subscriber): void;
  /** Something was committed: publish soon. Cheap, may be called any number of times. */
  kick(): void;
  /** Resolves when everything committed so far has been published by this process, or publishing has failed. */
  flush(): Promise<void>;
  /** How many events are committed and not yet dealt with by whoever is on duty. */
  backlog(): Promise<number>;
  /** Publishes what there is, within a bound, then stops: the next start deals with what is left. */
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
  tx: Pick<Prisma.TransactionClient, 'outboxEvent'>,
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

/** Held while positions are given. */
const numberingLock = 72_707_370;

/**
 * Transactional outbox (C. Richardson, Microservices Patterns, 2018, ch. 3): events are rows of the same transaction as
 * the change, and loops hand them on afterwards. Those that are committed get a position, one process at a time; every
 * process reads on from its own place, and whoever has the duty also does what is to be done once. Delivery is at least
 * once; clients drop repeats by sequence.
 * @param several how processes share the work; absent: there is only this one
 */
export function createOutbox(
  { prisma }: Pick<Database, 'prisma'>,
  log: Log,
  timing: Partial<OutboxTiming> = {},
  several: { duty?: Duty /** New events have a position: others may look. */; numbered?: () => void } = {},
): Outbox {
  const { retries, patience, lookEvery, keepFor } = { ...usualTiming, ...timing };
  const { duty = alwaysOnDuty, numbered } = several;
  const subscribers: Subscriber[] = [];
  const watchers: Subscriber[] = [];
  let closed = false;
  let tidiedAt = Date.now();
  /** Position of the last event that this process has told its own. */
  let told: bigint | undefined;

  async function newestPosition(): Promise<bigint> {
    const { _max } = await prisma.outboxEvent.aggregate({ _max: { position: true } });
    return _max.position ?? 0n;
  }

  /** Gives what is committed its position. */
  async function giveNumbers(): Promise<void> {
    const unnumbered = { where: { position: null }, select: { id: true } };
    if (!(await prisma.outboxEvent.findFirst(unnumbered))) return;
    // Two statements: the second sees everything that was committed when the lock was got.
    const [, count] = await prisma.$transaction([
      prisma.$executeRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(${numberingLock})) AS locked`,
      prisma.$executeRaw`
        UPDATE "OutboxEvent" AS event SET position = fresh.position FROM (
          SELECT id, row_number() OVER (ORDER BY id)
            + (SELECT coalesce(max(position), 0) FROM "OutboxEvent") AS position
          FROM "OutboxEvent" WHERE position IS NULL
        ) AS fresh WHERE event.id = fresh.id`,
    ]);
    if (count > 0) numbered?.();
  }

  const read = (where: Prisma.OutboxEventWhereInput) =>
    prisma.outboxEvent.findMany({
      where,
      orderBy: { position: 'asc' },
      take: batchSize,
      select: { id: true, topic: true, conversationId: true, payload: true, position: true },
    });

  async function tellOwn(): Promise<void> {
    let behind = told ?? (await newestPosition());
    await giveNumbers();
    working.kick();
    for (let size = batchSize; size === batchSize && watchers.length > 0; ) {
      const events = await read({ position: { gt: behind } });
      for (const event of events) {
        if (closed) return;
        for (const watcher of watchers) await hand(event, watcher);
        told = behind = event.position ?? behind;
      }
      size = events.length;
    }
    if (watchers.length > 0) told = behind;
  }

  async function doDuty(): Promise<void> {
    for (let size = batchSize; size === batchSize && !closed; ) {
      if (!(await duty.hold())) return;
      const events = await read({ publishedAt: null, position: { not: null } });
      const handed: bigint[] = [];
      for (const event of events) {
        if (closed || !(await duty.hold())) break;
        for (const subscriber of subscribers) await hand(event, subscriber);
        handed.push(event.id);
      }
      size = events.length;
      if (handed.length === 0) break;
      await prisma.outboxEvent.updateMany({
        where: { id: { in: handed } },
        data: { publishedAt: new Date() },
      });
    }
    await tidy();
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

  /** The newest one stays: positions go on from it. */
  async function tidy(): Promise<void> {
    if (Date.now() - tidiedAt < Math.min(tidyEvery, keepFor)) return;
    tidiedAt = Date.now();
    const position = { lt: await newestPosition() };
    const publishedAt = { lt: new Date(Date.now() - keepFor) };
    await prisma.outboxEvent.deleteMany({ where: { publishedAt, position } });
  }

  const logged = (work: () => Promise<void>) => () =>
    work().catch((error) =>
      log.error({ err: error }, 'Events could not be published; trying again shortly.'),
    );
  const telling = createRepeatedWork(logged(tellOwn));
  const working = createRepeatedWork(logged(doDuty));

  function kick(): void {
    // Before anybody listens, publishing would be losing.
    if (subscribers.length + watchers.length === 0 || closed) return;
    telling.kick();
  }

  async function flush(): Promise<void> {
    kick();
    // What was done may have committed more, and kicked.
    do {
      await telling.idle();
      await working.idle();
    } while (telling.busy() || working.busy());
  }

  const looking = setInterval(kick, lookEvery);
  looking.unref();

  return {
    subscribe: (listener) => void subscribers.push(listener),
    watch: (listener) => void watchers.push(listener),
    kick,
    flush,
    backlog: () => prisma.outboxEvent.count({ where: { publishedAt: null } }),
    async close() {
      clearInterval(looking);
      const late = wait(longestFarewell, undefined, { ref: false });
      await Promise.race([flush(), late]);
      closed = true;
      await Promise.race([flush(), wait(longestFarewell, undefined, { ref: false })]);
      await duty.release().catch((error) => log.warn({ err: error }, 'A duty could not be handed back.'));
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
