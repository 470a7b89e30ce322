// A desk on a database of its own, with a clock that tests move. Importing it sets it up anew before each test.
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { routingSettings } from '../src/contract/desk.js';
import { createClaimStore } from '../src/conversation/claim-store.js';
import { createHandOff } from '../src/conversation/hand-over.js';
import { createMessageStore } from '../src/conversation/message-store.js';
import { createOwnershipStore } from '../src/conversation/ownership-store.js';
import { openDesk } from '../src/handoff/open-desk.js';
import type { Database } from '../src/platform/database.js';
import { createOutbox, type Outbox } from '../src/platform/outbox.js';
import { makeAgent, makeConversation } from './conversation-rows.js';
import { openTestDatabase } from './database.js';
import { silentLog } from './silent-log.js';

export let database: Database;
let outbox: Outbox;
/** What the clock of the desk shows. */
export let now = new Date();
export let desk: Awaited<ReturnType<typeof openTestDesk>>;
/** Topics of what was announced, in order. */
export let announced: { topic: string; conversationId: string | null; payload: unknown }[] = [];
let settings: Record<string, object> = {};

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** Saturday 21 November 2026, 14:00 in Shanghai. */
const afternoon = new Date('2026-11-21T06:00:00Z');

/** Sets the clock. */
export function timeIs(text: string): void {
  now = new Date(text);
}

/** What admins have set, from the next look on. */
export function settingsAre(documents: Record<string, object>): void {
  settings = documents;
}

async function openTestDesk() {
  const clock = () => now;
  const store = { get: async (key: string) => settings[key], put: async () => {} };
  const parts = await openDesk(database, store, {
    shopTimeZone: 'Asia/Shanghai',
    waitsChanged: () => {},
    rosterChanged: () => {},
    committed: () => {},
    clock,
    log: silentLog,
  });
  const { planQueue, staffing } = parts;
  const ownership = createOwnershipStore(database, { planQueue, clock });
  const claims = createClaimStore(database, { clock });
  const handOver = createHandOff({
    ...ownership,
    claimFirst: claims.claimFirst,
    staffing,
    promised: parts.promisedFor,
    closing: () => parts.settings.current().closing,
    committed: () => {},
  });
  return { ...parts, claims, handOver, keeper: parts.keep({ ...claims, ...handOver }) };
}

beforeEach(async () => {
  const { prisma } = database;
  for (const table of ['outboxEvent', 'staffLease', 'conversationNote', 'message', 'conversation'] as const)
    await (prisma[table] as { deleteMany(): Promise<unknown> }).deleteMany();
  await prisma.staff.updateMany({ data: { active: false } });
  now = afternoon;
  settings = {};
  announced = [];
  desk = await openTestDesk();
  outbox = createOutbox(database, silentLog, { lookEvery: 60_000 });
  outbox.subscribe(desk.observe);
  outbox.subscribe(
    ({ topic, conversationId, payload }) => void announced.push({ topic, conversationId, payload }),
  );
});

/** Time goes by, in steps that keep the leases of those who are connected. */
export async function passes(count: number, step = 5): Promise<void> {
  for (let passed = 0; passed < count; passed += step) {
    now = new Date(now.getTime() + step * 1000);
    await desk.keeper.tick();
    await outbox.flush();
  }
}
export async function settled(): Promise<void> {
  await outbox.flush();
  await desk.keeper.tick();
  await outbox.flush();
}

export async function agentOnline(service: { skills?: string[]; capacity?: number } = {}) {
  const agent = await makeAgent(database.prisma);
  await database.prisma.staff.update({ where: { id: agent.staffId }, data: service });
  desk.presence.connected(agent.staffId, agent.staffId);
  await desk.presence.settled();
  await desk.look();
  return { ...agent, role: 'agent' as const };
}
export async function leaves(agent: { staffId: string }): Promise<void> {
  desk.presence.disconnected(agent.staffId, agent.staffId);
  await desk.presence.settled();
}
export async function asks(reason?: string, tier?: string): Promise<string> {
  const { conversationId } = await makeConversation(database.prisma);
  await desk.handOver.request(conversationId, reason, tier);
  return conversationId;
}
export const row = (id: string) => database.prisma.conversation.findUniqueOrThrow({ where: { id } });
export const said = async (conversationId: string) =>
  (
    await database.prisma.message.findMany({
      where: { conversationId },
      orderBy: { sequence: 'asc' },
    })
  ).map(({ text }) => text ?? '');
let sent = 0;
export async function writes(conversationId: string, from: 'shopper' | 'agent', text: string, staffId = '') {
  const store = createMessageStore(database);
  const message = { conversationId, clientMessageId: `message-${++sent}`, text };
  const { message: stored } =
    from === 'shopper'
      ? await store.recordShopperMessage(message)
      : await store.recordAgentMessage({ ...message, staffId });
  // The database stamps messages with its own clock; here time is ours.
  await database.prisma.$executeRaw`
    UPDATE "OutboxEvent" SET payload = jsonb_set(payload, '{message,createdAt}', to_jsonb(${now.toISOString()}::text))
    WHERE topic = 'message.created' AND payload->'message'->>'id' = ${stored.id}`;
  await settled();
}
export const automatic = (changes: object = {}) =>
  settingsAre({ routing: routingSettings.parse({ mode: 'automatic', ...changes }) });
