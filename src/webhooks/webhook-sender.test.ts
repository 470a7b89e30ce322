import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/database.js';
import { silentLog } from '../../test/silent-log.js';
import { isSignedHook, openHookReceiver, type ReceivedHook } from '../../test/webhook-receiver.js';
import type { Database } from '../platform/database.js';
import { guardedLookup, mayBeReceiver, mayReach } from './receiver-address.js';
import { signWebhook } from './signature.js';
import { createWebhookSender, retryAfter } from './webhook-sender.js';
import { createWebhookStore, type WebhookStore } from './webhook-store.js';

const secret = 'a-secret-of-the-shop-for-webhooks';
let database: Database;
let store: WebhookStore;
let now = new Date('2026-11-21T06:00:00Z');
const clock = () => now;

/** The shop's own server. */
let receiver: Awaited<ReturnType<typeof openHookReceiver>>;
let got: Awaited<ReturnType<typeof openHookReceiver>>['got'];
const signed = (hook: (typeof got)[number]) => isSignedHook(secret, hook, now.getTime() / 1000);

beforeAll(async () => {
  database = await openTestDatabase();
  store = createWebhookStore(database);
  receiver = await openHookReceiver();
  got = receiver.got;
});
afterAll(async () => {
  receiver.close();
  await database.close();
});

const sender = () =>
  createWebhookSender({
    store,
    url: async () => receiver.url,
    topics: ['transcript.requested', 't'],
    secret,
    dataOf: async ({ payload }) => payload as object,
    clock,
    log: silentLog,
  });
const rows = () => database.prisma.webhookDelivery.findMany({ orderBy: { createdAt: 'desc' } });

describe('a webhook', () => {
  it('arrives signed, once, and what it held is forgotten', async () => {
    await store.add('transcript.requested', { email: 'lin@example.com' }, now);
    await sender().kick();
    await sender().kick();
    expect(got).toHaveLength(1);
    expect(got[0]).toMatchObject({ topic: 'transcript.requested', data: { email: 'lin@example.com' } });
    expect(got.map(signed)).toEqual([true]);
    expect((await rows())[0]).toMatchObject({ state: 'delivered', payload: {}, attempts: 1 });
  });

  it('is taken once by several processes at the same moment', async () => {
    got.length = 0;
    for (let count = 0; count < 12; count++) await store.add('t', { count }, now);
    await Promise.all([sender().kick(), sender().kick(), sender().kick()]);
    expect(got.map(({ data }) => Number(data.count)).sort((a, b) => a - b)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
    ]);
  });

  it('is tried again with longer and longer pauses, and given up', async () => {
    got.length = 0;
    receiver.answers.push(500, 302, ...Array.from({ length: 5 }, () => 503));
    now = new Date(now.getTime() + 1000);
    const first = now.getTime() / 1000;
    await store.add('t', { email: 'lin@example.com' }, now);
    await sender().kick();
    for (const wait of retryAfter) {
      now = new Date(now.getTime() + wait - 1);
      const before = got.length;
      await sender().kick();
      expect(got).toHaveLength(before);
      now = new Date(now.getTime() + 1);
      await sender().kick();
      expect(got).toHaveLength(before + 1);
    }
    now = new Date(now.getTime() + 24 * 3_600_000);
    await sender().kick();
    expect(got).toHaveLength(retryAfter.length + 1);
    expect(new Set(got.map(({ id }) => id)).size).toBe(1);
    expect(isSignedHook(secret, got[0] as (typeof got)[number], first)).toBe(true);
    expect((await rows())[0]).toMatchObject({ state: 'failed', payload: {}, lastError: 'status 503' });
  });
});

describe('over the network', () => {
  const about = (customerId: string, text: string) => store.add('network', { customerId, text }, now);
  const network = (
    changes: Partial<Parameters<typeof createWebhookSender>[0]> = {},
    address = () => shop.url,
  ) =>
    createWebhookSender({
      store,
      url: async () => address(),
      topics: ['network'],
      secret,
      dataOf: async ({ payload }) => payload as object,
      rule: { allowPrivate: false },
      clock,
      log: silentLog,
      ...changes,
    });
  const waiting = () =>
    database.prisma.webhookDelivery.findMany({ where: { topic: 'network', state: 'waiting' } });
  const texts = () => shop.got.map(({ data }) => data.text);
  let shop: Awaited<ReturnType<typeof openHookReceiver>>;
  beforeAll(async () => {
    shop = await openHookReceiver();
  });
  afterAll(() => shop.close());
  beforeEach(async () => {
    await database.prisma.webhookDelivery.deleteMany({ where: { topic: 'network' } });
    shop.got.length = 0;
    shop.answers.length = 0;
  });

  it('whoever does not answer in time is asked again, under the same id', async () => {
    await about('C1', '一');
    shop.answers.push('never', 500);
    const impatient = network({ attemptMs: 150 });
    await impatient.kick();
    expect(await waiting()).toMatchObject([{ attempts: 1, lastError: 'no answer within 0.15 s' }]);
    for (const wait of retryAfter.slice(0, 2)) {
      now = new Date(now.getTime() + wait);
      await impatient.kick();
    }
    expect(await waiting()).toEqual([]);
    expect(shop.got).toHaveLength(3);
    expect(new Set(shop.got.flatMap(({ id, delivery }) => [id, delivery])).size).toBe(1);
    for (const hook of shop.got) expect(isSignedHook(secret, hook, now.getTime() / 1000)).toBe(true);
  });

  it('a redirect is not followed', async () => {
    await about('C1', '一');
    shop.answers.push(302);
    await network().kick();
    expect(shop.got).toHaveLength(1);
    expect(await waiting()).toMatchObject([{ lastError: 'status 302' }]);
  });

  it.each([
    'http://10.0.0.8/hook',
    'https://169.254.169.254/latest/meta-data',
    'https://[fd00::1]/hook',
    'https://[::ffff:192.168.1.1]/hook',
    'https://0.0.0.0/hook',
  ])('%s is in a private network: nothing goes there', async (address) => {
    expect(mayBeReceiver(address, { allowPrivate: false })).toBe(false);
    await about('C1', '一');
    await network({}, () => address).kick();
    expect(await waiting()).toMatchObject([{ lastError: 'the address is in a private network' }]);
  });

  it('a name that leads to this machine is refused when it is looked up; one that says so is not', async () => {
    const looked = (hostname: string) =>
      new Promise<string>((resolve) => {
        guardedLookup(hostname, { allowPrivate: false })('localhost', {}, (error, address) =>
          resolve(error ? error.message : String(address)),
        );
      });
    expect(await looked('shop.example')).toBe('the address is in a private network');
    expect(await looked('localhost')).toMatch(/^(127\.0\.0\.1|::1)$/);
    for (const [ip, allowPrivate] of [
      ['8.8.8.8', false],
      ['2001:4860:4860::8888', false],
      ['10.0.0.8', true],
    ] as const)
      expect(mayReach(ip, 'shop.example', { allowPrivate })).toBe(true);
    expect(mayReach('127.0.0.1', 'shop.example', { allowPrivate: true })).toBe(false);
  });

  it('one customer hears what was said in its order, although the first was not taken at once; others do not wait', async () => {
    await about('C1', '一');
    now = new Date(now.getTime() + 1);
    await about('C1', '二');
    await about('C2', '三');
    shop.answers.push(500);
    await network().kick();
    expect(texts()).toEqual(['一', '三']);
    now = new Date(now.getTime() + (retryAfter[0] ?? 0));
    await Promise.all([network().kick(), network().kick()]);
    expect(texts()).toEqual(['一', '三', '一', '二']);
    expect(await waiting()).toEqual([]);
  });

  it('what is not to be said yet waits without an attempt; what is not to be said any more is forgotten', async () => {
    await about('C1', '一');
    const morning = new Date(now.getTime() + 3_600_000);
    await network({ dataOf: async () => morning }).kick();
    expect(await waiting()).toMatchObject([{ attempts: 0, nextAttemptAt: morning }]);
    now = morning;
    await network({ dataOf: async () => undefined }).kick();
    expect([shop.got, await waiting()]).toEqual([[], []]);
  });
});

describe('a signature', () => {
  const at = 1_795_000_000;
  const header = signWebhook(secret, '{}', at);
  it.each([
    ['as sent', secret, '{}', header, at, true],
    ['with another secret', 'another-secret', '{}', header, at, false],
    ['with another body', secret, '{"a":1}', header, at, false],
    ['too old', secret, '{}', header, at + 301, false],
    ['with another time', secret, '{}', header.replace(String(at), String(at + 1)), at, false],
    ['that is none', secret, '{}', 'v1=abc', at, false],
  ])('%s', (_, key, body, signature, seconds, holds) =>
    expect(isSignedHook(key, { body, signature } as ReceivedHook, seconds)).toBe(holds));
});

describe('what is limited', () => {
  const request = (about: string, at: Date) =>
    store.addWithin({ about, atMost: 3, within: 24 * 3_600_000 }, 'counted', {}, at);

  it('is taken so often for each in a day, also of many at once, and again when the oldest is a day old', async () => {
    const first = new Date('2026-11-21T06:00:00Z');
    const later = (hours: number) => new Date(first.getTime() + hours * 3_600_000);
    expect(await request('shopper:a', first)).toBeUndefined();
    const rush = await Promise.all(Array.from({ length: 6 }, () => request('shopper:a', later(1))));
    expect(rush.filter((again) => again === undefined)).toHaveLength(2);
    expect(await request('shopper:a', later(23))).toEqual(later(24));
    expect(await request('staff:a', later(23))).toBeUndefined();
    expect(await request('shopper:a', later(24))).toBeUndefined();
    expect(await request('shopper:a', later(24))).toEqual(later(25));
  });
});
