import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../src/contract/messages.js';
import type { ShopperPresence } from '../src/contract/staff-socket.js';
import { createStaffStore } from '../src/staff/staff-store.js';
import { buildProgram } from './build-program.js';
import { openPostgresTestDatabase, type PostgresTestDatabase } from './database.js';
import { startRedis, type TestRedis } from './redis-server.js';
import { endNodes, kill, post, type ServerNode, staffAt, startNode } from './server-nodes.js';
import { connectShopper, type TestClient, type TestShopper, type TestStaff } from './shop-clients.js';

const password = 'a-password-for-tests';
const people = [
  ['小禾', 'agent'],
  ['小青', 'agent'],
  ['小满', 'admin'],
] as const;
/** What "at once" means between processes, milliseconds. */
const atOnce = 1_000;
/** Without Redis, a process looks every second; and it may be busy. */
const byLooking = 3_000;

let program: string;
let settings: { DATABASE_URL: string; DATA_DIR: string; REDIS_URL: string };
let folder: string;
let database: PostgresTestDatabase;
let redis: TestRedis;
let a: ServerNode;
let b: ServerNode;

beforeAll(async () => {
  redis = await startRedis();
  const opened = await openPostgresTestDatabase();
  if (!opened) throw new Error('These tests need PostgreSQL: see the sentence above.');
  database = opened;
  const staff = createStaffStore({ prisma: database.prisma });
  for (const [name, role] of people)
    await staff.create({ email: `${name}@test.local`, name, role, password });
  program = await buildProgram('src/main.ts');
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-nodes-'));
  settings = { DATABASE_URL: database.url, DATA_DIR: folder, REDIS_URL: redis.url };
  // At the same time, as a composition of containers does.
  [a, b] = await Promise.all([startNode(program, settings), startNode(program, settings)]);
}, 180_000);
afterAll(async () => {
  await endNodes();
  await database?.close();
  await redis?.kill();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const staff = (node: ServerNode, name: string) => staffAt(node.address, name, password);

async function shopperAt(node: ServerNode): Promise<TestShopper> {
  const session = await post(`${node.address}/v1/shopper/sessions`, {});
  return connectShopper(node.address, ((await session.json()) as { token: string }).token);
}

/** A shopper on one node, served by an agent on the other. */
async function served(agent: TestStaff, node: ServerNode): Promise<TestShopper> {
  const shopper = await shopperAt(node);
  const { conversationId } = shopper;
  await shopper.done('conversation.requestHuman', {});
  await agent.done('conversation.claim', { conversationId });
  await agent.open(conversationId);
  return shopper;
}

/** How long it takes until a client has seen something, milliseconds. */
async function seenAfter<Event>(
  client: TestClient,
  name: string,
  matches: (event: Event) => boolean,
  cause: () => Promise<unknown>,
): Promise<number> {
  const seen = client.saw<Event>(name, matches).then(() => performance.now());
  const started = performance.now();
  await cause();
  return (await seen) - started;
}

/** Of three: a machine that does much else at the same time makes one of them late. */
async function fastest(measure: (words: string) => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (const words of ['在吗', '有人吗', '您好']) times.push(await measure(words));
  return Math.min(...times);
}

const says = (words: string) => (event: { message: Message }) => event.message.text === words;
const typingBy =
  (from: string, on = true) =>
  (event: { from: string; on: boolean }) =>
    event.from === from && event.on === on;

/** Live, without a question of the client's own: in order, and nothing twice. */
function heardInOrder(client: TestClient, conversationId: string): number[] {
  const sequences = client
    .of<{ message: Message }>('message.created')
    .filter(({ message }) => message.conversationId === conversationId)
    .map(({ message }) => message.sequence);
  expect(sequences).toEqual([...new Set(sequences)].sort((one, other) => one - other));
  return sequences;
}

/** From the first that it heard on, nothing is missing. */
async function heardAll(client: TestClient, shopper: TestShopper): Promise<void> {
  const all = (await shopper.history()).map(({ sequence }) => sequence);
  await expect
    .poll(() => heardInOrder(client, shopper.conversationId), { timeout: byLooking })
    .toEqual(all.slice(all.indexOf(heardInOrder(client, shopper.conversationId)[0] ?? all[0] ?? 0)));
}

async function readiness(node: ServerNode) {
  const answer = await fetch(`${node.address}/readyz`);
  const { checks } = (await answer.json()) as { checks: Record<string, string> };
  return { status: answer.status, redis: checks.redis };
}

describe('two processes on one PostgreSQL and one Redis', () => {
  it('carry messages, typing, read receipts and presence across at once, each once and in order', async () => {
    const agent = await staff(a, '小禾');
    const shopper = await served(agent, b);
    const { conversationId } = shopper;
    expect(await agent.open(conversationId)).toMatchObject({ shopper: { onPage: true } });
    const times: Record<string, number> = {
      toAgent: await fastest((words) =>
        seenAfter(agent, 'message.created', says(words), () => shopper.send(words)),
      ),
      toShopper: await fastest((words) =>
        seenAfter(shopper, 'message.created', says(`${words}，您说`), () =>
          agent.done('message.send', {
            conversationId,
            clientMessageId: crypto.randomUUID(),
            text: `${words}，您说`,
          }),
        ),
      ),
      shopperTyping: await seenAfter(agent, 'typing', typingBy('shopper'), () =>
        shopper.done('typing', { on: true }),
      ),
      agentTyping: await seenAfter(shopper, 'typing', typingBy('agent'), () =>
        agent.done('typing', { conversationId, on: true }),
      ),
    };
    const { sequence } = await shopper.send('看到了');
    times.read = await seenAfter<{ by: string; sequence: number }>(
      shopper,
      'message.read',
      (event) => event.by === 'agent' && event.sequence === sequence,
      () => agent.done('message.read', { conversationId, sequence }),
    );
    process.stdout.write(
      `From process to process: ${Object.entries(times)
        .map(([what, ms]) => `${what} ${ms.toFixed(0)} ms`)
        .join(', ')}\n`,
    );
    expect(Math.max(...Object.values(times))).toBeLessThan(atOnce);

    for (let number = 1; number <= 20; number++) await shopper.send(`第 ${number} 句`);
    await agent.saw('message.created', says('第 20 句'));
    await heardAll(agent, shopper);
    await heardAll(shopper, shopper);

    shopper.close();
    await expect
      .poll(() => agent.of<ShopperPresence>('shopper.presence').at(-1), { timeout: 20_000 })
      .toMatchObject({ onPage: false, leftAt: expect.any(String) });
    expect(await agent.open(conversationId)).toMatchObject({ shopper: { onPage: false } });
    agent.close();
  }, 60_000);

  it('give a conversation to one agent only, however many claim at once', async () => {
    const agents = [await staff(a, '小禾'), await staff(b, '小青')] as const;
    const shoppers = await Promise.all([a, b, a, b].map(shopperAt));
    for (const shopper of shoppers) await shopper.done('conversation.requestHuman', {});
    for (const { conversationId } of shoppers) {
      const claims = await Promise.all(
        agents.map((agent) => agent.ask('conversation.claim', { conversationId })),
      );
      expect(claims.filter(({ ok }) => ok)).toHaveLength(1);
      const winner = claims[0]?.ok ? '小禾' : '小青';
      for (const agent of agents)
        await agent.saw<{ conversation: { conversationId: string; assignedTo?: { name: string } } }>(
          'queue.updated',
          ({ conversation }) =>
            conversation.conversationId === conversationId && conversation.assignedTo?.name === winner,
        );
    }
    for (const client of [...agents, ...shoppers]) {
      if ('conversationId' in client) await client.done('conversation.close', {});
      client.close();
    }
  }, 60_000);

  it('answer on one what was published on the other, and answer once, whichever tab asks', async () => {
    const admin = await staff(a, '小满');
    const entry = {
      id: 'ship-from',
      category: '物流',
      question: '你们从哪里发货',
      answer: '从杭州的仓库发货。',
    };
    await post(`${a.address}/v1/knowledge/entries`, entry, admin.cookie);
    const answer = await post(`${a.address}/v1/knowledge/entries/ship-from:publish`, {}, admin.cookie);
    expect(answer.status).toBeLessThan(300);
    const shopper = await shopperAt(b);
    const tab = await connectShopper(a.address, shopper.token);
    let said: (string | undefined)[] = [];
    for (let tries = 0; tries < 20 && !said.includes(entry.answer); tries++) {
      said = (await shopper.turn('你们从哪里发货')).map(({ text }) => text);
      if (!said.includes(entry.answer)) await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(said).toContain(entry.answer);

    const before = (await shopper.history()).length;
    await Promise.all([shopper.send('你们从哪里发货'), tab.send('你们从哪里发货')]);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const turn = (await shopper.history()).slice(before);
    expect(turn.filter(({ from }) => from === 'shopper')).toHaveLength(2);
    const answers = turn.filter(({ text }) => text === entry.answer).length;
    expect(answers).toBeGreaterThan(0);
    // One for both, or one each where they were not one burst to either process: never one of each process.
    expect(answers).toBeLessThanOrEqual(2);
    const traces = await database.prisma.trace.findMany({
      where: { conversationId: shopper.conversationId },
      select: { aboutSequence: true },
    });
    expect(new Set(traces.map(({ aboutSequence }) => aboutSequence)).size).toBe(traces.length);
    for (const each of [shopper, tab]) heardInOrder(each, shopper.conversationId);
    for (const client of [admin, shopper, tab]) client.close();
  }, 60_000);

  it('count wrong passwords together, and cut the windows of whoever is dismissed', async () => {
    const tries: number[] = [];
    for (const node of [a, b, a, b, a, b]) {
      const answer = await post(`${node.address}/v1/staff/login`, {
        email: 'guess@test.local',
        password: 'wrong',
      });
      tries.push(answer.status);
    }
    expect(tries).toEqual([401, 401, 401, 401, 401, 429]);

    const [admin, dismissed] = [await staff(a, '小满'), await staff(b, '小青')];
    const member = await database.prisma.staff.findFirstOrThrow({ where: { name: '小青' } });
    const cut = new Promise((resolve) => dismissed.socket.once('disconnect', resolve));
    const change = { name: '小青', role: 'supervisor', skills: [], capacity: 5, active: true };
    const answer = await post(`${a.address}/v1/staff/${member.id}`, change, admin.cookie, 'PUT');
    expect(answer.status).toBe(200);
    await cut;
    admin.close();
  }, 60_000);

  it('go on without Redis, and are quick again when it is back: nothing lost, nothing twice', async () => {
    const agent = await staff(a, '小禾');
    const shopper = await served(agent, b);
    const { conversationId } = shopper;
    const reply = (text: string) =>
      agent.done('message.send', { conversationId, clientMessageId: crypto.randomUUID(), text });
    await redis.kill();
    await expect.poll(() => readiness(a), { timeout: 5_000 }).toEqual({ status: 200, redis: 'degraded' });
    const without = [
      await seenAfter(agent, 'message.created', says('断了吗'), () => shopper.send('断了吗')),
      await seenAfter(shopper, 'message.created', says('没断'), () => reply('没断')),
    ];
    process.stdout.write(`Without Redis: ${without.map((ms) => `${ms.toFixed(0)} ms`).join(', ')}\n`);
    expect(Math.max(...without)).toBeLessThan(byLooking);
    expect(a.said()).toContain('Redis does not answer');

    await redis.start();
    for (const node of [a, b])
      await expect.poll(() => readiness(node), { timeout: 10_000 }).toEqual({ status: 200, redis: 'ok' });
    await expect
      .poll(() => seenAfter(agent, 'message.created', says('好了吗'), () => shopper.send('好了吗')), {
        timeout: 10_000,
      })
      .toBeLessThan(atOnce);
    await expect
      .poll(
        async () => {
          await shopper.done('typing', { on: true });
          return agent.of('typing').length;
        },
        { timeout: 10_000, interval: 300 },
      )
      .toBeGreaterThan(0);
    await reply('都好了');
    await shopper.saw('message.created', says('都好了'));
    await heardAll(agent, shopper);
    await heardAll(shopper, shopper);
    await shopper.done('conversation.close', {});
    for (const client of [agent, shopper]) client.close();
  }, 60_000);

  it('when one is stopped, it says so to its own alone, and ends properly', async () => {
    const third = await startNode(program, settings);
    const [staying, going] = [await shopperAt(a), await shopperAt(third)];
    const ended = new Promise((resolve) => third.child.once('exit', resolve));
    third.child.kill('SIGTERM');
    await going.saw('server.draining');
    expect(await ended, third.said()).toBe(0);
    await staying.turn('在吗');
    expect(staying.of('server.draining')).toEqual([]);
    for (const client of [staying, going]) client.close();
  }, 120_000);

  it('when one is killed, the other answers what it left, and serves its shoppers', async () => {
    const agent = await staff(a, '小禾');
    const shopper = await shopperAt(b);
    await shopper.send('你们从哪里发货');
    // Within the time that a burst is waited for: stored and acknowledged, not answered.
    await kill(b.child);
    const back = await connectShopper(a.address, shopper.token);
    expect(back.conversationId).toBe(shopper.conversationId);
    const killedAt = performance.now();
    const answered = async () =>
      (await back.history()).some(({ from, text }) => from === 'bot' && text === '从杭州的仓库发货。');
    await expect.poll(answered, { timeout: 30_000, interval: 500 }).toBe(true);
    const seconds = (performance.now() - killedAt) / 1000;
    process.stdout.write(`What the killed process left was answered after ${seconds.toFixed(1)} s\n`);
    await back.done('conversation.requestHuman', {});
    await agent.done('conversation.claim', { conversationId: back.conversationId });
    expect(await back.status()).toMatchObject({ state: 'human', agent: { name: '小禾' } });
    // Whoever was on duty for the due times of the desk is replaced.
    await expect
      .poll(() => database.prisma.outboxEvent.count({ where: { publishedAt: null } }), {
        timeout: 20_000,
      })
      .toBe(0);
    for (const client of [agent, back]) client.close();
  }, 90_000);
});
