import type { Duty } from '../../platform/duty.js';
import type { Log } from '../../platform/log.js';
import { createRepeatedWork } from '../../platform/repeated-work.js';
import type { FitStore, StoredFit } from './fit-store.js';
import type { PersonFit, PersonRows } from './person-model.js';

export interface UpliftKeeperNeeds {
  fits: FitStore;
  readRows: (now: Date) => Promise<PersonRows>;
  learn: (rows: PersonRows) => Promise<PersonFit>;
  /** Held for longer than learning may take. */
  duty: Duty;
  clock: () => Date;
  log: Log;
}

const day = 86_400_000;
/** How soon another process sees what one has learnt. */
const lookEveryMs = 5 * 60_000;
const learnEveryMs = day;
/** A fit that could not be renewed for so long is not used any more. */
const usableMs = 14 * day;

/** Learns anew once a day, in one process of all, and keeps the newest fit at hand in each. */
export function createUpliftKeeper({ fits, readRows, learn, duty, clock, log }: UpliftKeeperNeeds) {
  let current: StoredFit | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function load(): Promise<void> {
    const newest = await fits.newest();
    if (newest?.id !== current?.id) current = newest && (await fits.read(newest.id));
  }

  async function tick(): Promise<void> {
    await load();
    const now = clock();
    const isFresh = () => current && now.getTime() - current.fittedAt.getTime() < learnEveryMs;
    if (isFresh() || !(await duty.hold())) return;
    try {
      // Somebody else may have learnt between the look and the duty.
      await load();
      if (isFresh()) return;
      const fit = await learn(await readRows(now));
      await fits.add(fit, now);
      log.info({ state: fit.state, ...fit.counts }, 'Learnt whom offers move.');
      await load();
    } finally {
      await duty.release();
    }
  }

  const work = createRepeatedWork(async () => {
    try {
      await tick();
    } catch (error) {
      log.error({ err: error }, 'Whom offers move could not be learnt; the last model stays.');
    }
  });

  return {
    tick,
    /** The fit in force, where it has a model and is not too old. */
    inForce(): (StoredFit & Required<Pick<StoredFit, 'model'>>) | undefined {
      const { model } = current ?? {};
      if (!current || !model || clock().getTime() - current.fittedAt.getTime() > usableMs) return undefined;
      return { ...current, model };
    },
    start() {
      work.kick();
      timer = setInterval(work.kick, lookEveryMs);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      await work.idle();
    },
  };
}
