import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  CannedReply,
  CannedReplyList,
  FoundConversations,
  HandOffSummary,
  Sendable,
  Suggestions,
  TagUse,
} from '../src/contract/agent-tools.js';
import type { ConversationDetail, Page } from '../src/contract/http.js';
import type { Message } from '../src/contract/messages.js';
import type { ConversationSummary, Mention } from '../src/contract/staff-socket.js';
import { openTestShop, type TestShop } from './shop.js';
import type { TestShopper, TestStaff } from './shop-clients.js';

let shop: TestShop;
let agent: TestStaff;
let colleague: TestStaff;
let admin: TestStaff;
let shopper: TestShopper;
let path = '';
beforeAll(async () => {
  shop = await openTestShop({ model: false });
  agent = await shop.staff('agent1@demo.local');
  colleague = await shop.staff('agent2@demo.local');
  admin = await shop.staff('admin@demo.local');
  shopper = await shop.shopper('C1001');
  path = `/v1/conversations/${shopper.conversationId}`;
  await shopper.turn('怎么申请退货');
  await shopper.done('conversation.requestHuman', {});
  await agent.done('conversation.claim', { conversationId: shopper.conversationId });
  await agent.open(shopper.conversationId);
}, 300_000);
afterAll(() => shop?.close());

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
async function call<Body>(staff: TestStaff, method: Method, url: string, body?: object) {
  const answer = await fetch(`${shop.address}${url}`, {
    method,
    headers: {
      cookie: staff.cookie,
      'sec-fetch-site': 'same-origin',
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text === '' ? undefined : JSON.parse(text)) as Body };
}
const get = async <Body>(staff: TestStaff, url: string) => (await call<Body>(staff, 'GET', url)).body;
let sent = 0;
const sendCard = (card: object) =>
  agent.ask('message.send', {
    conversationId: shopper.conversationId,
    clientMessageId: `agent-card-${++sent}`,
    card,
  });

describe('canned replies', () => {
  it('are everybody’s or one’s own; others do not see those, and only admins change what all use', async () => {
    const shared = { scope: 'shared', title: '退差价', category: '售后', text: '{顾客称呼}，差价已退。' };
    expect((await call(agent, 'POST', '/v1/canned-replies', shared)).status).toBe(403);
    const made = await call<{ item: CannedReply }>(admin, 'POST', '/v1/canned-replies', shared);
    expect(made.body.item).toMatchObject({ initials: 'tcjsh', version: 1 });
    const own = await call<{ item: CannedReply }>(agent, 'POST', '/v1/canned-replies', {
      ...shared,
      scope: 'personal',
      title: '我的',
    });
    const titles = async (staff: TestStaff) =>
      (await get<CannedReplyList>(staff, '/v1/canned-replies')).items.map(({ title }) => title);
    expect(await titles(agent)).toEqual(expect.arrayContaining(['退差价', '我的', '开场问候']));
    expect(await titles(colleague)).not.toContain('我的');
    const change = { title: '改', category: '', text: '好', baseVersion: 1 };
    const ownPath = `/v1/canned-replies/${own.body.item.id}`;
    expect((await call(colleague, 'PUT', ownPath, change)).status).toBe(404);
    expect((await call(agent, 'PUT', ownPath, change)).status).toBe(200);
    expect((await call(agent, 'PUT', ownPath, change)).status).toBe(409);
    expect((await call(agent, 'DELETE', `/v1/canned-replies/${made.body.item.id}`)).status).toBe(403);
    expect((await call(agent, 'DELETE', ownPath)).status).toBe(200);
  });
});

describe('beside a conversation', () => {
  it('the hand-off tells what was asked and what came of it', async () => {
    const summary = await get<HandOffSummary>(agent, `${path}/hand-off`);
    expect(summary).toMatchObject({ mood: 'calm', reason: expect.stringMatching(/人工/) });
    expect(summary.asked[0]).toMatchObject({ question: '怎么申请退货' });
  });

  it('answers are suggested for what was said last, until somebody answers', async () => {
    await shopper.send('纸尿裤怎么选尺码');
    const { about, items } = await get<Suggestions>(agent, `${path}/suggestions`);
    expect(about?.text).toBe('纸尿裤怎么选尺码');
    expect(items.length).toBeGreaterThan(0);
    expect(items[0]).toMatchObject({ title: expect.any(String), confidence: expect.any(Number) });
    await agent.done('message.send', {
      conversationId: shopper.conversationId,
      clientMessageId: 'agent-answer-1',
      text: '看体重选的',
    });
    expect(await get(agent, `${path}/suggestions`)).toEqual({ items: [] });
  });

  it('is nothing to colleagues who may not see it', async () => {
    for (const route of ['suggestions', 'hand-off', 'sendable?kind=product'])
      expect((await call(colleague, 'GET', `${path}/${route}`)).status).toBe(404);
    expect((await call(colleague, 'POST', `${path}/tags`, { add: ['加急'] })).status).toBe(404);
  });
});

describe('cards', () => {
  it('are sent only of what this customer may have', async () => {
    const orders = await get<Sendable>(agent, `${path}/sendable?kind=order`);
    const [first] = orders.items;
    const orderId = first?.kind === 'order' ? first.order.orderId : '';
    expect(await sendCard({ kind: 'order', orderId })).toMatchObject({ ok: true });
    const foreign = await shop.prisma.order.findFirstOrThrow({
      where: { customer: { externalId: { not: 'C1001' } } },
    });
    expect(await sendCard({ kind: 'order', orderId: foreign.externalId })).toMatchObject({
      error: { code: 'not-found' },
    });
    expect(await sendCard({ kind: 'product', productId: 'no-such' })).toMatchObject({
      error: { code: 'not-found' },
    });
  });

  it('a coupon’s makes one offer, which the shopper claims from the ledger', async () => {
    const coupons = await get<Sendable>(agent, `${path}/sendable?kind=coupon`);
    const [first] = coupons.items;
    const couponId = first?.kind === 'coupon' ? first.coupon.couponId : '';
    const before = await shop.prisma.offer.count();
    const message = {
      conversationId: shopper.conversationId,
      clientMessageId: 'agent-coupon-1',
      card: { kind: 'coupon', couponId },
    };
    await agent.done('message.send', message);
    await agent.done('message.send', message);
    expect(await shop.prisma.offer.count()).toBe(before + 1);
    const shown = (await shopper.history()).findLast(({ card }) => card?.kind === 'coupon')?.card;
    const offerId = shown?.kind === 'coupon' ? shown.coupon.offerId : undefined;
    expect(await shopper.done('offer.respond', { offerId, response: 'accepted' })).toMatchObject({
      code: expect.any(String),
    });
  });
});

describe('among colleagues', () => {
  it('who is spoken to in a note is told, once, and nobody who is not there', async () => {
    const { conversationId } = shopper;
    const { items } = await get<{ items: { staffId: string; name: string }[] }>(agent, '/v1/staff/roster');
    const staffId = items.find(({ name }) => name === '小青')?.staffId ?? '';
    const note = { conversationId, text: '@小青 看一下' };
    await agent.done('note.add', { ...note, mentions: [staffId, staffId] });
    const { mention } = await colleague.saw<{ mention: Mention }>('mentioned');
    expect(mention).toMatchObject({ access: 'read', seen: false, note: { mentions: ['小青'] } });
    const seen = (of?: string) =>
      call(colleague, 'POST', '/v1/mentions/seen', of ? { conversationId: of } : {});
    // Another conversation is no reason to take it off the list.
    await seen(staffId);
    expect(await get(colleague, '/v1/mentions')).toMatchObject({ items: [{ seen: false }] });
    await seen(conversationId);
    expect(await get(colleague, '/v1/mentions')).toMatchObject({ items: [{ seen: true }] });
    expect(await agent.ask('note.add', { ...note, mentions: [conversationId] })).toMatchObject({
      error: { code: 'invalid-input' },
    });
  });

  it('who was spoken to reads that conversation with its notes as it goes on, and does nothing else in it', async () => {
    const { conversationId } = shopper;
    await admin.done('whisper', { conversationId, text: '可以补一张券' });
    const read = await call<ConversationDetail>(colleague, 'GET', path);
    expect(read.body).toMatchObject({ readOnly: true, notes: [{ text: '@小青 看一下' }] });
    expect(read.body.notes).toHaveLength(1);
    expect(read.body).not.toHaveProperty('customer');
    expect(read.body.messages.length).toBeGreaterThan(0);
    const opened = await colleague.open(conversationId);
    expect(opened).toMatchObject({ readOnly: true, notes: [{ text: '@小青 看一下' }] });
    await shopper.send('我再补一句');
    await colleague.saw<{ message: Message }>(
      'message.created',
      ({ message: { text } }) => text === '我再补一句',
    );
    expect((await call(colleague, 'GET', `${path}/hand-off`)).status).toBe(200);

    for (const route of ['suggestions', 'sendable?kind=product', 'transcript?format=text'])
      expect((await call(colleague, 'GET', `${path}/${route}`)).status).toBe(404);
    expect((await call(colleague, 'POST', `${path}/tags`, { add: ['加急'] })).status).toBe(404);
    for (const [event, input] of [
      ['message.send', { conversationId, clientMessageId: 'not-mine-to-say', text: '您好' }],
      ['note.add', { conversationId, text: '我也来记一笔' }],
      ['message.read', { conversationId, sequence: 1 }],
      ['conversation.claim', { conversationId }],
      ['conversation.close', { conversationId }],
      ['whisper', { conversationId, text: '悄悄' }],
    ] as const)
      expect(await colleague.ask(event, input), event).toMatchObject({ ok: false });

    // Somebody else's change of hands does not end the reading.
    await admin.done('conversation.takeOver', { conversationId });
    await colleague.saw(
      'conversation.updated',
      (status: { agent?: { name: string } }) => status.agent?.name === '管理员',
    );
    await shopper.send('还在听吗');
    await colleague.saw<{ message: Message }>(
      'message.created',
      ({ message: { text } }) => text === '还在听吗',
    );
    const { items } = await get<{ items: { staffId: string; name: string }[] }>(agent, '/v1/staff/roster');
    const to = { staffId: items.find(({ name }) => name === '小禾')?.staffId ?? '' };
    await admin.done('conversation.transfer', { conversationId, to });
  });

  it('whoever has it open sees that somebody writes there', async () => {
    const { conversationId } = shopper;
    await admin.open(conversationId);
    await agent.done('typing', { conversationId, on: true });
    expect(await admin.saw('staff.typing')).toMatchObject({ conversationId, name: '小禾', on: true });
    expect(agent.of('staff.typing')).toEqual([]);
  });

  it('tags stand in summaries and find conversations, with words, for those who may see them', async () => {
    const tagged = await call(agent, 'POST', `${path}/tags`, { add: ['加急', '待回访'] });
    expect(tagged.body).toEqual({ tags: ['加急', '待回访'].sort() });
    await call(agent, 'POST', `${path}/tags`, { remove: ['加急'] });
    const search = (staff: TestStaff, query: object) =>
      get<FoundConversations>(
        staff,
        `/v1/conversations/search?${new URLSearchParams({ ...query } as Record<string, string>)}`,
      );
    const found = await search(agent, { text: '尿裤怎', tag: '待回访' });
    expect(found.items).toMatchObject([
      { conversation: { tags: ['待回访'] }, message: { from: 'shopper', text: '纸尿裤怎么选尺码' } },
    ]);
    expect((await search(agent, { tag: '加急' })).items).toEqual([]);
    expect((await search(agent, { text: '100%_' })).items).toEqual([]);
    expect((await search(colleague, { text: '尿裤怎' })).items).toEqual([]);
    expect((await search(admin, { text: '糖糖妈' })).items.length).toBe(1);
    // As many as one finds by it, and all names to choose from.
    const counts = (staff: TestStaff) => get<{ items: TagUse[] }>(staff, '/v1/conversation-tags');
    expect(await counts(agent)).toEqual({ items: [{ tag: '待回访', count: 1 }] });
    expect(await counts(colleague)).toEqual({ items: [{ tag: '待回访', count: 0 }] });
  });
});

describe('left messages', () => {
  const left = async (staff: TestStaff) =>
    (await get<Page<ConversationSummary>>(staff, '/v1/conversations?box=left')).items.map(
      ({ conversationId, leftMessage }) => [conversationId, leftMessage?.promisedAt],
    );

  it('that are back with the bot stand in a list, by promised time, and are taken up and answered', async () => {
    const [early, late] = [await shop.shopper(), await shop.shopper()];
    for (const [each, promisedAt] of [
      [late, '2026-11-23T02:00:00.000Z'],
      [early, '2026-11-22T02:00:00.000Z'],
    ] as const) {
      await each.turn('你好');
      await shop.prisma.conversation.update({
        where: { id: each.conversationId },
        data: { followUpOpen: true, leftMessageAt: new Date(), promisedAt },
      });
    }
    // People on duty would get them into the line by themselves.
    for (const staff of [agent, colleague, admin]) await staff.done('presence.set', { status: 'busy' });
    const { conversationId } = early;
    await expect
      .poll(() => left(colleague))
      .toEqual([
        [conversationId, '2026-11-22T02:00:00.000Z'],
        [late.conversationId, '2026-11-23T02:00:00.000Z'],
      ]);
    expect((await call(colleague, 'GET', `/v1/conversations/${conversationId}`)).status).toBe(200);

    await colleague.done('conversation.claim', { conversationId });
    expect(await agent.ask('conversation.claim', { conversationId })).toMatchObject({
      error: { code: 'conflict', message: expect.stringContaining('小青') },
    });
    expect((await left(agent)).map(([id]) => id)).toEqual([late.conversationId]);
    // Gone from the colleagues' lists, without what is said in it.
    const gone = await agent.saw<{ conversation: ConversationSummary }>(
      'queue.updated',
      ({ conversation }) => conversation.conversationId === conversationId && conversation.state === 'human',
    );
    expect(gone.conversation).not.toHaveProperty('lastMessage');
    expect((await call(agent, 'GET', `/v1/conversations/${conversationId}`)).status).toBe(404);
    await colleague.done('message.send', {
      conversationId,
      clientMessageId: 'late-answer',
      text: '让您久等了',
    });
    await expect
      .poll(
        async () =>
          (await shop.prisma.conversation.findUniqueOrThrow({ where: { id: conversationId } })).followUpOpen,
      )
      .toBe(false);
  });
});
