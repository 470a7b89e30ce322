import type { Attachment } from '../contract/attachments.js';
import type { Card } from '../contract/cards.js';
import type { ConversationState, Message, MessageFrom } from '../contract/messages.js';
import { conflict, notFound } from '../platform/errors.js';
import type { Prisma } from '../platform/generated/prisma/client.js';
import { addEvents } from '../platform/outbox.js';
import type { MessageDraft } from './decision.js';
import { countShownTerms } from './shown-terms-store.js';

export type Tx = Prisma.TransactionClient;

export const messageSelect = {
  id: true,
  conversationId: true,
  sequence: true,
  from: true,
  type: true,
  text: true,
  card: true,
  quickReplies: true,
  source: true,
  clientMessageId: true,
  createdAt: true,
  staff: { select: { name: true } },
  attachment: {
    select: {
      id: true,
      kind: true,
      name: true,
      mimeType: true,
      size: true,
      width: true,
      height: true,
      thumbnailHash: true,
    },
  },
} satisfies Prisma.MessageSelect;

type MessageRow = Prisma.MessageGetPayload<{ select: typeof messageSelect }>;

export interface NewMessage extends MessageDraft {
  from: MessageFrom;
  staffId?: string;
  clientMessageId?: string;
  payload?: string;
  attachmentId?: string;
}

/** What a person sends: words, a tapped reply, or something uploaded. */
export type Sent = { text: string; payload?: string } | { attachmentId: string };

/** Chosen field by field: what is not named here does not leave the server. */
export function presentMessage(row: MessageRow): Message {
  return {
    id: row.id,
    conversationId: row.conversationId,
    sequence: row.sequence,
    from: row.from as MessageFrom,
    type: row.type as Message['type'],
    createdAt: row.createdAt.toISOString(),
    ...(row.text !== null ? { text: row.text } : {}),
    ...(row.card !== null ? { card: row.card as unknown as Card } : {}),
    ...(row.quickReplies !== null
      ? { quickReplies: row.quickReplies as NonNullable<Message['quickReplies']> }
      : {}),
    ...(row.source !== null ? { source: row.source as NonNullable<Message['source']> } : {}),
    ...(row.clientMessageId !== null ? { clientMessageId: row.clientMessageId } : {}),
    ...(row.staff ? { agentName: row.staff.name } : {}),
    ...(row.attachment ? { attachment: presentAttachment(row.attachment) } : {}),
  };
}

function presentAttachment(row: NonNullable<MessageRow['attachment']>): Attachment {
  return {
    id: row.id,
    kind: row.kind as Attachment['kind'],
    name: row.name,
    mimeType: row.mimeType,
    size: row.size,
    ...(row.width !== null ? { width: row.width } : {}),
    ...(row.height !== null ? { height: row.height } : {}),
    thumbnail: row.thumbnailHash !== null,
  };
}

/**
 * The message that a person's words or upload become.
 * @param staffId who uploaded it; absent for the shopper
 * @throws AppError `not-found` when the upload is not this person's, or not for this conversation; `conflict` when it
 *   stands in a message already
 */
export async function readSent(
  tx: Tx,
  sent: Sent,
  conversationId: string,
  staffId?: string,
): Promise<Pick<NewMessage, 'type' | 'text' | 'payload' | 'attachmentId'>> {
  if ('text' in sent) {
    return { type: 'text', text: sent.text, ...(sent.payload ? { payload: sent.payload } : {}) };
  }
  const found = await tx.attachment.findFirst({
    where: { id: sent.attachmentId, conversationId, staffId: staffId ?? null },
    select: { kind: true, message: { select: { id: true } } },
  });
  if (!found) throw notFound('没有找到这个附件，请重新上传。');
  if (found.message) throw conflict('这个附件已经发过了，要再发一次请重新上传。');
  return { type: found.kind as Attachment['kind'], attachmentId: sent.attachmentId };
}

/**
 * Appends messages and their events. The caller has raised `lastSequence` by their number in the same transaction,
 * which holds the conversation's row: that is what keeps sequences without gaps and in order.
 */
export async function appendMessages(
  tx: Tx,
  conversationId: string,
  firstSequence: number,
  drafts: readonly NewMessage[],
): Promise<Message[]> {
  const messages: Message[] = [];
  for (const [index, draft] of drafts.entries()) {
    const row = await tx.message.create({
      data: {
        conversationId,
        sequence: firstSequence + index,
        from: draft.from,
        type: draft.type,
        ...(draft.text !== undefined ? { text: draft.text } : {}),
        ...(draft.card ? { card: draft.card as Prisma.InputJsonValue } : {}),
        ...(draft.quickReplies ? { quickReplies: draft.quickReplies } : {}),
        ...(draft.source ? { source: draft.source } : {}),
        ...(draft.staffId ? { staffId: draft.staffId } : {}),
        ...(draft.clientMessageId ? { clientMessageId: draft.clientMessageId } : {}),
        ...(draft.payload ? { payload: draft.payload } : {}),
        ...(draft.attachmentId ? { attachmentId: draft.attachmentId } : {}),
      },
      select: messageSelect,
    });
    messages.push(presentMessage(row));
  }
  await countShownTerms(
    tx,
    conversationId,
    drafts.flatMap(({ card }) => card ?? []),
  );
  await addEvents(
    tx,
    messages.map((message) => ({
      topic: 'message.created',
      conversationId,
      payload: { message } as unknown as Prisma.InputJsonValue,
    })),
  );
  return messages;
}

/** The event by which everybody learns that a conversation changed hands. */
export function addOwnerChanged(
  tx: Tx,
  conversationId: string,
  from: ConversationState,
  to: ConversationState,
): Promise<void> {
  return addEvents(tx, [{ topic: 'conversation.updated', conversationId, payload: { from, to } }]);
}
