import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildProgram } from './build-program.js';
import { connectShopper, type TestShopper } from './shop-clients.js';

/** From the ack to the kill: before the turn, within the burst window, in the turn, after the reply. */
const killedAfterMs = [0, 60, 190, 230, 500];
const longestStart = 120_000;

let program: string;
let dataDir: string;
let server: ChildProcess | undefined;

beforeAll(async () => {
  program = await buildProgram('src/main.ts');
  dataDir = await mkdtemp(join(tmpdir(), 'zhanggui-crash-'));
}, 60_000);
afterAll(async () => {
  await kill();
  await rm(dataDir, { recursive: true, force: true });
});

/** @returns the address, once the server is ready to answer */
async function start(): Promise<string> {
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
  server = child;
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  for (let waited = 0; waited < longestStart; waited += 25) {
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
    if (address && (await fetch(`${address}/readyz`)).ok) return address;
    if (child.exitCode !== null) break;
    await wait(25);
  }
  throw new Error(`The server did not start: ${said}`);
}

async function kill(): Promise<void> {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((resolve) => server?.once('exit', resolve));
  server.kill('SIGKILL');
  await gone;
}

/** Who spoke, in order, once the newest message has been answered and nothing more came. */
async function whoSpoke(shopper: TestShopper): Promise<string[]> {
  for (let waited = 0; waited < 10_000; waited += 50) {
    if ((await shopper.history()).at(-1)?.from !== 'shopper') break;
    await wait(50);
  }
  await wait(600);
  return (await shopper.history()).map(({ from, clientMessageId }) => clientMessageId ?? from);
}

it('a message that was acknowledged survives kill -9, once, and is answered, once', async () => {
  let address = await start();
  const session = await fetch(`${address}/v1/shopper/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const { token } = (await session.json()) as { token: string };
  const expected: string[] = [];
  for (const delay of killedAfterMs) {
    const shopper = await connectShopper(address, token);
    const clientMessageId = `killed-after-${delay}`;
    await shopper.send('你好', undefined, clientMessageId);
    await wait(delay);
    await kill();
    shopper.close();

    address = await start();
    const again = await connectShopper(address, token);
    // The client cannot know whether the ack was lost: it sends again what it is not sure of.
    await again.send('你好', undefined, clientMessageId);
    expected.push(clientMessageId, 'bot');
    expect(await whoSpoke(again), `killed ${delay} ms after the ack`).toEqual(expected);
    expect((await again.history()).map(({ sequence }) => sequence)).toEqual(
      expected.map((_, index) => index + 1),
    );
    again.close();
  }
}, 180_000);
