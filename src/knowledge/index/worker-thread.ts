import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MessageChannel, Worker } from 'node:worker_threads';
import type { FromWorker, Reading, ToWorker, WorkerStart } from './worker-messages.js';

/** Beside this file once compiled. Under a runner that compiles in memory it is not there, and the caller names another. */
const compiledProgram = new URL('./index-worker.js', import.meta.url);
/** A thread that has not reported by then is taken not to start. */
const startLimitMs = 30_000;

/** A thread could not be started at all; nothing is wrong with what it was to build. */
export class WorkerUnavailable extends Error {}

/** A running thread of an index, not yet given anything to build. */
export interface IndexThread {
  send(message: ToWorker): void;
  /** Told everything that the thread says from now on. */
  listen(heard: (message: FromWorker) => void, ended: (reason: Error) => void): void;
  /** Whether the process stays alive for this thread. */
  hold(on: boolean): void;
  stop(): void;
}

/**
 * Starts the program of `index-worker.ts` and answers, whenever it waits for one, how a text is read.
 *
 * @throws WorkerUnavailable
 */
export async function startIndexThread(
  start: Omit<WorkerStart, 'readings' | 'answered'>,
  read: (text: string) => Reading,
  program: URL = compiledProgram,
): Promise<IndexThread> {
  if (!existsSync(fileURLToPath(program)))
    throw new WorkerUnavailable('the program of the thread is not there');
  const { port1, port2 } = new MessageChannel();
  const answered = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(program, {
    workerData: { ...start, readings: port2, answered } satisfies WorkerStart,
    transferList: [port2],
    // Not the options of this process: a debugger's port or a test runner's loader are not for the thread.
    execArgv: [],
  });
  port1.on('message', (text: string) => {
    port1.postMessage(read(text));
    Atomics.add(answered, 0, 1);
    Atomics.notify(answered, 0);
  });
  port1.unref();
  const stop = () => {
    port1.close();
    void worker.terminate();
  };

  await new Promise<void>((resolve, reject) => {
    const refuse = (reason: string) => {
      clearTimeout(timer);
      stop();
      reject(new WorkerUnavailable(reason));
    };
    const timer = setTimeout(() => refuse(`no word of it after ${startLimitMs} ms`), startLimitMs);
    worker.once('error', (error) => refuse(error.message));
    worker.once('exit', (code) => refuse(`it ended at once (exit code ${code})`));
    worker.once('message', () => {
      clearTimeout(timer);
      resolve();
    });
  });
  return {
    send: (message) => worker.postMessage(message),
    listen(heard, ended) {
      worker.on('message', heard);
      worker.on('error', ended);
      worker.on('exit', (code) => ended(new Error(`the thread of the index ended (exit code ${code})`)));
    },
    hold: (on) => (on ? worker.ref() : worker.unref()),
    stop,
  };
}
