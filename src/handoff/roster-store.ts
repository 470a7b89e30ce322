import type { RosterMember } from '../contract/desk.js';
import {
  type PresenceReason,
  type PresenceStatus,
  presenceReason,
  presenceStatus,
  staffRole,
} from '../contract/staff-socket.js';
import type { Database } from '../platform/database.js';

export type RosterStore = ReturnType<typeof createRosterStore>;

/**
 * Who of the staff is there, as all server processes together know it. A process says that somebody is there by a
 * lease that it renews; when the process dies, the lease runs out and everybody else can see it (C. Gray, D. Cheriton,
 * Leases, SOSP 1989).
 */
export function createRosterStore({ prisma }: Pick<Database, 'prisma'>) {
  return {
    /** @param connected false: the last window was closed, and the time of grace runs */
    async hold(staffId: string, nodeId: string, connected: boolean, leaseUntil: Date): Promise<void> {
      await prisma.staffLease.upsert({
        where: { staffId_nodeId: { staffId, nodeId } },
        create: { staffId, nodeId, connected, leaseUntil },
        update: { connected, leaseUntil },
      });
    },

    async renew(nodeId: string, leaseUntil: Date): Promise<void> {
      await prisma.staffLease.updateMany({ where: { nodeId, connected: true }, data: { leaseUntil } });
    },

    /** This process goes down in order: its people have the time of grace to come back elsewhere. */
    async letGo(nodeId: string, leaseUntil: Date): Promise<void> {
      await prisma.staffLease.updateMany({
        where: { nodeId, connected: true },
        data: { connected: false, leaseUntil },
      });
    },

    async forget(before: Date): Promise<void> {
      await prisma.staffLease.deleteMany({ where: { leaseUntil: { lt: before } } });
    },

    async choose(
      staffId: string,
      status: PresenceStatus,
      reason: PresenceReason | undefined,
      now: Date,
    ): Promise<void> {
      await prisma.staff.updateMany({
        where: { id: staffId },
        data: { presence: status, presenceReason: reason ?? null, presenceSince: now },
      });
    },

    /** Everybody with an account, with what they have to do now. */
    async roster(now: Date): Promise<RosterMember[]> {
      const rows = await prisma.$queryRaw<
        {
          id: string;
          name: string;
          role: string;
          skills: string[] | null;
          capacity: number;
          presence: string;
          presenceReason: string | null;
          presenceSince: Date | null;
          connected: boolean;
          load: number;
        }[]
      >`
        SELECT s.id, s.name, s.role, s.skills, s.capacity, s.presence, s."presenceReason", s."presenceSince",
          EXISTS (SELECT 1 FROM "StaffLease" l
            WHERE l."staffId" = s.id AND l.connected AND l."leaseUntil" > ${now}) AS connected,
          (SELECT count(*)::int FROM "Conversation" c
            WHERE (c.state = 'human' AND c."assignedStaffId" = s.id)
              OR (c.state = 'queued' AND c."offeredStaffId" = s.id AND c."offeredUntil" > ${now})) AS load
        FROM "Staff" s WHERE s.active ORDER BY s."createdAt", s.id`;
      return rows.map((row) => ({
        staffId: row.id,
        name: row.name,
        role: staffRole.parse(row.role),
        skills: row.skills ?? [],
        capacity: row.capacity,
        load: row.load,
        ...presenceOf(row),
        ...(row.presenceSince ? { since: row.presenceSince.toISOString() } : {}),
      }));
    },

    /** Conversations whose agent has been gone for longer than the time of grace, or has no account any more. */
    async abandoned(now: Date, limit: number): Promise<{ conversationId: string; staffId: string }[]> {
      return prisma.$queryRaw<{ conversationId: string; staffId: string }[]>`
        SELECT c.id AS "conversationId", c."assignedStaffId" AS "staffId" FROM "Conversation" c
        WHERE c.state = 'human' AND c."assignedStaffId" IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM "StaffLease" l JOIN "Staff" s ON s.id = l."staffId" AND s.active
            WHERE l."staffId" = c."assignedStaffId" AND l."leaseUntil" > ${now})
        ORDER BY c."rankAt", c.id LIMIT ${limit}`;
    },
  };
}

/** Who has no window open is offline, whatever was chosen. */
function presenceOf(row: {
  connected: boolean;
  presence: string;
  presenceReason: string | null;
}): Pick<RosterMember, 'status' | 'reason'> {
  const status = row.connected ? presenceStatus.catch('online').parse(row.presence) : 'offline';
  const reason = presenceReason.safeParse(row.presenceReason);
  return { status, ...(status === 'away' && reason.success ? { reason: reason.data } : {}) };
}
