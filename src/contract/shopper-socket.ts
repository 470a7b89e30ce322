import { z } from 'zod';
import type { Ack } from './ack.js';
import type { SatisfactionRate, SatisfactionRated, SatisfactionRating } from './closing.js';
import { eventName, eventProperties } from './intake.js';
import {
  type ConversationStatus,
  clientMessageId,
  type Message,
  maxTextLength,
  messageFrom,
} from './messages.js';

/** Text as a person sends it: not blank, bounded. */
export const messageText = z
  .string()
  .max(maxTextLength, `at most ${maxTextLength} characters`)
  .refine((text) => text.trim().length > 0, 'must not be empty');

/** What was uploaded before, by its id. */
export const attachmentReference = z.strictObject({ id: z.uuid() });

/** `message.send`: plain text, a tapped quick reply, or something uploaded. */
export const messageSend = z.union([
  z.strictObject({ clientMessageId, text: messageText }),
  z.strictObject({
    clientMessageId,
    quickReply: z.strictObject({ label: z.string().min(1).max(60), payload: z.string().min(1).max(200) }),
  }),
  z.strictObject({ clientMessageId, attachment: attachmentReference }),
]);
export type MessageSend = z.infer<typeof messageSend>;

export const conversationSync = z.strictObject({ afterSequence: z.int().nonnegative() });
export const requestHuman = z.strictObject({ reason: z.string().max(200).optional() });
export const messageRead = z.strictObject({ sequence: z.int().nonnegative() });
export const typing = z.strictObject({ on: z.boolean() });
export const offerRespond = z.strictObject({
  offerId: z.uuid(),
  response: z.enum(['accepted', 'dismissed', 'opened']),
});
export const answerRate = z.strictObject({ messageId: z.uuid(), helpful: z.boolean() });
/** What happens on the shop's page: `page_view`, `product_view`, `cart`, `cart_add`, `cart_remove` or the shop's own. */
export const eventTrack = z.strictObject({ name: eventName, properties: eventProperties });
export type EventTrack = z.infer<typeof eventTrack>;
export const empty = z.strictObject({});

export type SentMessage = Pick<Message, 'id' | 'sequence' | 'createdAt'>;
/** Sequences up to which each side has read. */
export interface ReadThrough {
  shopper: number;
  staff: number;
}
/** A page of history; `hasMore` asks for another sync from the last sequence. */
export type SyncPage = {
  messages: Message[];
  state: ConversationStatus;
  hasMore: boolean;
  read: ReadThrough;
};

type Acked<In, Out extends object = object> = (input: In, ack: (reply: Ack<Out>) => void) => void;

/** Events a shopper's client may send, namespace `/shopper`, `auth: {token}`. */
export interface ShopperToServer {
  'message.send': Acked<MessageSend, { message: SentMessage }>;
  'conversation.sync': Acked<z.infer<typeof conversationSync>, SyncPage>;
  'conversation.requestHuman': Acked<z.infer<typeof requestHuman>, { state: ConversationStatus }>;
  /** Leaves the queue and goes back to the bot. */
  'conversation.cancelRequest': Acked<z.infer<typeof empty>, { state: ConversationStatus }>;
  'conversation.close': Acked<z.infer<typeof empty>, { state: ConversationStatus }>;
  'message.read': Acked<z.infer<typeof messageRead>>;
  'answer.rate': Acked<z.infer<typeof answerRate>>;
  'offer.respond': Acked<z.infer<typeof offerRespond>, { code?: string }>;
  'satisfaction.rate': Acked<SatisfactionRate, { rating: SatisfactionRating }>;
  /** `recorded`: false where the shopper has not agreed; then there is no use in sending more. */
  'event.track': Acked<EventTrack, { recorded: boolean }>;
  typing: Acked<z.infer<typeof typing>>;
}

export const typingNotice = z.object({ conversationId: z.string(), from: messageFrom, on: z.boolean() });
export const readNotice = z.object({ conversationId: z.string(), by: messageFrom, sequence: z.int() });

/** Events the server sends to a shopper's client. */
export interface ServerToShopper {
  'message.created': (event: { message: Message }) => void;
  'conversation.updated': (event: ConversationStatus) => void;
  typing: (event: z.infer<typeof typingNotice>) => void;
  /** By the shop's side, or by the shopper elsewhere: another tab, another device. */
  'message.read': (event: z.infer<typeof readNotice>) => void;
  /** The shopper has rated, perhaps in another window. */
  'satisfaction.rated': (event: SatisfactionRated) => void;
  /** The server is going down: reconnect elsewhere, after a jittered wait. */
  'server.draining': (event: { retryAfterSeconds: number }) => void;
}
