import type { ConversationState } from '../contract/messages.js';
import type { StaffRole } from '../contract/staff-socket.js';

/** What decides who may see a conversation. */
export interface Ownership {
  state: ConversationState;
  assignedStaffId?: string;
}

export interface Viewer {
  staffId: string;
  role: StaffRole;
}

/**
 * An agent sees who waits and who is theirs; supervisors and admins see all. Pure, and the only place that says so.
 */
export function maySee(viewer: Viewer, conversation: Ownership): boolean {
  if (viewer.role !== 'agent') return true;
  return conversation.state === 'queued' || conversation.assignedStaffId === viewer.staffId;
}

/** Rooms are named here and nowhere else. A conversation has the same room name in both namespaces. */
export const rooms = {
  conversation: (conversationId: string) => `conversation:${conversationId}`,
  staff: (staffId: string) => `staff:${staffId}`,
  /** Everybody who takes conversations: hears of the queue. */
  agents: 'agents',
  /** Hears of every conversation. */
  overseers: 'overseers',
} as const;

/**
 * Staff rooms that hear of a change to a conversation's summary.
 * @param before the state that it came from, when it has just changed hands
 * @param leftStaffId who had it before, when it was taken or given away
 * @returns `full`: those who may see it; `gone`: those who only learn that it has left the queue, not what is said in it
 */
export function summaryRooms(
  conversation: Ownership,
  before?: ConversationState,
  leftStaffId?: string,
): { full: string[]; gone: string[] } {
  const isQueued = conversation.state === 'queued';
  return {
    full: [
      rooms.overseers,
      ...(isQueued ? [rooms.agents] : []),
      ...(conversation.assignedStaffId ? [rooms.staff(conversation.assignedStaffId)] : []),
    ],
    gone: isQueued
      ? []
      : [...(before === 'queued' ? [rooms.agents] : []), ...(leftStaffId ? [rooms.staff(leftStaffId)] : [])],
  };
}
