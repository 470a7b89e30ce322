import type { IncomingHttpHeaders } from 'node:http';
import type { DefaultEventsMap, Namespace } from 'socket.io';
import type { StaffMember } from '../contract/http.js';
import type { ConversationStatus, Message } from '../contract/messages.js';
import type { ReadThrough, SentMessage } from '../contract/shopper-socket.js';
import {
  type ConversationClose,
  claimNext,
  conversationAssign,
  conversationClose,
  conversationTransfer,
  inConversation,
  type Note,
  noteAdd,
  type PresenceReason,
  type PresenceStatus,
  presenceSet,
  type ServerToStaff,
  type ShopperPresence,
  type StaffMessageSend,
  type StaffToServer,
  staffMessageSend,
  staffRead,
  staffSync,
  staffTyping,
  whisperSend,
} from '../contract/staff-socket.js';
import { forbidden, notFound } from '../platform/errors.js';
import type { Log } from '../platform/log.js';
import type { MakeRateLimit } from '../platform/rate-limit.js';
import { ackErrorOf, createEventGuard } from './acknowledge.js';
import { mayRead, maySee, type Ownership, rooms } from './audience.js';
import type { ShopperNamespace } from './shopper-namespace.js';

/** What the staff's side needs of the other slices. `app.ts` supplies it. */
export interface StaffNeeds {
  identify: (handshake: { headers: IncomingHttpHeaders; token: unknown }) => Promise<StaffMember>;
  owner: (conversationId: string) => Promise<Ownership | undefined>;
  /** Everybody who is spoken to in a note of a conversation. */
  spokenTo: (conversationId: string) => Promise<ReadonlySet<string>>;
  send: (input: StaffMessageSend & { staffId: string }) => Promise<SentMessage>;
  readThrough: (conversationId: string) => Promise<ReadThrough>;
  history: (conversationId: string, afterSequence: number, limit: number) => Promise<Message[]>;
  /** @param reader: whoever may only read gets no whispers; those are for the agent in charge */
  notes: (conversationId: string, reader?: 'reader') => Promise<Note[]>;
  addNote: (
    conversationId: string,
    staffId: string,
    text: string,
    mentions?: readonly string[],
  ) => Promise<Note>;
  status: (conversationId: string) => Promise<ConversationStatus>;
  claim: (conversationId: string, staff: StaffMember) => Promise<void>;
  /** The best one that waits for this agent; undefined when there is none, or no room for it. */
  claimNext: (staff: StaffMember) => Promise<string | undefined>;
  /** Lets an offer pass. */
  decline: (conversationId: string, staff: StaffMember) => Promise<void>;
  release: (conversationId: string, staff: StaffMember) => Promise<void>;
  transfer: (
    conversationId: string,
    staff: StaffMember,
    to: { staffId: string } | { skill: string },
    note: string | undefined,
  ) => Promise<void>;
  takeOver: (conversationId: string, staff: StaffMember) => Promise<void>;
  whisper: (conversationId: string, staffId: string, text: string) => Promise<Note>;
  /** Gives somebody who waits to a colleague, or to whoever has a skill. */
  assign: (
    conversationId: string,
    staff: StaffMember,
    to: { staffId: string } | { skill: string },
    note: string | undefined,
  ) => Promise<void>;
  close: (
    conversationId: string,
    staff: StaffMember,
    words: Omit<ConversationClose, 'conversationId'>,
  ) => Promise<void>;
  /** False when there was nothing new in it. */
  markRead: (conversationId: string, sequence: number) => Promise<boolean>;
  presence: {
    connected(staffId: string, connectionId: string): void;
    disconnected(staffId: string, connectionId: string): void;
    set(staffId: string, status: PresenceStatus, reason?: PresenceReason): Promise<void>;
  };
  log: Log;
}

export type StaffNamespace = Namespace<StaffToServer, ServerToStaff, DefaultEventsMap, StaffMember>;

const pageSize = 200;
const eventsPerTenSeconds = 200;

export function serveStaff(
  namespace: StaffNamespace,
  shoppers: () => ShopperNamespace,
  shopperPresence: (conversationId: string) => Promise<ShopperPresence>,
  needs: StaffNeeds & { limits: MakeRateLimit },
): void {
  const limit = needs.limits('staff-events', eventsPerTenSeconds, 10);

  namespace.use(async (socket, next) => {
    try {
      const { headers, auth } = socket.handshake;
      Object.assign(socket.data, await needs.identify({ headers, token: auth.token }));
      next();
    } catch (error) {
      const refusal = ackErrorOf(error, needs.log);
      next(Object.assign(new Error(refusal.message), { data: refusal }));
    }
  });

  namespace.on('connection', (socket) => {
    const staff = socket.data;
    const on = createEventGuard(staff.staffId, limit, needs.log);
    void socket.join([
      rooms.staff(staff.staffId),
      rooms.agents,
      ...(staff.role === 'agent' ? [] : [rooms.overseers]),
    ]);
    needs.presence.connected(staff.staffId, socket.id);
    /** The conversation in which this person is typing just now. */
    let typingIn: string | undefined;
    const tellTyping = (conversationId: string, isTyping: boolean) => {
      typingIn = isTyping ? conversationId : undefined;
      shoppers()
        .to(rooms.conversation(conversationId))
        .emit('typing', { conversationId, from: 'agent', on: isTyping });
    };
    /** Colleagues who have it open see that somebody is at it; the shopper only sees whoever serves them. */
    let writingIn: string | undefined;
    const tellColleagues = (conversationId: string, isWriting: boolean) => {
      writingIn = isWriting ? conversationId : undefined;
      const { staffId, name } = staff;
      socket
        .to(rooms.conversation(conversationId))
        .emit('staff.typing', { conversationId, staffId, name, on: isWriting });
    };
    socket.on('disconnect', () => {
      needs.presence.disconnected(staff.staffId, socket.id);
      if (typingIn !== undefined) tellTyping(typingIn, false);
      if (writingIn !== undefined) tellColleagues(writingIn, false);
    });

    /** Not allowed and not there look the same from outside. */
    const hidden = () => notFound('没有找到这个会话，或者它已经由别的同事接待。');
    async function seen(conversationId: string): Promise<void> {
      const owner = await needs.owner(conversationId);
      if (!owner || !maySee(staff, owner)) throw hidden();
    }
    /** @returns whether this person may do no more than read it */
    async function read(conversationId: string): Promise<true | undefined> {
      const owner = await needs.owner(conversationId);
      if (!owner) throw hidden();
      if (maySee(staff, owner)) return undefined;
      const spokenTo = (await needs.spokenTo(conversationId)).has(staff.staffId);
      if (!mayRead(staff, { ...owner, spokenTo })) throw hidden();
      return true;
    }
    function onlyOverseers(): void {
      if (staff.role === 'agent') throw forbidden('这项操作只对主管和管理员开放。');
    }
    const withState = async (conversationId: string) => ({ state: await needs.status(conversationId) });
    const room = rooms.conversation;

    socket.on(
      'message.send',
      on(staffMessageSend, async (input) => ({
        message: await needs.send({ ...input, staffId: staff.staffId }),
      })),
    );
    socket.on(
      'conversation.sync',
      on(staffSync, async ({ conversationId, afterSequence }) => {
        await read(conversationId);
        await socket.join(room(conversationId));
        let readOnly: true | undefined;
        try {
          // A colleague may have claimed it before we had joined: then nobody told this socket to leave.
          readOnly = await read(conversationId);
        } catch (error) {
          await socket.leave(room(conversationId));
          throw error;
        }
        const messages = await needs.history(conversationId, afterSequence, pageSize + 1);
        return {
          messages: messages.slice(0, pageSize),
          hasMore: messages.length > pageSize,
          notes: await needs.notes(conversationId, readOnly ? 'reader' : undefined),
          ...(readOnly ? { readOnly } : {}),
          read: await needs.readThrough(conversationId),
          shopper: await shopperPresence(conversationId),
          ...(await withState(conversationId)),
        };
      }),
    );
    socket.on(
      'conversation.claim',
      on(inConversation, async ({ conversationId }) => {
        await needs.claim(conversationId, staff);
        await socket.join(room(conversationId));
        return withState(conversationId);
      }),
    );
    socket.on(
      'conversation.claimNext',
      on(claimNext, async () => {
        const conversationId = await needs.claimNext(staff);
        if (conversationId === undefined) return {};
        await socket.join(room(conversationId));
        return { conversationId, ...(await withState(conversationId)) };
      }),
    );
    socket.on(
      'conversation.decline',
      on(inConversation, async ({ conversationId }) => {
        await needs.decline(conversationId, staff);
        return {};
      }),
    );
    socket.on(
      'conversation.transfer',
      on(conversationTransfer, async ({ conversationId, to, note }) => {
        await seen(conversationId);
        await needs.transfer(conversationId, staff, to, note);
        return withState(conversationId);
      }),
    );
    socket.on(
      'conversation.takeOver',
      on(inConversation, async ({ conversationId }) => {
        onlyOverseers();
        await needs.takeOver(conversationId, staff);
        await socket.join(room(conversationId));
        return withState(conversationId);
      }),
    );
    socket.on(
      'whisper',
      on(whisperSend, async ({ conversationId, text }) => {
        onlyOverseers();
        await seen(conversationId);
        return { note: await needs.whisper(conversationId, staff.staffId, text) };
      }),
    );
    socket.on(
      'conversation.release',
      on(inConversation, async ({ conversationId }) => {
        await needs.release(conversationId, staff);
        return withState(conversationId);
      }),
    );
    socket.on(
      'conversation.close',
      on(conversationClose, async ({ conversationId, ...words }) => {
        await seen(conversationId);
        await needs.close(conversationId, staff, words);
        return withState(conversationId);
      }),
    );
    socket.on(
      'conversation.assign',
      on(conversationAssign, async ({ conversationId, note, ...to }) => {
        onlyOverseers();
        await seen(conversationId);
        await needs.assign(conversationId, staff, to, note);
        return withState(conversationId);
      }),
    );
    socket.on(
      'message.read',
      on(staffRead, async ({ conversationId, sequence }) => {
        await seen(conversationId);
        if (await needs.markRead(conversationId, sequence)) {
          const notice = { conversationId, by: 'agent' as const, sequence };
          shoppers().to(room(conversationId)).emit('message.read', notice);
          socket.to(room(conversationId)).emit('message.read', notice);
        }
        return {};
      }),
    );
    socket.on(
      'note.add',
      on(noteAdd, async ({ conversationId, text, mentions }) => {
        await seen(conversationId);
        return { note: await needs.addNote(conversationId, staff.staffId, text, mentions) };
      }),
    );
    socket.on(
      'presence.set',
      on(presenceSet, async ({ status, reason }) => {
        await needs.presence.set(staff.staffId, status, reason);
        return {};
      }),
    );
    socket.on(
      'typing',
      on(staffTyping, async ({ conversationId, on: isTyping }) => {
        const owner = await needs.owner(conversationId);
        if (!owner || !maySee(staff, owner)) return {};
        if (owner.assignedStaffId === staff.staffId) tellTyping(conversationId, isTyping);
        tellColleagues(conversationId, isTyping);
        return {};
      }),
    );
  });
}
