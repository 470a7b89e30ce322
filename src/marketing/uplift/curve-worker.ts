// The thread that judges a campaign's customers, so that nobody's message waits for it. See `curve-in-thread.ts`.

import { parentPort, workerData } from 'node:worker_threads';
import { type CurveRows, curveOfCampaign } from './campaign-curve.js';

parentPort?.postMessage(curveOfCampaign(workerData as CurveRows));
