import { inThread } from '../../platform/in-thread.js';
import type { ProductDescription } from './product-facts.js';
import type { PurchaseLog } from './purchase-log.js';
import { type Recommender, trainRecommender } from './train-recommender.js';

export interface TrainingJob {
  log: PurchaseLog;
  descriptions: readonly ProductDescription[];
  /** Days since 1970 UTC. */
  at: number;
}

/** Beside this file once compiled. */
const compiledProgram = new URL('./train-worker.js', import.meta.url);
/** Fewer lines than this are learnt from within a few milliseconds, which is not worth a thread. */
const linesForThread = 300;
/** Nobody waits for it; a busy machine may need many times its processor time. */
const patienceMs = 30 * 60_000;
/** A shop of a million order lines needs less than half of it. */
const mostMegabytes = 2048;

/**
 * Learns in a thread of its own; what is small, or where there is no compiled program, in this one.
 * @throws Error when the thread ends without a result; the caller keeps what it had
 */
export async function trainInThread(job: TrainingJob, program: URL = compiledProgram): Promise<Recommender> {
  if (job.log.day.length < linesForThread) return trainHere(job);
  return inThread(job, { program, here: trainHere, patienceMs, mostMegabytes });
}

const trainHere = ({ log, descriptions, at }: TrainingJob): Recommender =>
  trainRecommender(log, descriptions, at, { novel: false });
