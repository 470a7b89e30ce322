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

/** Staff rooms that hear of a change to a conversation's summary. */
export function summaryRooms(conversation: Ownership, before?: ConversationState): string[] {
  const heardByAll = conversation.state === 'queued' || before === 'queued';
  return [
    rooms.overseers,
    ...(heardByAll ? [rooms.agents] : []),
    ...(conversation.assignedStaffId ? [rooms.staff(conversation.assignedStaffId)] : []),
  ];
}
