import { z } from 'zod';
import type { StaffService } from '../contract/desk.js';
import type { StaffMember } from '../contract/http.js';
import { type StaffRole, staffRole } from '../contract/staff-socket.js';
import { type Clock, systemClock } from '../platform/clock.js';
import { conflict, notFound, parse } from '../platform/errors.js';
import type { PrismaClient } from '../platform/generated/prisma/client.js';
import { hashPassword } from './passwords.js';

const newStaff = z.strictObject({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(200)
    .regex(/^[^\s@]+@[^\s@]+$/, '请填写邮箱地址'),
  name: z.string().trim().min(1, '请填写姓名').max(40, '姓名最多 40 个字'),
  role: staffRole,
  password: z.string(),
});

export interface StaffStore {
  /** @throws AppError `invalid-input`, or `conflict` when the e-mail address has an account */
  create(account: { email: string; name: string; role: StaffRole; password: string }): Promise<StaffMember>;
  /** For login only: carries the password hash. E-mail in lower case. */
  findForLogin(
    email: string,
  ): Promise<{ member: StaffMember; passwordHash: string; active: boolean } | undefined>;
  list(): Promise<(StaffMember & { active: boolean })[]>;
  /** Somebody who is not active cannot log in; open sessions end. */
  setActive(staffId: string, active: boolean): Promise<void>;
  /** What somebody deals with, and how much at a time. @throws AppError `not-found` */
  setService(staffId: string, service: StaffService): Promise<void>;
}

export const memberColumns = { id: true, email: true, name: true, role: true } as const;

export function createStaffStore({
  prisma,
  clock = systemClock,
}: {
  prisma: PrismaClient;
  clock?: Clock;
}): StaffStore {
  return {
    async create(account) {
      const { password, ...data } = parse(newStaff, account);
      const passwordHash = await hashPassword(password);
      const [row] = await prisma.staff.createManyAndReturn({
        data: { ...data, passwordHash, createdAt: clock() },
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
  };
}

/** What may be told about a member of staff. */
export function memberOf(row: { id: string; email: string; name: string; role: string }): StaffMember {
  return { staffId: row.id, name: row.name, email: row.email, role: staffRole.parse(row.role) };
}
