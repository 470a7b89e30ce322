import type { ConversationState, ConversationStatus, Message } from '../contract/messages.js';
import type { ConversationSummary, Note } from '../contract/staff-socket.js';
import { type Ownership, rooms, summaryRooms } from './audience.js';
import type { ShopperNamespace } from './shopper-namespace.js';
import type { StaffNamespace } from './staff-namespace.js';

export interface DeliveryNeeds {
  /** `line`: everybody who waits, when that is known already. */
  status: (conversationId: string, line?: readonly string[]) => Promise<ConversationStatus>;
  owner: (conversationId: string) => Promise<Ownership | undefined>;
  summary: (conversationId: string) => Promise<ConversationSummary | undefined>;
  /** Ids of everybody who waits for a person. */
  waiting: () => Promise<string[]>;
}

interface StoredEvent {
  topic: string;
  conversationId: string | null;
  payload: unknown;
}

/** Hands stored events to every socket that may see them. Called by the outbox, in order. */
export function createDelivery(shoppers: ShopperNamespace, staff: StaffNamespace, needs: DeliveryNeeds) {
  /** Tells staff how a conversation stands now; `before` when it has just changed hands. */
  async function tellStaff(conversationId: string, before?: ConversationState): Promise<void> {
    const owner = await needs.owner(conversationId);
    if (!owner || (owner.state === 'bot' && before === undefined)) return;
    const summary = await needs.summary(conversationId);
    if (!summary) return;
    const waiting = (await needs.waiting()).length;
    const { full, gone } = summaryRooms(owner, before);
    staff.to(full).emit('queue.updated', { conversation: summary, waiting });
    if (gone.length > 0) {
      const { lastMessage: _, ...withoutText } = summary;
      staff.to(gone).except(full).emit('queue.updated', { conversation: withoutText, waiting });
    }
  }

  /** Everybody who waits learns the place in the line, except one who has just been told. */
  async function tellWaiting(told?: string): Promise<void> {
    const line = await needs.waiting();
    for (const conversationId of line) {
      if (conversationId === told) continue;
      shoppers
        .to(rooms.conversation(conversationId))
        .emit('conversation.updated', await needs.status(conversationId, line));
    }
  }

  async function conversationUpdated(conversationId: string, before: ConversationState): Promise<void> {
    const status = await needs.status(conversationId);
    const room = rooms.conversation(conversationId);
    shoppers.to(room).emit('conversation.updated', status);
    staff.to(room).emit('conversation.updated', status);
    await tellStaff(conversationId, before);
    await leaveRoom(conversationId);
    if (before === 'queued' || status.state === 'queued') await tellWaiting(conversationId);
  }

  /** Agents who had it open and may not see it any more stop hearing it. */
  async function leaveRoom(conversationId: string): Promise<void> {
    const owner = await needs.owner(conversationId);
    if (!owner || owner.state === 'queued') return;
    for (const socket of await staff.in(rooms.conversation(conversationId)).fetchSockets()) {
      const isTheirs = socket.data.role !== 'agent' || socket.data.staffId === owner.assignedStaffId;
      if (!isTheirs) socket.leave(rooms.conversation(conversationId));
    }
  }

  return {
    tellWaiting: () => tellWaiting(),
    async deliver({ topic, conversationId, payload }: StoredEvent): Promise<void> {
      // Staff who may see requests ask for them; what is in them does not leave here.
      if (topic === 'order-request.changed')
        staff.emit('orderRequest.changed', payload as { requestId: string });
      if (!conversationId) return;
      const room = rooms.conversation(conversationId);
      if (topic === 'message.created') {
        const event = payload as { message: Message };
        shoppers.to(room).emit('message.created', event);
        staff.to(room).emit('message.created', event);
        await tellStaff(conversationId);
      } else if (topic === 'conversation.updated') {
        await conversationUpdated(conversationId, (payload as { from: ConversationState }).from);
      } else if (topic === 'note.added') {
        // Notes go to staff only: the shoppers' namespace is not even mentioned here.
        staff.to(room).emit('note.added', payload as { note: Note });
      }
    },
  };
}
