import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './free-port.js';

/** A real Redis server, which keeps nothing on disk. */
export interface TestRedis {
  url: string;
  /** Ends it without warning. */
  kill(): Promise<void>;
  /** Starts it again at the same address, empty. */
  start(): Promise<void>;
}

const longestStart = 10_000;

/** @throws with what to install where there is no Redis: what depends on it must not look as if it had been checked */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const server = spawn('redis-server', options, { stdio: 'ignore' });
    child = server;
    const failed = once(server, 'error').then(([error]) => {
      throw new Error(
        `redis-server cannot be started (${(error as Error).message}). On Debian: apt-get install redis-server`,
      );
    });
    await Promise.race([failed, untilItListens(port)]);
    failed.catch(() => undefined);
  }

  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function untilItListens(port: number): Promise<void> {
  for (let waited = 0; waited < longestStart; waited += 20) {
    const socket = connect(port, '127.0.0.1');
    const there = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (there) return;
    await wait(20);
  }
  throw new Error(`Redis did not listen within ${longestStart} ms.`);
}
