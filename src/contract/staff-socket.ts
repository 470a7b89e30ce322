import { z } from 'zod';
import type { Ack } from './ack.js';
import type { SatisfactionRated, SatisfactionRating } from './closing.js';
import type { ConversationStatus, Message } from './messages.js';
import { clientMessageId } from './messages.js';
import {
  attachmentReference,
  messageText,
  type readNotice,
  type SentMessage,
  type SyncPage,
  type typingNotice,
} from './shopper-socket.js';

export const staffRole = z.enum(['agent', 'supervisor', 'admin']);
export type StaffRole = z.infer<typeof staffRole>;

/** `online`: takes new conversations. `busy`, `away`: keeps the own ones, gets no new ones. `offline`: not there. */
export const presenceStatus = z.enum(['online', 'busy', 'away', 'offline']);
export type PresenceStatus = z.infer<typeof presenceStatus>;
/** Why somebody is away: 小休, 用餐, 培训, 开会. */
export const presenceReason = z.enum(['rest', 'meal', 'training', 'meeting']);
export type PresenceReason = z.infer<typeof presenceReason>;

const conversationId = z.uuid();
export const inConversation = z.strictObject({ conversationId });
/** What an agent can send as a card; the server fills it in, and checks that it may be sent to this shopper. */
export const staffCard = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('product'), productId: z.string().min(1).max(100) }),
  z.strictObject({ kind: z.literal('order'), orderId: z.string().min(1).max(100) }),
  z.strictObject({ kind: z.literal('coupon'), couponId: z.string().min(1).max(100) }),
]);
export type StaffCard = z.infer<typeof staffCard>;
export const staffMessageSend = z.union([
  z.strictObject({ conversationId, clientMessageId, text: messageText }),
  z.strictObject({ conversationId, clientMessageId, attachment: attachmentReference }),
  z.strictObject({ conversationId, clientMessageId, card: staffCard }),
]);
export type StaffMessageSend = z.infer<typeof staffMessageSend>;
export const staffSync = z.strictObject({ conversationId, afterSequence: z.int().nonnegative() });
export const staffRead = z.strictObject({ conversationId, sequence: z.int().nonnegative() });
export const staffTyping = z.strictObject({ conversationId, on: z.boolean() });
/** `mentions`: colleagues who are spoken to in it, and told. */
export const noteAdd = z.strictObject({
  conversationId,
  text: messageText,
  mentions: z.array(z.uuid()).max(10).optional(),
});
export const presenceSet = z
  .strictObject({ status: presenceStatus, reason: presenceReason.optional() })
  .refine(({ status, reason }) => reason === undefined || status === 'away', {
    path: ['reason'],
    message: 'belongs to away',
  });
/** To a colleague, or to whoever has a skill; the note is for whoever takes it. */
export const conversationTransfer = z.strictObject({
  conversationId,
  to: z.union([
    z.strictObject({ staffId: z.uuid() }),
    z.strictObject({ skill: z.string().trim().min(1).max(20) }),
  ]),
  note: messageText.optional(),
});
export const whisperSend = z.strictObject({ conversationId, text: messageText });
export const claimNext = z.strictObject({});
export const conversationClose = z.strictObject({
  conversationId,
  /** One of the shop's own list, see `/v1/closing`. */
  disposition: z.string().max(60).optional(),
  /** For colleagues; kept with the notes. */
  note: messageText.optional(),
});
export type ConversationClose = z.infer<typeof conversationClose>;
/** A supervisor gives somebody who waits to a colleague, or to whoever has a skill; the note is for whoever takes it. */
export const conversationAssign = z.union([
  z.strictObject({ conversationId, staffId: z.uuid(), note: messageText.optional() }),
  z.strictObject({ conversationId, skill: z.string().trim().min(1).max(20), note: messageText.optional() }),
]);

/** A row of the console's left pane. */
export interface ConversationSummary {
  conversationId: string;
  state: ConversationStatus['state'];
  version: number;
  customer: { name: string; known: boolean; tier?: string };
  lastMessage?: { from: Message['from']; text: string; createdAt: string };
  queuedAt?: string;
  /** Why the person is needed, in Chinese, for the agent. */
  handOffReason?: string;
  priority: number;
  assignedTo?: { staffId: string; name: string };
  unread: number;
  updatedAt: string;
  /** Skill that is waited for; absent: anybody. */
  neededSkill?: string;
  /** 留言 that is still owed an answer, and the time that the shopper was promised. */
  leftMessage?: { promisedAt?: string };
  /** Automatic assignment: who is asked to accept (`conversation.claim`), until when. */
  offeredTo?: { staffId: string; until: string };
  sla?: SlaView;
  /** What staff call it. Absent: nothing. */
  tags?: string[];
  /** What came of it, once staff have closed it. */
  disposition?: string;
  /** What the shopper said of the last talk. */
  satisfaction?: Pick<SatisfactionRating, 'score' | 'comment' | 'tags'>;
}

/** How a conversation stands against its targets: the nearest of its due times. */
export interface SlaView {
  state: 'ok' | 'at-risk' | 'broken';
  /** What is due next; absent when nothing is owed. */
  due?: 'first-response' | 'next-response' | 'resolution';
  dueAt?: string;
}

export interface Note {
  id: string;
  conversationId: string;
  /**
   * `whisper`: from a supervisor to the agent; `transfer`: handed over with the conversation; `closing`: said at its
   * end. Absent: a note.
   */
  kind?: 'whisper' | 'transfer' | 'closing';
  author: string;
  text: string;
  /** Names of those who are spoken to in it. */
  mentions?: string[];
  createdAt: string;
}

/** A note in which somebody is spoken to. `GET /v1/mentions`: one's own, the newest first. */
export interface Mention {
  note: Note;
  /** Who the shopper is. */
  customer: string;
  /** What the one who is spoken to may do with the conversation: everything that a colleague may, or read it. */
  access: 'full' | 'read';
  /** Its conversation has been opened since, or all were marked as read. */
  seen: boolean;
}

/** Whether the shopper has the chat's page open. `leftAt`: since when not, as far as the server has seen it. */
export interface ShopperPresence {
  onPage: boolean;
  leftAt?: string;
}

type Acked<In, Out extends object = object> = (input: In, ack: (reply: Ack<Out>) => void) => void;

/** Events a staff client may send, namespace `/staff`, session cookie or `auth: {token}`. */
export interface StaffToServer {
  'message.send': Acked<z.infer<typeof staffMessageSend>, { message: SentMessage }>;
  'conversation.sync': Acked<
    z.infer<typeof staffSync>,
    /** `readOnly`: one is spoken to in a note of it; it is somebody else's. */
    SyncPage & { notes: Note[]; shopper: ShopperPresence; readOnly?: true }
  >;
  /** Takes one that waits, or one whose left message is owed an answer. */
  'conversation.claim': Acked<z.infer<typeof inConversation>, { state: ConversationStatus }>;
  'conversation.release': Acked<z.infer<typeof inConversation>, { state: ConversationStatus }>;
  /** Takes the best one that waits, by place and own skills. `conversationId` absent: nobody waits for this person. */
  'conversation.claimNext': Acked<
    z.infer<typeof claimNext>,
    { conversationId?: string; state?: ConversationStatus }
  >;
  /** Lets an offered conversation pass: the next agent is asked. */
  'conversation.decline': Acked<z.infer<typeof inConversation>>;
  /** Gives the own conversation (supervisors: any) to a colleague who is there and has room, or back to the line. */
  'conversation.transfer': Acked<z.infer<typeof conversationTransfer>, { state: ConversationStatus }>;
  /** Supervisors and admins: takes a conversation from bot, line or colleague. Listening in is `conversation.sync`. */
  'conversation.takeOver': Acked<z.infer<typeof inConversation>, { state: ConversationStatus }>;
  /** Supervisors and admins: gives somebody who waits to a colleague who is there and has room, or to a skill. */
  'conversation.assign': Acked<z.infer<typeof conversationAssign>, { state: ConversationStatus }>;
  'conversation.close': Acked<ConversationClose, { state: ConversationStatus }>;
  /** Supervisors and admins: a word to the agent that the shopper never sees. Kept with the notes. */
  whisper: Acked<z.infer<typeof whisperSend>, { note: Note }>;
  'message.read': Acked<z.infer<typeof staffRead>>;
  'note.add': Acked<z.infer<typeof noteAdd>, { note: Note }>;
  'presence.set': Acked<z.infer<typeof presenceSet>>;
  typing: Acked<z.infer<typeof staffTyping>>;
}

/** Events the server sends to staff, for every conversation that the person may see. */
export interface ServerToStaff {
  'message.created': (event: { message: Message }) => void;
  'conversation.updated': (event: ConversationStatus) => void;
  'queue.updated': (event: { conversation: ConversationSummary; waiting: number }) => void;
  'note.added': (event: { note: Note }) => void;
  /** To the agent who has the conversation, and to those who oversee. */
  whisper: (event: { note: Note }) => void;
  /** To one agent: accept with `conversation.claim` before `until`, or the next one is asked. */
  'conversation.offered': (event: { conversationId: string; until: string }) => void;
  /** A target is near or broken: to the agent and to those who oversee, before it breaks where there is time. */
  'sla.updated': (event: { conversationId: string; sla: SlaView }) => void;
  /** To those who oversee: somebody has waited longer than the shop wants. */
  'queue.escalated': (event: { conversationId: string; waitedSeconds: number }) => void;
  /** Presence, skills or load of somebody changed: ask `GET /v1/staff/roster` anew. Throttled. */
  'roster.updated': (event: Record<string, never>) => void;
  /** A request on an order was made, decided or taken back: whoever shows requests asks again. */
  'orderRequest.changed': (event: { requestId: string }) => void;
  typing: (event: z.infer<typeof typingNotice>) => void;
  /** A colleague writes in a conversation that is open here. Told again every few seconds while it goes on. */
  'staff.typing': (event: { conversationId: string; staffId: string; name: string; on: boolean }) => void;
  /** Somebody has spoken to this person in a note. */
  mentioned: (event: { mention: Mention }) => void;
  'message.read': (event: z.infer<typeof readNotice>) => void;
  /** The shopper has said how it was: to whoever has it open, and to those who oversee. */
  'satisfaction.rated': (event: SatisfactionRated) => void;
  /** The shopper has agreed to something, or taken it back: whoever shows the customer asks again. */
  'consents.changed': (event: { conversationId: string }) => void;
  'shopper.presence': (event: ShopperPresence & { conversationId: string }) => void;
  'server.draining': (event: { retryAfterSeconds: number }) => void;
}
