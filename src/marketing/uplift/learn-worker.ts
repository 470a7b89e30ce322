// The thread that learns whom offers move, so that nobody's message waits for it. See `learn-in-thread.ts`.

import { parentPort, workerData } from 'node:worker_threads';
import { type LearningJob, learnHere } from './learn-in-thread.js';

parentPort?.postMessage(learnHere(workerData as LearningJob));
