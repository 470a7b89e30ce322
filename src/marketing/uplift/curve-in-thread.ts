import { inThread } from '../../platform/in-thread.js';
import { type CampaignCurve, type CurveRows, curveOfCampaign } from './campaign-curve.js';

/** Beside this file once compiled. */
const compiledProgram = new URL('./curve-worker.js', import.meta.url);
const patienceMs = 100_000;
const mostMegabytes = 1024;

/**
 * The curve of a campaign, computed in a thread of its own; where there is no compiled program, in this one.
 * @throws Error when the thread ends without a result or takes too long
 */
export function curveInThread(rows: CurveRows, program: URL = compiledProgram): Promise<CampaignCurve> {
  return inThread(rows, { program, here: curveOfCampaign, patienceMs, mostMegabytes });
}
