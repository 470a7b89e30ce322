import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type CampaignCurve, type CurveRows, curveOfCampaign } from './campaign-curve.js';

/** Beside this file once compiled. Under a runner that compiles in memory it is not there. */
const compiledProgram = new URL('./curve-worker.js', import.meta.url);
/** A thread that takes longer is given up. */
const patienceMs = 100_000;
const mostMegabytes = 1024;

/**
 * The curve of a campaign, computed in a thread of its own; where there is no compiled program, in this one.
 * @throws Error when the thread ends without a result or takes too long
 */
export async function curveInThread(rows: CurveRows, program: URL = compiledProgram): Promise<CampaignCurve> {
  if (!existsSync(fileURLToPath(program))) return curveOfCampaign(rows);
  const worker = new Worker(program, {
    workerData: rows,
    // Not the options of this process: a debugger's port or a test runner's loader are not for the thread.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
  });
  worker.unref();
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<CampaignCurve>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error('Judging the campaign took too long.')), patienceMs);
      timer.unref();
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`The thread that judges ended (exit code ${code}).`)));
    });
  } finally {
    clearTimeout(timer);
    void worker.terminate();
  }
}
