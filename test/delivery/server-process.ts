import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface ServerProcess {
  port: number;
  address: string;
  /** Ends it without warning, as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to end. @throws when it does not end properly, and in time */
  stop(): Promise<void>;
}

const longestStart = 120_000;

/** Starts the built server on a free port, by words alone, and waits until it listens. */
export async function startServer(program: string, dataDir: string): Promise<ServerProcess> {
  const child = spawn(process.execPath, [program], {
    env: {
      ...process.env,
      DATABASE_URL: '',
      DATA_DIR: dataDir,
      MODEL_DIR: join(dataDir, 'no-model'),
      PORT: '0',
      DEMO: 'true',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  for (let waited = 0; waited < longestStart && child.exitCode === null; waited += 25) {
    const port = Number(/http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1]);
    if (port > 0) return processOn(child, port, () => said);
    await wait(25);
  }
  child.kill('SIGKILL');
  throw new Error(`The server did not start: ${said}`);
}

function processOn(child: ChildProcess, port: number, said: () => string): ServerProcess {
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill(signal);
    return gone;
  };
  return {
    port,
    address: `http://127.0.0.1:${port}`,
    kill: async () => void (await end('SIGKILL')),
    async stop() {
      const code = await end('SIGTERM');
      if (code !== 0) throw new Error(`The server ended with code ${code}: ${said().slice(-2000)}`);
    },
  };
}
