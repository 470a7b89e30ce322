import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgent, makeConversation } from '../../test/conversation-rows.js';
import { openTestDatabase } from '../../test/database.js';
import { closingSettings } from '../contract/closing.js';
import type { Database } from '../platform/database.js';
import { createMessageStore, type MessageStore } from './message-store.js';
import { createOwnershipStore, type OwnerChange, type OwnershipStore } from './ownership-store.js';
import { createSatisfactionStore, type SatisfactionStore } from './satisfaction-store.js';

const hour = 3_600_000;
let database: Database;
let messages: MessageStore;
let ownership: OwnershipStore;
let satisfaction: SatisfactionStore;
let now = new Date('2026-11-21T06:00:00Z');
let settings = closingSettings.parse({});
const clock = () => now;
const later = (milliseconds: number) => {
  now = new Date(now.getTime() + milliseconds);
};

beforeAll(async () => {
  database = await openTestDatabase();
  messages = createMessageStore(database);
  ownership = createOwnershipStore(database, { clock, closing: () => settings });
  satisfaction = createSatisfactionStore(database, { clock });
});
afterAll(() => database.close());

let sent = 0;
const writes = (conversationId: string) =>
  messages.recordShopperMessage({ conversationId, clientMessageId: `from-shopper-${++sent}`, text: '在吗' });
const answers = (conversationId: string, staffId: string) =>
  messages.recordAgentMessage({
    conversationId,
    clientMessageId: `from-agent-${++sent}`,
    text: '您好',
    staffId,
  });
const move = (
  conversationId: string,
  event: OwnerChange['event'],
  by: NonNullable<OwnerChange['by']>,
  staffId?: string,
) =>
  ownership.changeOwner({
    conversationId,
    event,
    by,
    line: '说一句',
    refusal: '现在不行。',
    ...(staffId ? { staffId } : {}),
  });

/** A talk with a person, up to its end. */
async function served(
  agent: { staffId: string },
  conversation: { conversationId: string },
  { silent = false } = {},
): Promise<void> {
  const { conversationId } = conversation;
  await writes(conversationId);
  await move(conversationId, 'person-needed', 'shopper');
  await move(conversationId, 'agent-claimed', 'agent', agent.staffId);
  if (!silent) await answers(conversationId, agent.staffId);
  await move(conversationId, 'closed', 'agent', agent.staffId);
}

async function cardsOf(conversationId: string) {
  const history = await messages.history(conversationId, 0, 100);
  expect(history.map(({ sequence }) => sequence)).toEqual(history.map((_, index) => index + 1));
  return history.flatMap(({ card, from }) => (card?.kind === 'satisfaction' ? [{ ...card, from }] : []));
}

describe('who is asked', () => {
  it('is asked once about the person who answered, behind the line of the end', async () => {
    const agent = await makeAgent(database.prisma);
    const conversation = await makeConversation(database.prisma);
    await served(agent, conversation);
    const cards = await cardsOf(conversation.conversationId);
    expect(cards).toEqual([
      expect.objectContaining({ from: 'system', about: 'person', agentName: agent.name }),
    ]);
    expect(cards[0]?.goodTags).toEqual(settings.goodTags);
    const [row] = await database.prisma.satisfaction.findMany({
      where: { conversationId: conversation.conversationId },
    });
    expect(row).toMatchObject({ staffId: agent.staffId, about: 'person', score: null, askedAt: now });
  });

  it('is not asked again within a day, and is asked again afterwards', async () => {
    const agent = await makeAgent(database.prisma);
    const conversation = await makeConversation(database.prisma);
    await served(agent, conversation);
    later(23 * hour);
    await served(agent, conversation);
    expect(await cardsOf(conversation.conversationId)).toHaveLength(1);
    later(2 * hour);
    await served(agent, conversation);
    expect(await cardsOf(conversation.conversationId)).toHaveLength(2);
  });

  it('a customer is not asked in one conversation after being asked in another', async () => {
    const agent = await makeAgent(database.prisma);
    const first = await makeConversation(database.prisma, { known: true });
    await served(agent, first);
    const second = await makeConversation(database.prisma);
    await database.prisma.conversation.update({
      where: { id: second.conversationId },
      data: { customerId: first.customerId ?? null },
    });
    await served(agent, second);
    expect(await cardsOf(second.conversationId)).toEqual([]);
  });

  it('is not asked when nobody said anything, in this talk', async () => {
    const agent = await makeAgent(database.prisma);
    const conversation = await makeConversation(database.prisma);
    await served(agent, conversation, { silent: true });
    expect(await cardsOf(conversation.conversationId)).toEqual([]);
    await served(agent, conversation);
    later(25 * hour);
    await served(agent, conversation, { silent: true });
    expect(await cardsOf(conversation.conversationId)).toHaveLength(1);
  });

  it('is asked after the end for silence, and not where the shop does not want it', async () => {
    const agent = await makeAgent(database.prisma);
    for (const askSatisfaction of [true, false]) {
      settings = { ...settings, askSatisfaction };
      const { conversationId } = await makeConversation(database.prisma);
      await move(conversationId, 'person-needed', 'shopper');
      await move(conversationId, 'agent-claimed', 'agent', agent.staffId);
      await answers(conversationId, agent.staffId);
      await move(conversationId, 'idle-closed', 'system');
      expect(await cardsOf(conversationId)).toHaveLength(askSatisfaction ? 1 : 0);
    }
    settings = closingSettings.parse({});
  });

  it.each([
    ['answer', true, 1],
    ['answer', false, 0],
    ['clarify', true, 0],
    ['hand-off', true, 0],
  ])('after the bot alone: last decision %s, helpful %s', async (decision, helpful, asked) => {
    const { conversationId } = await makeConversation(database.prisma);
    await writes(conversationId);
    const { id } = await database.prisma.message.create({
      data: { conversationId, sequence: 2, from: 'bot', type: 'text', text: '七天内可以退。' },
    });
    await database.prisma.conversation.update({ where: { id: conversationId }, data: { lastSequence: 2 } });
    await database.prisma.trace.create({
      data: { conversationId, aboutSequence: 1, decision, content: {} },
    });
    await messages.rateAnswer(conversationId, id, helpful);
    await move(conversationId, 'closed', 'shopper');
    const cards = await cardsOf(conversationId);
    expect(cards).toHaveLength(asked);
    if (asked) expect(cards[0]).toMatchObject({ about: 'bot' });
  });
});

describe('what is answered', () => {
  it('is kept with card, conversation and agent, and told', async () => {
    const agent = await makeAgent(database.prisma);
    const conversation = await makeConversation(database.prisma);
    const { conversationId } = conversation;
    await served(agent, conversation);
    const rated = await satisfaction.rate(conversationId, {
      score: 5,
      comment: '很耐心',
      tags: ['态度好', '态度好'],
    });
    const [card] = await cardsOf(conversationId);
    expect(card?.rating).toEqual(rated.rating);
    expect(card?.rating).toMatchObject({ score: 5, comment: '很耐心', tags: ['态度好'] });
    const told = await database.prisma.outboxEvent.findMany({
      where: { conversationId, topic: 'satisfaction.rated' },
    });
    expect(told.map(({ payload }) => payload)).toEqual([rated]);
    expect(await satisfaction.ofPeople(now)).toMatchObject({ rated: 1, average: 5 });
  });

  it('may be changed for a day after the first answer, and keeps its day', async () => {
    const agent = await makeAgent(database.prisma);
    const conversation = await makeConversation(database.prisma);
    const { conversationId } = conversation;
    await served(agent, conversation);
    const first = await satisfaction.rate(conversationId, { score: 5, comment: '不错' });
    later(23 * hour);
    const changed = await satisfaction.rate(conversationId, { score: 2 });
    expect(changed.rating).toMatchObject({ score: 2, ratedAt: first.rating.ratedAt });
    expect(changed.rating.comment).toBeUndefined();
    expect((await cardsOf(conversationId))[0]?.rating).toEqual(changed.rating);
    later(2 * hour);
    await expect(satisfaction.rate(conversationId, { score: 1 })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is refused where nothing was asked, or a week ago', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    await expect(satisfaction.rate(conversationId, { score: 1 })).rejects.toMatchObject({
      code: 'not-found',
    });
    const agent = await makeAgent(database.prisma);
    const conversation = await makeConversation(database.prisma);
    await served(agent, conversation);
    later(8 * 24 * hour);
    await expect(satisfaction.rate(conversation.conversationId, { score: 1 })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
