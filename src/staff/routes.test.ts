import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/database.js';
import type { StaffMember } from '../contract/http.js';
import type { Database } from '../platform/database.js';
import { AppError, httpStatusOf } from '../platform/errors.js';
import { createAuditStore } from './audit-store.js';
import { createStaffGuard, type StaffGuard } from './guard.js';
import { createStaffLogin } from './login.js';
import { createLoginThrottle } from './login-throttle.js';
import { staffRoutes } from './routes.js';
import { createStaffSessions } from './session-store.js';
import { createStaffStore, type StaffStore } from './staff-store.js';

const password = 'a-long-password';
const ours = { origin: 'http://localhost:80', host: 'localhost:80' };
let database: Database;
let staff: StaffStore;
let members: Record<'agent' | 'supervisor' | 'admin', StaffMember>;
let app: FastifyInstance;
let guard: StaffGuard;

beforeAll(async () => {
  database = await openTestDatabase();
  staff = createStaffStore({ prisma: database.prisma });
  const make = (role: 'agent' | 'supervisor' | 'admin') =>
    staff.create({ email: `${role}@example.com`, name: role, role, password });
  members = { agent: await make('agent'), supervisor: await make('supervisor'), admin: await make('admin') };
});
afterAll(() => database.close());

/** A fresh server a test, so that the throttle starts anew. */
async function serve(publicUrl?: string): Promise<void> {
  const { prisma } = database;
  const sessions = createStaffSessions({ prisma });
  guard = createStaffGuard({ sessions, publicUrl });
  const login = createStaffLogin({
    staffStore: staff,
    sessions,
    throttle: createLoginThrottle(),
    audit: createAuditStore({ prisma }),
  });
  app = Fastify();
  app.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof AppError)) throw error;
    return reply
      .status(httpStatusOf(error.code))
      .send({ detail: error.message, code: error.code, errors: error.errors });
  });
  await app.register(
    staffRoutes({ login, guard, publicUrl, setService: (_by, ...given) => staff.setService(...given) }),
  );
  for (const role of ['agent', 'supervisor', 'admin'] as const) {
    const preHandler = guard.requireRole(role);
    app.get(`/${role}`, { preHandler }, async (request) => guard.staffOf(request));
    app.post(`/${role}`, { preHandler }, async (request) => guard.staffOf(request));
  }
  app.get('/unguarded', async (request) => guard.staffOf(request));
}
beforeEach(() => serve());

const request = (method: 'GET' | 'POST', url: string, more: InjectOptions = {}) =>
  app.inject({ method, url, ...more });
const logIn = (email: string, secret: string = password, headers: Record<string, string> = ours) =>
  request('POST', '/v1/staff/login', { payload: { email, password: secret }, headers });
async function cookieOf(role: keyof typeof members): Promise<string> {
  return String((await logIn(members[role].email)).headers['set-cookie']).split(';')[0] ?? '';
}

describe('login', () => {
  it('gives the member and a session cookie, and nothing else', async () => {
    const answer = await logIn('Agent@Example.com ');
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ staff: members.agent });
    expect(answer.headers['set-cookie']).toMatch(
      /^zg_staff=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const cookie = await cookieOf('agent');
    const me = await request('GET', '/v1/staff/me', { headers: { cookie } });
    expect(me.json()).toEqual({ staff: members.agent });
    expect(me.headers['set-cookie']).toContain(`${cookie};`);
  });

  it('has a Secure cookie where the public address is https', async () => {
    await serve('https://chat.example.com');
    const answer = await logIn('agent@example.com', password, {
      origin: 'https://chat.example.com',
      host: 'app',
    });
    expect(answer.headers['set-cookie']).toContain('; Secure');
  });

  it('tells a wrong password, an unknown address and a closed account by the same words', async () => {
    const closed = await staff.create({ email: 'closed@example.com', name: '离职', role: 'agent', password });
    await staff.setActive(closed.staffId, false);
    const answers = [
      await logIn('agent@example.com', 'wrong-password'),
      await logIn('nobody@example.com'),
      await logIn('closed@example.com'),
    ];
    for (const answer of answers) {
      expect(answer.statusCode).toBe(401);
      expect(answer.json()).toEqual({
        code: 'unauthenticated',
        detail: '邮箱或密码不对，请再试一次。',
        errors: [],
      });
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  it('stops guessing after five wrong passwords, even with the right one, and lets others in', async () => {
    for (let n = 0; n < 5; n++)
      expect((await logIn('agent@example.com', 'wrong-password')).statusCode).toBe(401);
    const refused = await logIn('agent@example.com');
    expect(refused.statusCode).toBe(429);
    expect((await logIn('admin@example.com')).statusCode).toBe(200);
  });

  it('forgets wrong passwords once the right one came', async () => {
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 4; n++) await logIn('agent@example.com', 'wrong-password');
      expect((await logIn('agent@example.com')).statusCode).toBe(200);
    }
  });

  it.each([
    [{ password }, 'email'],
    [{ email: 'agent@example.com' }, 'password'],
    [{ email: 'agent@example.com', password: 'x'.repeat(201) }, 'password'],
    [{ email: { $ne: '' }, password }, 'email'],
    [{ email: 'agent@example.com', password, remember: true }, 'remember'],
  ])('names the wrong field of %j', async (payload, field) => {
    const answer = await request('POST', '/v1/staff/login', { payload, headers: ours });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors).toMatchObject([{ path: field }]);
    expect(answer.body).not.toContain(password);
  });

  it('is refused from the page of another site', async () => {
    expect(
      (await logIn('agent@example.com', password, { origin: 'https://evil.example', host: 'localhost' }))
        .statusCode,
    ).toBe(403);
    expect((await logIn('agent@example.com', password, {})).statusCode).toBe(200);
  });

  it('leaves a record, of failures too, without any secret', async () => {
    await database.prisma.auditEntry.deleteMany();
    await logIn('agent@example.com', 'wrong-password');
    await request('POST', '/v1/staff/logout', { headers: { ...ours, cookie: await cookieOf('agent') } });
    const rows = await database.prisma.auditEntry.findMany({ orderBy: { id: 'asc' } });
    const subject = `staff:${members.agent.staffId}`;
    expect(rows).toMatchObject([
      { action: 'staff.login-failed', subject, actorType: 'system' },
      { action: 'staff.login', subject, actorId: members.agent.staffId },
      { action: 'staff.logout', subject, actorId: members.agent.staffId },
    ]);
    expect(JSON.stringify(rows)).not.toContain('wrong-password');
  });
});

describe('logout', () => {
  it('ends the session for good and takes the cookie back', async () => {
    const cookie = await cookieOf('agent');
    const answer = await request('POST', '/v1/staff/logout', { headers: { ...ours, cookie } });
    expect(answer.statusCode).toBe(204);
    expect(answer.headers['set-cookie']).toContain('zg_staff=; Max-Age=0');
    expect((await request('GET', '/v1/staff/me', { headers: { cookie } })).statusCode).toBe(401);
    expect((await request('POST', '/v1/staff/logout', { headers: { ...ours, cookie } })).statusCode).toBe(
      204,
    );
  });

  it('is refused from the page of another site', async () => {
    const cookie = await cookieOf('agent');
    const headers = { cookie, origin: 'https://evil.example', host: 'localhost' };
    expect((await request('POST', '/v1/staff/logout', { headers })).statusCode).toBe(403);
    expect((await request('GET', '/v1/staff/me', { headers: { cookie } })).statusCode).toBe(200);
  });
});

describe('the guard', () => {
  it('lets each role in up to its rank, and nobody without a session', async () => {
    const allowed = {
      agent: ['agent'],
      supervisor: ['agent', 'supervisor'],
      admin: ['agent', 'supervisor', 'admin'],
    };
    for (const role of ['agent', 'supervisor', 'admin'] as const) {
      const cookie = await cookieOf(role);
      for (const door of ['agent', 'supervisor', 'admin']) {
        const expected = allowed[role].includes(door) ? 200 : 403;
        expect((await request('GET', `/${door}`, { headers: { cookie } })).statusCode).toBe(expected);
        expect((await request('POST', `/${door}`, { headers: { ...ours, cookie } })).statusCode).toBe(
          expected,
        );
      }
      expect((await request('GET', `/${role}`)).statusCode).toBe(401);
    }
    expect(
      (await request('GET', '/agent', { headers: { cookie: `zg_staff=${'A'.repeat(43)}` } })).statusCode,
    ).toBe(401);
  });

  it('lets a cookie change something only from our own page', async () => {
    const cookie = await cookieOf('admin');
    const post = async (headers: Record<string, string>) =>
      (await request('POST', '/admin', { headers: { cookie, ...headers } })).statusCode;
    expect(await post(ours)).toBe(200);
    expect(await post({ 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await post({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await post({ origin: 'https://evil.example' })).toBe(403);
    expect(await post({})).toBe(403);
    expect((await request('GET', '/admin', { headers: { cookie } })).statusCode).toBe(200);
  });

  it('takes the token in a header, which no other page can send along', async () => {
    const token = (await cookieOf('admin')).split('=')[1] ?? '';
    const authorization = `Bearer ${token}`;
    expect((await request('POST', '/admin', { headers: { authorization } })).statusCode).toBe(200);
    expect(
      (await request('POST', '/admin', { headers: { authorization: 'Bearer nonsense' } })).statusCode,
    ).toBe(401);
    expect(await guard.authenticate({ token })).toEqual(members.admin);
    expect(await guard.authenticate({ cookie: `a=b; zg_staff=${token}` })).toEqual(members.admin);
    expect(await guard.authenticate({})).toBeUndefined();
  });

  it('knows nobody on a route that it does not guard', async () => {
    expect(
      (await request('GET', '/unguarded', { headers: { cookie: await cookieOf('admin') } })).statusCode,
    ).toBe(500);
  });
});

describe('what somebody is asked to deal with', () => {
  const service = async (role: keyof typeof members, staffId: string, payload: object) =>
    app.inject({
      method: 'PUT',
      url: `/v1/staff/${staffId}/service`,
      payload,
      headers: { ...ours, cookie: await cookieOf(role) },
    });

  it('is set by admins, each skill once', async () => {
    const { staffId } = members.agent;
    const wanted = { skills: ['售后', ' 物流', '售后'], capacity: 6 };
    expect((await service('supervisor', staffId, wanted)).statusCode).toBe(403);
    expect((await service('admin', staffId, wanted)).statusCode).toBe(200);
    expect(await database.prisma.staff.findUniqueOrThrow({ where: { id: staffId } })).toMatchObject({
      skills: ['售后', '物流'],
      capacity: 6,
    });
  });

  it('is refused with the field named, and for nobody', async () => {
    const answer = await service('admin', members.agent.staffId, { skills: [''], capacity: 0 });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors.map(({ path }: { path: string }) => path)).toEqual(['skills.0', 'capacity']);
    const nobody = '0198d3a0-0000-7000-8000-000000000000';
    expect((await service('admin', nobody, { skills: [], capacity: 4 })).statusCode).toBe(404);
  });
});
