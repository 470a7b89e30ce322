import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orderOf } from '../../test/conversation-fixtures.js';
import { makeAgent, makeConversation, outcomeSaying } from '../../test/conversation-rows.js';
import { openTestDatabase } from '../../test/database.js';
import type { Database } from '../platform/database.js';
import { createMessageStore, type MessageStore } from './message-store.js';
import { createOwnershipStore, type OwnershipStore } from './ownership-store.js';
import { createTurnStore, type Turn, type TurnStore } from './turn-store.js';

let database: Database;
let messages: MessageStore;
let ownership: OwnershipStore;
let turns: TurnStore;
beforeAll(async () => {
  database = await openTestDatabase();
  messages = createMessageStore(database);
  ownership = createOwnershipStore(database);
  turns = createTurnStore(database);
});
afterAll(() => database.close());

let sent = 0;
const say = (conversationId: string, text: string, payload?: string) =>
  messages.recordShopperMessage({
    conversationId,
    clientMessageId: `message-${++sent}`,
    text,
    ...(payload ? { payload } : {}),
  });
const rowOf = (id: string) => database.prisma.conversation.findUniqueOrThrow({ where: { id } });
const texts = async (id: string) =>
  (await messages.history(id, 0, 100)).map(({ from, text }) => `${from}: ${text}`);

async function dueTurn(conversationId: string): Promise<Turn> {
  const turn = await turns.loadTurn(conversationId);
  if (!turn) throw new Error('There is no turn.');
  return turn;
}

describe('a turn', () => {
  it('is nothing while there is nothing to answer', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    expect(await turns.loadTurn(conversationId)).toBeUndefined();
    expect(await turns.loadTurn('00000000-0000-7000-8000-000000000000')).toBeUndefined();
  });

  it('is everything said since the bot last spoke, and who said it', async () => {
    const { conversationId, visitorId, customerId } = await makeConversation(database.prisma, {
      known: true,
    });
    for (const text of ['在吗', '想问下', '怎么退货']) await say(conversationId, text);
    expect(await dueTurn(conversationId)).toMatchObject({
      state: 'bot',
      handledSequence: 0,
      aboutSequence: 3,
      texts: ['在吗', '想问下', '怎么退货'],
      person: { visitorId, customerId, name: '测试顾客', tier: 'regular' },
      dialogue: { misses: 0 },
    });
  });

  it('is a tapped reply alone: words before and after it are turns of their own', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    await say(conversationId, '推荐零食');
    await say(conversationId, '先不用', 'command:consent:no');
    await say(conversationId, '算了');
    const seen: unknown[] = [];
    for (;;) {
      const turn = await turns.loadTurn(conversationId);
      if (!turn) break;
      seen.push([turn.texts, turn.payload]);
      expect(await turns.persistTurn(turn, outcomeSaying(turn, '答'))).toBe(true);
    }
    expect(seen).toEqual([
      [['推荐零食'], undefined],
      [['先不用'], 'command:consent:no'],
      [['算了'], undefined],
    ]);
  });
});

describe('storing a turn', () => {
  it('writes messages, trace, memory and events together, behind the shopper’s', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    await say(conversationId, '怎么退货');
    const turn = await dueTurn(conversationId);
    const steps: string[] = [];
    const kept = await turns.persistTurn(
      turn,
      outcomeSaying(turn, '七天内都可以。', {
        dialogue: { misses: 0, last: { id: 'returns', times: 1 } },
        confidence: 0.93,
        alsoStore: [async () => void steps.push('stored')],
      }),
    );
    expect(kept).toBe(true);
    expect(await texts(conversationId)).toEqual(['shopper: 怎么退货', 'bot: 七天内都可以。']);
    expect(await rowOf(conversationId)).toMatchObject({
      handledSequence: 1,
      lastSequence: 2,
      dialogue: { misses: 0, last: { id: 'returns', times: 1 } },
    });
    expect(await database.prisma.trace.findMany({ where: { conversationId } })).toMatchObject([
      { aboutSequence: 1, firstSequence: 2, lastSequence: 2, decision: 'answer', confidence: 0.93 },
    ]);
    expect(steps).toEqual(['stored']);
    expect(await turns.loadTurn(conversationId)).toBeUndefined();
  });

  it('shows an order as the turn leaves it', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    await say(conversationId, '确认');
    const turn = await dueTurn(conversationId);
    const before = orderOf('O1', 'paid');
    let status = before.status;
    await turns.persistTurn(
      turn,
      outcomeSaying(turn, '好的', {
        messages: [before, { ...before, orderId: 'O2' }].map((each) => ({
          type: 'card',
          card: { kind: 'order', order: each },
        })),
        alsoStore: [
          async () => {
            status = 'refunding';
          },
        ],
        changedOrders: [async () => ({ ...before, status }), async () => undefined],
      }),
    );
    const rows = await database.prisma.message.findMany({
      where: { conversationId, from: 'bot' },
      orderBy: { sequence: 'asc' },
      select: { card: true },
    });
    expect(rows.map(({ card }) => card)).toMatchObject([
      { order: { orderId: 'O1', status: 'refunding' } },
      { order: { orderId: 'O2', status: 'paid' } },
    ]);
  });

  it('writes nothing at all when one part of it fails', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    await say(conversationId, '有券吗');
    const turn = await dueTurn(conversationId);
    const broken = outcomeSaying(turn, '给您一张', {
      alsoStore: [() => Promise.reject(new Error('no coupon'))],
    });
    await expect(turns.persistTurn(turn, broken)).rejects.toThrow('no coupon');
    expect(await texts(conversationId)).toEqual(['shopper: 有券吗']);
    expect(await rowOf(conversationId)).toMatchObject({ lastSequence: 1, handledSequence: 0 });
    expect(await database.prisma.trace.count({ where: { conversationId } })).toBe(0);
    expect(await turns.persistTurn(turn, outcomeSaying(turn, '转人工'))).toBe(true);
  });

  it('moves the conversation to the queue with reason and priority', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    await say(conversationId, '转人工');
    const turn = await dueTurn(conversationId);
    await turns.persistTurn(
      turn,
      outcomeSaying(turn, '好的', { handOff: { reason: 'requested', priority: 7 } }),
    );
    expect(await rowOf(conversationId)).toMatchObject({
      state: 'queued',
      version: 1,
      handOffReason: 'requested',
      priority: 7,
      queuedAt: expect.any(Date),
    });
  });

  it('happens once, when two compute the same turn', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    await say(conversationId, '怎么退货');
    const turn = await dueTurn(conversationId);
    const stored = await Promise.all(
      [1, 2, 3].map((node) => turns.persistTurn(turn, outcomeSaying(turn, `答${node}`))),
    );
    expect(stored.filter(Boolean)).toHaveLength(1);
    expect(await texts(conversationId)).toHaveLength(2);
  });
});

describe('the version guard', () => {
  it('drops a turn whose conversation went to a person meanwhile: the bot never answers after a hand-off', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    const { staffId } = await makeAgent(database.prisma);
    await say(conversationId, '怎么退货');
    const turn = await dueTurn(conversationId);
    await ownership.changeOwner({ conversationId, event: 'person-needed', refusal: '', line: '转接中' });
    await ownership.changeOwner({
      conversationId,
      event: 'agent-claimed',
      staffId,
      refusal: '',
      line: '来了',
    });
    expect(await turns.persistTurn(turn, outcomeSaying(turn, '七天内都可以。'))).toBe(false);
    expect(await texts(conversationId)).toEqual(['shopper: 怎么退货', 'system: 转接中', 'system: 来了']);
  });

  it('drops it, too, when the conversation came back to the bot: the turn is about an older one', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    await say(conversationId, '怎么退货');
    const turn = await dueTurn(conversationId);
    await ownership.changeOwner({ conversationId, event: 'person-needed', refusal: '' });
    await ownership.changeOwner({ conversationId, event: 'request-cancelled', refusal: '' });
    expect(await turns.persistTurn(turn, outcomeSaying(turn, '迟到的'))).toBe(false);
    expect(await turns.loadTurn(conversationId)).toBeUndefined();
  });

  it('lets exactly one of bot and hand-off have the word, whoever is first', async () => {
    const order = new Set<string>();
    for (let round = 0; round < 30; round++) {
      const { conversationId } = await makeConversation(database.prisma);
      await say(conversationId, '怎么退货');
      const turn = await dueTurn(conversationId);
      const call = () =>
        ownership.changeOwner({ conversationId, event: 'person-needed', refusal: '', line: '转接中' });
      const answer = () => turns.persistTurn(turn, outcomeSaying(turn, '答'));
      const [first, second] = round % 2 === 0 ? [call, answer] : [answer, call];
      await Promise.all([first(), second()]);
      const said = await texts(conversationId);
      expect([
        ['shopper: 怎么退货', 'system: 转接中'],
        ['shopper: 怎么退货', 'bot: 答', 'system: 转接中'],
      ]).toContainEqual(said);
      expect((await messages.history(conversationId, 0, 9)).map(({ sequence }) => sequence)).toEqual(
        said.map((_, index) => index + 1),
      );
      order.add(said.join());
    }
    expect(order.size).toBe(2);
  });
});

describe('what a crash left behind', () => {
  it('is every conversation of the bot with an unanswered message, and no other', async () => {
    await database.prisma.conversation.updateMany({ data: { lastShopperSequence: 0, handledSequence: 0 } });
    const [open, answered, waiting] = await Promise.all(
      [1, 2, 3].map(() => makeConversation(database.prisma)),
    );
    for (const made of [open, answered, waiting]) await say(made?.conversationId ?? '', '在吗');
    const turn = await dueTurn(answered?.conversationId ?? '');
    await turns.persistTurn(turn, outcomeSaying(turn, '在的'));
    await ownership.changeOwner({
      conversationId: waiting?.conversationId ?? '',
      event: 'person-needed',
      refusal: '',
    });
    expect(await turns.unfinished(10)).toEqual([open?.conversationId]);
  });
});
