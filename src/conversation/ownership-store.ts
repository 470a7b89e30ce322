import type { ConversationState } from '../contract/messages.js';
import type { Database } from '../platform/database.js';
import { conflict, notFound } from '../platform/errors.js';
import type { Prisma } from '../platform/generated/prisma/client.js';
import { freshDialogue } from './decision.js';
import { addOwnerChanged, appendMessages } from './message-rows-store.js';
import { type ConversationEvent, nextState, statesThatAllow } from './transitions.js';

export type OwnershipStore = ReturnType<typeof createOwnershipStore>;

/** A change of hands. Who may ask for it is checked by the caller. */
export interface OwnerChange {
  conversationId: string;
  event: Exclude<ConversationEvent, 'shopper-wrote'>;
  /** The agent who claims; for release and close, the agent who must have it. Absent: whoever has it. */
  staffId?: string;
  reason?: string;
  priority?: number;
  disposition?: string;
  /** Said in the conversation as a system line. */
  line?: string;
  /** Told to whoever asks for something that is not possible now. */
  refusal: string;
}

/**
 * What a conversation looks like when it is the bot's again: nothing is left of the wait, the agent or the topic.
 * @param handledSequence the bot answers what comes after this
 */
export function backToBot(handledSequence: number) {
  return {
    handledSequence,
    assignedStaffId: null,
    queuedAt: null,
    claimedAt: null,
    closedAt: null,
    disposition: null,
    handOffReason: null,
    priority: 0,
    dialogue: { ...freshDialogue },
  } satisfies Prisma.ConversationUncheckedUpdateInput;
}

/** Whose a conversation is: the shopper's, and on our side bot, queue or person. */
export function createOwnershipStore({ prisma }: Pick<Database, 'prisma'>) {
  return {
    /**
     * The conversation of a visitor: the one that a person is dealing with, else the newest in which something was
     * said, else a new one. Anonymous conversations become the customer's once the visitor is known as one.
     */
    openFor(visitorId: string, customerId?: string): Promise<string> {
      return prisma.$transaction(async (tx) => {
        // Two tabs that open at the same moment must find the same conversation.
        await tx.$queryRaw`SELECT id FROM "Visitor" WHERE id = ${visitorId}::uuid FOR NO KEY UPDATE`;
        if (customerId)
          await tx.$queryRaw`SELECT id FROM "Customer" WHERE id = ${customerId}::uuid FOR NO KEY UPDATE`;
        const anonymous = { visitorId, customerId: null };
        const own = await tx.conversation.findMany({
          where: customerId ? { OR: [anonymous, { customerId }] } : anonymous,
          orderBy: { createdAt: 'desc' },
          take: 20,
          select: { id: true, state: true, lastSequence: true },
        });
        const found =
          own.find(({ state }) => state === 'human' || state === 'queued') ??
          own.find(({ lastSequence }) => lastSequence > 0) ??
          own[0];
        if (customerId) await tx.conversation.updateMany({ where: anonymous, data: { customerId } });
        if (found) return found.id;
        const created = await tx.conversation.create({
          data: { visitorId, ...(customerId ? { customerId } : {}), dialogue: { ...freshDialogue } },
          select: { id: true },
        });
        return created.id;
      });
    },

    /**
     * Moves a conversation to another owner. Atomic: of two who try, one wins.
     * @throws AppError `conflict` when the table does not allow the event now, or somebody was faster; `not-found`
     */
    async changeOwner(change: OwnerChange): Promise<void> {
      const { conversationId, event, staffId } = change;
      await prisma.$transaction(async (tx) => {
        const before = await tx.conversation.findUnique({
          where: { id: conversationId },
          select: { state: true, version: true, assignedStaffId: true, lastSequence: true, queuedAt: true },
        });
        if (!before) throw notFound('没有找到这个会话。');
        const from = before.state as ConversationState;
        const to = nextState(from, event);
        const isSomebodyElses =
          from === 'human' && staffId !== undefined && before.assignedStaffId !== staffId;
        if (!to || isSomebodyElses) throw conflict(change.refusal);
        const [row] = await tx.conversation.updateManyAndReturn({
          where: { id: conversationId, version: before.version, state: { in: statesThatAllow(event) } },
          data: {
            state: to,
            version: { increment: 1 },
            ...entering(to, change, before),
            ...(change.reason ? { handOffReason: change.reason } : {}),
            ...(change.priority !== undefined ? { priority: change.priority } : {}),
            ...(change.line ? { lastSequence: { increment: 1 } } : {}),
          },
          select: { lastSequence: true },
        });
        if (!row) throw conflict(change.refusal);
        if (change.line) {
          await appendMessages(tx, conversationId, row.lastSequence, [
            { from: 'system', type: 'event', text: change.line },
          ]);
        }
        await addOwnerChanged(tx, conversationId, from, to);
      });
    },
  };
}

function entering(
  to: ConversationState,
  { event, staffId, disposition }: OwnerChange,
  before: { lastSequence: number; queuedAt: Date | null },
): Prisma.ConversationUncheckedUpdateManyInput {
  const now = new Date();
  switch (to) {
    case 'bot':
      return backToBot(before.lastSequence);
    case 'queued':
      return {
        // Whoever has waited already keeps the place.
        queuedAt: event === 'agent-released' ? (before.queuedAt ?? now) : now,
        assignedStaffId: null,
        claimedAt: null,
        closedAt: null,
        disposition: null,
      };
    case 'human':
      return { assignedStaffId: staffId ?? null, claimedAt: now };
    case 'closed':
      return { closedAt: now, disposition: disposition ?? null };
  }
}
