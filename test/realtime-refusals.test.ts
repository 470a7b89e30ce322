import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ack } from '../src/contract/ack.js';
import type { Message } from '../src/contract/messages.js';
import { openTestShop, type TestShop } from './shop.js';
import { connectShopper, connectStaff, type TestStaff } from './shop-clients.js';

type Created = { message: Message };

let shop: TestShop;
let agent: TestStaff;
beforeAll(async () => {
  shop = await openTestShop({ model: false });
  agent = await shop.staff('agent1@demo.local');
}, 300_000);
afterAll(() => shop?.close());

describe('who may connect', () => {
  it.each([
    undefined,
    '',
    'nonsense',
    7,
    {},
    'eyJhbGciOiJub25lIn0.e30.',
  ])('no shopper with the token %j', async (token) => {
    await expect(connectShopper(shop.address, token)).rejects.toMatchObject({
      data: { code: 'unauthenticated' },
    });
  });

  it.each(['', 'session=nonsense'])('no staff with the cookie "%s"', async (cookie) => {
    await expect(connectStaff(shop.address, cookie)).rejects.toMatchObject({
      data: { code: 'unauthenticated' },
    });
  });

  it('no staff with a shopper’s token', async () => {
    const { token } = await shop.shopper();
    await expect(connectStaff(shop.address, `zhanggui_session=${token}`)).rejects.toMatchObject({
      data: { code: 'unauthenticated' },
    });
  });
});

const nowhere = '00000000-0000-7000-8000-000000000000';
const clientMessageId = 'valid-client-id';

describe('events that are not valid', () => {
  const shopperEvents: [string, unknown][] = [
    ['message.send', { clientMessageId, text: '' }],
    ['message.send', { clientMessageId, text: '   ' }],
    ['message.send', { clientMessageId, text: '长'.repeat(10_000) }],
    ['message.send', { clientMessageId: 'x', text: '你好' }],
    ['message.send', { clientMessageId: 'no spaces here', text: '你好' }],
    ['message.send', { clientMessageId, text: '你好', from: 'agent' }],
    ['message.send', { clientMessageId, quickReply: { label: '', payload: '' } }],
    ['message.send', 'text'],
    ['conversation.sync', { afterSequence: -1 }],
    ['conversation.sync', { afterSequence: 1.5 }],
    ['conversation.requestHuman', { reason: '长'.repeat(201) }],
    ['conversation.cancelRequest', { conversationId: nowhere }],
    ['conversation.close', null],
    ['message.read', { sequence: '1' }],
    ['answer.rate', { messageId: 'x', helpful: true }],
    ['offer.respond', { offerId: nowhere, response: 'taken' }],
    ['typing', { on: 'yes' }],
    ['typing', []],
  ];
  it.each(shopperEvents)('of a shopper: %s %j', async (event, input) => {
    const shopper = await shop.shopper();
    const answer = await shopper.ask(event, input);
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-input', errors: expect.any(Array) } });
    expect(await shopper.history()).toEqual([]);
  });

  const staffEvents: [string, object, string][] = [
    ['message.send', { conversationId: nowhere, clientMessageId, text: '您好' }, 'conflict'],
    ['message.send', { conversationId: 'x', clientMessageId, text: '您好' }, 'invalid-input'],
    ['conversation.sync', { conversationId: nowhere, afterSequence: 0 }, 'not-found'],
    ['conversation.claim', { conversationId: nowhere }, 'not-found'],
    ['conversation.release', { conversationId: nowhere }, 'not-found'],
    ['conversation.close', { conversationId: nowhere }, 'not-found'],
    ['conversation.close', { conversationId: nowhere, disposition: '长'.repeat(61) }, 'invalid-input'],
    ['note.add', { conversationId: nowhere, text: '注' }, 'not-found'],
    ['note.add', { conversationId: nowhere, text: ' ' }, 'invalid-input'],
    ['message.read', { conversationId: nowhere, sequence: 1 }, 'not-found'],
    ['presence.set', { status: 'sleeping' }, 'invalid-input'],
    ['presence.set', { status: 'busy', reason: 'meal' }, 'invalid-input'],
    ['conversation.claimNext', { conversationId: nowhere }, 'invalid-input'],
    ['conversation.decline', { conversationId: 'x' }, 'invalid-input'],
    ['conversation.transfer', { conversationId: nowhere, to: { skill: '售后' } }, 'not-found'],
    ['conversation.transfer', { conversationId: nowhere, to: {} }, 'invalid-input'],
    ['conversation.transfer', { conversationId: nowhere, to: { skill: '' } }, 'invalid-input'],
    ['conversation.takeOver', { conversationId: nowhere }, 'forbidden'],
    ['whisper', { conversationId: nowhere, text: '小声说' }, 'forbidden'],
    ['whisper', { conversationId: nowhere, text: '' }, 'invalid-input'],
    ['typing', { conversationId: 'x', on: true }, 'invalid-input'],
  ];
  it.each(staffEvents)('of staff: %s %j → %s', async (event, input, code) => {
    expect(await agent.ask(event, input)).toMatchObject({
      ok: false,
      error: { code, message: expect.any(String) },
    });
  });

  it('unknown ids of a shopper are not found', async () => {
    const shopper = await shop.shopper('C1003');
    const rate = await shopper.ask('answer.rate', { messageId: nowhere, helpful: true });
    const respond = await shopper.ask('offer.respond', { offerId: nowhere, response: 'accepted' });
    for (const answer of [rate, respond])
      expect(answer).toMatchObject({ ok: false, error: { code: 'not-found' } });
    const visitor = await shop.shopper();
    expect(await visitor.ask('offer.respond', { offerId: nowhere, response: 'accepted' })).toMatchObject({
      error: { code: 'unauthenticated' },
    });
  });

  it('end neither the connection nor the server, without an ack and with unknown names, too', async () => {
    const shopper = await shop.shopper();
    for (const input of [undefined, null, 7, 'x', [], { text: '' }])
      shopper.socket.emit('message.send', input);
    shopper.socket.emit('message.send', { clientMessageId: randomUUID(), text: '没有回执' });
    shopper.socket.emit('no.such.event', { a: 1 });
    await shopper.saw<Created>('message.created', ({ message }) => message.text === '没有回执');
    expect(shopper.socket.connected).toBe(true);
    expect((await shopper.history()).filter(({ from }) => from === 'shopper')).toHaveLength(1);
  });
});

describe('too many messages', () => {
  it('are refused with the seconds to wait, and cost nobody else anything', async () => {
    const shopper = await shop.shopper();
    const answers: Ack[] = [];
    for (let index = 0; index < 45; index++)
      answers.push(
        await shopper.ask('message.send', { clientMessageId: randomUUID(), text: `第 ${index} 条` }),
      );
    const refused = answers.filter(({ ok }) => !ok);
    expect(refused.length).toBeGreaterThanOrEqual(5);
    expect(refused[0]).toMatchObject({
      error: { code: 'rate-limited', retryAfterSeconds: expect.any(Number) },
    });
    const other = await shop.shopper();
    expect(await other.send('你好')).toMatchObject({ sequence: 1 });
  });
});
