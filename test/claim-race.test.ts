import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClaimStore } from '../src/conversation/claim-store.js';
import { createOwnershipStore } from '../src/conversation/ownership-store.js';
import { createLineStore } from '../src/handoff/line-store.js';
import { createRosterStore } from '../src/handoff/roster-store.js';
import { choicesFor } from '../src/handoff/routing.js';
import { type Database, migrationsFolder } from '../src/platform/database.js';
import { openPostgresDatabase } from '../src/platform/postgres-database.js';
import { makeAgent } from './conversation-rows.js';
import { openPostgresTestDatabase, type PostgresTestDatabase } from './database.js';
import { silentLog } from './silent-log.js';

const conversations = 1000;
const workers = 100;
const rules = { affinityDays: 0, affinityHoldSeconds: 0, overflowSeconds: 0 };

let server: PostgresTestDatabase | undefined;
/** A second pool on the same server: what another process would have. */
let second: Database | undefined;
beforeAll(async () => {
  server = await openPostgresTestDatabase();
  if (server) second = await openPostgresDatabase(server.url, migrationsFolder(), silentLog);
});
afterAll(async () => {
  await second?.close();
  await server?.close();
});

/** So many who wait, each of a visitor of their own. */
async function makeLine({ prisma }: Database, count: number): Promise<string[]> {
  const visitors = await prisma.visitor.createManyAndReturn({
    data: Array.from({ length: count }, () => ({})),
    select: { id: true },
  });
  const start = Date.now() - count * 1000;
  const rows = await prisma.conversation.createManyAndReturn({
    data: visitors.map(({ id }, index) => {
      const queuedAt = new Date(start + index * 1000);
      return { visitorId: id, state: 'queued', version: 1, queuedAt, rankAt: queuedAt };
    }),
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

it('100 workers on two pools claim 1,000 conversations: each once, nobody above capacity', async () => {
  if (!server || !second) return;
  const databases = [server, second];
  const { prisma } = server;
  const ids = await makeLine(server, conversations);
  const agents = await Promise.all(Array.from({ length: workers }, () => makeAgent(prisma)));
  const line = createLineStore(server);
  const claimed: string[] = [];
  let above = 0;
  const started = performance.now();

  async function work({ staffId }: { staffId: string }, index: number): Promise<void> {
    const database = databases[index % 2] ?? databases[0];
    if (!database) return;
    const { claimFirst } = createClaimStore(database);
    const { changeOwner } = createOwnershipStore(database);
    const me = { staffId, status: 'online' as const, skills: [], capacity: 4, load: 0 };
    const mine: string[] = [];
    for (;;) {
      // Two windows of the same person press "next" at once.
      const waiting = choicesFor(me, await line.waiting(100), [me], Date.now(), rules);
      if (waiting.length === 0) break;
      const got = await Promise.all(
        [0, 1].map(() => claimFirst(waiting, { staffId, party: 'agent' }, '来了')),
      );
      mine.push(...got.flatMap((id) => (id ? [id] : [])));
      claimed.push(...got.flatMap((id) => (id ? [id] : [])));
      const load = await prisma.conversation.count({ where: { state: 'human', assignedStaffId: staffId } });
      if (load > me.capacity) above += 1;
      const done = load >= me.capacity ? mine.shift() : undefined;
      if (done)
        await changeOwner({ conversationId: done, event: 'closed', staffId, line: '再见', refusal: '' });
    }
    for (const conversationId of mine)
      await changeOwner({ conversationId, event: 'closed', staffId, refusal: '' });
  }
  await Promise.all(agents.map(work));

  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(
    `${claimed.length} claims of ${conversations} conversations by ${workers} workers in ${seconds.toFixed(1)} s: ` +
      `${claimed.length - new Set(claimed).size} twice, ${above} times above capacity\n`,
  );
  expect([...claimed].sort()).toEqual([...ids].sort());
  expect(above).toBe(0);
  const rows = await prisma.conversation.findMany({ select: { state: true, version: true } });
  expect(rows.every(({ state, version }) => state === 'closed' && version === 3)).toBe(true);
}, 120_000);

it('capacity holds when claims, offers and transfers to one agent come at once', async () => {
  if (!server || !second) return;
  const { prisma } = server;
  const [busy, giver] = [await makeAgent(prisma), await makeAgent(prisma)];
  await prisma.staff.update({ where: { id: giver.staffId }, data: { capacity: 50 } });
  const ids = await makeLine(server, 60);
  const stores = [server, second].map((database) => ({
    ...createClaimStore(database),
    ...createOwnershipStore(database),
  }));
  const soon = new Date(Date.now() + 60_000);
  await Promise.allSettled(
    ids.map(async (conversationId, index) => {
      const store = stores[index % 2];
      if (!store) return;
      const { staffId } = busy;
      const by = { conversationId, refusal: '' };
      if (index % 3 === 0) await store.changeOwner({ ...by, event: 'agent-claimed', staffId });
      else if (index % 3 === 1) await store.offer(conversationId, staffId, soon);
      else {
        await store.changeOwner({ ...by, event: 'agent-claimed', staffId: giver.staffId });
        await store.changeOwner({
          ...by,
          event: 'agent-transferred',
          staffId: giver.staffId,
          toStaffId: staffId,
        });
      }
    }),
  );
  const members = await createRosterStore(server).roster(new Date());
  expect(members.find(({ staffId }) => staffId === busy.staffId)?.load).toBe(4);
  expect(members.find(({ staffId }) => staffId === giver.staffId)?.load).toBeGreaterThan(10);
}, 60_000);
