import type { SatisfactionRated } from '../contract/closing.js';
import type { ConversationState, ConversationStatus, Message } from '../contract/messages.js';
import type { ConversationSummary, Mention, Note, SlaView } from '../contract/staff-socket.js';
import type { Log } from '../platform/log.js';
import { mayRead, maySee, type Ownership, rooms, summaryRooms } from './audience.js';
import type { ShopperNamespace } from './shopper-namespace.js';
import type { StaffNamespace } from './staff-namespace.js';
import { throttled } from './throttled.js';

export interface DeliveryNeeds {
  /** `line`: everybody who waits, when that is known already. */
  status: (conversationId: string, line?: Line) => Promise<ConversationStatus>;
  owner: (conversationId: string) => Promise<Ownership | undefined>;
  summary: (conversationId: string) => Promise<ConversationSummary | undefined>;
  /** Everybody who waits for a person, with place and estimate. */
  waits: () => Promise<Line>;
  waitingCount: () => Promise<number>;
  /** Everybody who is spoken to in a note of a conversation. */
  spokenTo: (conversationId: string) => Promise<ReadonlySet<string>>;
  /** Where somebody was spoken to in a note; undefined when it is gone. */
  mention: (noteId: string, staffId: string) => Promise<Mention | undefined>;
  log: Log;
}

/** By conversation: whatever is told of the wait. */
type Line = ReadonlyMap<string, { position: number }>;

/** Places change with everything that happens at the desk: those who wait are told this often at most, milliseconds. */
const tellWaitingEvery = 1_000;

interface StoredEvent {
  topic: string;
  conversationId: string | null;
  payload: unknown;
}

/**
 * Hands stored events to every socket of this process that may see them. Called by the outbox, in order, in each process
 * for its own: no event needs another way to get here.
 */
export function createDelivery(shoppers: ShopperNamespace, staff: StaffNamespace, needs: DeliveryNeeds) {
  /** Tells staff how a conversation stands now; `before` when it has just changed hands. */
  async function tellStaff(
    conversationId: string,
    before?: ConversationState,
    leftStaffId?: string,
  ): Promise<void> {
    if (staff.sockets.size === 0) return;
    const owner = await needs.owner(conversationId);
    if (!owner || (owner.state === 'bot' && !owner.owed && before === undefined)) return;
    const summary = await needs.summary(conversationId);
    if (!summary) return;
    const waiting = await needs.waitingCount();
    const { full, gone } = summaryRooms(owner, before, leftStaffId);
    staff.local.to(full).emit('queue.updated', { conversation: summary, waiting });
    if (gone.length > 0) {
      const { lastMessage: _, ...withoutText } = summary;
      staff.local.to(gone).except(full).emit('queue.updated', { conversation: withoutText, waiting });
    }
  }

  /** What each who waits was told last: only what has changed is told again. */
  const lastTold = new Map<string, string>();
  const lastPlace = new Map<string, string>();

  /** Everybody who waits learns the place in the line. */
  async function tellPlaces(): Promise<void> {
    const line = await needs.waits();
    for (const told of [lastTold, lastPlace])
      for (const conversationId of told.keys()) if (!line.has(conversationId)) told.delete(conversationId);
    for (const [conversationId, wait] of line) {
      const place = JSON.stringify(wait);
      const isHere = shoppers.adapter.rooms.has(rooms.conversation(conversationId));
      if (!isHere || lastPlace.get(conversationId) === place) continue;
      lastPlace.set(conversationId, place);
      tell(await needs.status(conversationId, line));
    }
  }

  function tell(status: ConversationStatus): void {
    const { conversationId, state } = status;
    const words = JSON.stringify(status);
    if (state === 'queued' && lastTold.get(conversationId) === words) return;
    if (state === 'queued') lastTold.set(conversationId, words);
    else lastTold.delete(conversationId);
    shoppers.local.to(rooms.conversation(conversationId)).emit('conversation.updated', status);
  }

  const tellWaiting = throttled(tellWaitingEvery, () =>
    tellPlaces().catch((error) => needs.log.error({ err: error }, 'Waiting shoppers could not be told.')),
  );

  async function conversationUpdated(
    conversationId: string,
    { from, leftStaffId }: { from: ConversationState; leftStaffId?: string },
  ): Promise<void> {
    const status = await needs.status(conversationId);
    tell(status);
    staff.local.to(rooms.conversation(conversationId)).emit('conversation.updated', status);
    await tellStaff(conversationId, from, leftStaffId);
    await leaveRoom(conversationId);
    if (from === 'queued' || status.state === 'queued') tellWaiting();
  }

  /** Agents who had it open and may not see it any more stop hearing it. */
  async function leaveRoom(conversationId: string): Promise<void> {
    const owner = await needs.owner(conversationId);
    if (!owner || owner.state === 'queued') return;
    const here = staff.adapter.rooms.get(rooms.conversation(conversationId)) ?? [];
    const sockets = [...here].flatMap((id) => staff.sockets.get(id) ?? []);
    if (sockets.every(({ data }) => maySee(data, owner))) return;
    const readers = await needs.spokenTo(conversationId);
    for (const socket of sockets)
      if (!mayRead(socket.data, { ...owner, spokenTo: readers.has(socket.data.staffId) }))
        void socket.leave(rooms.conversation(conversationId));
  }

  return {
    /** Places or estimates may have changed. */
    tellWaiting,
    /** Presence, skills or load of somebody may have changed. */
    tellRoster: throttled(tellWaitingEvery, () => void staff.local.emit('roster.updated', {})),
    async deliver({ topic, conversationId, payload }: StoredEvent): Promise<void> {
      // Staff who may see requests ask for them; what is in them does not leave here.
      if (topic === 'order-request.changed')
        staff.local.emit('orderRequest.changed', payload as { requestId: string });
      // Somebody's sessions have ended: their windows are cut off, and come back only with a new one.
      if (topic === 'staff.dismissed')
        staff.local.in(rooms.staff((payload as { staffId: string }).staffId)).disconnectSockets(true);
      // Whoever it was is erased: what is still open belongs to nobody.
      if (topic === 'shopper.dismissed')
        shoppers.local
          .in(rooms.conversation((payload as { conversationId: string }).conversationId))
          .disconnectSockets(true);
      if (!conversationId) return;
      const room = rooms.conversation(conversationId);
      if (topic === 'message.created') {
        const event = payload as { message: Message };
        shoppers.local.to(room).emit('message.created', event);
        staff.local.to(room).emit('message.created', event);
        await tellStaff(conversationId);
      } else if (topic === 'conversation.updated') {
        await conversationUpdated(
          conversationId,
          payload as { from: ConversationState; leftStaffId?: string },
        );
      } else if (topic === 'satisfaction.rated') {
        const rated = payload as SatisfactionRated;
        shoppers.local.to(room).emit('satisfaction.rated', rated);
        staff.local.to([room, rooms.overseers]).emit('satisfaction.rated', rated);
      } else if (topic === 'note.added') {
        // Notes go to staff only: the shoppers' namespace is not even mentioned here.
        staff.local.to(room).emit('note.added', payload as { note: Note });
      } else if (topic === 'consents.changed') {
        // What was decided is asked for: who may only read the conversation gets none of it.
        staff.local.to(room).emit('consents.changed', { conversationId });
      } else if (topic === 'conversation.tagged') {
        await tellStaff(conversationId);
      } else if (topic === 'mentioned') {
        const { noteId, staffId } = payload as { noteId: string; staffId: string };
        const mention = await needs.mention(noteId, staffId);
        if (mention) staff.local.to(rooms.staff(staffId)).emit('mentioned', { mention });
      } else if (topic === 'whisper') {
        const { assignedStaffId } = (await needs.owner(conversationId)) ?? {};
        const agent = assignedStaffId ? [rooms.staff(assignedStaffId)] : [];
        staff.local.to([rooms.overseers, ...agent]).emit('whisper', payload as { note: Note });
      } else if (topic === 'conversation.offered') {
        const { staffId, until } = payload as { staffId: string; until: string };
        staff.local.to(rooms.staff(staffId)).emit('conversation.offered', { conversationId, until });
        await tellStaff(conversationId);
      } else if (topic === 'offer.ended') {
        await tellStaff(conversationId);
      } else if (topic === 'sla.updated') {
        const { assignedStaffId } = (await needs.owner(conversationId)) ?? {};
        const agent = assignedStaffId ? [rooms.staff(assignedStaffId)] : [];
        const { sla } = payload as { sla: SlaView };
        staff.local.to([rooms.overseers, ...agent]).emit('sla.updated', { conversationId, sla });
      } else if (topic === 'queue.escalated') {
        const { waitedSeconds } = payload as { waitedSeconds: number };
        staff.local.to(rooms.overseers).emit('queue.escalated', { conversationId, waitedSeconds });
      }
    },
  };
}
