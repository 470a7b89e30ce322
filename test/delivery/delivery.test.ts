import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Message } from '../../src/contract/messages.js';
import { type Database, openDatabase } from '../../src/platform/database.js';
import { listMessages } from '../../web-console/src/conversations/message-log.js';
import { buildProgram } from '../build-program.js';
import { silentLog } from '../silent-log.js';
import { type Browser, type Desk, newBrowser, openDesk, openTab, type Tab } from './clients.js';
import { type FaultyNetwork, openFaultyNetwork } from './faulty-network.js';
import { judge, noFault, seededRandom, sum, type Verdict } from './ledger.js';
import { type ServerProcess, startServer } from './server-process.js';

const shoppersInAll = 50;
const messagesInAll = 2_000;
const withSecondTab = 20;
/** As many as one agent may have at a time. */
const withPerson = 4;
/** Longest that a person is asked for, or a conversation claimed, while the server comes and goes; milliseconds. */
const longestHandOver = 90_000;
const wordsPerAgent = 5;
/** Milliseconds over which the shoppers write. */
const writingTime = 60_000;
const faultEvery = 350;
/** The server is killed each time after it has been up so long, milliseconds; at last it is asked to end. */
const killedAfter = [4_000, 7_000, 5_000, 9_000];
const stoppedAfter = 5_000;
const reloadEvery = 4_000;
const longestSettling = 100_000;
const seed = Number(process.env.DELIVERY_SEED ?? Date.now() % 1_000_000);
const random = seededRandom(seed);

interface Shopper {
  browser: Browser;
  first: Tab;
  /** Some have the shop open twice. */
  second?: Tab;
  /** Texts by tab, in the order of typing. */
  sent: Map<string, string[]>;
}

let dataDir: string;
let network: FaultyNetwork;
let server: ServerProcess;
let program: string;
let database: Database | undefined;
const shoppers: Shopper[] = [];
const desks: Desk[] = [];
const counts = { sends: 0, killed: 0, stopped: 0, reloads: 0 };
const seenIds = new Set<string>();

beforeAll(async () => {
  program = await buildProgram('src/main.ts');
  dataDir = await mkdtemp(join(tmpdir(), 'zhanggui-delivery-'));
  network = await openFaultyNetwork();
  server = await startServer(program, dataDir);
  network.leadTo(server.port);
  countSends();
});
afterAll(async () => {
  vi.restoreAllMocks();
  for (const tab of shoppers.flatMap(tabsOf)) tab.close();
  for (const desk of desks) desk.close();
  await network?.close();
  await server?.kill();
  await database?.close();
  if (dataDir) await rm(dataDir, { recursive: true, force: true });
});

/** Looks at what leaves the clients: how many sends it took. */
function countSends(): void {
  const emit = Socket.prototype.emit;
  vi.spyOn(Socket.prototype, 'emit').mockImplementation(function (this: Socket, name, ...rest) {
    if (name === 'message.send') {
      counts.sends += 1;
      seenIds.add((rest[0] as { clientMessageId: string }).clientMessageId);
    }
    return emit.call(this, name, ...rest);
  });
}

async function until(what: string, holds: () => boolean, longest = 30_000, why = () => ''): Promise<void> {
  for (const began = Date.now(); !holds(); await wait(50)) {
    if (Date.now() - began > longest)
      throw new Error(`${what}: not within ${longest} ms (seed ${seed})\n${why()}`);
  }
}

async function logIn(email: RegExp): Promise<{ cookie: string; name: string }> {
  const { accounts } = (await (await fetch(`${server.address}/demo/staff`)).json()) as {
    accounts: { email: string; password: string; name: string }[];
  };
  const account = accounts.find((each) => email.test(each.email));
  const answer = await fetch(`${server.address}/v1/staff/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: account?.email, password: account?.password }),
  });
  return { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '', name: account?.name ?? '' };
}

const tabsOf = ({ first, second }: Shopper) => (second ? [first, second] : [first]);
const idOf = ({ first }: Shopper) => first.chat.book.value.conversationId;

async function openShoppers(): Promise<void> {
  for (let number = 0; number < shoppersInAll; number++) {
    const browser = newBrowser();
    const first = openTab(network.address, browser);
    await until('a session', () => first.chat.phase.value === 'ready', 20_000);
    const second = number < withSecondTab ? { second: openTab(network.address, browser) } : {};
    shoppers.push({ browser, first, ...second, sent: new Map() });
  }
  const ready = ({ chat }: Tab) => chat.phase.value === 'ready';
  await until('second tabs', () => shoppers.flatMap(tabsOf).every(ready), 20_000);
}

/** Each shopper writes so many short messages over the time, now and then in the second tab. */
async function write(shopper: Shopper, number: number): Promise<void> {
  const each = messagesInAll / shoppersInAll;
  for (let count = 0; count < each; count++) {
    await wait(random() * 2 * (writingTime / each));
    const tab = random() < 0.3 && shopper.second ? 'second' : 'first';
    const texts = shopper.sent.get(tab) ?? [];
    const text = `你好，${number}号 ${tab === 'first' ? '甲' : '乙'}${texts.length}`;
    expect(shopper[tab]?.chat.send(text)).toBe(true);
    shopper.sent.set(tab, [...texts, text]);
  }
}

/** A person takes over and writes as well. */
async function serve(shopper: Shopper, desk: Desk): Promise<void> {
  const { chat } = shopper.first;
  await until('a request for a person', () => chat.phase.value === 'ready');
  const late = Date.now() + longestHandOver;
  const patience = async (what: string, milliseconds: number) => {
    if (Date.now() > late) throw new Error(`${what}: not within ${longestHandOver} ms (seed ${seed})`);
    await wait(milliseconds);
  };
  while (!(await shopper.first.chat.requestHuman())) await patience('a person asked for', 300);
  const thread = desk.thread(idOf(shopper));
  while (thread.state.get().status?.state !== 'human') {
    await desk.live.ask('conversation.claim', { conversationId: idOf(shopper) });
    await thread.sync();
    await patience('a conversation claimed', 200);
  }
  const texts = Array.from({ length: wordsPerAgent }, (_, count) => `客服 ${count}`);
  for (const text of texts) {
    await wait(random() * (writingTime / wordsPerAgent));
    thread.send(text);
  }
  shopper.sent.set('agent', texts);
}

async function restartServer(gently: boolean): Promise<void> {
  if (gently) {
    await server.stop();
    counts.stopped += 1;
  } else {
    await server.kill();
    counts.killed += 1;
  }
  network.leadTo(undefined);
  server = await startServer(program, dataDir);
  network.leadTo(server.port);
}

/** The first tab is loaded anew, perhaps in the middle of a sending. */
function reload(shopper: Shopper): void {
  shopper.first.close();
  shopper.first = openTab(network.address, shopper.browser);
  counts.reloads += 1;
}

async function makeTrouble(): Promise<void> {
  let writing = true;
  const loops = [
    (async () => {
      while (writing) {
        await wait(faultEvery * (0.5 + random()));
        network.fail(random);
      }
    })(),
    (async () => {
      for (const milliseconds of killedAfter) {
        await wait(milliseconds);
        await restartServer(false);
      }
      await wait(stoppedAfter);
      await restartServer(true);
    })(),
    (async () => {
      while (writing) {
        await wait(reloadEvery);
        const shopper = shoppers[Math.floor(random() * shoppers.length)];
        if (shopper) reload(shopper);
      }
    })(),
  ];
  await wait(writingTime);
  writing = false;
  await Promise.all(loops);
}

/** Who still has something on its way, or shows another end than the others; nobody, in the end. */
function unsettled(overseer: Desk): string[] {
  return shoppers.flatMap((shopper, number) => {
    const tabs = tabsOf(shopper);
    const waiting = tabs.map((tab) => tab.waiting());
    const thread = overseer.threads.get(idOf(shopper))?.state.get();
    const ends = [...tabs.map((tab) => tab.messages()), thread ? listMessages(thread.log) : []].map((all) =>
      all.at(-1),
    );
    const state = shopper.first.chat.status.value?.state;
    const answered = ends[0]?.from !== 'shopper' || state !== 'bot';
    if (waiting.every((count) => count === 0) && answered && ends.every((end) => end?.id === ends[0]?.id))
      return [];
    const connections = tabs.map(({ chat }) => `${chat.phase.value} ${chat.connection.value}`);
    const last = ends.map((end) => `${end?.sequence} ${end?.from}`);
    return [`${number}: waiting ${waiting}; ends ${last.join(', ')}; ${state}; ${connections.join(', ')}`];
  });
}

const report = (name: string, { received, lost, doubled, outOfOrder }: Verdict) =>
  `  ${name.padEnd(22)} received ${received}, lost ${lost}, doubled ${doubled}, out of order ${outOfOrder}`;

it('50 shoppers, 2,000 messages, a bad network, a server that dies: each message once, in order, on every side', async () => {
  const agentAccount = await logIn(/^agent1@/);
  const supervisorAccount = await logIn(/^supervisor@/);
  const agent = openDesk(network.address, agentAccount.cookie, agentAccount.name);
  const overseer = openDesk(network.address, supervisorAccount.cookie, supervisorAccount.name);
  desks.push(agent, overseer);
  await until('staff connected', () => desks.every(({ live }) => live.connection.get() === 'online'), 20_000);
  await agent.live.ask('presence.set', { status: 'online' });
  await openShoppers();
  for (const shopper of shoppers) overseer.thread(idOf(shopper));

  const began = Date.now();
  await Promise.all([
    makeTrouble(),
    ...shoppers.map((shopper, number) => write(shopper, number)),
    ...shoppers.slice(0, withPerson).map((shopper) => serve(shopper, agent)),
  ]);
  const wrote = Date.now() - began;
  const atRest = () => unsettled(overseer).length === 0;
  await until('all sides agree', atRest, longestSettling, () => unsettled(overseer).join('\n'));
  const settledAfter = Date.now() - began - wrote;
  await wait(1_500);
  await server.stop();

  database = await openDatabase({ dataDir, log: silentLog });
  const { prisma } = database;
  const stored = new Map<string, Pick<Message, 'id' | 'text' | 'sequence'>[]>();
  for (const { id, conversationId, text, sequence } of await prisma.message.findMany({
    orderBy: [{ conversationId: 'asc' }, { sequence: 'asc' }],
  }))
    stored.set(conversationId, [...(stored.get(conversationId) ?? []), { id, text: text ?? '', sequence }]);

  const sides: [string, (shopper: Shopper) => readonly Pick<Message, 'id' | 'text' | 'sequence'>[]][] = [
    ['database', (shopper) => stored.get(idOf(shopper)) ?? []],
    ['shopper, first tab', ({ first }) => first.messages()],
    [
      'supervisor',
      (shopper) => {
        const log = overseer.threads.get(idOf(shopper))?.state.get().log;
        return log ? listMessages(log) : [];
      },
    ],
  ];
  const verdicts = sides.map(
    ([name, of]) => [name, sum(shoppers.map((shopper) => judge(shopper.sent, of(shopper))))] as const,
  );
  const twice = shoppers.slice(0, withSecondTab);
  verdicts.push([
    `second tab of ${withSecondTab}`,
    sum(twice.map((shopper) => judge(shopper.sent, shopper.second?.messages() ?? []))),
  ]);
  const served = shoppers.slice(0, withPerson);
  const atAgent = (shopper: Shopper) => {
    const log = agent.threads.get(idOf(shopper))?.state.get().log;
    return log ? listMessages(log) : [];
  };
  verdicts.push([
    `agent, serving ${withPerson}`,
    sum(served.map((shopper) => judge(shopper.sent, atAgent(shopper)))),
  ]);

  const turns = await prisma.trace.findMany({
    orderBy: [{ conversationId: 'asc' }, { aboutSequence: 'asc' }],
  });
  const doubledTurns = turns.filter(
    (turn, index) =>
      turns[index - 1]?.conversationId === turn.conversationId &&
      turns[index - 1]?.aboutSequence === turn.aboutSequence,
  ).length;
  const botMessages = await prisma.message.count({ where: { from: 'bot' } });
  const explained = turns.reduce(
    (all, { firstSequence, lastSequence }) =>
      all + (firstSequence === null || lastSequence === null ? 0 : lastSequence - firstSequence + 1),
    0,
  );
  const unanswered = await prisma.conversation.count({
    where: { state: 'bot', lastShopperSequence: { gt: prisma.conversation.fields.handledSequence } },
  });
  const written = shoppers.reduce((all, { sent }) => all + [...sent.values()].flat().length, 0);
  const stillWaiting = shoppers.flatMap(tabsOf).reduce((all, tab) => all + tab.waiting(), 0);
  const { cut, halfOpened, withheld } = network.faults;
  console.log(
    [
      '',
      `Delivery (seed ${seed}): ${shoppersInAll} shoppers, ${written} messages in ${Math.round(wrote / 1000)} s, settled ${Math.round(settledAfter / 1000)} s later`,
      `  sent ${seenIds.size}, acknowledged ${seenIds.size - stillWaiting}, sent again ${counts.sends - seenIds.size}`,
      `  connections cut ${cut}, half-opened ${halfOpened}, replies withheld ${withheld}; pages reloaded ${counts.reloads}`,
      `  server killed with -9 ${counts.killed} times, ended by SIGTERM ${counts.stopped + 1} times`,
      ...verdicts.map(([name, verdict]) => report(name, verdict)),
      `  bot: ${turns.length} turns, ${botMessages} messages, ${doubledTurns} turns doubled, ${unanswered} conversations unanswered`,
    ].join('\n'),
  );

  expect(written).toBe(messagesInAll + withPerson * wordsPerAgent);
  for (const [name, verdict] of verdicts) expect({ name, ...verdict }).toMatchObject({ name, ...noFault });
  for (const shopper of shoppers) {
    const ids = (stored.get(idOf(shopper)) ?? []).map(({ id }) => id);
    for (const [name, of] of sides)
      expect(
        of(shopper).map(({ id }) => id),
        name,
      ).toEqual(ids);
    // What was reported to the shop's page: each once, in order.
    for (const { news, messages } of tabsOf(shopper)) {
      expect(messages().map(({ id }) => id)).toEqual(ids);
      const places = news.map((id) => ids.indexOf(id));
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
    }
  }
  for (const shopper of served) {
    const ids = (stored.get(idOf(shopper)) ?? []).map(({ id }) => id);
    expect(atAgent(shopper).map(({ id }) => id)).toEqual(ids);
  }
  expect({ doubledTurns, unanswered, botMessages }).toEqual({
    doubledTurns: 0,
    unanswered: 0,
    botMessages: explained,
  });
  expect(counts.killed).toBeGreaterThanOrEqual(4);
});
