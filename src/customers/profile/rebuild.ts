import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Duty } from '../../platform/duty.js';
import { createLocalClock, dayNumberOf } from '../../platform/local-clock.js';
import type { Log } from '../../platform/log.js';
import { buildProfile, type ProfileInputs } from './build-profile.js';
import type { HistoryStore } from './history-store.js';
import type { ProfileStore, StoredModel } from './profile-store.js';
import { fitShopModelSteps } from './shop-model.js';
import { createShopSample } from './shop-sample.js';

/** Customers read, computed and written at a time. */
const batchSize = 250;
/** So many changed customers are held in memory; beyond that all are gone through. */
const mostChanged = 20_000;
/** An optimiser may keep the event loop this long before others get their turn, milliseconds. */
const maxHoldMs = 8;
/** Transactions that were open at the last run may commit rows that are dated before it. */
const overlapMs = 120_000;

export interface RebuildNeeds {
  histories: HistoryStore;
  profiles: ProfileStore;
  /** Of several processes one at a time rebuilds: the others stop at their next batch. */
  duty: Duty;
  /** Until when changes have been taken in. */
  progress: { get(): Promise<Date | undefined>; put(until: Date): Promise<void> };
  /** Something else that goes over the same customers, such as tiers and points. */
  alongside?: (customerIds: readonly string[], now: Date) => Promise<void>;
  timeZone: string;
  clock: () => Date;
  random: () => number;
  log: Log;
}

export interface RunReport {
  kind: 'full' | 'changes';
  at: Date;
  customers: number;
  seconds: number;
}

/** Another server is at it, or this one is closing. */
export class NotMyTurn extends Error {}

/**
 * Computes profiles: all of them with a new fit, or those of customers of whom something is new. In batches, so that
 * memory does not grow with the shop; every batch is whole when it is written, and the next run goes over what was cut
 * short.
 */
export function createRebuild(needs: RebuildNeeds) {
  const { histories, profiles, duty, progress, clock, random, timeZone } = needs;
  const local = createLocalClock(timeZone);
  let stopped = false;

  async function mine(): Promise<void> {
    if (stopped || !(await duty.hold())) throw new NotMyTurn();
  }

  async function* allCustomers(): AsyncGenerator<string[]> {
    for (let after: string | undefined; ; ) {
      const ids = await histories.customersAfter(after, batchSize);
      if (ids.length > 0) yield ids;
      if (ids.length < batchSize) return;
      after = ids.at(-1);
    }
  }

  async function* theseCustomers(ids: readonly string[]): AsyncGenerator<string[]> {
    for (let start = 0; start < ids.length; start += batchSize) yield ids.slice(start, start + batchSize);
  }

  /** Fits the shop's model on the customers who agree to personalisation. */
  async function fitModel(inputs: Omit<ProfileInputs, 'model'>): Promise<StoredModel> {
    const sample = createShopSample(inputs.catalogue, local, random);
    for await (const ids of allCustomers()) {
      await mine();
      const consenting = await histories.consenting(ids);
      const chosen = ids.filter((id) => consenting.has(id));
      for (const history of await histories.histories(chosen, inputs.now, false)) sample.add(history);
      await nextTurn();
    }
    const gathered = sample.done();
    const model = await inTurns(fitShopModelSteps(gathered, dayNumberOf(local(inputs.now.getTime()))));
    return profiles.saveModel(model, gathered.customers.length, inputs.now);
  }

  async function build(batches: AsyncGenerator<string[]>, inputs: ProfileInputs, version: number) {
    let customers = 0;
    for await (const ids of batches) {
      await mine();
      const consenting = await histories.consenting(ids);
      const read = await histories.histories(ids, inputs.now, true);
      const built = [];
      for (const history of read) {
        built.push(buildProfile(history, consenting.has(history.customerId), inputs));
        if (built.length % 50 === 0) await nextTurn();
      }
      await profiles.save(built, version);
      await needs.alongside?.(ids, inputs.now);
      customers += ids.length;
      await nextTurn();
    }
    return customers;
  }

  async function run(
    kind: RunReport['kind'],
    work: (now: Date) => Promise<number>,
  ): Promise<RunReport | undefined> {
    const started = performance.now();
    const at = clock();
    try {
      await mine();
      const customers = await work(at);
      await progress.put(at);
      await duty.release();
      const seconds = (performance.now() - started) / 1000;
      if (customers > 0) needs.log.info({ kind, customers, seconds }, 'Customer profiles were computed.');
      return { kind, at, customers, seconds };
    } catch (error) {
      if (error instanceof NotMyTurn) {
        if (stopped) await duty.release();
        return undefined;
      }
      await duty.release().catch(() => undefined);
      throw error;
    }
  }

  return {
    /** A new fit, and every profile. @returns undefined when another server is at it */
    full: () =>
      run('full', async (now) => {
        const inputs = { catalogue: await histories.catalogue(), now, local };
        const { model, version } = await fitModel(inputs);
        return build(allCustomers(), { ...inputs, model }, version);
      }),

    /** Profiles of customers of whom something is new, by the newest fit; where there is none yet, everything. */
    async changes(): Promise<RunReport | undefined> {
      const known = await profiles.newestModel();
      const until = await progress.get();
      if (!known || !until) return this.full();
      return run('changes', async (now) => {
        const since = new Date(until.getTime() - overlapMs);
        const ids = await histories.changedSince(since, mostChanged + 1);
        if (ids.length === 0) return 0;
        const inputs = { catalogue: await histories.catalogue(), now, local, model: known.model };
        const batches = ids.length > mostChanged ? allCustomers() : theseCustomers(ids);
        return build(batches, inputs, known.version);
      });
    },

    /** Whatever is running ends with its batch. */
    stop(): void {
      stopped = true;
    },
  };
}
export type Rebuild = ReturnType<typeof createRebuild>;

/** Finishes what works step by step, letting others work in between. */
async function inTurns<T>(work: Generator<undefined, T>): Promise<T> {
  let turn = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - turn > maxHoldMs) {
      await nextTurn();
      turn = performance.now();
    }
  }
}
