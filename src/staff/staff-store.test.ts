import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/database.js';
import type { Database } from '../platform/database.js';
import { createAuditStore } from './audit-store.js';
import { hashPassword, passwordMatches } from './passwords.js';
import { createStaffSessions, type StaffSessions } from './session-store.js';
import { createStaffStore, type StaffStore } from './staff-store.js';

let database: Database;
let staff: StaffStore;
let sessions: StaffSessions;
let now = new Date('2026-11-21T08:00:00Z');
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};

beforeAll(async () => {
  database = await openTestDatabase();
  const parts = { prisma: database.prisma, clock: () => now };
  staff = createStaffStore(parts);
  sessions = createStaffSessions(parts);
});
afterAll(() => database.close());
beforeEach(() => database.prisma.staff.deleteMany());

const account = {
  email: 'xiaoman@example.com',
  name: '小满',
  role: 'agent',
  password: '一个很长的密码 1234',
} as const;

describe('passwords', () => {
  it('are kept as argon2id with the parameters of the cheat sheet, and a salt of their own', async () => {
    const first = await hashPassword(account.password);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await hashPassword(account.password)).not.toBe(first);
    expect(await passwordMatches(first, account.password)).toBe(true);
    expect(await passwordMatches(first, `${account.password}x`)).toBe(false);
  });

  it('are long enough, and not endless', async () => {
    for (const password of ['', '123456789', 'x'.repeat(201)]) {
      await expect(hashPassword(password)).rejects.toMatchObject({
        code: 'invalid-input',
        errors: [{ path: 'password' }],
      });
    }
    await hashPassword('1234567890');
  });

  it('take as much work where there is no account', async () => {
    const hash = await hashPassword(account.password);
    await passwordMatches(undefined, 'warm up');
    const time = async (stored: string | undefined) => {
      const started = performance.now();
      expect(await passwordMatches(stored, 'wrong password')).toBe(false);
      return performance.now() - started;
    };
    // The fastest of several, in turn: a busy machine slows single ones.
    const times: { known: number; unknown: number }[] = [];
    for (let n = 0; n < 8; n++) times.push({ known: await time(hash), unknown: await time(undefined) });
    const known = Math.min(...times.map((each) => each.known));
    const unknown = Math.min(...times.map((each) => each.unknown));
    expect(unknown).toBeGreaterThan(known / 3);
  });
});

describe('accounts', () => {
  it('are made once an e-mail address, whatever its case, and never show the hash', async () => {
    const member = await staff.create({ ...account, email: ' XiaoMan@Example.com ' });
    expect(member).toEqual({
      staffId: expect.any(String),
      email: account.email,
      name: '小满',
      role: 'agent',
    });
    await expect(staff.create(account)).rejects.toMatchObject({ code: 'conflict' });
    expect(await staff.list()).toEqual([{ ...member, active: true }]);
    expect(await staff.findForLogin('nobody@example.com')).toBeUndefined();
  });

  it.each([
    ['email', { email: 'not an address' }],
    ['name', { name: ' ' }],
    ['role', { role: 'owner' as 'admin' }],
    ['password', { password: 'short' }],
  ])('are refused with a wrong %s', async (field, wrong) => {
    await expect(staff.create({ ...account, ...wrong })).rejects.toMatchObject({
      code: 'invalid-input',
      errors: [{ path: field }],
    });
    expect(await staff.list()).toEqual([]);
  });
});

describe('sessions', () => {
  it('are found by their token, of which only the hash is kept', async () => {
    const member = await staff.create(account);
    const token = await sessions.open(member.staffId);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await sessions.find(token)).toEqual(member);
    const rows = await database.prisma.staffSession.findMany();
    expect(rows.map(({ tokenHash }) => tokenHash)).toEqual([
      createHash('sha256').update(token).digest('hex'),
    ]);
    for (const wrong of [
      '',
      'x',
      `${token}x`,
      token.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')),
      rows[0]?.tokenHash ?? '',
    ]) {
      expect(await sessions.find(wrong)).toBeUndefined();
    }
  });

  it('last twelve hours from their last use', async () => {
    const token = await sessions.open((await staff.create(account)).staffId);
    later(11 * 60);
    expect(await sessions.find(token)).toBeDefined();
    later(11 * 60);
    expect(await sessions.find(token)).toBeDefined();
    later(12 * 60);
    expect(await sessions.find(token)).toBeUndefined();
  });

  it('do not write at every use', async () => {
    const token = await sessions.open((await staff.create(account)).staffId);
    const expiry = async () => (await database.prisma.staffSession.findFirstOrThrow()).expiresAt.getTime();
    const before = await expiry();
    later(4);
    await sessions.find(token);
    expect(await expiry()).toBe(before);
    later(1);
    await sessions.find(token);
    expect(await expiry()).toBe(before + 5 * 60_000);
  });

  it('end at logout, when the account is closed, and are swept away when they run out', async () => {
    const { staffId } = await staff.create(account);
    const [first, second, third] = [
      await sessions.open(staffId),
      await sessions.open(staffId),
      await sessions.open(staffId),
    ];
    await sessions.close(first);
    expect(await sessions.find(first)).toBeUndefined();
    expect(await sessions.find(second)).toBeDefined();
    await staff.setActive(staffId, false);
    expect(await sessions.find(third)).toBeUndefined();
    expect(await database.prisma.staffSession.count()).toBe(0);
    await staff.setActive(staffId, true);
    const old = await sessions.open(staffId);
    later(6 * 60);
    const young = await sessions.open(staffId);
    later(7 * 60);
    expect(await sessions.removeExpired()).toBe(1);
    expect(await sessions.find(old)).toBeUndefined();
    expect(await sessions.find(young)).toBeDefined();
  });
});

describe('the audit', () => {
  it('lists newest first, by page and by subject', async () => {
    const audit = createAuditStore({ prisma: database.prisma, clock: () => now });
    for (let n = 0; n < 5; n++) {
      await audit.record({
        actor: { type: 'staff', id: `s${n}` },
        action: 'test.did',
        subject: n % 2 === 0 ? 'even' : 'odd',
        detail: { n },
      });
    }
    await audit.record({ actor: { type: 'system' }, action: 'test.ran', subject: 'odd' });
    const first = await audit.list({ limit: 4 });
    const rest = await audit.list({ limit: 4, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...rest.items].map(({ actor: { id } }) => id)).toEqual([
      undefined,
      's4',
      's3',
      's2',
      's1',
      's0',
    ]);
    expect(rest).not.toHaveProperty('nextCursor');
    expect((await audit.list({ subject: 'odd', limit: 9 })).items.map(({ detail }) => detail)).toEqual([
      {},
      { n: 3 },
      { n: 1 },
    ]);
    await expect(audit.list({ limit: 4, cursor: 'x' })).rejects.toMatchObject({
      errors: [{ path: 'cursor' }],
    });
  });

  it('leaves nothing of a transaction that fails', async () => {
    const audit = createAuditStore({ prisma: database.prisma });
    const failing = database.prisma.$transaction(async (tx) => {
      await audit.record({ actor: { type: 'system' }, action: 'test.failed', subject: 'gone' }, tx);
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect((await audit.list({ subject: 'gone', limit: 1 })).items).toEqual([]);
  });
});
