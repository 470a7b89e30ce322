import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAgent, makeConversation } from '../../test/conversation-rows.js';
import { openTestDatabase } from '../../test/database.js';
import type { Database } from '../platform/database.js';
import { createLineStore, type LineStore } from './line-store.js';
import { createRosterStore } from './roster-store.js';

let database: Database;
let line: LineStore;
beforeAll(async () => {
  database = await openTestDatabase();
  line = createLineStore(database);
});
beforeEach(async () => {
  await database.prisma.conversation.deleteMany();
  await database.prisma.outboxEvent.deleteMany();
});
afterAll(() => database.close());

async function conversation(data: object): Promise<string> {
  const { conversationId } = await makeConversation(database.prisma);
  await database.prisma.conversation.update({ where: { id: conversationId }, data });
  return conversationId;
}
const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 2, minute));

describe('the line', () => {
  it('serves by place, and holds nobody who does not wait', async () => {
    const late = await conversation({ state: 'queued', queuedAt: at(9), rankAt: at(9) });
    const early = await conversation({
      state: 'queued',
      queuedAt: at(1),
      rankAt: at(1),
      neededSkill: '售后',
    });
    const complaint = await conversation({ state: 'queued', queuedAt: at(20), rankAt: at(0) });
    for (const state of ['bot', 'human', 'closed']) await conversation({ state, rankAt: at(0) });
    const waiting = await line.waiting();
    expect(waiting.map(({ conversationId }) => conversationId)).toEqual([complaint, early, late]);
    expect(waiting[1]).toMatchObject({ neededSkill: '售后', queuedAt: at(1).getTime(), leftMessage: false });
    expect(await line.count()).toBe(3);
  });

  it('knows how long agents took lately: of those that were claimed and closed', async () => {
    for (const minutes of [2, 30, 4])
      await conversation({ state: 'closed', claimedAt: at(0), closedAt: at(minutes) });
    await conversation({ state: 'closed', closedAt: at(50) });
    await conversation({ state: 'human', claimedAt: at(0) });
    expect((await line.handlingSeconds()).sort((a, b) => a - b)).toEqual([120, 240, 1800]);
  });

  it('tells supervisors once of who waits too long; a left message has its promise', async () => {
    const long = await conversation({ state: 'queued', queuedAt: at(0), rankAt: at(0) });
    await conversation({ state: 'queued', queuedAt: at(0), followUpOpen: true });
    await conversation({ state: 'queued', queuedAt: at(8) });
    expect(await line.escalate(at(5), at(10), 10)).toBe(1);
    expect(await line.escalate(at(5), at(10), 10)).toBe(0);
    expect(await database.prisma.outboxEvent.findMany()).toMatchObject([
      { topic: 'queue.escalated', conversationId: long, payload: { waitedSeconds: 600 } },
    ]);
  });

  it('knows which left messages are owed an answer, and which are late', async () => {
    const left = { leftMessageAt: at(0), promisedAt: at(30), followUpOpen: true };
    const gone = await conversation({ state: 'bot', ...left });
    await conversation({ state: 'queued', ...left, promisedAt: at(5) });
    await conversation({ state: 'closed', ...left, followUpOpen: false });
    expect(await line.owed(10)).toEqual([gone]);
    expect(await line.leftMessages(at(10))).toEqual({ open: 2, overdue: 1 });
    expect(await line.promisedAt(gone)).toEqual(at(30));
  });
});

describe('who is there', () => {
  const node = '0198d3a0-0000-7000-8000-00000000000a';
  const other = '0198d3a0-0000-7000-8000-00000000000b';

  it('is by lease, whichever process holds it, and by what was chosen', async () => {
    const roster = createRosterStore(database);
    const { staffId } = await makeAgent(database.prisma);
    const me = async (minute: number) =>
      (await roster.roster(at(minute))).find((member) => member.staffId === staffId);
    expect(await me(0)).toMatchObject({ status: 'offline', capacity: 4, skills: [], load: 0 });
    await roster.hold(staffId, node, true, at(1));
    await roster.hold(staffId, other, false, at(9));
    expect(await me(0)).toMatchObject({ status: 'online' });
    await roster.choose(staffId, 'away', 'meal', at(0));
    expect(await me(0)).toMatchObject({ status: 'away', reason: 'meal', since: at(0).toISOString() });
    expect((await me(2))?.status).toBe('offline');
    await roster.renew(node, at(5));
    expect((await me(2))?.status).toBe('away');
    await roster.letGo(node, at(6));
    expect((await me(2))?.status).toBe('offline');
  });

  it('counts what somebody has, and finds what somebody left who is gone', async () => {
    const roster = createRosterStore(database);
    const { staffId } = await makeAgent(database.prisma);
    const had = await conversation({ state: 'human', assignedStaffId: staffId });
    await conversation({ state: 'queued', offeredStaffId: staffId, offeredUntil: at(5) });
    await conversation({ state: 'queued', offeredStaffId: staffId, offeredUntil: at(0) });
    await conversation({ state: 'closed', assignedStaffId: staffId });
    const members = await roster.roster(at(1));
    expect(members.find((member) => member.staffId === staffId)?.load).toBe(2);
    await roster.hold(staffId, node, false, at(2));
    expect(await roster.abandoned(at(1), 10)).toEqual([]);
    expect(await roster.abandoned(at(3), 10)).toEqual([{ conversationId: had, staffId }]);
  });
});
