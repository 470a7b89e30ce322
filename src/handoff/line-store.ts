import type { Database } from '../platform/database.js';
import { addEvents } from '../platform/outbox.js';
import type { Waiting } from './routing.js';

export type LineStore = ReturnType<typeof createLineStore>;

/** One who waits, with what only the keeper of the line asks. */
export interface InLine extends Waiting {
  /** A left message that is owed an answer. */
  leftMessage: boolean;
}

const longestLine = 10_000;

/** Reads the line of conversations that wait for a person, in order of service. */
export function createLineStore({ prisma }: Pick<Database, 'prisma'>) {
  return {
    /** Who waits, next one first. */
    async waiting(limit = longestLine): Promise<InLine[]> {
      const rows = await prisma.conversation.findMany({
        where: { state: 'queued' },
        orderBy: [{ rankAt: 'asc' }, { id: 'asc' }],
        select: {
          id: true,
          rankAt: true,
          queuedAt: true,
          neededSkill: true,
          skillSince: true,
          lastStaffId: true,
          lastStaffAt: true,
          passedStaffIds: true,
          offeredStaffId: true,
          followUpOpen: true,
        },
        take: limit,
      });
      return rows.map((row) => {
        const queuedAt = row.queuedAt?.getTime() ?? 0;
        return {
          conversationId: row.id,
          queuedAt,
          rankAt: row.rankAt?.getTime() ?? queuedAt,
          passedStaffIds: row.passedStaffIds,
          leftMessage: row.followUpOpen,
          ...(row.neededSkill === null ? {} : { neededSkill: row.neededSkill }),
          ...(row.skillSince === null ? {} : { skillSince: row.skillSince.getTime() }),
          ...(row.lastStaffId === null ? {} : { lastStaffId: row.lastStaffId }),
          ...(row.lastStaffAt === null ? {} : { lastStaffAt: row.lastStaffAt.getTime() }),
          ...(row.offeredStaffId === null ? {} : { offeredTo: row.offeredStaffId }),
        };
      });
    },

    count: () => prisma.conversation.count({ where: { state: 'queued' } }),

    /** What people have in hand, the longest first. */
    async serving(limit: number): Promise<string[]> {
      const rows = await prisma.conversation.findMany({
        where: { state: 'human' },
        orderBy: [{ claimedAt: 'asc' }, { id: 'asc' }],
        select: { id: true },
        take: limit,
      });
      return rows.map(({ id }) => id);
    },

    closedSince: (since: Date) => prisma.conversation.count({ where: { closedAt: { gte: since } } }),

    /** Seconds from claim to close of the last conversations. */
    async handlingSeconds(): Promise<number[]> {
      const rows = await prisma.conversation.findMany({
        where: { claimedAt: { not: null }, closedAt: { not: null } },
        orderBy: { closedAt: 'desc' },
        select: { claimedAt: true, closedAt: true },
        take: 50,
      });
      return rows.map(
        ({ claimedAt, closedAt }) => ((closedAt?.getTime() ?? 0) - (claimedAt?.getTime() ?? 0)) / 1000,
      );
    },

    /** Tells those who oversee, once a wait, of who has waited since before a moment. Left messages have their promise. */
    async escalate(before: Date, now: Date, limit: number): Promise<number> {
      return prisma.$transaction(async (tx) => {
        const rows = await tx.conversation.findMany({
          where: { state: 'queued', queuedAt: { lte: before }, escalatedAt: null, followUpOpen: false },
          orderBy: { queuedAt: 'asc' },
          select: { id: true, queuedAt: true },
          take: limit,
        });
        const told: typeof rows = [];
        for (const row of rows) {
          const { count } = await tx.conversation.updateMany({
            where: { id: row.id, state: 'queued', escalatedAt: null },
            data: { escalatedAt: now },
          });
          if (count > 0) told.push(row);
        }
        await addEvents(
          tx,
          told.map(({ id, queuedAt }) => ({
            topic: 'queue.escalated',
            conversationId: id,
            payload: { waitedSeconds: Math.round((now.getTime() - (queuedAt ?? now).getTime()) / 1000) },
          })),
        );
        return told.length;
      });
    },

    /** Left messages that are owed an answer while the conversation is not in the line. */
    async owed(limit: number): Promise<string[]> {
      const rows = await prisma.conversation.findMany({
        where: { followUpOpen: true, state: { in: ['bot', 'closed'] } },
        orderBy: { leftMessageAt: 'asc' },
        select: { id: true },
        take: limit,
      });
      return rows.map(({ id }) => id);
    },

    /** Left messages that are owed an answer, and how many of them are past the promised time. */
    async leftMessages(now: Date): Promise<{ open: number; overdue: number }> {
      const [open, overdue] = await Promise.all([
        prisma.conversation.count({ where: { followUpOpen: true } }),
        prisma.conversation.count({ where: { followUpOpen: true, promisedAt: { lt: now } } }),
      ]);
      return { open, overdue };
    },

    /** When the left message of a conversation is promised an answer; undefined when none is owed. */
    async promisedAt(conversationId: string): Promise<Date | undefined> {
      const row = await prisma.conversation.findUnique({
        where: { id: conversationId },
        select: { followUpOpen: true, promisedAt: true },
      });
      return (row?.followUpOpen && row.promisedAt) || undefined;
    },
  };
}
