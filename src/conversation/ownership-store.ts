import type { ClosingSettings } from '../contract/closing.js';
import { type Clock, systemClock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import { freshDialogue } from './decision.js';
import { appendMessages } from './message-rows-store.js';
import { applyOwnerChange, type OwnerChange } from './owner-change-store.js';
import { type PlanQueue, plainQueue } from './queue-entry.js';

export type { OwnerChange } from './owner-change-store.js';
export { backToBot } from './owner-change-store.js';

export type OwnershipStore = ReturnType<typeof createOwnershipStore>;

/** Whose a conversation is: the shopper's, and on our side bot, queue or person. */
export function createOwnershipStore(
  { prisma }: Pick<Database, 'prisma'>,
  {
    planQueue = plainQueue,
    clock = systemClock,
    closing,
  }: { planQueue?: PlanQueue; clock?: Clock; closing?: () => ClosingSettings } = {},
) {
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
     * @throws AppError `conflict` when the table or the guards do not allow the event now, somebody was faster, or
     *   whoever should get it has no room; `forbidden` when the role may not; `not-found`
     */
    async changeOwner(change: OwnerChange): Promise<void> {
      await prisma.$transaction((tx) => applyOwnerChange(tx, change, { planQueue, clock, closing }));
    },

    /**
     * Says a system line while a person has the conversation and nothing was said since it was judged.
     * @returns false when it came too late
     */
    async remind(conversationId: string, nothingSince: number, line: string): Promise<boolean> {
      return prisma.$transaction(async (tx) => {
        const [row] = await tx.conversation.updateManyAndReturn({
          where: { id: conversationId, state: 'human', lastSequence: nothingSince },
          data: { lastSequence: { increment: 1 } },
          select: { lastSequence: true },
        });
        if (!row) return false;
        await appendMessages(tx, conversationId, row.lastSequence, [
          { from: 'system', type: 'event', text: line },
        ]);
        return true;
      });
    },
  };
}
