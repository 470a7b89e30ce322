import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SatisfactionRated } from '../src/contract/closing.js';
import type { RosterMember, Wall } from '../src/contract/desk.js';
import type { ConversationStatus, Message } from '../src/contract/messages.js';
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
}, 300_000);
afterAll(() => shop?.close());

async function as<Out>(staff: TestStaff, path: string, put?: object): Promise<Out> {
  const answer = await fetch(`${shop.address}${path}`, {
    method: put ? 'PUT' : 'GET',
    headers: {
      cookie: staff.cookie,
      'sec-fetch-site': 'same-origin',
      ...(put ? { 'content-type': 'application/json' } : {}),
    },
    ...(put ? { body: JSON.stringify(put) } : {}),
  });
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as Out;
}
const wall = () => as<Wall>(supervisor, '/v1/conversations/wall');
async function waiting(): Promise<TestShopper> {
  const shopper = await shop.shopper();
  await shopper.send('我的箱子轮子坏了');
  await shopper.done('conversation.requestHuman', {});
  return shopper;
}
const stateIs = (shopper: TestShopper, state: string) =>
  shopper.saw<ConversationStatus>('conversation.updated', (event) => event.state === state);
const says = (staff: TestStaff, conversationId: string, text: string) =>
  staff.done('message.send', { conversationId, clientMessageId: randomUUID(), text });

describe('the wall', () => {
  it('shows who waits, what is in hand and the day, and follows what happens', async () => {
    const shopper = await waiting();
    const { conversationId } = shopper;
    const before = await wall();
    expect(before.queue.next.map((each) => each.conversationId)).toContain(conversationId);
    await agent.done('conversation.claim', { conversationId });
    await says(agent, conversationId, '您好');
    await expect.poll(async () => (await wall()).today.answered).toBe(before.today.answered + 1);
    const during = await wall();
    expect(during.serving.map((each) => [each.conversationId, each.assignedTo?.name])).toContainEqual([
      conversationId,
      '小禾',
    ]);
    expect(during.today.medianFirstResponseSeconds).toBeGreaterThanOrEqual(0);
    await agent.done('conversation.close', { conversationId, disposition: '已解决' });
    expect((await wall()).today.closed).toBe(before.today.closed + 1);
  });

  it('lets supervisors give somebody who waits to a colleague, and nobody else', async () => {
    const shopper = await waiting();
    const { conversationId } = shopper;
    const { items } = await as<{ items: RosterMember[] }>(supervisor, '/v1/staff/roster');
    const staffId = items.find(({ name }) => name === '小青')?.staffId;
    const given = { conversationId, staffId };
    expect(await agent.ask('conversation.assign', given)).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
    await supervisor.done('conversation.assign', given);
    expect((await stateIs(shopper, 'human')).agent).toEqual({ name: '小青' });
    expect(await supervisor.ask('conversation.assign', given)).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    await shop.prisma.staff.update({ where: { id: staffId ?? '' }, data: { capacity: 1 } });
    const another = await waiting();
    expect(
      await supervisor.ask('conversation.assign', { conversationId: another.conversationId, staffId }),
    ).toMatchObject({ ok: false, error: { code: 'conflict', message: expect.stringContaining('这位同事') } });
    await shop.prisma.staff.update({ where: { id: staffId ?? '' }, data: { capacity: 4 } });
    await supervisor.done('conversation.close', { conversationId });
    await supervisor.done('conversation.close', { conversationId: another.conversationId });
  });
});

describe('who waits, sent to a skill', () => {
  it('by a supervisor, with a note for whoever takes it; a skill that nobody has is refused', async () => {
    const shopper = await waiting();
    const { conversationId } = shopper;
    const given = { conversationId, skill: '箱包', note: '先查保修期' };
    expect(await agent.ask('conversation.assign', given)).toMatchObject({ error: { code: 'forbidden' } });
    expect(await supervisor.ask('conversation.assign', given)).toMatchObject({
      error: { code: 'conflict', message: expect.stringContaining('箱包') },
    });
    const { items } = await as<{ items: RosterMember[] }>(supervisor, '/v1/staff/roster');
    const staffId = items.find(({ name }) => name === '小青')?.staffId ?? '';
    await shop.prisma.staff.update({ where: { id: staffId }, data: { skills: ['箱包'] } });
    await supervisor.done('conversation.assign', given);
    expect((await shopper.status()).state).toBe('queued');
    expect((await wall()).queue.bySkill).toMatchObject({ 箱包: 1 });
    const notes = (await colleague.open(conversationId)).notes;
    expect(notes).toMatchObject([{ kind: 'transfer', author: '店长', text: '先查保修期' }]);
    expect(JSON.stringify(shopper.received)).not.toContain('先查保修期');
    await shop.prisma.staff.update({ where: { id: staffId }, data: { skills: [] } });
    await supervisor.done('conversation.close', { conversationId });
  });
});

describe('the end of a conversation', () => {
  it('asks the shopper, whose other window and the supervisors hear the answer at once', async () => {
    const shopper = await waiting();
    const { conversationId } = shopper;
    const second = await shop.again(shopper.token);
    await agent.done('conversation.claim', { conversationId });
    await says(agent, conversationId, '您好');
    await agent.done('conversation.close', { conversationId, disposition: '投诉', note: '想要换轮子' });
    const { message } = await shopper.saw<{ message: Message }>(
      'message.created',
      (event) => event.message.card?.kind === 'satisfaction',
    );
    expect(await shopper.ask('satisfaction.rate', { score: 6 })).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    });
    await shopper.done('satisfaction.rate', { score: 4, comment: '还行', tags: ['态度好'] });
    for (const client of [second, supervisor]) {
      const heard = await client.saw<SatisfactionRated>(
        'satisfaction.rated',
        (event) => event.conversationId === conversationId,
      );
      expect(heard).toMatchObject({ messageId: message.id, rating: { score: 4, comment: '还行' } });
    }
    expect(colleague.of<SatisfactionRated>('satisfaction.rated')).toEqual([]);
    const { notes } = await supervisor.open(conversationId);
    expect(notes).toMatchObject([{ kind: 'closing', text: '想要换轮子', author: '小禾' }]);
    expect(JSON.stringify([shopper.received, await shopper.history()])).not.toContain('想要换轮子');
    const shown = await as<{ summary: object }>(supervisor, `/v1/conversations/${conversationId}`);
    expect(shown.summary).toMatchObject({ disposition: '投诉', satisfaction: { score: 4 } });
  });

  it('asks staff what the shop wants to know', async () => {
    const { conversationId } = await waiting();
    const { dispositions } = await as<{ dispositions: object[] }>(admin, '/v1/closing');
    await as(admin, '/v1/closing', { dispositions, dispositionRequired: true });
    await agent.done('conversation.claim', { conversationId });
    const refused = (words: object) => agent.ask('conversation.close', { conversationId, ...words });
    for (const words of [{}, { disposition: '不在单子上' }, { disposition: '投诉' }])
      expect(await refused(words)).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    await agent.done('conversation.close', { conversationId, disposition: '咨询' });
    await as(admin, '/v1/closing', { dispositions, dispositionRequired: false });
  });
});

describe('a transcript', () => {
  it('is the shopper’s own in full, and covered for staff', async () => {
    const shopper = await shop.shopper();
    await shopper.send('我的手机是 13812345678');
    const own = await fetch(`${shop.address}/v1/shopper/transcript`, {
      headers: { authorization: `Bearer ${shopper.token}` },
    });
    expect(own.headers.get('content-disposition')).toMatch(/^attachment; filename="chat-/);
    expect(await own.text()).toContain('13812345678');
    const path = `/v1/conversations/${shopper.conversationId}/transcript?format=html`;
    const seen = await fetch(`${shop.address}${path}`, { headers: { cookie: supervisor.cookie } });
    const page = await seen.text();
    expect(page).toContain('138****5678');
    expect(page).not.toContain('13812345678');
    const refused = await fetch(`${shop.address}${path}`, { headers: { cookie: colleague.cookie } });
    expect(refused.status).toBe(404);
  });
});
