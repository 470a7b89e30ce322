import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

export interface Threaded<Job, Result> {
  /** The compiled program, which posts one message: the result. Under a runner that compiles in memory it is not there. */
  program: URL;
  /** The same in this thread, where there is no compiled program. */
  here(job: Job): Result;
  /** A thread that takes longer is given up. */
  patienceMs: number;
  mostMegabytes: number;
}

/**
 * Computes something in a thread of its own, so that nobody's message waits for it.
 * @throws Error when the thread ends without a result or takes too long
 */
export async function inThread<Job, Result>(
  job: Job,
  { program, here, patienceMs, mostMegabytes }: Threaded<Job, Result>,
): Promise<Result> {
  if (!existsSync(fileURLToPath(program))) return here(job);
  const worker = new Worker(program, {
    workerData: job,
    // Not the options of this process: a debugger's port or a test runner's loader are not for the thread.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
  });
  worker.unref();
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Result>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error('The thread took too long and was ended.')), patienceMs);
      timer.unref();
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) =>
        reject(new Error(`The thread ended without a result (exit code ${code}).`)),
      );
    });
  } finally {
    clearTimeout(timer);
    void worker.terminate();
  }
}
