import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ack } from '../src/contract/ack.js';
import type { ConversationStatus, Message } from '../src/contract/messages.js';
import type { SyncPage } from '../src/contract/shopper-socket.js';
import type { ConversationSummary } from '../src/contract/staff-socket.js';
import { openTestShop, type TestShop } from './shop.js';
import type { TestClient, TestShopper, TestStaff } from './shop-clients.js';

let shop: TestShop;
let agent: TestStaff;
let colleague: TestStaff;
let supervisor: TestStaff;
beforeAll(async () => {
  shop = await openTestShop({ model: false });
  agent = await shop.staff('agent1@demo.local');
  colleague = await shop.staff('agent2@demo.local');
  supervisor = await shop.staff('supervisor@demo.local');
}, 300_000);
afterAll(() => shop?.close());

type Created = { message: Message };
type QueueUpdated = { conversation: ConversationSummary; waiting: number };

/** Absence: long enough for anything that was on its way. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 300));
const textsAt = (client: TestClient, conversationId: string) =>
  client
    .of<Created>('message.created')
    .filter(({ message }) => message.conversationId === conversationId)
    .map(({ message }) => message.text);
const sequencesAt = (client: TestClient) =>
  client.of<Created>('message.created').map(({ message }) => message.sequence);
const saysTo = (staff: TestStaff, conversationId: string, text: string) =>
  staff.ask('message.send', { conversationId, clientMessageId: randomUUID(), text });

/** A shopper who waits for a person. */
async function waitingShopper(customer?: string): Promise<TestShopper> {
  const shopper = await shop.shopper(customer);
  await shopper.done('conversation.requestHuman', {});
  return shopper;
}

describe('a shopper’s message', () => {
  it('is acknowledged, and is seen once, in order, by every tab of the same shopper and by nobody else', async () => {
    const shopper = await shop.shopper();
    const secondTab = await shop.again(shopper.token);
    const stranger = await shop.shopper();
    const sent = await shopper.send('你好');
    expect(sent).toMatchObject({ sequence: 1, id: expect.any(String), createdAt: expect.any(String) });
    for (const tab of [shopper, secondTab])
      await tab.saw<Created>('message.created', ({ message }) => message.from === 'bot');
    await settled();
    for (const tab of [shopper, secondTab]) {
      const sequences = sequencesAt(tab);
      expect(sequences).toEqual(sequences.map((_, index) => index + 1));
    }
    expect(stranger.of('message.created')).toEqual([]);
    for (const staff of [agent, colleague, supervisor])
      expect(textsAt(staff, shopper.conversationId)).toEqual([]);
  });

  it('is stored once when the client sends it again, also at the same time from two tabs', async () => {
    const shopper = await shop.shopper();
    const secondTab = await shop.again(shopper.token);
    const id = randomUUID();
    const sends = await Promise.all(
      [shopper, secondTab, shopper].map((tab) => tab.send('你好', undefined, id)),
    );
    expect(new Set(sends.map((sent) => JSON.stringify(sent))).size).toBe(1);
    await shopper.saw<Created>('message.created', ({ message }) => message.from === 'bot');
    await settled();
    expect((await shopper.history()).filter(({ from }) => from === 'shopper')).toHaveLength(1);
  });
});

describe('catching up', () => {
  it('gives what is missing in pages, and says when there is more', async () => {
    const shopper = await shop.shopper();
    const { conversationId } = shopper;
    await shop.prisma.message.createMany({
      data: Array.from({ length: 450 }, (_, index) => ({
        conversationId,
        sequence: index + 1,
        from: 'bot',
        type: 'text',
        text: `第 ${index + 1} 条`,
      })),
    });
    await shop.prisma.conversation.update({ where: { id: conversationId }, data: { lastSequence: 450 } });
    const page = (afterSequence: number) => shopper.done<SyncPage>('conversation.sync', { afterSequence });
    const [first, second, third] = [await page(0), await page(200), await page(400)];
    expect([first.messages.length, first.hasMore]).toEqual([200, true]);
    expect([second.messages[0]?.sequence, second.hasMore]).toEqual([201, true]);
    expect([third.messages.at(-1)?.sequence, third.messages.length, third.hasMore]).toEqual([450, 50, false]);
    expect(await page(450)).toMatchObject({ messages: [], hasMore: false, state: { state: 'bot' } });
  });

  it('gives the console the newest of a long conversation', async () => {
    const shopper = await waitingShopper();
    const { conversationId } = shopper;
    await shop.prisma.message.createMany({
      data: Array.from({ length: 600 }, (_, index) => ({
        conversationId,
        sequence: index + 2,
        from: 'shopper',
        type: 'text',
        text: `第 ${index + 2} 条`,
      })),
    });
    await shop.prisma.conversation.update({ where: { id: conversationId }, data: { lastSequence: 601 } });
    const answer = await fetch(`${shop.address}/v1/conversations/${conversationId}`, {
      headers: { cookie: agent.cookie },
    });
    const { messages } = (await answer.json()) as { messages: Message[] };
    expect(messages).toHaveLength(500);
    expect(messages.at(-1)?.sequence).toBe(601);
    await shopper.done('conversation.cancelRequest', {});
  });
});

describe('from the bot to a person and to the end', () => {
  it('request, queue, claim, talk, close: each is seen by those who may see it, and only by them', async () => {
    const stranger = await shop.shopper();
    const shopper = await shop.shopper('C1003');
    const { conversationId } = shopper;
    const about = ({ conversation }: QueueUpdated) => conversation.conversationId === conversationId;

    await shopper.done('conversation.requestHuman', { reason: '想问问发货' });
    await shopper.saw<ConversationStatus>('conversation.updated', ({ state }) => state === 'queued');
    await settled();
    const told = shopper.of<ConversationStatus>('conversation.updated');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ state: 'queued', queuePosition: 1, agentsAvailable: true });
    for (const staff of [agent, colleague, supervisor]) {
      const { conversation } = await staff.saw<QueueUpdated>('queue.updated', about);
      expect(conversation).toMatchObject({
        state: 'queued',
        handOffReason: '想问问发货',
        customer: { known: true },
      });
    }

    await agent.done('conversation.claim', { conversationId });
    await shopper.saw<ConversationStatus>('conversation.updated', ({ agent: who }) => who?.name === '小禾');
    const gone = await colleague.saw<QueueUpdated>(
      'queue.updated',
      (event) => about(event) && event.conversation.state === 'human',
    );
    expect(gone.conversation.lastMessage).toBeUndefined();

    await shopper.send('在吗');
    await agent.saw<Created>('message.created', ({ message }) => message.text === '在吗');
    shopper.socket.emit('typing', { on: true }, () => {});
    await agent.saw<{ conversationId: string }>('typing', (event) => event.conversationId === conversationId);
    agent.socket.emit('typing', { conversationId, on: true }, () => {});
    await shopper.saw<{ from: string }>('typing', ({ from }) => from === 'agent');
    expect(await saysTo(agent, conversationId, '您好，我在')).toMatchObject({ ok: true });
    await shopper.saw<Created>(
      'message.created',
      ({ message }) => message.text === '您好，我在' && message.agentName === '小禾',
    );

    await fetch(`${shop.address}/v1/shopper/consents`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${shopper.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ purpose: 'marketing', granted: true }),
    });
    expect(await agent.saw('consents.changed')).toEqual({ conversationId });
    await agent.done('note.add', { conversationId, text: '老顾客，说话客气些' });
    await agent.saw('note.added');
    await shopper.send('谢谢');
    await agent.done('conversation.close', { conversationId, disposition: '已解决' });
    await shopper.saw<ConversationStatus>('conversation.updated', ({ state }) => state === 'closed');
    await settled();

    expect(shopper.of<Created>('message.created').filter(({ message }) => message.from === 'bot')).toEqual(
      [],
    );
    expect(sequencesAt(shopper)).toEqual(sequencesAt(shopper).map((_, index) => index + 1));
    expect(JSON.stringify([shopper.received, await shopper.history()])).not.toContain('说话客气些');
    expect(stranger.received.filter(({ name }) => name !== 'conversation.updated')).toEqual([]);
    expect(JSON.stringify(colleague.received)).not.toContain('说话客气些');
    expect(textsAt(colleague, conversationId)).toEqual([]);
    expect(colleague.of('consents.changed')).toEqual([]);
  });

  it('lets one of two agents win who claim at once; the other hears it and sees nothing more', async () => {
    const shopper = await waitingShopper();
    const { conversationId } = shopper;
    await Promise.all([agent.open(conversationId), colleague.open(conversationId)]);
    const claims: Ack[] = await Promise.all(
      [agent, colleague].map((staff) => staff.ask('conversation.claim', { conversationId })),
    );
    expect(claims.map(({ ok }) => ok).sort()).toEqual([false, true]);
    const refused = claims.find(({ ok }) => !ok);
    expect(refused).toMatchObject({ error: { code: 'conflict', message: expect.stringContaining('接走') } });
    const [winner, loser] = claims[0]?.ok ? [agent, colleague] : [colleague, agent];
    await shopper.saw<ConversationStatus>('conversation.updated', ({ state }) => state === 'human');
    await settled();
    await shopper.send('这是我的手机号后四位');
    await winner.saw<Created>('message.created', ({ message }) => message.text === '这是我的手机号后四位');
    await settled();
    expect(textsAt(loser, conversationId)).not.toContain('这是我的手机号后四位');

    expect(await saysTo(loser, conversationId, '我来插句话')).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    for (const event of ['conversation.sync', 'conversation.close', 'note.add', 'message.read']) {
      const input = {
        'conversation.sync': { afterSequence: 0 },
        'note.add': { text: 'x' },
        'message.read': { sequence: 1 },
      };
      const answer = await loser.ask(event, { conversationId, ...input[event as keyof typeof input] });
      expect(answer, event).toMatchObject({ ok: false, error: { code: 'not-found' } });
    }
    expect(await loser.ask('conversation.release', { conversationId })).toMatchObject({ ok: false });
    expect(await supervisor.open(conversationId)).toMatchObject({ state: { state: 'human' } });

    await winner.done('conversation.release', { conversationId });
    await loser.saw<QueueUpdated>(
      'queue.updated',
      ({ conversation }) => conversation.conversationId === conversationId && conversation.state === 'queued',
    );
    await loser.done('conversation.claim', { conversationId });
    await shopper.done('conversation.close', {});
  });

  it('tells everybody who waits the new place, once, and takes cancelling back to the bot', async () => {
    const first = await waitingShopper();
    const second = await waitingShopper();
    expect((await second.status()).queuePosition).toBe(2);
    expect(await second.ask('conversation.requestHuman', {})).toMatchObject({
      ok: true,
      state: { queuePosition: 2 },
    });
    await first.done('conversation.cancelRequest', {});
    await second.saw<ConversationStatus>('conversation.updated', ({ queuePosition }) => queuePosition === 1);
    expect((await first.status()).state).toBe('bot');
    expect(await first.ask('conversation.cancelRequest', {})).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    await second.done('conversation.cancelRequest', {});
  });

  it('cannot be cancelled while a person has it, and a person can be asked for after the end', async () => {
    const shopper = await waitingShopper();
    const { conversationId } = shopper;
    await agent.done('conversation.claim', { conversationId });
    expect(await shopper.ask('conversation.cancelRequest', {})).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    expect(await shopper.ask('conversation.requestHuman', {})).toMatchObject({
      ok: true,
      state: { state: 'human' },
    });
    await shopper.done('conversation.close', {});
    expect(await shopper.ask('conversation.requestHuman', {})).toMatchObject({
      ok: true,
      state: { state: 'queued' },
    });
    await shopper.done('conversation.cancelRequest', {});
  });
});

describe('reading', () => {
  it('is told to the other side once, and not for messages that do not exist', async () => {
    const shopper = await waitingShopper();
    const { conversationId } = shopper;
    await agent.open(conversationId);
    const { sequence } = await shopper.send('在吗');
    const read = (at: number) => agent.done('message.read', { conversationId, sequence: at });
    for (const at of [sequence, sequence, 999_999]) await read(at);
    await settled();
    expect(shopper.of('message.read')).toEqual([{ conversationId, by: 'agent', sequence }]);
    await shopper.done('conversation.cancelRequest', {});
  });
});
