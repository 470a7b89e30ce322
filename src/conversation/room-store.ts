import type { Tx } from './message-rows-store.js';

/** What staff are told who have as many conversations as they can serve. */
export const fullWords = {
  self: '您手上的会话已经满了，先结束一个再接。',
  colleague: '这位同事手上的会话已经满了，换一位，或者放回队列。',
};

/**
 * Locks somebody of the staff for the rest of the transaction, so that of two who give them one more conversation at the
 * same moment the second sees the first. Taken before any conversation is locked, always.
 * @returns how many conversations they serve at a time; 0 when they have no account any more
 */
export async function lockStaff(tx: Tx, staffId: string): Promise<number> {
  const [staff] = await tx.$queryRaw<{ capacity: number }[]>`
    SELECT capacity FROM "Staff" WHERE id = ${staffId}::uuid AND active FOR NO KEY UPDATE`;
  return staff?.capacity ?? 0;
}

/** Whether somebody, once locked, can serve this conversation beside those that they have or are asked to accept. */
export async function hasRoomFor(
  tx: Tx,
  staffId: string,
  conversationId: string,
  now: Date,
): Promise<boolean> {
  const capacity = await lockStaff(tx, staffId);
  const load = await tx.conversation.count({
    where: {
      id: { not: conversationId },
      OR: [
        { state: 'human', assignedStaffId: staffId },
        { state: 'queued', offeredStaffId: staffId, offeredUntil: { gt: now } },
      ],
    },
  });
  return load < capacity;
}
