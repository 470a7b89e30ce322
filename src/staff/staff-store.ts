import { z } from 'zod';
import type { StaffService } from '../contract/desk.js';
import { type StaffAccount, type StaffChange, type StaffMember, staffCreate } from '../contract/http.js';
import { type StaffRole, staffRole } from '../contract/staff-socket.js';
import { type Clock, systemClock } from '../platform/clock.js';
import { conflict, notFound, parse } from '../platform/errors.js';
import type { PrismaClient } from '../platform/generated/prisma/client.js';
import { hashPassword } from './passwords.js';

const newStaff = staffCreate.pick({ email: true, name: true, role: true }).extend({
  password: z.string(),
  passwordTemporary: z.boolean().optional(),
});

export interface StaffStore {
  /** @throws AppError `invalid-input`, or `conflict` when the e-mail address has an account */
  create(account: {
    email: string;
    name: string;
    role: StaffRole;
    password: string;
    /** Given by somebody else: to be changed before anything else. */
    passwordTemporary?: boolean;
  }): Promise<StaffMember>;
  /** For login only: carries the password hash. E-mail in lower case. */
  findForLogin(
    email: string,
  ): Promise<{ member: StaffMember; passwordHash: string; active: boolean } | undefined>;
  list(): Promise<(StaffMember & { active: boolean })[]>;
  /** Somebody who is not active cannot log in; open sessions end. */
  setActive(staffId: string, active: boolean): Promise<void>;
  /** What somebody deals with, and how much at a time. @throws AppError `not-found` */
  setService(staffId: string, service: StaffService): Promise<void>;
  /** Everybody with an account, active ones first. */
  accounts(): Promise<StaffAccount[]>;
  /**
   * Changes an account; sessions end where it is closed or has another role.
   * @throws AppError `not-found`; `conflict` when nobody could manage accounts any more
   */
  change(staffId: string, change: StaffChange): Promise<void>;
  /** Open sessions end, but for the one that is kept. @throws AppError `invalid-input`, `not-found` */
  setPassword(
    staffId: string,
    password: string,
    options: { temporary: boolean; keepSession?: string },
  ): Promise<void>;
}

export const memberColumns = {
  id: true,
  email: true,
  name: true,
  role: true,
  passwordTemporary: true,
} as const;

export function createStaffStore({
  prisma,
  clock = systemClock,
}: {
  prisma: PrismaClient;
  clock?: Clock;
}): StaffStore {
  return {
    async create(account) {
      const { password, passwordTemporary = false, ...data } = parse(newStaff, account);
      const passwordHash = await hashPassword(password);
      const [row] = await prisma.staff.createManyAndReturn({
        data: { ...data, passwordHash, passwordTemporary, createdAt: clock() },
        skipDuplicates: true,
        select: memberColumns,
      });
      if (row === undefined) throw conflict(`${data.email} 已经有账号了。`);
      return memberOf(row);
    },

    async findForLogin(email) {
      const row = await prisma.staff.findUnique({
        where: { email },
        select: { ...memberColumns, passwordHash: true, active: true },
      });
      return row === null
        ? undefined
        : { member: memberOf(row), passwordHash: row.passwordHash, active: row.active };
    },

    async list() {
      const rows = await prisma.staff.findMany({
        orderBy: { createdAt: 'asc' },
        select: { ...memberColumns, active: true },
      });
      return rows.map((row) => ({ ...memberOf(row), active: row.active }));
    },

    async setActive(staffId, active) {
      await prisma.$transaction([
        prisma.staff.update({ where: { id: staffId }, data: { active } }),
        ...(active ? [] : [prisma.staffSession.deleteMany({ where: { staffId } })]),
      ]);
    },

    async setService(staffId, { skills, capacity }) {
      const { count } = await prisma.staff.updateMany({
        where: { id: staffId },
        data: { skills: [...new Set(skills)], capacity },
      });
      if (count === 0) throw notFound('没有找到这位同事。');
    },

    async accounts() {
      const rows = await prisma.staff.findMany({
        orderBy: [{ active: 'desc' }, { createdAt: 'asc' }],
        select: { ...memberColumns, active: true, skills: true, capacity: true, createdAt: true },
        take: 1000,
      });
      return rows.map((row) => ({
        ...memberOf(row),
        active: row.active,
        skills: row.skills,
        capacity: row.capacity,
        createdAt: row.createdAt.toISOString(),
      }));
    },

    async change(staffId, { skills, ...change }) {
      await prisma.$transaction(async (tx) => {
        // Two admins who close each other's account at the same moment: the second sees the first.
        await tx.$queryRaw`SELECT id FROM "Staff" WHERE role = 'admin' ORDER BY id FOR UPDATE`;
        const before = await tx.staff.findUnique({ where: { id: staffId }, select: { role: true } });
        if (!before) throw notFound('没有找到这位同事。');
        await tx.staff.update({
          where: { id: staffId },
          data: { ...change, skills: [...new Set(skills)] },
        });
        const admins = await tx.staff.count({ where: { role: 'admin', active: true } });
        if (admins === 0) throw conflict('至少要留一位在用的管理员。');
        if (!change.active || change.role !== before.role)
          await tx.staffSession.deleteMany({ where: { staffId } });
      });
    },

    async setPassword(staffId, password, { temporary, keepSession }) {
      const passwordHash = await hashPassword(password);
      await prisma.$transaction(async (tx) => {
        const { count } = await tx.staff.updateMany({
          where: { id: staffId },
          data: { passwordHash, passwordTemporary: temporary },
        });
        if (count === 0) throw notFound('没有找到这位同事。');
        await tx.staffSession.deleteMany({
          where: { staffId, ...(keepSession ? { tokenHash: { not: keepSession } } : {}) },
        });
      });
    },
  };
}

/** What may be told about a member of staff. */
export function memberOf(row: {
  id: string;
  email: string;
  name: string;
  role: string;
  passwordTemporary: boolean;
}): StaffMember {
  const { id: staffId, name, email, passwordTemporary } = row;
  return {
    staffId,
    name,
    email,
    role: staffRole.parse(row.role),
    ...(passwordTemporary ? { mustChangePassword: true } : {}),
  };
}
