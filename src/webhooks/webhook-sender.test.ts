import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/database.js';
import { silentLog } from '../../test/silent-log.js';
import type { Database } from '../platform/database.js';
import { signWebhook } from './signature.js';
import { createWebhookSender, retryAfter } from './webhook-sender.js';
import { createWebhookStore, type WebhookStore } from './webhook-store.js';

const secret = 'a-secret-of-the-shop-for-webhooks';
let database: Database;
let store: WebhookStore;
let now = new Date('2026-11-21T06:00:00Z');
const clock = () => now;

/** A receiver's own check, as a shop would write it; seconds since 1970. */
function isSignedWebhook(key: string, body: string, header: string, seconds: number): boolean {
  const [, time = '', digest = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  const expected = createHmac('sha256', key).update(`${time}.${body}`).digest('hex');
  return Math.abs(seconds - Number(time)) <= 300 && digest === expected;
}

/** The shop's own server: checks what it gets as a shop would. */
const got: { body: { id: string; topic: string; data: unknown }; signed: boolean }[] = [];
let answers: number[] = [];
const receiver = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const body = Buffer.concat(parts).toString();
    const header = String(request.headers['zhanggui-signature']);
    const signed = isSignedWebhook(secret, body, header, now.getTime() / 1000);
    got.push({ body: JSON.parse(body), signed });
    const status = answers.shift() ?? 200;
    response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:1/' } : {}).end();
  });
});
const addressOf = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;

beforeAll(async () => {
  database = await openTestDatabase();
  store = createWebhookStore(database);
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  receiver.close();
  await database.close();
});

const sender = () =>
  createWebhookSender({
    store,
    url: async () => addressOf(),
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
    expect(got[0]).toMatchObject({
      signed: true,
      body: { topic: 'transcript.requested', data: { email: 'lin@example.com' } },
    });
    expect((await rows())[0]).toMatchObject({ state: 'delivered', payload: {}, attempts: 1 });
  });

  it('is taken once by several processes at the same moment', async () => {
    got.length = 0;
    for (let count = 0; count < 12; count++) await store.add('t', { count }, now);
    await Promise.all([sender().kick(), sender().kick(), sender().kick()]);
    expect(got.map(({ body }) => (body.data as { count: number }).count).sort((a, b) => a - b)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
    ]);
  });

  it('is tried again with longer and longer pauses, and given up', async () => {
    got.length = 0;
    answers = [500, 302, ...Array.from({ length: 20 }, () => 503)];
    now = new Date(now.getTime() + 1000);
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
    expect(new Set(got.map(({ body }) => body.id)).size).toBe(1);
    expect(got.every(({ signed }) => signed)).toBe(true);
    expect((await rows())[0]).toMatchObject({ state: 'failed', payload: {}, lastError: 'status 503' });
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
  ])('%s', (_, key, body, given, now, holds) => expect(isSignedWebhook(key, body, given, now)).toBe(holds));
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
