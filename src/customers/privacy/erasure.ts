import type { Clock } from '../../platform/clock.js';
import type { Log } from '../../platform/log.js';
import { ofCustomer, type PersonalTable } from '../../platform/personal-data.js';
import type { ErasureJob, ErasureStore } from './erasure-store.js';
import type { Proofs } from './proof.js';

export interface ErasureNeeds {
  store: ErasureStore;
  proofs: Proofs;
  /** Every table that holds something of a person, children before what they refer to. */
  tables: readonly PersonalTable[];
  /** Deletes contents that no row refers to any more. Supplied by attachments. */
  dropFiles(hashes: readonly string[]): Promise<number>;
  /** Somebody's conversations are gone: open windows are closed, caches forgotten. */
  gone(conversationIds: readonly string[]): Promise<void>;
  clock: Clock;
  log: Log;
}

/** Longer than one table takes; another process goes on where this one died after that, milliseconds. */
const leaseMs = 10 * 60_000;

/**
 * Carries out erasures that are due. Each table is a step of its own that is noted in the request, so that after a
 * crash the next process goes on with the next table; nothing is done twice.
 * @returns how many were ended
 */
export function createErasure(needs: ErasureNeeds) {
  const { store, proofs, tables, clock, log } = needs;

  async function carryOut(job: ErasureJob): Promise<void> {
    const begun = job.progress ?? (await store.begin(job, clock()));
    await needs.gone(begun.keys.conversations);
    let progress = begun;
    for (const table of tables) progress = await store.step(job.id, table);
    const files = await needs.dropFiles(progress.files);
    const now = clock();
    const proof = proofs.signed({
      version: 1,
      requestId: job.id,
      identityHash: job.identityHash,
      requestedAt: job.createdAt.toISOString(),
      startedAt: progress.startedAt,
      endedAt: now.toISOString(),
      tables: progress.tables,
      files,
      consents: progress.consents,
    });
    const kept = tables.filter(
      ({ rows, erase }) => erase.how !== 'delete' && rows.includes(ofCustomer()) && !rows.includes('SELECT'),
    );
    await store.finish(
      job.id,
      kept.map(({ table }) => table),
      proof,
      now,
    );
    log.info({ request: job.id, tables: progress.tables.length, files }, 'An erasure was carried out.');
  }

  return async function eraseDue(): Promise<number> {
    for (let ended = 0; ; ended += 1) {
      const now = clock();
      const job = await store.take(now, new Date(now.getTime() + leaseMs));
      if (!job) return ended;
      await carryOut(job);
    }
  };
}
