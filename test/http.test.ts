import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../src/contract/ack.js';
import { shopperSessionResponse } from '../src/contract/http.js';
import { createHttpServer } from '../src/http/http-server.js';
import { type BareApp, claimOf, openBareApp } from './bare-app.js';
import { shopRows } from './shop-rows.js';

let app: BareApp;
beforeAll(async () => {
  app = await openBareApp();
});
afterAll(() => app.close());

type Request = {
  method?: 'GET' | 'POST' | 'PUT';
  url: string;
  payload?: object | string;
  headers?: Record<string, string>;
  remoteAddress?: string;
};
const send = (request: Request) => app.http.inject({ method: 'GET', ...request });
const json = { 'content-type': 'application/json' };
const openSession = async (payload: object = {}) =>
  shopperSessionResponse.parse((await send({ method: 'POST', url: '/v1/shopper/sessions', payload })).json());
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('problems', () => {
  it.each<[string, Request, number, string, RegExp]>([
    ['an unknown route', { url: '/v1/nothing?x=1' }, 404, 'not-found', /nothing at GET \/v1\/nothing\.$/],
    ['an unknown method', { method: 'PUT', url: '/healthz' }, 404, 'not-found', /PUT/],
    [
      'JSON that is none',
      { method: 'POST', url: '/v1/shopper/sessions', payload: '{"a', headers: json },
      400,
      'invalid-input',
      /JSON/,
    ],
    ['no body', { method: 'POST', url: '/v1/shopper/sessions' }, 400, 'invalid-input', /./],
    [
      'another media type',
      {
        method: 'POST',
        url: '/v1/shopper/sessions',
        payload: 'a=1',
        headers: { 'content-type': 'text/csv' },
      },
      415,
      'invalid-input',
      /Media Type/i,
    ],
    [
      'a body that is too large',
      { method: 'POST', url: '/v1/shopper/sessions', payload: { visitorId: 'x'.repeat(1_100_000) } },
      413,
      'too-large',
      /large/,
    ],
    [
      'a wrong field',
      { method: 'POST', url: '/v1/shopper/sessions', payload: { visitorId: 'x' } },
      400,
      'invalid-input',
      /^visitorId: /,
    ],
    [
      'an unknown field',
      { method: 'POST', url: '/v1/shopper/sessions', payload: { nonsense: 1 } },
      400,
      'invalid-input',
      /^nonsense: is not a known field/,
    ],
    ['no token', { url: '/v1/shopper/wallet' }, 401, 'unauthenticated', /Bearer/],
    ['an address that cannot be decoded', { url: '/v1/%E0%A4%A' }, 400, 'invalid-input', /./],
    ['a parameter without end', { url: `/demo/products/P${'1'.repeat(300)}.svg` }, 414, 'too-large', /./],
  ])('%s', async (_title, request, status, code, detail) => {
    const answer = await send(request);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    const told = problem.strict().parse(answer.json());
    expect(told).toMatchObject({ status, code, detail: expect.stringMatching(detail) });
    expect(answer.statusCode).toBe(status);
  });

  it('name the field in errors', async () => {
    const answer = await send({
      method: 'POST',
      url: '/v1/shopper/sessions',
      payload: { customer: { id: 'a b', issuedAt: 'now', signature: 'x' } },
    });
    expect(answer.json().errors.map(({ path }: { path: string }) => path)).toEqual([
      'customer.id',
      'customer.issuedAt',
      'customer.signature',
    ]);
  });

  it('say nothing of a fault of ours', async () => {
    const http = await createHttpServer({ logLevel: 'silent', version: '1' });
    for (const [path, details] of Object.entries({ '/fault': {}, '/odd': { statusCode: 400 } })) {
      http.get(path, () => {
        throw Object.assign(new Error('password=hunter2 at /srv/app'), details);
      });
    }
    const [fault, odd] = await Promise.all([http.inject('/fault'), http.inject('/odd')]);
    expect(fault.json()).toMatchObject({ status: 500, code: 'internal' });
    expect(odd.json()).toMatchObject({ status: 400, detail: 'Bad Request.' });
    expect(fault.body + odd.body).not.toMatch(/hunter2|srv/);
    await http.close();
  });

  it('answer what is not even HTTP', async () => {
    const { port } = new URL(app.address);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('nonsense\r\n\r\n'));
      let text = '';
      socket.on('data', (chunk) => {
        text += String(chunk);
      });
      socket.on('end', () => resolve(text)).on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\ncontent-type: application\/problem\+json/);
    expect(problem.strict().parse(JSON.parse(answer.split('\r\n\r\n')[1] ?? ''))).toMatchObject({
      status: 400,
    });
  });
});

describe('limits by address', () => {
  const ask = (remoteAddress: string, headers: Record<string, string> = {}) =>
    send({ method: 'POST', url: '/v1/shopper/sessions', payload: {}, remoteAddress, headers });

  it('sessions: 120 a minute, then 429 with the seconds to wait; another address goes on', async () => {
    for (let times = 0; times < 120; times++) expect((await ask('203.0.113.9')).statusCode).toBe(200);
    const refused = await ask('203.0.113.9');
    expect(problem.parse(refused.json())).toMatchObject({ status: 429, code: 'rate-limited' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect((await ask('203.0.113.10')).statusCode).toBe(200);
  });

  it('a proxy on this machine speaks for others; a stranger cannot', async () => {
    const viaProxy = await ask('127.0.0.1', { 'x-forwarded-for': '203.0.113.9' });
    expect(viaProxy.statusCode).toBe(429);
    const pretending = await ask('203.0.113.9', { 'x-forwarded-for': '203.0.113.99' });
    expect(pretending.statusCode).toBe(429);
    const appended = await ask('127.0.0.1', { 'x-forwarded-for': '127.0.0.1, 203.0.113.9' });
    expect(appended.statusCode).toBe(429);
  });
});

describe('headers', () => {
  it('keep other sites and other types out, on every answer', async () => {
    for (const url of ['/healthz', '/docs', '/v1/nothing', '/demo/products/P1.svg']) {
      const { headers } = await send({ url });
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-frame-options']).toBe('SAMEORIGIN');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['x-powered-by']).toBeUndefined();
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("frame-ancestors 'self'");
      expect(policy).toMatch(/script-src 'self'(;|$)/);
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    }
  });

  it('tell browsers to stay with https where the shop has it, and only there', async () => {
    expect((await send({ url: '/healthz' })).headers['strict-transport-security']).toBeUndefined();
    const secure = await createHttpServer({
      logLevel: 'silent',
      version: '1',
      publicUrl: 'https://chat.example.com',
    });
    expect((await secure.inject('/openapi.json')).headers['strict-transport-security']).toContain(
      'max-age=15552000',
    );
    await secure.close();
  });
});

describe('what a shopper asks for', () => {
  it('a session opens, resumes and signs in', async () => {
    const first = await openSession();
    expect(await openSession({ visitorId: first.visitorId })).toMatchObject({
      conversationId: first.conversationId,
    });
    const known = await openSession({ visitorId: first.visitorId, customer: claimOf('C-http') });
    expect(known.conversationId).toBe(first.conversationId);
    const stale = await send({ url: '/v1/shopper/wallet', headers: bearer(first.token) });
    expect(stale.statusCode).toBe(401);
  });

  it('a signature that is too old is refused by name', async () => {
    const payload = { customer: claimOf('C-old', Math.floor(Date.now() / 1000) - 100_000) };
    const answer = await send({ method: 'POST', url: '/v1/shopper/sessions', payload });
    expect(answer.json()).toMatchObject({
      status: 401,
      detail: expect.stringContaining('customer.signature has expired'),
    });
  });

  it('consents: asked, given, taken back, and the same on another device', async () => {
    const customer = claimOf('C-consent');
    const { token } = await openSession({ customer });
    const consents = async (of: string) =>
      (await send({ url: '/v1/shopper/consents', headers: bearer(of) })).json().consents;
    expect(await consents(token)).toEqual([{ purpose: 'personalization' }, { purpose: 'marketing' }]);
    const change = (granted: boolean) =>
      send({
        method: 'PUT',
        url: '/v1/shopper/consents',
        headers: bearer(token),
        payload: { purpose: 'personalization', granted },
      });
    expect((await change(true)).json().consents[0]).toMatchObject({
      granted: true,
      decidedAt: expect.any(String),
    });
    await change(false);
    const elsewhere = await openSession({ customer });
    expect((await consents(elsewhere.token))[0]).toMatchObject({
      purpose: 'personalization',
      granted: false,
    });
    expect(await consents((await openSession()).token)).toEqual([
      { purpose: 'personalization' },
      { purpose: 'marketing' },
    ]);
  });

  it('the wallet: one’s own coupons only, none for the anonymous', async () => {
    const { prisma } = app.database;
    const rows = shopRows(prisma);
    const mine = await rows.customer({ externalId: 'C-wallet' });
    const { id: couponId, externalId } = await rows.coupon();
    await prisma.walletCoupon.create({ data: { couponId, customerId: mine.id, code: 'CODE-OF-MINE' } });
    const wallet = async (payload: object) => {
      const { token } = await openSession(payload);
      return (await send({ url: '/v1/shopper/wallet', headers: bearer(token) })).json().coupons;
    };
    expect(await wallet({ customer: claimOf('C-wallet') })).toMatchObject([
      { couponId: externalId, state: 'claimed', code: 'CODE-OF-MINE' },
    ]);
    expect(await wallet({ customer: claimOf('C-other') })).toEqual([]);
    expect(await wallet({})).toEqual([]);
  });
});

describe('health', () => {
  it('alive and ready', async () => {
    expect((await send({ url: '/healthz' })).json()).toMatchObject({
      status: 'ok',
      version: expect.any(String),
    });
    const ready = await send({ url: '/readyz' });
    expect([ready.statusCode, ready.json()]).toEqual([
      200,
      { status: 'ok', checks: { database: 'ok', knowledge: 'ok', open: 'ok' } },
    ]);
  });

  it('not ready names the part, also one that does not answer', async () => {
    const { healthRoutes } = await import('../src/http/health.js');
    const http = await createHttpServer({ logLevel: 'silent', version: '1' });
    healthRoutes(http, {
      version: '1',
      checks: {
        fine: async () => undefined,
        broken: () => Promise.reject(new Error('secret detail')),
        hanging: () => new Promise(() => undefined),
      },
    });
    const answer = await http.inject('/readyz');
    expect([answer.statusCode, answer.json()]).toEqual([
      503,
      { status: 'failing', checks: { fine: 'ok', broken: 'failing', hanging: 'failing' } },
    ]);
    await http.close();
  });

  it('metrics: Prometheus text with requests by route, connections, queue, backlog and messages', async () => {
    await send({ url: '/demo/products/P1.svg' });
    const { body, headers } = await send({ url: '/metrics' });
    expect(headers['content-type']).toContain('text/plain; version=0.0.4');
    expect(body).toMatch(
      /zhanggui_http_request_duration_seconds_count\{method="GET",route="\/demo\/products\/:id\.svg",status="200"\} \d+/,
    );
    expect(body).toMatch(/zhanggui_http_request_duration_seconds_count\{[^}]*status="429"\} \d+/);
    expect(body).toContain('zhanggui_connections{namespace="shopper"} 0');
    expect(body).toContain('zhanggui_conversations_waiting 0');
    expect(body).toContain('zhanggui_events_undelivered 0');
    expect(body).toContain('# TYPE zhanggui_messages_total counter');
    expect(body).toContain('nodejs_eventloop_lag_seconds');
    expect(body).not.toContain('P1.svg');
  });
});

describe('the description of the API', () => {
  type Schema = { [key: string]: unknown };
  type Operation = {
    summary: string;
    parameters: { name: string; in: string; required: boolean; schema: Schema }[];
    requestBody?: { content: { 'application/json': { schema: Schema } } };
    responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>;
    security?: Record<string, string[]>[];
  };
  type Document = {
    openapi: string;
    info: { title: string; version: string };
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, Schema>; securitySchemes: Record<string, Schema> };
  };
  const load = async (): Promise<Document> => (await send({ url: '/openapi.json' })).json();

  it('is OpenAPI 3.1: parameters declared, references resolved, every operation with its answers', async () => {
    const document = await load();
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    for (const [path, operations] of Object.entries(document.paths)) {
      expect(path).toMatch(/^\/[^:]*(:(publish|rollback|preview|rebuild))?$/);
      for (const [method, operation] of Object.entries(operations)) {
        expect(['get', 'post', 'put', 'delete']).toContain(method);
        const declared = operation.parameters
          .filter((parameter) => parameter.in === 'path')
          .map(({ name }) => name);
        expect([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)).toEqual(declared);
        expect(new Set(operation.parameters.map(({ name, in: where }) => `${where} ${name}`)).size).toBe(
          operation.parameters.length,
        );
        expect(operation.responses.default?.content).toHaveProperty(['application/problem+json']);
        for (const proof of operation.security ?? [])
          for (const name of Object.keys(proof))
            expect(document.components.securitySchemes).toHaveProperty([name]);
      }
    }
    const text = JSON.stringify(document);
    for (const [, name = ''] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g))
      expect(document.components.schemas).toHaveProperty([name]);
    expect(text).not.toContain('"$ref":"#/$defs');
  });

  /** What opens these is in the address, or they tell of nobody. */
  const proofInRequest = [
    'get /v1/shopper/data-export',
    'get /v1/privacy/receipts/{id}',
    'post /v1/privacy/proofs/verify',
  ];

  it('has every route of the API, with what each asks for', async () => {
    const { paths } = await load();
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const routes = app.http
      .allRoutes()
      .filter((route) => / \/(v1\/|healthz|readyz|metrics)/.test(route))
      .map((route) => route.replace(/(?<!:):(\w+)(\([^)]*\))?/g, '{$1}').replaceAll('::', ':'));
    expect(described.sort()).toEqual(routes.sort());
    for (const [path, operations] of Object.entries(paths)) {
      if (!path.startsWith('/v1/') || path.startsWith('/v1/staff/log') || path === '/v1/shopper/sessions')
        continue;
      for (const [method, { security }] of Object.entries(operations))
        if (!proofInRequest.includes(`${method} ${path}`))
          expect(security, `${method} ${path}`).toBeDefined();
    }
  });

  it('comes from the schemas that check the requests', async () => {
    const { paths } = await load();
    const body = paths['/v1/shopper/sessions']?.post?.requestBody?.content['application/json'].schema;
    expect(body).toMatchObject({
      type: 'object',
      additionalProperties: false,
      properties: { customer: { properties: { signature: { pattern: '^[0-9a-f]{64}$' } } } },
    });
    expect(paths['/v1/conversations']?.get?.parameters.map(({ name }) => name)).toEqual([
      'box',
      'cursor',
      'limit',
    ]);
  });

  it('can be read by people, and escapes what it shows', async () => {
    const { body, headers } = await send({ url: '/docs' });
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toContain('/v1/knowledge/entries/{id}:publish');
    expect(body).not.toMatch(/<script/);
  });
});
