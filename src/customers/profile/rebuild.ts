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
const usualBatch = 250;
/**
 * An embedded database works in this very thread: while it answers, nobody else is served. Batches are so large that
 * reading one takes about so many milliseconds, between these bounds.
 */
const embedded = { readMs: 30, most: 40, fewest: 10 };
/** So many changed customers are held in memory; beyond that all are gone through. */
const mostChanged = 20_000;
/** Computing may keep the event loop this long before others get their turn, milliseconds. */
const maxHoldMs = 8;
/** Transactions that were open at the last run may commit rows that are dated before it. */
const overlapMs = 120_000;

export interface RebuildNeeds {
  histories: HistoryStore;
  profiles: ProfileStore;
  /** Of several processes one at a time rebuilds: the others stop at their next batch. */
  duty: Duty;
  /** Absent: on a server of its own. */
  database?: 'embedded' | 'postgres';
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
  const isEmbedded = needs.database === 'embedded';
  let batchSize = isEmbedded ? embedded.most : usualBatch;
  let stopped = false;

  async function mine(): Promise<void> {
    if (stopped || !(await duty.hold())) throw new NotMyTurn();
  }

  async function* allCustomers(): AsyncGenerator<string[]> {
    for (let after: string | undefined; ; ) {
      const limit = batchSize;
      const ids = await histories.customersAfter(after, limit);
      if (ids.length > 0) yield ids;
      if (ids.length < limit) return;
      after = ids.at(-1);
    }
  }

  async function* theseCustomers(ids: readonly string[]): AsyncGenerator<string[]> {
    for (let start = 0; start < ids.length; ) {
      const batch = ids.slice(start, start + batchSize);
      start += batch.length;
      yield batch;
    }
  }

  /** Histories of a batch; the next one is as large as the time that this one took allows. */
  async function read(ids: readonly string[], now: Date, withInteractions: boolean) {
    const started = performance.now();
    const found = await histories.histories(ids, now, withInteractions);
    if (!isEmbedded || ids.length === 0) return found;
    const perCustomer = (performance.now() - started) / ids.length;
    const fitting = Math.round(embedded.readMs / Math.max(perCustomer, 0.01));
    batchSize = Math.min(embedded.most, Math.max(embedded.fewest, fitting));
    return found;
  }

  /** Fits the shop's model on the customers who agree to personalisation. */
  async function fitModel(inputs: Omit<ProfileInputs, 'model'>): Promise<StoredModel> {
    const sample = createShopSample(inputs.catalogue, local, random);
    for await (const ids of allCustomers()) {
      await mine();
      const consenting = await histories.consenting(ids);
      const chosen = ids.filter((id) => consenting.has(id));
      for (const history of await read(chosen, inputs.now, false)) sample.add(history);
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
      const found = await read(ids, inputs.now, true);
      const built = [];
      let turn = performance.now();
      for (const history of found) {
        built.push(buildProfile(history, consenting.has(history.customerId), inputs));
        if (performance.now() - turn < maxHoldMs) continue;
        await nextTurn();
        turn = performance.now();
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
