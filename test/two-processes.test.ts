import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ConversationSummary } from '../src/contract/staff-socket.js';
import { createStaffStore } from '../src/staff/staff-store.js';
import { buildProgram } from './build-program.js';
import { openPostgresTestDatabase, type PostgresTestDatabase } from './database.js';
import { endNodes, kill, post, staffAt, startNode } from './server-nodes.js';
import { connectShopper } from './shop-clients.js';

const password = 'a-password-for-tests';
/** The lease of a dead process, and the next look of the other. */
const longestDrop = 60_000;

let program: string;
let folder: string;
let database: PostgresTestDatabase | undefined;

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
  await endNodes();
  await database?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

it('an agent whose process is killed is missed by the other: the conversation is back in the line, and said so', async () => {
  if (!database) return;
  const settings = { DATABASE_URL: database.url, DATA_DIR: folder };
  const [first, second] = [await startNode(program, settings), await startNode(program, settings)];
  const [lost, other] = [
    await staffAt(first.address, '小禾', password),
    await staffAt(second.address, '小青', password),
  ];
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
