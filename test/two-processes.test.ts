import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ConversationSummary } from '../src/contract/staff-socket.js';
import { createStaffStore } from '../src/staff/staff-store.js';
import { buildProgram } from './build-program.js';
import { openPostgresTestDatabase, type PostgresTestDatabase } from './database.js';
import { connectShopper, connectStaff, type TestStaff } from './shop-clients.js';

const password = 'a-password-for-tests';
const longestStart = 60_000;
/** The lease of a dead process, and the next look of the other. */
const longestDrop = 60_000;

let program: string;
let folder: string;
let database: PostgresTestDatabase | undefined;
const children: ChildProcess[] = [];

beforeAll(async () => {
  database = await openPostgresTestDatabase();
  if (!database) return;
  program = await buildProgram('src/main.ts');
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-two-'));
  const staff = createStaffStore({ prisma: database.prisma });
  for (const [name, role] of [
    ['小禾', 'agent'],
    ['小青', 'agent'],
  ] as const)
    await staff.create({ email: `${name}@test.local`, name, role, password });
}, 120_000);
afterAll(async () => {
  await Promise.all(children.map(kill));
  await database?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** @returns the address of a server process on the shared database, once it is ready */
async function start(): Promise<{ address: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [program], {
    env: {
      ...process.env,
      DATABASE_URL: database?.url ?? '',
      DATA_DIR: folder,
      MODEL_DIR: join(folder, 'no-model'),
      PORT: '0',
      DEMO: 'false',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  for (let waited = 0; waited < longestStart; waited += 50) {
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
    if (address && (await fetch(`${address}/readyz`)).ok) return { address, child };
    if (child.exitCode !== null) break;
    await wait(50);
  }
  throw new Error(`The server did not start: ${said}`);
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

async function post(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function staffAt(address: string, name: string): Promise<TestStaff> {
  const answer = await post(`${address}/v1/staff/login`, { email: `${name}@test.local`, password });
  return connectStaff(address, (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
}

it('an agent whose process is killed is missed by the other: the conversation is back in the line, and said so', async () => {
  if (!database) return;
  const [first, second] = [await start(), await start()];
  const [lost, other] = [await staffAt(first.address, '小禾'), await staffAt(second.address, '小青')];
  const session = await post(`${second.address}/v1/shopper/sessions`, {});
  const shopper = await connectShopper(second.address, ((await session.json()) as { token: string }).token);
  const { conversationId } = shopper;
  await shopper.done('conversation.requestHuman', {});
  await lost.done('conversation.claim', { conversationId });
  expect(await shopper.status()).toMatchObject({ state: 'human', agent: { name: '小禾' } });

  await kill(first.child);
  const killedAt = performance.now();
  let state = 'human';
  while (state === 'human' && performance.now() - killedAt < longestDrop) {
    await wait(500);
    state = (await shopper.status()).state;
  }
  const seconds = (performance.now() - killedAt) / 1000;
  process.stdout.write(`The other process took the conversation back after ${seconds.toFixed(1)} s\n`);
  expect(state).toBe('queued');
  expect((await shopper.history()).at(-1)?.text).toContain('断线');
  await other.saw<{ conversation: ConversationSummary }>(
    'queue.updated',
    ({ conversation }) => conversation.conversationId === conversationId && conversation.state === 'queued',
  );
  const next = await other.done<{ conversationId: string }>('conversation.claimNext', {});
  expect(next.conversationId).toBe(conversationId);
  for (const client of [lost, other, shopper]) client.close();
}, 200_000);
