import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgent, makeConversation } from '../../test/conversation-rows.js';
import { openTestDatabase } from '../../test/database.js';
import { conversationState } from '../contract/messages.js';
import type { Database } from '../platform/database.js';
import { createOwnershipStore, type OwnerChange, type OwnershipStore } from './ownership-store.js';
import { guards, nextState } from './transitions.js';

let database: Database;
let ownership: OwnershipStore;
beforeAll(async () => {
  database = await openTestDatabase();
  ownership = createOwnershipStore(database);
});
afterAll(() => database.close());

const rowOf = (id: string) => database.prisma.conversation.findUniqueOrThrow({ where: { id } });
const set = (id: string, data: object) => database.prisma.conversation.update({ where: { id }, data });
const move = (conversationId: string, event: OwnerChange['event'], changes: Partial<OwnerChange> = {}) =>
  ownership.changeOwner({ conversationId, event, refusal: '现在不行。', ...changes });

describe('a change of hands', () => {
  const events = [
    'person-needed',
    'left-message',
    'follow-up-due',
    'request-cancelled',
    'agent-claimed',
    'agent-released',
    'sent-to-skill',
    'wait-sent-to-skill',
    'agent-dropped',
    'supervisor-took-over',
    'idle-closed',
    'closed',
  ] as const;
  const pairs = conversationState.options.flatMap((state) => events.map((event) => [state, event] as const));

  it.each(pairs)('follows the table: %s + %s', async (state, event) => {
    const { conversationId } = await makeConversation(database.prisma);
    const { staffId } = await makeAgent(database.prisma);
    await set(conversationId, { state, ...(state === 'human' ? { assignedStaffId: staffId } : {}) });
    const to = nextState(state, event);
    const { by } = guards[event];
    const moved = move(conversationId, event, {
      by: by.includes('agent') ? 'agent' : (by[0] ?? 'system'),
      staffId,
      line: '说一句',
    });
    if (to) await moved;
    else
      await expect(moved).rejects.toMatchObject({
        code: 'conflict',
        // Of a claim that comes too late it is said who has it.
        message: state === 'human' && event === 'agent-claimed' ? '这位顾客已经由您接待了。' : '现在不行。',
      });
    const row = await rowOf(conversationId);
    expect(row).toMatchObject(
      to ? { state: to, version: 1, lastSequence: 1 } : { state, version: 0, lastSequence: 0 },
    );
    const told = await database.prisma.outboxEvent.findMany({
      where: { conversationId },
      orderBy: { id: 'asc' },
    });
    expect(told.map(({ topic }) => topic)).toEqual(to ? ['message.created', 'conversation.updated'] : []);
  });

  it('tells who comes too late who was faster', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    await move(conversationId, 'person-needed');
    const [first, second] = [await makeAgent(database.prisma), await makeAgent(database.prisma)];
    await move(conversationId, 'agent-claimed', { staffId: first.staffId });
    await expect(move(conversationId, 'agent-claimed', { staffId: second.staffId })).rejects.toMatchObject({
      message: expect.stringContaining(`刚由${first.name}接走`),
    });
  });

  it('takes up a left message from the bot or after the end, only while it is owed', async () => {
    const { staffId } = await makeAgent(database.prisma);
    for (const state of ['bot', 'closed']) {
      const { conversationId } = await makeConversation(database.prisma);
      await set(conversationId, { state, disposition: '已解决' });
      const taken = () => move(conversationId, 'agent-claimed', { staffId });
      await expect(taken()).rejects.toMatchObject({ code: 'conflict' });
      await set(conversationId, { followUpOpen: true });
      await taken();
      expect(await rowOf(conversationId)).toMatchObject({
        state: 'human',
        assignedStaffId: staffId,
        disposition: null,
        followUpOpen: true,
      });
    }
  });

  it('lets one of twenty agents win, who claim at once', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    await move(conversationId, 'person-needed');
    const agents = await Promise.all(Array.from({ length: 20 }, () => makeAgent(database.prisma)));
    const claims = await Promise.allSettled(
      agents.map(({ staffId }) => move(conversationId, 'agent-claimed', { staffId, line: '来了' })),
    );
    const won = claims.flatMap(({ status }, index) =>
      status === 'fulfilled' ? [agents[index]?.staffId] : [],
    );
    expect(won).toHaveLength(1);
    for (const claim of claims)
      if (claim.status === 'rejected') expect(claim.reason).toMatchObject({ code: 'conflict' });
    expect(await rowOf(conversationId)).toMatchObject({
      assignedStaffId: won[0],
      version: 2,
      lastSequence: 1,
    });
  });

  it('lets nobody but the owner release or close what a person has; the shopper may always close', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    const [owner, other] = [await makeAgent(database.prisma), await makeAgent(database.prisma)];
    await move(conversationId, 'person-needed');
    await move(conversationId, 'agent-claimed', { staffId: owner.staffId });
    for (const event of ['agent-released', 'closed'] as const)
      await expect(move(conversationId, event, { staffId: other.staffId })).rejects.toMatchObject({
        code: 'conflict',
      });
    await move(conversationId, 'closed', { disposition: '已解决' });
    expect(await rowOf(conversationId)).toMatchObject({ state: 'closed', disposition: '已解决' });
  });

  it('keeps the place in the line of somebody whose agent lets go', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    const { staffId } = await makeAgent(database.prisma);
    await move(conversationId, 'person-needed');
    const { queuedAt } = await rowOf(conversationId);
    await move(conversationId, 'agent-claimed', { staffId });
    await move(conversationId, 'agent-released', { staffId });
    expect(await rowOf(conversationId)).toMatchObject({
      state: 'queued',
      queuedAt,
      assignedStaffId: null,
      claimedAt: null,
    });
  });

  it('leaves nothing of the wait when the request is cancelled', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    await set(conversationId, { lastSequence: 7, lastShopperSequence: 7, dialogue: { misses: 2 } });
    await move(conversationId, 'person-needed', { reason: 'requested', priority: 20 });
    await move(conversationId, 'request-cancelled');
    expect(await rowOf(conversationId)).toMatchObject({
      state: 'bot',
      handledSequence: 7,
      handOffReason: null,
      priority: 0,
      queuedAt: null,
      dialogue: { misses: 0 },
    });
  });

  it('is refused where there is no conversation', async () => {
    await expect(move('00000000-0000-7000-8000-000000000000', 'closed')).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('the conversation of a visitor', () => {
  it('is made once, however many tabs open at once', async () => {
    const { id } = await database.prisma.visitor.create({ data: {} });
    const opened = await Promise.all(Array.from({ length: 10 }, () => ownership.openFor(id)));
    expect(new Set(opened).size).toBe(1);
    expect(await database.prisma.conversation.count({ where: { visitorId: id } })).toBe(1);
  });

  it('becomes the customer’s once the visitor is known, and opens on another device', async () => {
    const { visitorId, conversationId } = await makeConversation(database.prisma);
    const customer = await database.prisma.customer.create({ data: { externalId: 'openFor', name: '顾客' } });
    expect(await ownership.openFor(visitorId, customer.id)).toBe(conversationId);
    expect((await rowOf(conversationId)).customerId).toBe(customer.id);
    const phone = await database.prisma.visitor.create({ data: { customerId: customer.id } });
    expect(await ownership.openFor(phone.id, customer.id)).toBe(conversationId);
  });

  it('is the one that a person is dealing with rather than a newer one', async () => {
    const { conversationId, customerId } = await makeConversation(database.prisma, { known: true });
    await move(conversationId, 'person-needed');
    const { visitorId } = await makeConversation(database.prisma);
    expect(await ownership.openFor(visitorId, customerId)).toBe(conversationId);
  });

  it('is never a customer’s for somebody who is not signed in, nor another customer’s', async () => {
    const { visitorId, conversationId } = await makeConversation(database.prisma, { known: true });
    expect(await ownership.openFor(visitorId)).not.toBe(conversationId);
    const somebodyElse = await database.prisma.customer.create({
      data: { externalId: 'else', name: '别人' },
    });
    expect(await ownership.openFor(visitorId, somebodyElse.id)).not.toBe(conversationId);
  });
});
