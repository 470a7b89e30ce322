import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgent, makeConversation } from '../../test/conversation-rows.js';
import { openTestDatabase } from '../../test/database.js';
import type { Database } from '../platform/database.js';
import { createMessageStore, type MessageStore } from './message-store.js';
import { createOwnershipStore, type OwnershipStore } from './ownership-store.js';

let database: Database;
let messages: MessageStore;
let ownership: OwnershipStore;
beforeAll(async () => {
  database = await openTestDatabase();
  messages = createMessageStore(database);
  ownership = createOwnershipStore(database);
});
afterAll(() => database.close());

const say = (conversationId: string, clientMessageId: string, text = clientMessageId) =>
  messages.recordShopperMessage({ conversationId, clientMessageId, text });

const rowOf = (id: string) => database.prisma.conversation.findUniqueOrThrow({ where: { id } });

describe('a shopper’s message', () => {
  it('is stored once per clientMessageId, in one sequence without gaps, however many are sent at once', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    // 50 sends of 20 different messages.
    const sends = Array.from({ length: 50 }, (_, index) => say(conversationId, `message-${index % 20}`));
    const results = await Promise.all(sends);
    expect(results.filter(({ fresh }) => fresh)).toHaveLength(20);
    const history = await messages.history(conversationId, 0, 100);
    expect(history.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
    expect(new Set(history.map(({ clientMessageId }) => clientMessageId)).size).toBe(20);
    for (const [index, { message }] of results.entries()) {
      const stored = history.find(({ clientMessageId }) => clientMessageId === `message-${index % 20}`);
      expect(message).toEqual({ id: stored?.id, sequence: stored?.sequence, createdAt: stored?.createdAt });
    }
    expect(await rowOf(conversationId)).toMatchObject({ lastSequence: 20, lastShopperSequence: 20 });
    const events = await database.prisma.outboxEvent.count({
      where: { conversationId, topic: 'message.created' },
    });
    expect(events).toBe(20);
  });

  it('may have a clientMessageId that another conversation has, too', async () => {
    const one = await makeConversation(database.prisma);
    const other = await makeConversation(database.prisma);
    const first = await say(one.conversationId, 'same-for-both');
    const second = await say(other.conversationId, 'same-for-both');
    expect([first.fresh, second.fresh]).toEqual([true, true]);
    expect(second.message.id).not.toBe(first.message.id);
  });

  it('opens a closed conversation again, as a new one for the bot', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    const agent = await makeAgent(database.prisma);
    const move = (event: 'person-needed' | 'agent-claimed' | 'closed', staffId?: string) =>
      ownership.changeOwner({
        conversationId,
        event,
        refusal: 'no',
        reason: 'complaint',
        priority: 40,
        ...(staffId ? { staffId } : {}),
      });
    await say(conversationId, 'first-message');
    await move('person-needed');
    await move('agent-claimed', agent.staffId);
    await move('closed', agent.staffId);
    const { version } = await rowOf(conversationId);
    await say(conversationId, 'again-message');
    expect(await rowOf(conversationId)).toMatchObject({
      state: 'bot',
      version: version + 1,
      handledSequence: 1,
      lastShopperSequence: 2,
      assignedStaffId: null,
      queuedAt: null,
      claimedAt: null,
      closedAt: null,
      handOffReason: null,
      priority: 0,
      dialogue: { misses: 0 },
    });
  });

  it('is refused with a sentence when the conversation is gone', async () => {
    const nowhere = '00000000-0000-7000-8000-000000000000';
    await expect(say(nowhere, 'to-nowhere')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('does not show what a tapped reply stands for', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    await messages.recordShopperMessage({
      conversationId,
      clientMessageId: 'tapped-message',
      text: '同意',
      payload: 'command:consent:yes',
    });
    expect(JSON.stringify(await messages.history(conversationId, 0, 10))).not.toContain('command');
  });
});

describe('an agent’s message', () => {
  it('is written by the owner alone, once, with the name', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    const [owner, other] = [await makeAgent(database.prisma), await makeAgent(database.prisma)];
    const reply = (staffId: string, clientMessageId = 'agent-message') =>
      messages.recordAgentMessage({ conversationId, clientMessageId, text: '您好', staffId });
    await expect(reply(owner.staffId)).rejects.toMatchObject({ code: 'conflict' });
    await ownership.changeOwner({ conversationId, event: 'person-needed', refusal: '' });
    await expect(reply(owner.staffId)).rejects.toMatchObject({ code: 'conflict' });
    await ownership.changeOwner({
      conversationId,
      event: 'agent-claimed',
      staffId: owner.staffId,
      refusal: '',
    });
    await expect(reply(other.staffId, 'other-message')).rejects.toMatchObject({ code: 'conflict' });
    expect(
      (await Promise.all([reply(owner.staffId), reply(owner.staffId)])).filter(({ fresh }) => fresh),
    ).toHaveLength(1);
    expect(await messages.history(conversationId, 0, 10)).toMatchObject([
      { sequence: 1, from: 'agent', agentName: owner.name, text: '您好' },
    ]);
  });
});

describe('reading', () => {
  it('gives pages from a sequence on, and the end of a long conversation', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    for (let index = 1; index <= 12; index++) await say(conversationId, `message-${index}`);
    const sequences = (list: { sequence: number }[]) => list.map(({ sequence }) => sequence);
    expect(sequences(await messages.history(conversationId, 0, 5))).toEqual([1, 2, 3, 4, 5]);
    expect(sequences(await messages.history(conversationId, 9, 5))).toEqual([10, 11, 12]);
    expect(sequences(await messages.history(conversationId, 12, 5))).toEqual([]);
    expect(sequences(await messages.newest(conversationId, 3))).toEqual([10, 11, 12]);
  });

  it('marks as read forwards only, and nothing that is not there', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    for (const id of ['message-a', 'message-b', 'message-c']) await say(conversationId, id);
    expect(await messages.markRead(conversationId, 'staff', 2)).toBe(true);
    expect(await messages.markRead(conversationId, 'staff', 2)).toBe(false);
    expect(await messages.markRead(conversationId, 'staff', 1)).toBe(false);
    expect(await messages.markRead(conversationId, 'staff', 999)).toBe(false);
    expect(await rowOf(conversationId)).toMatchObject({ staffReadSequence: 2, shopperReadSequence: 0 });
  });

  it('takes votes on bot messages of this conversation only', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    const other = await makeConversation(database.prisma);
    const { message: own } = await say(conversationId, 'not-a-bot-message');
    const answer = await database.prisma.message.create({
      data: { conversationId, sequence: 2, from: 'bot', type: 'text', text: '答' },
      select: { id: true },
    });
    await messages.rateAnswer(conversationId, answer.id, true);
    await messages.rateAnswer(conversationId, answer.id, false);
    expect(await database.prisma.answerRating.findMany({ where: { messageId: answer.id } })).toMatchObject([
      { helpful: false },
    ]);
    await expect(messages.rateAnswer(conversationId, own.id, true)).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(messages.rateAnswer(other.conversationId, answer.id, true)).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
