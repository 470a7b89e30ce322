import type { ConversationState } from '../contract/messages.js';
import type { StaffRole } from '../contract/staff-socket.js';

/** What decides who may see a conversation. */
export interface Ownership {
  state: ConversationState;
  assignedStaffId?: string;
  /** A left message (留言) in it is still owed an answer. */
  owed?: boolean;
}

export interface Viewer {
  staffId: string;
  role: StaffRole;
}

/** Nobody has it, and somebody should take it: it waits, or its left message is owed an answer. */
function isForAnybody({ state, owed = false }: Ownership): boolean {
  return state === 'queued' || (owed && state !== 'human');
}

/**
 * An agent sees what is there to be taken and what is theirs; supervisors and admins see all. Pure, and with `mayRead`
 * the only place that says so.
 */
export function maySee(viewer: Viewer, conversation: Ownership): boolean {
  if (viewer.role !== 'agent') return true;
  return isForAnybody(conversation) || conversation.assignedStaffId === viewer.staffId;
}

/**
 * Who is spoken to in a note (@) may read that conversation, whoever has it: messages and notes, nothing else. What
 * goes beyond reading asks `maySee`.
 */
export function mayRead(viewer: Viewer, conversation: Ownership & { spokenTo: boolean }): boolean {
  return conversation.spokenTo || maySee(viewer, conversation);
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
  const isOpen = isForAnybody(conversation);
  return {
    full: [
      rooms.overseers,
      ...(isOpen ? [rooms.agents] : []),
      ...(conversation.assignedStaffId ? [rooms.staff(conversation.assignedStaffId)] : []),
    ],
    gone: isOpen
      ? []
      : [
          ...(before !== undefined && isForAnybody({ ...conversation, state: before }) ? [rooms.agents] : []),
          ...(leftStaffId ? [rooms.staff(leftStaffId)] : []),
        ],
  };
}
