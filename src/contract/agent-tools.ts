import { z } from 'zod';
import type { Card } from './cards.js';
import type { MessageFrom } from './messages.js';
import type { ConversationSummary } from './staff-socket.js';

/** What helps an agent answer: canned replies, suggestions, the hand-off summary, things to send, tags, search. */

const title = z.string().trim().min(1).max(40);
const category = z.string().trim().max(20).default('');
const text = z.string().trim().min(1).max(1000);
/** `shared`: everybody's, kept by admins. `personal`: one's own. */
const scope = z.enum(['shared', 'personal']);

/** `POST /v1/canned-replies`. The console fills `{顾客称呼}` and the like in; any other `{…}` is left for the agent. */
export const cannedReplyContent = z.strictObject({ scope, title, category, text });
export type CannedReplyContent = z.output<typeof cannedReplyContent>;
/** `PUT /v1/canned-replies/:id`; whose it is does not change. */
export const cannedReplyUpdate = z.strictObject({ title, category, text, baseVersion: z.int().positive() });
export type CannedReplyUpdate = z.output<typeof cannedReplyUpdate>;

export interface CannedReply {
  id: string;
  scope: z.infer<typeof scope>;
  title: string;
  category: string;
  text: string;
  /** First letters of the title's and the category's syllables, `tkgz` for 退款规则: what `/` also finds it by. */
  initials: string;
  version: number;
  updatedAt: string;
}

/** `GET /v1/canned-replies`: everybody's and one's own. `shopName` fills {店铺名}; absent where nobody has set it. */
export interface CannedReplyList {
  items: CannedReply[];
  shopName?: string;
}

/** `PUT /v1/shop-name`: what {店铺名} stands for. */
export const shopNameChange = z.strictObject({ name: z.string().trim().min(1).max(30) });

/** An answer that may fit what the shopper has said last. */
export interface SuggestedAnswer {
  entryId: string;
  /** The entry's question: where it comes from. */
  title: string;
  text: string;
  /** Calibrated probability that this is what was meant, 0..1. */
  confidence: number;
}

/** `GET /v1/conversations/:id/suggestions`. Without `about` the shopper waits for nothing. */
export interface Suggestions {
  about?: { sequence: number; text: string };
  items: SuggestedAnswer[];
}

/** What became of one question that the shopper asked the bot. */
export interface AskedQuestion {
  question: string;
  outcome: 'answered' | 'card' | 'choices' | 'talk' | 'handed' | 'none';
  /** What it was answered from. */
  told?: string;
}

/** `GET /v1/conversations/:id/hand-off`: what somebody needs to know who takes over, from the bot's own traces. */
export interface HandOffSummary {
  /** Why a person is needed, in Chinese. */
  reason?: string;
  asked: AskedQuestion[];
  /** What the shopper has told, so that nobody asks twice: `name` as in the contract's slots and details. */
  details: { name: string; value: string }[];
  mood: 'calm' | 'unhappy' | 'angry';
  /** Numbers of the orders in question. */
  orders: string[];
}

export const sendableQuery = z.strictObject({
  kind: z.enum(['product', 'order', 'coupon']),
  search: z.string().trim().max(60).default(''),
});
/** `GET /v1/conversations/:id/sendable`: cards that may be sent there now. */
export interface Sendable {
  items: Extract<Card, { kind: 'product' | 'order' | 'coupon' }>[];
  /** Something to know before sending, in Chinese. */
  notice?: string;
}

export const conversationTag = z
  .string()
  .trim()
  .min(1)
  .max(16)
  .regex(/^[^,，/?#]+$/, 'no commas, slashes, "?" or "#"');
/** `POST /v1/conversations/:id/tags`. What is there already, or not there, is no error. */
export const tagChange = z
  .strictObject({
    add: z.array(conversationTag).max(10).default([]),
    remove: z.array(conversationTag).max(10).default([]),
  })
  .refine(({ add, remove }) => add.length + remove.length > 0, 'names no tag');
/** `POST /v1/mentions/seen`: those of one conversation, which was opened, or without it all. */
export const mentionsSeen = z.strictObject({ conversationId: z.uuid().optional() });

/** `GET /v1/conversation-tags`: the shop's tags; `count`: conversations with it that one may see. */
export interface TagUse {
  tag: string;
  count: number;
}

/** `GET /v1/conversations/search`: words, a tag, or both. */
export const conversationSearch = z
  .strictObject({
    text: z.string().trim().max(60).default(''),
    tag: conversationTag.optional(),
    cursor: z.string().max(60).optional(),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  })
  .refine(({ text, tag }) => text !== '' || tag !== undefined, {
    path: ['text'],
    message: 'must not be empty without a tag',
  });
export type ConversationSearch = z.output<typeof conversationSearch>;

export interface FoundConversation {
  conversation: ConversationSummary;
  /** The newest message that holds the words; absent where the customer or the tag was found. */
  message?: { sequence: number; from: MessageFrom; text: string; createdAt: string };
}
/** `nextCursor` may stand beside few or no items: there is more to look through. */
export interface FoundConversations {
  items: FoundConversation[];
  nextCursor?: string;
}
