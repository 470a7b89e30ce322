import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { connectStaff, type TestStaff } from './shop-clients.js';

/** A server process beside others. */
export interface ServerNode {
  address: string;
  child: ChildProcess;
  /** What it has printed. */
  said(): string;
}

const longestStart = 90_000;
const children: ChildProcess[] = [];

/**
 * Starts a built server by words alone, without the demo, on a free port.
 * @param settings of the environment; `DATA_DIR` at least
 * @returns once it is ready
 */
export async function startNode(
  program: string,
  settings: { DATABASE_URL: string; DATA_DIR: string; REDIS_URL?: string },
): Promise<ServerNode> {
  const child = spawn(process.execPath, [program], {
    env: {
      ...process.env,
      MODEL_DIR: join(settings.DATA_DIR, 'no-model'),
      PORT: '0',
      DEMO: 'false',
      LOG_LEVEL: 'error',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  for (let waited = 0; waited < longestStart; waited += 50) {
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
    if (address && (await fetch(`${address}/readyz`)).ok) return { address, child, said: () => said };
    if (child.exitCode !== null) break;
    await wait(50);
  }
  throw new Error(`The server did not start: ${said}`);
}

/** Ends a process without warning, as a power cut would. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

/** Ends every process that was started here. */
export async function endNodes(): Promise<void> {
  await Promise.all(children.splice(0).map(kill));
}

/** As a page of the server itself would ask. @param cookie of a member of staff */
export function post(url: string, body: object, cookie?: string, method = 'POST'): Promise<Response> {
  return fetch(url, {
    method,
    headers: {
      'content-type': 'application/json',
      origin: new URL(url).origin,
      ...(cookie ? { cookie } : {}),
    },
    body: JSON.stringify(body),
  });
}

/** Logs somebody in whose address is their name, and connects. */
export async function staffAt(address: string, name: string, password: string): Promise<TestStaff> {
  const answer = await post(`${address}/v1/staff/login`, { email: `${name}@test.local`, password });
  return connectStaff(address, (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
}
