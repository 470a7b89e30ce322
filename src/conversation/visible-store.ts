import type { StaffRole } from '../contract/staff-socket.js';
import { Prisma } from '../platform/generated/prisma/client.js';

export interface StaffViewer {
  staffId: string;
  role: StaffRole;
}

/**
 * Realtime's rule of who may see a conversation, as a condition on `"Conversation" c`: for lists, which cannot ask of
 * each one. A test holds both against each other.
 */
export function visibleTo({ staffId, role }: StaffViewer): Prisma.Sql {
  if (role !== 'agent') return Prisma.sql`true`;
  return Prisma.sql`(c.state = 'queued' OR (c."followUpOpen" AND c.state <> 'human')
    OR c."assignedStaffId" = ${staffId}::uuid)`;
}
