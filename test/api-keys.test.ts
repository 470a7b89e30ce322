import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiKeyCreated, apiScope } from '../src/contract/api-keys.js';
import { apiKeyRandomBytes, makeApiKey } from '../src/staff/api-key-text.js';
import { type BareApp, openBareApp } from './bare-app.js';

let app: BareApp;
let admin: Record<string, string>;
beforeAll(async () => {
  app = await openBareApp({ API_KEY_REQUESTS_PER_MINUTE: '40' });
  admin = bearer(await app.session('admin'));
});
afterAll(() => app.close());

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const make = async (payload: object) => {
  const answer = await app.http.inject({ method: 'POST', url: '/v1/api-keys', payload, headers: admin });
  expect(answer.statusCode, answer.body).toBe(201);
  expect(answer.headers['cache-control']).toBe('no-store');
  return apiKeyCreated.parse(answer.json());
};
const ask = (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
  app.http.inject({
    method: 'POST',
    url: '/v1/answers',
    payload: { text: '怎么退货' },
    headers,
    remoteAddress,
  });
const list = async () => (await app.http.inject({ url: '/v1/api-keys', headers: admin })).json().items;

describe('API keys', () => {
  it('open what their scopes name, and nothing else', async () => {
    const { key } = await make({ name: '问答脚本', scopes: ['answers:read'] });
    const others = apiScope.options.filter((scope) => scope !== 'answers:read');
    const { key: other } = await make({ name: '其他系统', scopes: others });
    expect((await ask(bearer(key))).statusCode).toBe(200);
    const refused = await ask(bearer(other));
    expect(refused.statusCode).toBe(403);
    expect(refused.json()).toMatchObject({
      code: 'forbidden',
      detail: expect.stringContaining('answers:read'),
    });
    for (const url of ['/v1/staff', '/v1/api-keys', '/v1/conversations'])
      expect((await app.http.inject({ url, headers: bearer(key) })).statusCode).toBe(401);
  });

  it('are shown once and kept as a hash; lists tell how they begin and when they were used', async () => {
    const { key, item } = await make({ name: '订单同步', scopes: ['orders:write', 'answers:read'] });
    expect(item).toMatchObject({ name: '订单同步', createdBy: 'admin', prefix: key.slice(0, 11) });
    expect(item.lastUsedAt).toBeUndefined();
    await ask(bearer(key));
    const rows = await list();
    expect(JSON.stringify(rows)).not.toContain(key);
    const row = rows.find(({ id }: { id: string }) => id === item.id);
    expect(row.lastUsedAt).toMatch(/:00\.000Z$/);
    const stored = await app.database.prisma.apiKey.findUniqueOrThrow({ where: { id: item.id } });
    expect(JSON.stringify(stored)).not.toContain(key.slice(11));
  });

  it('open nothing once revoked or run out; both are in the audit', async () => {
    const { key, item } = await make({ name: '临时', scopes: ['answers:read'] });
    for (let times = 0; times < 2; times += 1) {
      const revoked = await app.http.inject({
        method: 'DELETE',
        url: `/v1/api-keys/${item.id}`,
        headers: admin,
      });
      expect(revoked.statusCode).toBe(204);
    }
    expect((await ask(bearer(key))).statusCode).toBe(401);
    const entries = await app.database.prisma.auditEntry.findMany({
      where: { subject: `api-key:${item.id}` },
    });
    expect(entries.map(({ action }) => action).sort()).toEqual(['api-key.create', 'api-key.revoke']);
    expect(JSON.stringify(entries)).not.toContain(key);

    const ending = await make({
      name: '到期',
      scopes: ['answers:read'],
      expiresAt: new Date(Date.now() + 60_000).toISOString(),
    });
    expect((await ask(bearer(ending.key))).statusCode).toBe(200);
    await app.database.prisma.apiKey.update({
      where: { id: ending.item.id },
      data: { expiresAt: new Date() },
    });
    expect((await ask(bearer(ending.key))).statusCode).toBe(401);
  });

  it.each([
    [{ name: '', scopes: ['answers:read'] }, 'name'],
    [{ name: '一', scopes: [] }, 'scopes'],
    [{ name: '一', scopes: ['everything'] }, 'scopes.0'],
    [{ name: '一', scopes: ['answers:read', 'answers:read'] }, 'scopes'],
    [{ name: '一', scopes: ['answers:read'], expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
  ])('%j is refused by the field %s', async (payload, path) => {
    const before = await app.database.prisma.apiKey.count();
    const answer = await app.http.inject({ method: 'POST', url: '/v1/api-keys', payload, headers: admin });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors[0].path).toBe(path);
    expect(await app.database.prisma.apiKey.count()).toBe(before);
  });

  it('slow down whoever guesses, by address; a right key goes on', async () => {
    const { key } = await make({ name: '猜', scopes: ['answers:read'] });
    const wrong = makeApiKey(randomBytes(apiKeyRandomBytes));
    const mangled = `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`;
    const codes: number[] = [];
    for (let times = 0; times < 22; times += 1) {
      expect((await ask(bearer(mangled), '203.0.113.9')).statusCode).toBe(401);
      codes.push((await ask(bearer(wrong), '203.0.113.9')).statusCode);
    }
    expect(codes.filter((code) => code === 401)).toHaveLength(20);
    expect(codes.slice(-2)).toEqual([429, 429]);
    expect((await ask(bearer(wrong), '203.0.113.10')).statusCode).toBe(401);
    expect((await ask(bearer(key), '203.0.113.9')).statusCode).toBe(200);
  });

  it('have a limit of requests a minute each, which is a setting; beyond it they are told when to come again', async () => {
    const [{ key }, { key: other }] = [
      await make({ name: '一', scopes: ['events:write'] }),
      await make({ name: '二', scopes: ['events:write'] }),
    ];
    const send = (of: string) =>
      app.http.inject({
        method: 'POST',
        url: '/v1/events',
        payload: [{ id: 'E1', name: 'visit', customerId: 'C1', occurredAt: '2026-11-01T00:00:00Z' }],
        headers: bearer(of),
      });
    const codes: number[] = [];
    for (let times = 0; times < 40; times += 1) codes.push((await send(key)).statusCode);
    expect(new Set(codes)).toEqual(new Set([200]));
    const refused = await send(key);
    expect([refused.statusCode, refused.json().code]).toEqual([429, 'rate-limited']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect((await send(other)).statusCode).toBe(200);
  });
});
