import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RosterMember, Wall } from '../src/contract/desk.js';
import type { ConversationStatus } from '../src/contract/messages.js';
import type { ConversationSummary, Note } from '../src/contract/staff-socket.js';
import { openTestShop, type TestShop } from './shop.js';
import type { TestShopper, TestStaff } from './shop-clients.js';

let shop: TestShop;
let agent: TestStaff;
let colleague: TestStaff;
let supervisor: TestStaff;
let admin: TestStaff;
beforeAll(async () => {
  shop = await openTestShop({ model: false });
  agent = await shop.staff('agent1@demo.local');
  colleague = await shop.staff('agent2@demo.local');
  supervisor = await shop.staff('supervisor@demo.local');
  admin = await shop.staff('admin@demo.local');
  // Those who oversee take no conversations here.
  for (const staff of [supervisor, admin]) await staff.done('presence.set', { status: 'busy' });
}, 300_000);
afterAll(() => shop?.close());

const settled = () => new Promise((resolve) => setTimeout(resolve, 400));

async function call(staff: TestStaff, method: 'GET' | 'PUT', path: string, body?: object) {
  return fetch(`${shop.address}${path}`, {
    method,
    headers: {
      cookie: staff.cookie,
      'sec-fetch-site': 'same-origin',
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
}
const roster = async () =>
  ((await (await call(agent, 'GET', '/v1/staff/roster')).json()) as { items: RosterMember[] }).items;
const idOf = async (name: string) => (await roster()).find((member) => member.name === name)?.staffId ?? '';

const open: TestShopper[] = [];
async function waitingShopper(): Promise<TestShopper> {
  const shopper = await shop.shopper();
  open.push(shopper);
  await shopper.done('conversation.requestHuman', {});
  return shopper;
}
afterEach(async () => {
  await call(admin, 'PUT', '/v1/routing', { mode: 'manual' });
  for (const shopper of open.splice(0)) await shopper.ask('conversation.close', {});
});

describe('presence', () => {
  it('with its reason is seen by colleagues, and belongs to away', async () => {
    await colleague.done('presence.set', { status: 'away', reason: 'meal' });
    await agent.saw('roster.updated');
    expect((await roster()).find(({ name }) => name === '小青')).toMatchObject({
      status: 'away',
      reason: 'meal',
    });
    expect(await colleague.ask('presence.set', { status: 'online', reason: 'meal' })).toMatchObject({
      error: { code: 'invalid-input' },
    });
    await colleague.done('presence.set', { status: 'online' });
  });
});

describe('taking from the line', () => {
  it('“next, please” gives the best one, and says so when there is none', async () => {
    expect(await agent.done('conversation.claimNext', {})).toEqual({ ok: true });
    const [first, second] = [await waitingShopper(), await waitingShopper()];
    const next = await agent.done<{ conversationId: string; state: ConversationStatus }>(
      'conversation.claimNext',
      {},
    );
    expect(next).toMatchObject({ conversationId: first.conversationId, state: { state: 'human' } });
    await second.saw<ConversationStatus>('conversation.updated', ({ queuePosition }) => queuePosition === 1);
  });

  it('stops at what somebody can serve', async () => {
    const staffId = await idOf('小禾');
    await call(admin, 'PUT', `/v1/staff/${staffId}/service`, { skills: [], capacity: 1 });
    const [first, second] = [await waitingShopper(), await waitingShopper()];
    const { conversationId } = second;
    await agent.done('conversation.claim', { conversationId: first.conversationId });
    expect(await agent.ask('conversation.claim', { conversationId })).toMatchObject({
      ok: false,
      error: { code: 'conflict', message: expect.stringContaining('满了') },
    });
    expect((await second.status()).state).toBe('queued');
    await call(admin, 'PUT', `/v1/staff/${staffId}/service`, { skills: [], capacity: 4 });
  });

  it('in automatic mode asks one agent, who may decline; then the next is asked', async () => {
    await call(admin, 'PUT', '/v1/routing', { mode: 'automatic', acceptSeconds: 60 });
    const { conversationId } = await waitingShopper();
    const offered = (staff: TestStaff) =>
      staff.saw<{ conversationId: string; until: string }>(
        'conversation.offered',
        (event) => event.conversationId === conversationId,
      );
    const first = await Promise.any([
      offered(agent).then(() => agent),
      offered(colleague).then(() => colleague),
    ]);
    const second = first === agent ? colleague : agent;
    expect(await second.ask('conversation.claim', { conversationId })).toMatchObject({ ok: false });
    await first.done('conversation.decline', { conversationId });
    expect(new Date((await offered(second)).until).getTime()).toBeGreaterThan(Date.now());
    await second.done('conversation.claim', { conversationId });
  });
});

describe('giving on', () => {
  it('to a colleague who is there: both see it, the note only staff', async () => {
    const shopper = await waitingShopper();
    const { conversationId } = shopper;
    await agent.done('conversation.claim', { conversationId });
    const to = { staffId: await idOf('小青') };
    await agent.done('conversation.transfer', { conversationId, to, note: '顾客赶时间' });
    await shopper.saw<ConversationStatus>('conversation.updated', (event) => event.agent?.name === '小青');
    await colleague.saw<{ conversation: ConversationSummary }>(
      'queue.updated',
      ({ conversation }) =>
        conversation.conversationId === conversationId && conversation.assignedTo?.name === '小青',
    );
    await agent.saw<{ conversation: ConversationSummary }>(
      'queue.updated',
      ({ conversation }) =>
        conversation.conversationId === conversationId && conversation.assignedTo?.name === '小青',
    );
    expect((await colleague.open(conversationId)).notes).toMatchObject([
      { kind: 'transfer', text: '顾客赶时间' },
    ]);
    expect(await agent.ask('conversation.sync', { conversationId, afterSequence: 0 })).toMatchObject({
      ok: false,
    });
    expect(JSON.stringify([shopper.received, await shopper.history()])).not.toContain('赶时间');
    expect(await agent.ask('conversation.transfer', { conversationId, to })).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
  });

  it('to a skill: back in the line', async () => {
    const shopper = await waitingShopper();
    const { conversationId } = shopper;
    await agent.done('conversation.claim', { conversationId });
    await agent.done('conversation.transfer', { conversationId, to: { skill: '物流' } });
    const { conversation } = await colleague.saw<{ conversation: ConversationSummary }>(
      'queue.updated',
      ({ conversation }) => conversation.conversationId === conversationId && !!conversation.neededSkill,
    );
    expect(conversation).toMatchObject({ state: 'queued', neededSkill: '物流' });
  });
});

describe('supervisors', () => {
  it('listen in, whisper to the agent alone, and take over', async () => {
    const shopper = await waitingShopper();
    const { conversationId } = shopper;
    await agent.done('conversation.claim', { conversationId });
    await supervisor.open(conversationId);
    await supervisor.done('whisper', { conversationId, text: '可以给他补一张券' });
    const { note } = await agent.saw<{ note: Note }>('whisper');
    expect(note).toMatchObject({ conversationId, kind: 'whisper', author: '店长', text: '可以给他补一张券' });
    for (const event of ['whisper', 'conversation.takeOver'])
      expect(
        await agent.ask(event, { conversationId, ...(event === 'whisper' ? { text: '我' } : {}) }),
      ).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    await supervisor.done('conversation.takeOver', { conversationId });
    await shopper.saw<ConversationStatus>('conversation.updated', (event) => event.agent?.name === '店长');
    await settled();
    expect(
      await agent.ask('message.send', { conversationId, clientMessageId: 'after-take-over', text: '我还在' }),
    ).toMatchObject({ ok: false });
    expect(colleague.of('whisper')).toEqual([]);
    expect(JSON.stringify([shopper.received, await shopper.history()])).not.toContain('补一张券');
    await supervisor.done('conversation.close', { conversationId });
  });

  it('see line, people and targets on the wall; agents do not', async () => {
    const { conversationId } = await waitingShopper();
    await settled();
    expect((await call(agent, 'GET', '/v1/conversations/wall')).status).toBe(403);
    const wall = (await (await call(supervisor, 'GET', '/v1/conversations/wall')).json()) as Wall;
    expect(wall.queue).toMatchObject({ waiting: 1, next: [{ conversationId, sla: { state: 'ok' } }] });
    expect(wall.agents.find(({ name }) => name === '小禾')).toMatchObject({ status: 'online', capacity: 4 });
    expect(wall.leftMessages).toEqual({ open: 0, overdue: 0 });
  });
});

describe('service hours', () => {
  it('are replaced by admins, read by staff, and refused with the field named', async () => {
    const hours = (await (await call(agent, 'GET', '/v1/service-hours')).json()) as {
      weekdays: Record<string, object[]>;
    };
    expect(hours).toMatchObject({
      timeZone: 'Asia/Shanghai',
      weekdays: { monday: [{ from: '09:00', until: '22:00' }] },
    });
    const twice = [
      { from: '09:00', until: '12:30' },
      { from: '12:00', until: '18:00' },
    ];
    const bad = { ...hours, weekdays: { ...hours.weekdays, friday: twice } };
    const answer = await call(admin, 'PUT', '/v1/service-hours', bad);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ path: 'weekdays.friday.1.from' }] });
    expect((await call(supervisor, 'PUT', '/v1/service-hours', hours)).status).toBe(403);
    const good = { ...hours, specialDays: [{ date: '2027-02-06', name: '春节', shifts: [] }] };
    expect((await call(admin, 'PUT', '/v1/service-hours', good)).status).toBe(200);
    expect(await (await call(agent, 'GET', '/v1/service-hours')).json()).toMatchObject(good);
    expect(
      await shop.prisma.auditEntry.findMany({ where: { subject: 'service-settings:hours' } }),
    ).toHaveLength(1);
    await call(admin, 'PUT', '/v1/service-hours', { ...hours });
  });
});
