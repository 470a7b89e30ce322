import type { TagUse } from '../contract/agent-tools.js';
import type { Database } from '../platform/database.js';
import { conflict } from '../platform/errors.js';
import { addEvents } from '../platform/outbox.js';
import { type StaffViewer, visibleTo } from './visible-store.js';

/** On one conversation, and offered to choose from. */
const mostTags = 8;
const mostOffered = 100;

export type TagStore = ReturnType<typeof createTagStore>;

/** What staff call conversations. */
export function createTagStore({ prisma }: Pick<Database, 'prisma'>) {
  return {
    /**
     * Puts tags on a conversation and takes others off; whoever shows it is told.
     * @returns all of its tags, in the order they were put on
     * @throws AppError `conflict` when there would be too many
     */
    async change(
      conversationId: string,
      staffId: string,
      { add, remove }: { add: readonly string[]; remove: readonly string[] },
    ): Promise<string[]> {
      return prisma.$transaction(async (tx) => {
        // Two who tag at once wait for each other: the limit is one of the conversation.
        await tx.$queryRaw`SELECT 1 FROM "Conversation" WHERE id = ${conversationId}::uuid FOR UPDATE`;
        await tx.conversationTag.deleteMany({ where: { conversationId, tag: { in: [...remove] } } });
        await tx.conversationTag.createMany({
          data: add.map((tag) => ({ conversationId, tag, staffId })),
          skipDuplicates: true,
        });
        const rows = await tx.conversationTag.findMany({
          where: { conversationId },
          orderBy: [{ createdAt: 'asc' }, { tag: 'asc' }],
          select: { tag: true },
        });
        if (rows.length > mostTags) throw conflict(`一个会话最多 ${mostTags} 个标签。`);
        await addEvents(tx, [{ topic: 'conversation.tagged', conversationId, payload: {} }]);
        return rows.map(({ tag }) => tag);
      });
    },

    /**
     * The shop's tags, the most used first, each with the number of conversations that this person would find by it: none
     * is told of those that are not theirs to see.
     */
    async used(viewer: StaffViewer): Promise<TagUse[]> {
      return prisma.$queryRaw<TagUse[]>`
        SELECT t.tag, (count(*) FILTER (WHERE ${visibleTo(viewer)}))::int AS count
        FROM "ConversationTag" t JOIN "Conversation" c ON c.id = t."conversationId"
        GROUP BY t.tag ORDER BY count DESC, count(*) DESC, t.tag LIMIT ${mostOffered}`;
    },
  };
}
