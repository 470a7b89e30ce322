import type { Log } from '../../platform/log.js';

export interface PrivacyKeeperNeeds {
  eraseDue(): Promise<number>;
  dropExpired(): Promise<Record<string, number>>;
  log: Log;
}

/** Erasures that are due are looked for so often, old rows so often, milliseconds. */
const eraseEvery = 30_000;
const expireEvery = 3_600_000;

/** Carries out what time sets off. Any number of processes may do it at once: each step takes what nobody else has. */
export function createPrivacyKeeper({ eraseDue, dropExpired, log }: PrivacyKeeperNeeds) {
  let running: Promise<unknown> = Promise.resolve();
  let closed = false;
  const timers: NodeJS.Timeout[] = [];

  function next(work: () => Promise<unknown>, failed: string): Promise<unknown> {
    running = running.then(() =>
      closed ? undefined : work().catch((error) => log.error({ err: error }, failed)),
    );
    return running;
  }
  const erase = () => next(eraseDue, 'An erasure could not be carried out; it is tried again.');
  const expire = () =>
    next(async () => {
      const dropped = await dropExpired();
      if (Object.keys(dropped).length > 0) log.info({ dropped }, 'Rows past their time were dropped.');
    }, 'Rows past their time could not be dropped.');

  return {
    /** Looks at once, such as after a request without a time of grace. */
    kick: (): void => void erase(),
    start() {
      timers.push(setInterval(erase, eraseEvery), setInterval(expire, expireEvery));
      for (const timer of timers) timer.unref();
      void erase();
      return {
        async stop(): Promise<void> {
          closed = true;
          for (const timer of timers) clearInterval(timer);
          await running;
        },
      };
    },
  };
}
