import type { Card } from '../contract/cards.js';
import type { ConversationState, Message } from '../contract/messages.js';
import type { ReadThrough, SentMessage } from '../contract/shopper-socket.js';
import type { StaffCard, StaffMessageSend } from '../contract/staff-socket.js';
import type { Database } from '../platform/database.js';
import { conflict, notFound } from '../platform/errors.js';
import { Prisma } from '../platform/generated/prisma/client.js';
import {
  addOwnerChanged,
  appendMessages,
  messageSelect,
  presentMessage,
  readSent,
  type Sent,
  type Tx,
} from './message-rows-store.js';
import { backToBot } from './ownership-store.js';
import { nextState } from './transitions.js';

/** What an agent's card holds, and what is stored in the same transaction: an offer that it makes. */
export interface PreparedCard {
  card: Card;
  alongside?: (tx: Tx) => Promise<void>;
}
export type PrepareCard = (conversationId: string, chosen: StaffCard) => Promise<PreparedCard>;

const noCards: PrepareCard = async () => {
  throw conflict('这里不能发卡片。');
};

export type MessageStore = ReturnType<typeof createMessageStore>;

/** What an agent's message is made of, other than a card. */
function sentOf(input: StaffMessageSend): Sent {
  if ('text' in input) return { text: input.text };
  if ('attachment' in input) return { attachmentId: input.attachment.id };
  throw new Error('A card is prepared, not read.');
}

/** Who writes after the end starts anew, with the bot. */
function reopened(state: ConversationState, sequence: number): Prisma.ConversationUncheckedUpdateInput {
  return { state, version: { increment: 1 }, ...backToBot(sequence - 1) };
}

/** The messages of a conversation: written once, in sequence, and read in pages. */
export function createMessageStore({ prisma }: Pick<Database, 'prisma'>) {
  async function findByClientId(
    conversationId: string,
    clientMessageId: string,
  ): Promise<SentMessage | undefined> {
    const row = await prisma.message.findUnique({
      where: { conversationId_clientMessageId: { conversationId, clientMessageId } },
      select: { id: true, sequence: true, createdAt: true },
    });
    return row ? { id: row.id, sequence: row.sequence, createdAt: row.createdAt.toISOString() } : undefined;
  }

  /** Runs the write; when the same clientMessageId won a race, gives the message that is already there. */
  async function once(
    conversationId: string,
    clientMessageId: string,
    write: () => Promise<Message[]>,
  ): Promise<{ message: SentMessage; fresh: boolean }> {
    const known = await findByClientId(conversationId, clientMessageId);
    if (known) return { message: known, fresh: false };
    try {
      const [message] = await write();
      if (!message) throw new Error('A message was appended but not returned.');
      const { id, sequence, createdAt } = message;
      return { message: { id, sequence, createdAt }, fresh: true };
    } catch (error) {
      const isRepeat = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
      const winner = isRepeat ? await findByClientId(conversationId, clientMessageId) : undefined;
      if (winner) return { message: winner, fresh: false };
      throw error;
    }
  }

  return {
    /**
     * Invariant 1: the shopper's message is stored before anything else happens, once per clientMessageId. Writing
     * into a closed conversation opens it again.
     * @throws AppError `not-found` when the conversation is gone, or the upload is not there; `conflict` for one that
     *   was sent before
     */
    recordShopperMessage(input: { conversationId: string; clientMessageId: string } & Sent) {
      const { conversationId, clientMessageId } = input;
      return once(conversationId, clientMessageId, () =>
        prisma.$transaction(async (tx) => {
          const [row] = await tx.conversation.updateManyAndReturn({
            where: { id: conversationId },
            data: { lastSequence: { increment: 1 } },
            select: { lastSequence: true, state: true },
          });
          if (!row) throw notFound('这个会话已经失效，请刷新页面后再试。');
          const before = row.state as ConversationState;
          const after = nextState(before, 'shopper-wrote') ?? before;
          await tx.conversation.update({
            where: { id: conversationId },
            data: {
              ...(after === before ? {} : reopened(after, row.lastSequence)),
              lastShopperSequence: row.lastSequence,
            },
          });
          // The change of owner is told first: whoever may not see what is said now has left before it is delivered.
          if (after !== before) await addOwnerChanged(tx, conversationId, before, after);
          return appendMessages(tx, conversationId, row.lastSequence, [
            { ...(await readSent(tx, input, conversationId)), from: 'shopper', clientMessageId },
          ]);
        }),
      );
    },

    /**
     * An agent's message: only the owner of a conversation may write into it.
     * @param prepareCard makes a card of what the agent chose; asked only for a message that is not there yet
     * @throws AppError `conflict` when the conversation is not this agent's; whatever `prepareCard` throws
     */
    recordAgentMessage(input: StaffMessageSend & { staffId: string }, prepareCard: PrepareCard = noCards) {
      const { conversationId, clientMessageId, staffId } = input;
      return once(conversationId, clientMessageId, async () => {
        const card = 'card' in input ? await prepareCard(conversationId, input.card) : undefined;
        return prisma.$transaction(async (tx) => {
          const [row] = await tx.conversation.updateManyAndReturn({
            where: { id: conversationId, state: 'human', assignedStaffId: staffId },
            data: { lastSequence: { increment: 1 } },
            select: { lastSequence: true },
          });
          if (!row) throw conflict('这个会话现在不是您在接待，先接入再回复。');
          await card?.alongside?.(tx);
          const content = card
            ? { type: 'card' as const, card: card.card }
            : await readSent(tx, sentOf(input), conversationId, staffId);
          return appendMessages(tx, conversationId, row.lastSequence, [
            { ...content, from: 'agent', clientMessageId, staffId },
          ]);
        });
      });
    },

    /** Messages behind `afterSequence`, oldest first: what a client that has seen so much is missing. */
    async history(conversationId: string, afterSequence: number, limit: number): Promise<Message[]> {
      const rows = await prisma.message.findMany({
        where: { conversationId, sequence: { gt: afterSequence } },
        orderBy: { sequence: 'asc' },
        take: limit,
        select: messageSelect,
      });
      return rows.map(presentMessage);
    },

    /** The end of a conversation, oldest first. */
    async newest(conversationId: string, limit: number): Promise<Message[]> {
      const rows = await prisma.message.findMany({
        where: { conversationId },
        orderBy: { sequence: 'desc' },
        take: limit,
        select: messageSelect,
      });
      return rows.map(presentMessage).reverse();
    },

    /** How far each side has read. */
    async readThrough(conversationId: string): Promise<ReadThrough> {
      const row = await prisma.conversation.findUnique({
        where: { id: conversationId },
        select: { shopperReadSequence: true, staffReadSequence: true },
      });
      return { shopper: row?.shopperReadSequence ?? 0, staff: row?.staffReadSequence ?? 0 };
    },

    /** @returns false when there is nothing new in it: seen before, or a message that does not exist */
    async markRead(conversationId: string, by: 'shopper' | 'staff', sequence: number): Promise<boolean> {
      const column = by === 'shopper' ? 'shopperReadSequence' : 'staffReadSequence';
      const { count } = await prisma.conversation.updateMany({
        where: { id: conversationId, [column]: { lt: sequence }, lastSequence: { gte: sequence } },
        data: { [column]: sequence },
      });
      return count > 0;
    },

    /**
     * One vote a bot message; a second one replaces the first.
     * @throws AppError `not-found` for anything but a bot message of that conversation
     */
    async rateAnswer(conversationId: string, messageId: string, helpful: boolean): Promise<void> {
      const message = await prisma.message.findFirst({
        where: { id: messageId, conversationId, from: 'bot' },
        select: { id: true },
      });
      if (!message) throw notFound('没有找到这条回答。');
      await prisma.answerRating.upsert({
        where: { messageId },
        create: { messageId, helpful },
        update: { helpful },
      });
    },
  };
}
