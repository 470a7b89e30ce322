// The thread that learns what to recommend, so that nobody's message waits for it. See `train-in-thread.ts`.

import { parentPort, workerData } from 'node:worker_threads';
import type { TrainingJob } from './train-in-thread.js';
import { trainRecommender } from './train-recommender.js';

const { log, descriptions, at } = workerData as TrainingJob;
parentPort?.postMessage(trainRecommender(log, descriptions, at, { novel: false }));
