import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiScope } from '../src/contract/api-keys.js';
import { createApiKeyStore } from '../src/staff/api-key-store.js';
import { createAuditStore } from '../src/staff/audit-store.js';
import { type BareApp, claimOf, openBareApp, shopSecret, staffPassword } from './bare-app.js';
import { rowCounts } from './row-counts.js';
import {
  builtFile,
  entryId,
  matrix,
  type Role,
  type RouteCase,
  roles,
  vocabularyItemId,
} from './security-matrix.js';

let app: BareApp;
let shopperToken = '';
let conversationId = '';
/** A key by what it may do: each scope alone, and `all`. */
const keys: Record<string, string> = {};
const cases = Object.entries(matrix);

beforeAll(async () => {
  app = await openBareApp();
  const session = await openShopper();
  shopperToken = session.token;
  conversationId = session.conversationId;
  const content = { category: '测试', question: '怎么退货', similar: [], answer: '七天内可以退。' };
  const headers = bearer(await app.session('admin'));
  for (const [method, url, payload] of [
    ['POST', '/v1/knowledge/entries', { ...content, id: entryId }],
    ['POST', `/v1/knowledge/entries/${entryId}:publish`, {}],
    ['PUT', `/v1/knowledge/entries/${entryId}`, { ...content, answer: '可以退。', baseVersion: 1 }],
  ] as const) {
    const { statusCode, body } = await app.http.inject({ method, url, payload, headers });
    expect(statusCode, body).toBeLessThan(300);
  }
  const { prisma } = app.database;
  const keyStore = createApiKeyStore({ prisma, audit: createAuditStore({ prisma }) });
  for (const [name, scopes] of [
    ['all', apiScope.options],
    ...apiScope.options.map((scope) => [`without ${scope}`, without(scope)] as const),
  ] as const) {
    const made = await keyStore.create({ name, scopes: [...scopes] }, { type: 'system', id: 'test' });
    keys[name] = made.key;
  }
  await prisma.vocabularyItem.create({
    data: { id: vocabularyItemId, kind: 'word', term: '小蓝瓶' },
  });
});
afterAll(() => app.close());

const without = (scope: string) => apiScope.options.filter((other) => other !== scope);
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function openShopper(body: object = {}): Promise<{ token: string; conversationId: string }> {
  return (await app.http.inject({ method: 'POST', url: '/v1/shopper/sessions', payload: body })).json();
}

async function proofOf(role: Role): Promise<Record<string, string>> {
  if (role === 'anonymous') return {};
  return bearer(role === 'shopper' ? shopperToken : await app.session(role));
}

interface Changes {
  headers?: Record<string, string>;
  path?: string;
  query?: Record<string, string>;
  body?: unknown;
}

function send(route: string, headers: Record<string, string>, changes: Changes = {}) {
  const [method, template = ''] = route.split(' ') as ['GET' | 'POST' | 'PUT' | 'DELETE', string];
  const { path = template.replace(':id', conversationId), query, body } = { ...matrix[route], ...changes };
  return app.http.inject({
    method,
    url: path,
    headers: { ...headers, ...changes.headers },
    ...(query ? { query } : {}),
    ...(body === undefined ? {} : { payload: body as object }),
  });
}

describe('every route, every role', () => {
  it('no route without an entry in the matrix, no entry without a route', () => {
    const served = new Set(app.http.allRoutes().filter((route) => route in matrix || !builtFile.test(route)));
    expect([...served].sort()).toEqual(Object.keys(matrix).sort());
  });

  // Roles with the fewest rights first, so that what a refused request changes would be seen by the next.
  it.each(cases)('%s', async (route, { status }) => {
    const got: Record<string, number> = {};
    for (const role of roles) got[role] = (await send(route, await proofOf(role))).statusCode;
    expect(got).toEqual(Object.fromEntries(roles.map((role, index) => [role, status[index]])));
  });

  it.each(cases)('%s: an API key opens it only with the scope', async (route, { status, open, key }) => {
    const all = await send(route, bearer(keys.all ?? ''));
    expect(all.statusCode).toBe(key?.status ?? (open ? status[0] : 401));
    if (!key) return;
    const before = await rowCounts(app.database);
    const lacking = await send(route, bearer(keys[`without ${key.scope}`] ?? ''));
    expect(lacking.statusCode).toBe(403);
    expect(await rowCounts(app.database)).toEqual(before);
  });

  it.each(
    cases.filter(([, { status }]) => status.some((code) => code >= 400)),
  )('%s refuses with a problem that names the code, and stores nothing', async (route, { status }) => {
    const before = await rowCounts(app.database);
    for (const [index, role] of roles.entries()) {
      if ((status[index] ?? 0) < 400) continue;
      const answer = await send(route, await proofOf(role));
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.json()).toMatchObject({ status: status[index], code: expect.any(String) });
    }
    expect(await rowCounts(app.database)).toEqual(before);
  });
});

describe('proof that does not hold', () => {
  const guarded = cases.filter(([, route]) => !route.open);
  const forStaff = guarded.filter(([, { status }]) => (status[4] ?? 0) < 300);
  const forShoppers = guarded.filter(([, { status }]) => (status[1] ?? 0) < 300);
  const changing = forStaff.filter(([route]) => !route.startsWith('GET'));

  it.each(
    changing,
  )('%s: a cookie without word from the browser that our page asked is not enough', async (route) => {
    const cookie = `zg_staff=${await app.session('admin')}`;
    const foreign = [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ];
    for (const headers of foreign) expect((await send(route, { cookie, ...headers })).statusCode).toBe(403);
    const ours = await send(route, { cookie, 'sec-fetch-site': 'same-origin' });
    expect([401, 403]).not.toContain(ours.statusCode);
  });

  it('logging in and out from another site is refused', async () => {
    for (const route of ['POST /v1/staff/login', 'POST /v1/staff/logout'])
      expect((await send(route, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
  });

  it.each(forStaff)('%s: no forged, expired or closed session', async (route) => {
    const { prisma } = app.database;
    const token = await app.session('admin');
    const changed = (token.startsWith('A') ? 'B' : 'A') + token.slice(1);
    for (const bad of [changed, `${token}x`, '', "' OR 1=1 --", shopperToken])
      expect((await send(route, bearer(bad))).statusCode).toBe(401);
    const [newest] = await prisma.staffSession.findMany({ orderBy: { createdAt: 'desc' }, take: 1 });
    await prisma.staffSession.update({
      where: { tokenHash: newest?.tokenHash ?? '' },
      data: { expiresAt: new Date(0) },
    });
    expect((await send(route, bearer(token))).statusCode).toBe(401);
  });

  it.each(forStaff)('%s: an account that was closed opens nothing, even with a session', async (route) => {
    const token = await app.session('admin');
    const setActive = (active: boolean) =>
      app.database.prisma.staff.update({ where: { id: app.staffId('admin') }, data: { active } });
    await setActive(false);
    try {
      expect((await send(route, bearer(token))).statusCode).toBe(401);
    } finally {
      await setActive(true);
    }
  });

  it.each(forShoppers)('%s: no forged, changed or foreign token', async (route) => {
    const [header = '', payload = '', signature = ''] = shopperToken.split('.');
    const other = Buffer.from(
      JSON.stringify({
        ...JSON.parse(Buffer.from(payload, 'base64url').toString()),
        customerId: conversationId,
      }),
    ).toString('base64url');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const bad = [`${header}.${other}.${signature}`, `${none}.${payload}.`, 'x', await app.session('admin')];
    for (const token of bad) expect((await send(route, bearer(token))).statusCode).toBe(401);
    expect((await send(route, { authorization: `Basic ${shopperToken}` })).statusCode).toBe(401);
  });
});

/** Every string in a value, with the value that has another one in its place. */
function withEachString(value: unknown, other: string): { at: string; changed: unknown }[] {
  if (typeof value === 'string') return [{ at: '', changed: other }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    withEachString(inner, other).map(({ at, changed }) => ({
      at: `${key}.${at}`,
      changed: Array.isArray(value)
        ? value.map((item, index) => (String(index) === key ? changed : item))
        : { ...value, [key]: changed },
    })),
  );
}

/** The same request with one string of body, query or path replaced by `text`. */
function hostile(
  route: string,
  { body, query, path }: RouteCase,
  text: string,
): { at: string; changes: Changes }[] {
  const inBody = withEachString(body, text).map(({ at, changed }) => ({
    at: `body.${at}`,
    changes: { body: changed },
  }));
  // Half a character cannot even be written into an address.
  if (/\p{Cs}/u.test(text)) return inBody;
  const inQuery = withEachString(query, text).map(({ at, changed }) => ({
    at: `query.${at}`,
    changes: { query: changed as Record<string, string> },
  }));
  const filled = path ?? route.split(' ')[1]?.replace(':id', conversationId) ?? '';
  const inPath = /:id/.test(route)
    ? [
        {
          at: 'path',
          changes: {
            path: filled.replace(
              /(entries|vocabulary|conversations|products|customers|orders|events)\/[\w-]+/,
              `$1/${encodeURIComponent(text)}`,
            ),
          },
        },
      ]
    : [];
  return [...inBody, ...inQuery, ...inPath];
}

describe('hostile input, by those who may call', () => {
  const roleFor = ({ status }: RouteCase) =>
    roles.findLast((_, index) => (status[index] ?? 500) < 300) ?? 'admin';
  const proofFor = async (entry: RouteCase) =>
    entry.key && (entry.status[4] ?? 500) >= 300 ? bearer(keys.all ?? '') : proofOf(roleFor(entry));
  const taking = cases.filter(([route, { body, query }]) => body || query || route.includes(':id'));

  it.each(
    taking,
  )('%s: NUL, half characters and far too long texts are refused, nothing is stored', async (route, entry) => {
    const headers = await proofFor(entry);
    const before = await rowCounts(app.database);
    for (const text of ['a\0b', '\ud800x', 'x'.repeat(20_000)]) {
      for (const { at, changes } of hostile(route, entry, text)) {
        const { statusCode, body } = await send(route, headers, changes);
        const told = `${at} = ${JSON.stringify(text.slice(0, 10))} → ${statusCode} ${body.slice(0, 200)}`;
        expect(statusCode, told).toBeGreaterThanOrEqual(400);
        expect(statusCode, told).toBeLessThan(500);
      }
    }
    expect(await rowCounts(app.database)).toEqual(before);
  });

  it.each(taking)('%s: SQL and HTML are text like any other', async (route, entry) => {
    const headers = await proofFor(entry);
    const before = await rowCounts(app.database);
    for (const text of [
      `'; DROP TABLE "Message"; --`,
      `" OR ""="`,
      '<script>alert(1)</script>',
      '../../etc/passwd',
      '{{7*7}}',
      '__proto__',
      '%00',
    ]) {
      for (const { at, changes } of hostile(route, entry, text)) {
        const { statusCode, headers: answered } = await send(route, headers, changes);
        expect(statusCode, `${at} = ${text}`).toBeLessThan(500);
        expect(String(answered['content-type'])).not.toContain('text/html');
      }
    }
    const after = await rowCounts(app.database);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const [table, count] of Object.entries(before))
      expect(after[table], table).toBeGreaterThanOrEqual(count);
  });

  it.each(
    cases.filter(([, { body }]) => body),
  )('%s: no other shape than the one it asks for', async (route, entry) => {
    const headers = await proofFor(entry);
    const before = await rowCounts(app.database);
    const json = { 'content-type': 'application/json' };
    for (const payload of [
      'null',
      '[]',
      '"text"',
      '42',
      '{"__proto__":{"role":"admin"}}',
      '{"unknown":1}',
      '{',
      '',
    ]) {
      const { statusCode } = await send(route, headers, { body: payload, headers: json });
      // Publishing without a body means the newest version.
      if (route.endsWith('::publish') && ['null', ''].includes(payload)) continue;
      expect(statusCode, payload).toBe(400);
    }
    const xml = await send(route, headers, { body: '<a/>', headers: { 'content-type': 'application/xml' } });
    expect(xml.statusCode).toBe(415);
    const huge = await send(route, headers, { body: { text: 'x'.repeat(1_100_000) } });
    expect(huge.statusCode).toBe(413);
    if (!route.endsWith('::publish')) expect(await rowCounts(app.database)).toEqual(before);
  });
});

describe('secrets', () => {
  it('are in no answer to a bad request', async () => {
    const customer = { ...claimOf('C9'), signature: 'ab'.repeat(32) };
    const password = 'hunter2-hunter2-hunter2';
    const answers = await Promise.all([
      send('POST /v1/shopper/sessions', {}, { body: { customer } }),
      send('POST /v1/shopper/sessions', {}, { body: { customer: { ...customer, extra: 1 } } }),
      send('POST /v1/staff/login', {}, { body: { email: 'nobody@test.local', password } }),
      send('POST /v1/staff/login', {}, { body: { email: 'a', password, more: password } }),
      send(
        'POST /v1/staff/login',
        {},
        {
          body: `{"email":"a@b","password":"${password}"`,
          headers: { 'content-type': 'application/json' },
        },
      ),
    ]);
    for (const { statusCode, body } of answers) {
      expect(statusCode).toBeGreaterThanOrEqual(400);
      for (const secret of [password, customer.signature, shopSecret, 'passwordHash'])
        expect(body).not.toContain(secret);
    }
  });

  it('are in no answer to a good one either', async () => {
    const admin = bearer(await app.session('admin'));
    for (const [route, entry] of cases.filter(([name]) => name.startsWith('GET'))) {
      const { body } = await send(route, entry.open ? {} : admin);
      for (const secret of [shopSecret, '$argon2', staffPassword]) expect(body, route).not.toContain(secret);
    }
  });

  it('an unknown e-mail and a wrong password are answered alike', async () => {
    const [unknown, wrong] = await Promise.all(
      ['nobody@test.local', 'supervisor@test.local'].map((email) =>
        send('POST /v1/staff/login', {}, { body: { email, password: 'wrong-password-1' } }),
      ),
    );
    expect(unknown?.json()).toEqual(wrong?.json());
    expect(unknown?.statusCode).toBe(401);
  });
});

describe('guessing passwords', () => {
  it('is slowed down after five tries, the right one included', async () => {
    const attempt = (password: string, remoteAddress = '203.0.113.5') =>
      app.http.inject({
        method: 'POST',
        url: '/v1/staff/login',
        payload: { email: 'admin@test.local', password },
        remoteAddress,
      });
    for (let times = 0; times < 5; times++)
      expect((await attempt(`wrong-password-${times}`)).statusCode).toBe(401);
    const throttled = await attempt(staffPassword);
    expect(throttled.statusCode).toBe(429);
    expect(Number(throttled.headers['retry-after'])).toBeGreaterThan(0);
    expect((await attempt(staffPassword, '203.0.113.6')).statusCode).toBe(200);
  });
});
