import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ProductDescription } from './product-facts.js';
import type { PurchaseLog } from './purchase-log.js';
import { type Recommender, trainRecommender } from './train-recommender.js';

export interface TrainingJob {
  log: PurchaseLog;
  descriptions: readonly ProductDescription[];
  /** Days since 1970 UTC. */
  at: number;
}

/** Beside this file once compiled. Under a runner that compiles in memory it is not there. */
const compiledProgram = new URL('./train-worker.js', import.meta.url);
/** Fewer lines than this are learnt from within a few milliseconds, which is not worth a thread. */
const linesForThread = 300;
/** A thread that takes longer is given up. Nobody waits for it; a busy machine may need many times its processor time. */
const patienceMs = 30 * 60_000;
/** A shop of a million order lines needs less than half of it. */
const mostMegabytes = 2048;

/**
 * Learns in a thread of its own; what is small, or where there is no compiled program, in this one.
 * @throws Error when the thread ends without a result; the caller keeps what it had
 */
export async function trainInThread(job: TrainingJob, program: URL = compiledProgram): Promise<Recommender> {
  if (job.log.day.length < linesForThread || !existsSync(fileURLToPath(program)))
    return trainRecommender(job.log, job.descriptions, job.at, { novel: false });
  const worker = new Worker(program, {
    workerData: job,
    // Not the options of this process: a debugger's port or a test runner's loader are not for the thread.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
  });
  worker.unref();
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Recommender>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error('Learning what to recommend took too long.')), patienceMs);
      timer.unref();
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`The thread that learns ended (exit code ${code}).`)));
    });
  } finally {
    clearTimeout(timer);
    void worker.terminate();
  }
}
