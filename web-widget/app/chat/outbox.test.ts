import { describe, expect, it } from 'vitest';
import type { Ack } from '../../../src/contract/ack.js';
import type { SentMessage } from '../../../src/contract/shopper-socket.js';
import { createDeviceStorage, memoryStorage } from '../device-storage.js';
import { createOutbox, type OutboxItem, retryDelay } from './outbox.js';

type Reply = Ack<{ message: SentMessage }>;
const ok = (sequence: number): Reply => ({
  ok: true,
  message: { id: `m${sequence}`, sequence, createdAt: '2026-11-21T04:00:00.000Z' },
});
const problem = (
  code: 'unavailable' | 'invalid-input' | 'rate-limited' | 'unauthenticated',
  seconds?: number,
): Reply => ({
  ok: false,
  error: { code, message: code, ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }) },
});

/** An outbox whose server answers what the test says, and whose timers the test runs. */
function setUp(web = memoryStorage(), names = 'a', { writer = '', conversation = 'c1' } = {}) {
  const storage = createDeviceStorage('shop', () => web);
  const asked: { item: OutboxItem; answer: (reply: Reply) => Promise<void> }[] = [];
  const waits: { milliseconds: number; run: () => void }[] = [];
  const sent: string[] = [];
  let ids = 0;
  let refusedTokens = 0;
  const outbox = createOutbox({
    storage,
    writer: () => writer,
    send: (item) =>
      new Promise<Reply>((resolve) => {
        asked.push({
          item,
          answer: async (reply) => {
            resolve(reply);
            await new Promise((done) => setTimeout(done, 0));
          },
        });
      }),
    onSent: (item, message) => sent.push(`${item.text}#${message.sequence}`),
    onUnauthenticated: () => {
      refusedTokens += 1;
    },
    now: () => 1000,
    random: () => 1,
    newId: () => `${names}-${++ids}`,
    later(milliseconds, run) {
      const wait = { milliseconds, run };
      waits.push(wait);
      return () => waits.splice(waits.indexOf(wait), 1);
    },
  });
  outbox.use(conversation);
  const next = () => {
    const last = asked.at(-1);
    if (!last) throw new Error('nothing was asked');
    return last;
  };
  return {
    outbox,
    asked,
    waits,
    sent,
    next,
    texts: () => outbox.items.value.map((item) => item.text),
    refusedTokens: () => refusedTokens,
  };
}

describe('outbox', () => {
  it('sends one after the other, in the order of typing', async () => {
    const { outbox, asked, sent, next, texts } = setUp();
    outbox.enqueue('一');
    outbox.enqueue('二');
    expect(asked).toHaveLength(1);
    await next().answer(ok(1));
    expect(asked.map(({ item }) => item.text)).toEqual(['一', '二']);
    await next().answer(ok(2));
    expect(sent).toEqual(['一#1', '二#2']);
    expect(texts()).toEqual([]);
  });

  it('tries the same message with the same id until it is acknowledged', async () => {
    const { outbox, asked, waits, next } = setUp();
    outbox.enqueue('在吗');
    await next().answer(problem('unavailable'));
    expect(waits[0]?.milliseconds).toBe(1000);
    waits.shift()?.run();
    await next().answer(problem('unavailable'));
    expect(waits[0]?.milliseconds).toBe(2000);
    waits.shift()?.run();
    expect(new Set(asked.map(({ item }) => item.clientMessageId)).size).toBe(1);
    await next().answer(ok(1));
    expect(outbox.items.value).toEqual([]);
  });

  it('does not wait for the backoff when the connection is back', async () => {
    const { outbox, asked, waits, next } = setUp();
    outbox.enqueue('在吗');
    await next().answer(problem('unavailable'));
    outbox.flush();
    expect(asked).toHaveLength(2);
    expect(waits).toEqual([]);
  });

  it('keeps a refused message for the shopper and goes on with the next', async () => {
    const { outbox, next, sent } = setUp();
    const bad = outbox.enqueue('坏的');
    outbox.enqueue('好的');
    await next().answer(problem('invalid-input'));
    await next().answer(ok(1));
    expect(sent).toEqual(['好的#1']);
    expect(outbox.items.value).toMatchObject([{ text: '坏的', refused: 'invalid-input' }]);
    outbox.retry(bad?.clientMessageId ?? '');
    await next().answer(ok(2));
    expect(sent).toEqual(['好的#1', '坏的#2']);
  });

  it('can throw a refused message away', async () => {
    const { outbox, next, texts } = setUp();
    const bad = outbox.enqueue('坏的');
    await next().answer(problem('invalid-input'));
    outbox.discard(bad?.clientMessageId ?? '');
    expect(texts()).toEqual([]);
  });

  it('waits as long as the server asks', async () => {
    const { outbox, waits, next } = setUp();
    outbox.enqueue('快');
    await next().answer(problem('rate-limited', 7));
    expect(waits[0]?.milliseconds).toBe(7000);
  });

  it('holds the message while the session is renewed', async () => {
    const { outbox, next, texts, refusedTokens, sent } = setUp();
    outbox.enqueue('你好');
    await next().answer(problem('unauthenticated'));
    expect(refusedTokens()).toBe(1);
    expect(texts()).toEqual(['你好']);
    outbox.flush();
    await next().answer(ok(1));
    expect(sent).toEqual(['你好#1']);
  });

  it('outlives a reload, per conversation, and two tabs do not overwrite each other', () => {
    const web = memoryStorage();
    const first = setUp(web, 'first');
    first.outbox.enqueue('甲');
    const second = setUp(web, 'second');
    expect(second.texts()).toEqual(['甲']);
    second.outbox.enqueue('乙');
    first.outbox.enqueue('丙');
    expect(setUp(web).texts().sort()).toEqual(['丙', '乙', '甲'].sort());
  });

  it('takes what waits into a renewed conversation, but leaves it behind when somebody else comes', () => {
    const { outbox, texts } = setUp();
    outbox.enqueue('还没发出');
    outbox.use('c2');
    expect(texts()).toEqual(['还没发出']);
    outbox.use('');
    expect(texts()).toEqual([]);
    outbox.use('c3');
    expect(texts()).toEqual([]);
    outbox.use('');
    outbox.use('c2');
    expect(texts()).toEqual(['还没发出']);
  });

  it('is bounded: what does not fit stays with the shopper', () => {
    const { outbox, texts } = setUp();
    for (let number = 1; number <= 100; number++) outbox.enqueue(`${number}`);
    expect(outbox.enqueue('101')).toBeUndefined();
    expect(texts()).toHaveLength(100);
  });

  it('keeps what was uploaded with its message, over a reload', () => {
    const web = memoryStorage();
    const attachment = {
      id: '0198d3a0-0000-7000-8000-000000000000',
      kind: 'image' as const,
      name: '照片.jpg',
      mimeType: 'image/jpeg',
      size: 1,
      thumbnail: true,
    };
    setUp(web, 'first').outbox.enqueue('', { attachment });
    expect(setUp(web, 'second').asked.length).toBe(0);
    expect(setUp(web, 'third').outbox.items.value).toMatchObject([{ attachment }]);
  });

  it('sends what was typed before the conversation was known into it', async () => {
    const { outbox, next, sent, texts } = setUp();
    outbox.use('');
    outbox.enqueue('早到的');
    await next().answer(problem('unavailable'));
    outbox.use('c9');
    expect(texts()).toEqual(['早到的']);
    outbox.flush();
    await next().answer(ok(1));
    expect(sent).toEqual(['早到的#1']);
  });

  it('keeps what was typed before the conversation was known over a reload, for the same person only', () => {
    const web = memoryStorage();
    setUp(web, 'first', { conversation: '', writer: 'C1' }).outbox.enqueue('断网时写的');
    expect(setUp(web, 'other', { conversation: 'c2', writer: 'C2' }).texts()).toEqual([]);
    const again = setUp(web, 'second', { conversation: '', writer: 'C1' });
    again.outbox.use('c1');
    expect(again.texts()).toEqual(['断网时写的']);
    expect(setUp(web, 'third', { writer: 'C1' }).texts()).toEqual(['断网时写的']);
  });

  it('drops an answer that concerns the queue of somebody else', async () => {
    const { outbox, next, sent } = setUp();
    outbox.enqueue('给 c1');
    const late = next();
    outbox.use('');
    outbox.use('c2');
    await late.answer(ok(1));
    expect(sent).toEqual([]);
  });
});

describe('retryDelay', () => {
  it('doubles up to half a minute, with jitter over the upper half', () => {
    expect([0, 1, 2, 9].map((attempt) => retryDelay(attempt, undefined, () => 1))).toEqual([
      1000, 2000, 4000, 30_000,
    ]);
    expect(retryDelay(1, undefined, () => 0)).toBe(1000);
  });
});
