import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  choiceOf,
  factsOf,
  knowledgeOf,
  matchOf,
  orderOf,
  understandingOf,
} from '../../test/conversation-fixtures.js';
import { makeConversation } from '../../test/conversation-rows.js';
import { openTestDatabase } from '../../test/database.js';
import { silentLog } from '../../test/silent-log.js';
import type { Database } from '../platform/database.js';
import { AppError } from '../platform/errors.js';
import { createKeyedQueue } from '../platform/keyed-queue.js';
import { createMessagePath, type MessagePathNeeds } from './message-path.js';
import { createMessageStore, type MessageStore } from './message-store.js';
import { createOwnershipStore, type OwnershipStore } from './ownership-store.js';
import { defaultPolicy } from './policy.js';
import { createTurnStore, type TurnStore } from './turn-store.js';

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

const policy = { ...defaultPolicy, burstWindow: 20, typingWindow: 100, retryWait: 50 };

/** The path on a real database; matching finds the answer about returns unless the test says otherwise. */
function pathWith(changes: Partial<MessagePathNeeds> = {}) {
  const typing: boolean[] = [];
  const path = createMessagePath({
    recordMessage: messages.recordShopperMessage,
    store: turns,
    understand: (text) => understandingOf({ text, normalized: text }),
    knowledge: knowledgeOf(async () => matchOf([['entry:returns', 0.9]])),
    facts: factsOf().facts,
    staffing: () => 'present',
    storeOffer: () => async () => {},
    storeHeldOut: () => async () => {},
    stopMarketing: () => async () => {},
    storeConsent: () => async () => {},
    storeOrderRequest: () => async () => {},
    withdrawOrderRequest: () => async () => {},
    readOrder: () => async () => undefined,
    storeErasure: () => async () => {},
    withdrawErasure: () => async () => {},
    clock: () => new Date('2026-11-20T02:00:00.000Z'),
    newId: randomUUID,
    timeZone: 'Asia/Shanghai',
    committed: () => {},
    botTyping: (_, on) => void typing.push(on),
    turns: createKeyedQueue(),
    policy,
    random: () => 0,
    log: silentLog,
    ...changes,
  });
  let opened: Promise<number> | undefined;
  const receive: typeof path.receive = async (conversationId, input) => {
    opened ??= path.recover();
    await opened;
    return path.receive(conversationId, input);
  };
  const send = (conversationId: string, text: string, clientMessageId: string = randomUUID()) =>
    receive(conversationId, { clientMessageId, text });
  return { ...path, receive, send, typing, receiveEarly: path.receive };
}

const said = async (id: string) =>
  (await messages.history(id, 0, 100)).map(({ from, text }) => `${from}: ${text}`);
const stateOf = async (id: string) =>
  (await database.prisma.conversation.findUniqueOrThrow({ where: { id }, select: { state: true } })).state;

async function eventually(check: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 5000; waited += 20) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('It did not happen within 5 s.');
}

describe('the message path', () => {
  it('answers a burst in one turn, and shows that it is typing meanwhile', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    const { send, drain, typing } = pathWith({
      policy: { ...policy, burstWindow: 60_000, longestBurst: 60_000 },
    });
    for (const text of ['在吗', '我想问', '怎么退货']) await send(conversationId, text);
    await drain();
    expect(await said(conversationId)).toEqual([
      'shopper: 在吗',
      'shopper: 我想问',
      'shopper: 怎么退货',
      'bot: 七天内都可以退。',
    ]);
    expect(typing).toEqual([true, false]);
  });

  it('answers a message once, however often the client sends it', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    const { send, drain } = pathWith();
    const sent = await Promise.all(
      Array.from({ length: 5 }, () => send(conversationId, '怎么退货', 'the-same-one')),
    );
    await drain();
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    await drain();
    expect(await said(conversationId)).toHaveLength(2);
  });

  it('drops the answer when a person is called while it is being found', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    const { send, drain } = pathWith({
      knowledge: knowledgeOf(async () => {
        await ownership.changeOwner({ conversationId, event: 'person-needed', refusal: '', line: '转接中' });
        return matchOf([['entry:returns', 0.9]]);
      }),
    });
    await send(conversationId, '怎么退货');
    await drain();
    expect(await said(conversationId)).toEqual(['shopper: 怎么退货', 'system: 转接中']);
    expect(await stateOf(conversationId)).toBe('queued');
  });

  it('answers what is written while the turn is running in a turn of its own', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    let late: Promise<unknown> | undefined;
    const { send } = pathWith({
      knowledge: knowledgeOf(async () => {
        late ??= send(conversationId, '还有运费');
        await late;
        return matchOf([['entry:returns', 0.9]]);
      }),
    });
    await send(conversationId, '怎么退货');
    await eventually(async () => (await said(conversationId)).length === 4);
    expect((await said(conversationId)).map((line) => line.split(':')[0])).toEqual([
      'shopper',
      'shopper',
      'bot',
      'bot',
    ]);
  });

  it.each([
    ['understanding', { understand: () => thrown('no segmenter') }],
    ['matching', { knowledge: knowledgeOf(() => thrown('no index')) }],
  ])('calls a person when %s fails', async (_, changes) => {
    const { conversationId } = await makeConversation(database.prisma);
    const { send, drain } = pathWith(changes);
    await send(conversationId, '怎么退货');
    await drain();
    expect(await stateOf(conversationId)).toBe('queued');
    expect((await said(conversationId))[1]).toContain('我这边出了点状况');
  });

  it('calls a person when what belongs to the turn cannot be stored', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    const { receive, drain } = pathWith({ storeConsent: () => () => thrown('no ledger') });
    await receive(conversationId, {
      clientMessageId: randomUUID(),
      quickReply: { label: '同意', payload: 'command:consent:yes' },
    });
    await drain();
    expect(await stateOf(conversationId)).toBe('queued');
  });

  it('answers once more, from how it stands then, when the order changed between look and change', async () => {
    const { conversationId } = await makeConversation(database.prisma, { known: true });
    let refusals = 1;
    const stored: string[] = [];
    const { send } = pathWith({
      knowledge: knowledgeOf(async () => matchOf([['intent:cancel-order', 0.9]])),
      understand: (text) =>
        understandingOf({
          text,
          normalized: text,
          words: [],
          ...(text === '好的' ? { confirmation: 'yes' } : {}),
        }),
      facts: factsOf({
        orderChoices: async () =>
          refusals > 0
            ? [choiceOf('QH1')]
            : [{ order: orderOf('QH1'), verdict: { allowed: false, why: '刚刚发货了。' } }],
      }).facts,
      storeOrderRequest:
        ({ id }) =>
        async () => {
          stored.push(id);
          if (refusals-- > 0) throw new AppError('conflict', '已经发货了');
        },
    });
    await send(conversationId, '取消订单');
    await eventually(async () => (await said(conversationId)).length === 2);
    await send(conversationId, '好的');
    await eventually(async () => (await said(conversationId)).length === 5);
    expect(stored).toHaveLength(1);
    expect((await said(conversationId))[3]).toContain('刚刚有变化，没有提交。刚刚发货了。');
    expect(await stateOf(conversationId)).toBe('bot');
  });

  it('says nothing when something fails while a person has the word', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    await ownership.changeOwner({ conversationId, event: 'person-needed', refusal: '' });
    const { send, drain } = pathWith({ understand: () => thrown('no segmenter') });
    await send(conversationId, '还在吗');
    await drain();
    expect(await said(conversationId)).toEqual(['shopper: 还在吗']);
  });

  it('tries again by itself when a turn could not be stored at all', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    let failures = 2;
    const store: TurnStore = {
      ...turns,
      persistTurn: (turn, outcome) =>
        failures-- > 0 ? thrown('connection lost') : turns.persistTurn(turn, outcome),
    };
    const { send } = pathWith({ store });
    await send(conversationId, '怎么退货');
    await eventually(async () => (await said(conversationId)).length === 2);
    expect(await said(conversationId)).toEqual(['shopper: 怎么退货', 'bot: 七天内都可以退。']);
  });

  it('only stores what is written before everything is loaded, and answers it then', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    const path = pathWith();
    await path.receiveEarly(conversationId, { clientMessageId: 'very-early-one', text: '怎么退货' });
    await new Promise((resolve) => setTimeout(resolve, 3 * policy.burstWindow));
    expect(await said(conversationId)).toHaveLength(1);
    await path.recover();
    await path.drain();
    expect(await said(conversationId)).toHaveLength(2);
  });

  it('answers after a restart what was left, once', async () => {
    const { conversationId } = await makeConversation(database.prisma);
    await messages.recordShopperMessage({
      conversationId,
      clientMessageId: 'before-the-crash',
      text: '怎么退货',
    });
    const { recover, drain } = pathWith();
    expect(await recover()).toBeGreaterThan(0);
    await drain();
    expect(await said(conversationId)).toEqual(['shopper: 怎么退货', 'bot: 七天内都可以退。']);
    expect(await pathWith().recover()).toBe(0);
  });
});

function thrown(message: string): never {
  throw new Error(message);
}
