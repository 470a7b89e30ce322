import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { createApp } from '../../src/app.js';
import { readConfig } from '../../src/platform/config.js';
import { type Database, openDatabase } from '../../src/platform/database.js';

/** A real server with one agent who has many conversations open, and the shoppers of those, who write. */
export interface Crowd {
  address: string;
  /** Name of the agent's one-click account on the login page. */
  agentName: string;
  /** Writes so many messages a second, one shopper after the other, until it is stopped. @returns how many were taken */
  write(perSecond: number): { stop(): Promise<number> };
  close(): Promise<void>;
}

/** Said in each conversation before anything is measured. */
const earlierMessages = 12;
/** Asked for at once. */
const together = 10;
const lines = [
  '请问这款还有货吗',
  '我想换一个颜色，已经拍下了还能改吗？',
  '快递到哪里了呀，都三天了',
  '好的',
  '尺码偏大还是偏小？我一米六五，平时穿 M 码',
  '发票怎么开',
  '能便宜一点吗，老顾客了',
  '收到的时候外包装有点破，里面的东西倒是好的，给您看一下照片',
];

export async function openCrowd(conversations: number): Promise<Crowd> {
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-bench-'));
  const config = readConfig({
    PORT: '0',
    DATA_DIR: join(folder, 'data'),
    LOG_LEVEL: 'error',
    DEMO: 'true',
    // People answer here: the bot matches by words alone, which starts faster.
    MODEL_DIR: join(folder, 'no-model'),
  });
  let database: Database | undefined;
  const app = await createApp(config, async (options) => {
    database = await openDatabase(options);
    return database;
  });
  const address = await app.listen();
  if (!database) throw new Error('The server opened no database.');
  await untilReady(address);
  const { prisma } = database;
  const agent = await prisma.staff.findUniqueOrThrow({ where: { email: 'agent1@demo.local' } });
  await prisma.staff.update({ where: { id: agent.id }, data: { capacity: conversations } });

  const sessions = await inParts(conversations, () => openSession(address));
  for (const [index, { conversationId }] of sessions.entries())
    await fill(database, conversationId, agent.id, index);
  const sockets = await inParts(conversations, (index) => connect(address, sessions[index]?.token ?? ''));

  return {
    address,
    agentName: agent.name,
    write(perSecond) {
      let written = 0;
      const taken: Promise<unknown>[] = [];
      const timer = setInterval(() => {
        const socket = sockets[written % sockets.length];
        const text = `${lines[written % lines.length]}（${written + 1}）`;
        written += 1;
        if (socket) taken.push(send(socket, text));
      }, 1000 / perSecond);
      return {
        async stop() {
          clearInterval(timer);
          await Promise.all(taken);
          return written;
        },
      };
    },
    async close() {
      for (const socket of sockets) socket.close();
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilReady(address: string): Promise<void> {
  while (!(await fetch(`${address}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, 200));
}

async function inParts<Out>(count: number, make: (index: number) => Promise<Out>): Promise<Out[]> {
  const made: Out[] = [];
  for (let from = 0; from < count; from += together) {
    const size = Math.min(together, count - from);
    made.push(...(await Promise.all(Array.from({ length: size }, (_, index) => make(from + index)))));
  }
  return made;
}

async function openSession(address: string): Promise<{ token: string; conversationId: string }> {
  const answer = await fetch(`${address}/v1/shopper/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  if (!answer.ok) throw new Error(`A session was refused: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as { token: string; conversationId: string };
}

/** A talk that has gone on for a while, in the agent's hands. */
async function fill({ prisma }: Database, conversationId: string, staffId: string, index: number) {
  const began = Date.now() - 3_600_000 + index * 1000;
  await prisma.message.createMany({
    data: Array.from({ length: earlierMessages }, (_, number) => ({
      conversationId,
      sequence: number + 1,
      from: number % 2 === 0 ? 'shopper' : 'agent',
      type: 'text',
      text: lines[(index + number) % lines.length] ?? '',
      clientMessageId: randomUUID(),
      createdAt: new Date(began + number * 20_000),
      ...(number % 2 === 0 ? {} : { staffId }),
    })),
  });
  await prisma.conversation.update({
    where: { id: conversationId },
    data: {
      state: 'human',
      version: 1,
      assignedStaffId: staffId,
      claimedAt: new Date(began),
      lastSequence: earlierMessages,
      lastShopperSequence: earlierMessages - 1,
      handledSequence: earlierMessages,
      staffReadSequence: earlierMessages,
    },
  });
}

function connect(address: string, token: string): Promise<Socket> {
  const socket = io(`${address}/shopper`, { auth: { token }, transports: ['websocket'], forceNew: true });
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

async function send(socket: Socket, text: string): Promise<void> {
  const reply: { ok: boolean } = await socket
    .timeout(30_000)
    .emitWithAck('message.send', { clientMessageId: randomUUID(), text });
  if (!reply.ok) throw new Error(`A message was refused: ${JSON.stringify(reply)}`);
}
