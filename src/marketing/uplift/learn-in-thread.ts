import { inThread } from '../../platform/in-thread.js';
import { learnPersonModel, type PersonFit, type PersonRows } from './person-model.js';

export interface LearningJob {
  rows: PersonRows;
  seed: number;
}

/** Beside this file once compiled. */
const compiledProgram = new URL('./learn-worker.js', import.meta.url);
const patienceMs = 10 * 60_000;
const mostMegabytes = 1024;

export function learnHere({ rows, seed }: LearningJob): PersonFit {
  return learnPersonModel(rows, seed);
}

/**
 * Learns in a thread of its own; where there is no compiled program, in this one.
 * @throws Error when the thread ends without a result or takes too long
 */
export function learnInThread(job: LearningJob, program: URL = compiledProgram): Promise<PersonFit> {
  return inThread(job, { program, here: learnHere, patienceMs, mostMegabytes });
}
