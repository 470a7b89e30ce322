import { z } from 'zod';
import { attachment } from './attachments.js';
import { card, quickReply } from './cards.js';

/** Longest text of one message, in UTF-16 code units. */
export const maxTextLength = 2000;

export const messageFrom = z.enum(['shopper', 'bot', 'agent', 'system']);
export type MessageFrom = z.infer<typeof messageFrom>;

export const messageType = z.enum(['text', 'card', 'image', 'file', 'event']);
export type MessageType = z.infer<typeof messageType>;

/** Where an answer comes from: the published entry, shown under the bubble with thumbs up/down. */
export const answerSource = z.object({ entryId: z.string(), title: z.string() });

export const message = z.object({
  id: z.string(),
  conversationId: z.string(),
  sequence: z.int().positive(),
  from: messageFrom,
  type: messageType,
  text: z.string().optional(),
  card: card.optional(),
  /** Of an `image` or `file`. */
  attachment: attachment.optional(),
  /** Answers to tap under this message; only the newest message's are shown. */
  quickReplies: z.array(quickReply).optional(),
  source: answerSource.optional(),
  /** Display name of the agent, for `from: agent`. */
  agentName: z.string().optional(),
  clientMessageId: z.string().optional(),
  createdAt: z.iso.datetime(),
});
export type Message = z.infer<typeof message>;

export const conversationState = z.enum(['bot', 'queued', 'human', 'closed']);
export type ConversationState = z.infer<typeof conversationState>;

/** What a client is told about the conversation itself. */
export const conversationStatus = z.object({
  conversationId: z.string(),
  state: conversationState,
  version: z.int(),
  /** 1 = next. Only while queued. */
  queuePosition: z.int().positive().optional(),
  estimatedWaitSeconds: z.int().nonnegative().optional(),
  /** Given where the estimate is uncertain: it may take so long. */
  estimatedWaitUpToSeconds: z.int().nonnegative().optional(),
  /** 留言: when the shopper was promised an answer by. Also while the bot has the conversation meanwhile. */
  promisedAt: z.iso.datetime().optional(),
  /** False when nobody is on duty: the message is kept (留言) and answered later. */
  agentsAvailable: z.boolean().optional(),
  agent: z.object({ name: z.string() }).optional(),
});
export type ConversationStatus = z.infer<typeof conversationStatus>;

/** A v4/v7 UUID or any other opaque id the client made: unique within the conversation. */
export const clientMessageId = z
  .string()
  .min(8)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/, 'only letters, digits, "-" and "_"');
