import type { StaffRole } from '../../../src/contract/staff-socket.js';

const rank: Record<StaffRole, number> = { agent: 0, supervisor: 1, admin: 2 };

/** Every role may do what the ones below it may. */
export function mayActAs(role: StaffRole, needed: StaffRole): boolean {
  return rank[role] >= rank[needed];
}
