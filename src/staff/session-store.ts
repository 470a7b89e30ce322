import { createHash, randomBytes } from 'node:crypto';
import type { StaffMember } from '../contract/http.js';
import { type Clock, systemClock } from '../platform/clock.js';
import type { PrismaClient } from '../platform/generated/prisma/client.js';
import { memberColumns, memberOf } from './staff-store.js';

/** How long a session lasts after its last use. */
export const sessionHours = 12;
const lifetime = sessionHours * 3_600_000;
/** A session is extended once this much of it is used up, so that not every request writes. */
const extendAfter = 5 * 60_000;

export interface StaffSessions {
  /** A new session; the token is told only now, and only its hash is kept. */
  open(staffId: string): Promise<string>;
  /** Whose session it is, if it has not run out; using it makes it last on. */
  find(token: string): Promise<StaffMember | undefined>;
  close(token: string): Promise<void>;
  /** Deletes what has run out; the number of sessions deleted. */
  removeExpired(): Promise<number>;
}

export function createStaffSessions({
  prisma,
  clock = systemClock,
}: {
  prisma: PrismaClient;
  clock?: Clock;
}): StaffSessions {
  return {
    async open(staffId) {
      const token = randomBytes(32).toString('base64url');
      const now = clock();
      await prisma.staffSession.create({
        data: { tokenHash: hashOf(token), staffId, createdAt: now, expiresAt: later(now) },
      });
      return token;
    },

    async find(token) {
      if (!/^[\w-]{43}$/.test(token)) return undefined;
      const tokenHash = hashOf(token);
      const row = await prisma.staffSession.findUnique({
        where: { tokenHash },
        select: { expiresAt: true, staff: { select: { ...memberColumns, active: true } } },
      });
      const now = clock();
      if (row === null || row.expiresAt <= now || !row.staff.active) return undefined;
      if (later(now).getTime() - row.expiresAt.getTime() >= extendAfter) {
        // Only while it is there: a logout at the same moment must win.
        await prisma.staffSession.updateMany({ where: { tokenHash }, data: { expiresAt: later(now) } });
      }
      return memberOf(row.staff);
    },

    async close(token) {
      await prisma.staffSession.deleteMany({ where: { tokenHash: hashOf(token) } });
    },

    async removeExpired() {
      const { count } = await prisma.staffSession.deleteMany({ where: { expiresAt: { lte: clock() } } });
      return count;
    },
  };
}

function later(now: Date): Date {
  return new Date(now.getTime() + lifetime);
}

/** Under which a session is kept. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
