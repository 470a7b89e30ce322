import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from './platform/config.js';
import type { Database } from './platform/database.js';
import { alwaysOnDuty, createDuty } from './platform/duty.js';
import { unavailable } from './platform/errors.js';
import { newId } from './platform/ids.js';
import type { Log } from './platform/log.js';
import { addEvents, createOutbox } from './platform/outbox.js';
import { rateLimitsHere, sharedRateLimits } from './platform/rate-limit.js';
import { openRedis, type Redis } from './platform/redis.js';
import { createRepeatedWork } from './platform/repeated-work.js';
import type { SettingsStore } from './platform/settings-store.js';

/** How often a process looks for what others have done, whether or not anybody says so, milliseconds. */
const lookEveryMs = 1_000;
/** Rarer: what a dead process left behind, and whether the knowledge is another. */
const rareLookEveryMs = 5_000;
/** Whoever fills the database at the very first start gets this long, milliseconds. */
const longestFirstStartMs = 240_000;
const firstStartTermMs = 20_000;

export type Nodes = Awaited<ReturnType<typeof openNodes>>;

/**
 * What server processes on one database have in common: which of them they are, events, limits, and how they hear of
 * each other. Facts are in the database, and every process looks by itself; Redis makes it quick.
 */
export async function openNodes(needs: {
  config: Pick<Config, 'redisUrl'>;
  database: Database;
  settings: SettingsStore;
  log: Log;
}) {
  const { config, database, settings, log } = needs;
  const nodeId = newId();
  /** An embedded database belongs to one process. */
  const mayBeSeveral = database.kind === 'postgres';
  const redis = config.redisUrl === undefined ? undefined : await dial(config.redisUrl);
  const timers: NodeJS.Timeout[] = [];

  async function dial(url: string): Promise<Redis> {
    const installation = String(await settings.getOrCreate('installation-id', newId));
    return openRedis(url, `zhanggui:${installation}:`, log);
  }

  const outbox = createOutbox(database, log, mayBeSeveral ? { lookEvery: lookEveryMs } : {}, {
    duty: mayBeSeveral ? createDuty(database, 'outbox', nodeId, log) : alwaysOnDuty,
    numbered: () => redis?.signal('events'),
  });
  redis?.onSignal('events', outbox.kick);

  return {
    nodeId,
    redis,
    outbox,
    limits: redis ? sharedRateLimits(redis) : rateLimitsHere,

    /** Runs what fills an empty database, one process after the other. @throws AppError `unavailable`; whatever `work` throws */
    async oneAfterTheOther<T>(work: () => Promise<T>): Promise<T> {
      if (!mayBeSeveral) return work();
      const duty = createDuty(database, 'first-start', nodeId, log, firstStartTermMs);
      const givenUp = performance.now() + longestFirstStartMs;
      while (!(await duty.hold())) {
        if (performance.now() > givenUp)
          throw unavailable(
            'Another process has been filling the database for minutes: start again when it is done.',
          );
        await wait(lookEveryMs / 4);
      }
      const keeping = setInterval(() => void duty.hold(), firstStartTermMs / 4);
      try {
        return await work();
      } finally {
        clearInterval(keeping);
        await duty.release();
      }
    },

    /** Tells all processes of something that is stored nowhere else. Resolves once it will reach them. */
    async tell(topic: string, payload: Record<string, string>): Promise<void> {
      await addEvents(database.prisma, [{ topic, payload }]);
      outbox.kick();
    },

    /**
     * Does something for the sake of what other processes did or left: when they say so by a signal of that name, and
     * every few seconds. Never where there are no others.
     */
    lookOften(looks: Record<string, () => unknown>): void {
      for (const [signal, look] of Object.entries(looks)) {
        if (!mayBeSeveral) continue;
        const work = createRepeatedWork(async () => {
          try {
            await look();
          } catch (error) {
            log.error({ err: error, signal }, 'What others did could not be looked at.');
          }
        });
        timers.push(setInterval(work.kick, rareLookEveryMs).unref());
        redis?.onSignal(signal, work.kick);
      }
    },
    stopLooking(): void {
      for (const timer of timers) clearInterval(timer);
    },
  };
}
