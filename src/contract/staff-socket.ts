import { z } from 'zod';
import type { Ack } from './ack.js';
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

export const presenceStatus = z.enum(['online', 'away', 'offline']);
export type PresenceStatus = z.infer<typeof presenceStatus>;

const conversationId = z.uuid();
export const inConversation = z.strictObject({ conversationId });
export const staffMessageSend = z.union([
  z.strictObject({ conversationId, clientMessageId, text: messageText }),
  z.strictObject({ conversationId, clientMessageId, attachment: attachmentReference }),
]);
export type StaffMessageSend = z.infer<typeof staffMessageSend>;
export const staffSync = z.strictObject({ conversationId, afterSequence: z.int().nonnegative() });
export const staffRead = z.strictObject({ conversationId, sequence: z.int().nonnegative() });
export const staffTyping = z.strictObject({ conversationId, on: z.boolean() });
export const noteAdd = z.strictObject({ conversationId, text: messageText });
export const presenceSet = z.strictObject({ status: presenceStatus });
export const conversationClose = z.strictObject({
  conversationId,
  disposition: z.string().max(60).optional(),
});

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
}

export interface Note {
  id: string;
  conversationId: string;
  author: string;
  text: string;
  createdAt: string;
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
    SyncPage & { notes: Note[]; shopper: ShopperPresence }
  >;
  'conversation.claim': Acked<z.infer<typeof inConversation>, { state: ConversationStatus }>;
  'conversation.release': Acked<z.infer<typeof inConversation>, { state: ConversationStatus }>;
  'conversation.close': Acked<z.infer<typeof conversationClose>, { state: ConversationStatus }>;
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
  /** A request on an order was made, decided or taken back: whoever shows requests asks again. */
  'orderRequest.changed': (event: { requestId: string }) => void;
  typing: (event: z.infer<typeof typingNotice>) => void;
  'message.read': (event: z.infer<typeof readNotice>) => void;
  'shopper.presence': (event: ShopperPresence & { conversationId: string }) => void;
  'server.draining': (event: { retryAfterSeconds: number }) => void;
}
