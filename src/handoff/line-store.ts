import type { Database } from '../platform/database.js';

export type LineStore = ReturnType<typeof createLineStore>;

/** Reads the line of conversations that wait for a person: by priority, then by who came first. */
export function createLineStore({ prisma }: Pick<Database, 'prisma'>) {
  return {
    /** Ids of everybody who waits, next one first. */
    async waiting(): Promise<string[]> {
      const rows = await prisma.conversation.findMany({
        where: { state: 'queued' },
        orderBy: [{ priority: 'desc' }, { queuedAt: 'asc' }, { id: 'asc' }],
        select: { id: true },
        take: 10_000,
      });
      return rows.map(({ id }) => id);
    },

    /** Median seconds from claim to close of the last conversations; undefined when there were none. */
    async medianHandlingSeconds(): Promise<number | undefined> {
      const rows = await prisma.conversation.findMany({
        where: { claimedAt: { not: null }, closedAt: { not: null } },
        orderBy: { closedAt: 'desc' },
        select: { claimedAt: true, closedAt: true },
        take: 50,
      });
      const seconds = rows
        .map(({ claimedAt, closedAt }) => ((closedAt?.getTime() ?? 0) - (claimedAt?.getTime() ?? 0)) / 1000)
        .filter((duration) => duration > 0)
        .sort((a, b) => a - b);
      return seconds[Math.floor(seconds.length / 2)];
    },
  };
}
