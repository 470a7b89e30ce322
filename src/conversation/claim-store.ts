import { type Clock, systemClock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import { addEvents } from '../platform/outbox.js';
import { applyOwnerChange, isConflict } from './owner-change-store.js';
import { plainQueue } from './queue-entry.js';
import { hasRoomFor, lockStaff } from './room-store.js';

export type ClaimStore = ReturnType<typeof createClaimStore>;

/** Who gets a conversation out of the line: atomically, with many workers and many server processes at once. */
export function createClaimStore(
  { prisma }: Pick<Database, 'prisma'>,
  { clock = systemClock }: { clock?: Clock } = {},
) {
  return {
    /**
     * Gives an agent the first of these conversations that still waits. A row that somebody else is just taking is
     * skipped instead of waited for (`FOR UPDATE SKIP LOCKED`).
     * @param candidates ids, best first
     * @param line what is said in the conversation
     * @returns undefined when none is left, or the agent has no room
     */
    async claimFirst(
      candidates: readonly string[],
      agent: { staffId: string; party: 'agent' | 'supervisor' | 'system' },
      line: string,
    ): Promise<string | undefined> {
      if (candidates.length === 0) return undefined;
      const ids = [...candidates];
      try {
        return await prisma.$transaction(async (tx) => {
          const now = clock();
          await lockStaff(tx, agent.staffId);
          const [free] = await tx.$queryRaw<{ id: string }[]>`
            SELECT id FROM "Conversation"
            WHERE id = ANY(${ids}::uuid[]) AND state = 'queued'
              AND ("offeredStaffId" IS NULL OR "offeredUntil" <= ${now} OR "offeredStaffId" = ${agent.staffId}::uuid)
            ORDER BY array_position(${ids}::uuid[], id) LIMIT 1 FOR UPDATE SKIP LOCKED`;
          if (!free) return undefined;
          const change = {
            conversationId: free.id,
            event: 'agent-claimed',
            by: agent.party,
            staffId: agent.staffId,
            line,
            refusal: '这个会话刚被别的同事接走了。',
          } as const;
          await applyOwnerChange(tx, change, { planQueue: plainQueue, clock });
          return free.id;
        });
      } catch (error) {
        if (isConflict(error)) return undefined;
        throw error;
      }
    },

    /**
     * Asks an agent to accept a conversation. It counts as theirs until they do, or the time is up.
     * @returns false when it no longer waits, somebody else is being asked, or the agent has no room
     */
    async offer(conversationId: string, staffId: string, until: Date): Promise<boolean> {
      return prisma.$transaction(async (tx) => {
        const now = clock();
        if (!(await hasRoomFor(tx, staffId, conversationId, now))) return false;
        const { count } = await tx.conversation.updateMany({
          where: { id: conversationId, state: 'queued', offeredStaffId: null },
          data: { offeredStaffId: staffId, offeredUntil: until },
        });
        if (count === 0) return false;
        const payload = { staffId, until: until.toISOString() };
        await addEvents(tx, [{ topic: 'conversation.offered', conversationId, payload }]);
        return true;
      });
    },

    /** Takes an offer back: declined, or not accepted in time. The agent is not asked again while others can be. */
    async passOffer(conversationId: string, staffId: string): Promise<boolean> {
      return prisma.$transaction(async (tx) => {
        const changed = await tx.$executeRaw`
          UPDATE "Conversation"
          SET "offeredStaffId" = NULL, "offeredUntil" = NULL,
            "passedStaffIds" = (array_append(array_remove("passedStaffIds", ${staffId}), ${staffId}))
          WHERE id = ${conversationId}::uuid AND state = 'queued' AND "offeredStaffId" = ${staffId}::uuid`;
        if (changed === 0) return false;
        await addEvents(tx, [{ topic: 'offer.ended', conversationId, payload: { staffId } }]);
        return true;
      });
    },

    /** Offers whose time is up. */
    overdueOffers(limit: number): Promise<{ conversationId: string; staffId: string }[]> {
      return prisma.conversation
        .findMany({
          where: { state: 'queued', offeredStaffId: { not: null }, offeredUntil: { lte: clock() } },
          select: { id: true, offeredStaffId: true },
          take: limit,
        })
        .then((rows) =>
          rows.map(({ id, offeredStaffId }) => ({ conversationId: id, staffId: offeredStaffId ?? '' })),
        );
    },
  };
}
