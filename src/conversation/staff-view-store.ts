import type { Page } from '../contract/http.js';
import type { ConversationState, MessageFrom } from '../contract/messages.js';
import type { ConversationSummary, Note } from '../contract/staff-socket.js';
import type { Database } from '../platform/database.js';
import { invalidInput } from '../platform/errors.js';
import type { Prisma } from '../platform/generated/prisma/client.js';
import { addEvents } from '../platform/outbox.js';
import { reasonForStaff } from './phrases.js';

export type StaffViewStore = ReturnType<typeof createStaffViewStore>;

const summaryInclude = {
  customer: { select: { name: true, tier: true } },
  assignedStaff: { select: { id: true, name: true } },
  messages: {
    where: { type: { not: 'event' } },
    orderBy: { sequence: 'desc' },
    take: 1,
    select: {
      from: true,
      text: true,
      card: true,
      createdAt: true,
      attachment: { select: { kind: true, name: true } },
    },
  },
} satisfies Prisma.ConversationInclude;

type SummaryRow = Prisma.ConversationGetPayload<{ include: typeof summaryInclude }>;

const cardText: Record<string, string> = {
  product: '[商品]',
  productList: '[商品推荐]',
  comparison: '[商品对比]',
  order: '[订单]',
  coupon: '[优惠券]',
  satisfaction: '[满意度评价]',
};

function attachmentText(attachment: { kind: string; name: string } | null): string | undefined {
  if (!attachment) return undefined;
  return attachment.kind === 'image' ? '[图片]' : `[文件] ${attachment.name}`;
}

function present(row: SummaryRow): ConversationSummary {
  const last = row.messages[0];
  const kind = (last?.card as { kind?: string } | null)?.kind;
  return {
    conversationId: row.id,
    state: row.state as ConversationState,
    version: row.version,
    customer: row.customer
      ? { name: row.customer.name, known: true, tier: row.customer.tier }
      : { name: `访客 ${row.visitorId.slice(-4).toUpperCase()}`, known: false },
    priority: row.priority,
    unread: Math.max(0, row.lastShopperSequence - row.staffReadSequence),
    updatedAt: row.updatedAt.toISOString(),
    ...(last
      ? {
          lastMessage: {
            from: last.from as MessageFrom,
            text: last.text ?? attachmentText(last.attachment) ?? cardText[kind ?? ''] ?? '',
            createdAt: last.createdAt.toISOString(),
          },
        }
      : {}),
    ...(row.queuedAt && row.state === 'queued' ? { queuedAt: row.queuedAt.toISOString() } : {}),
    ...(row.handOffReason ? { handOffReason: reasonForStaff(row.handOffReason) } : {}),
    ...(row.assignedStaff
      ? { assignedTo: { staffId: row.assignedStaff.id, name: row.assignedStaff.name } }
      : {}),
  };
}

/** Conversations as staff see them: lists, summaries, internal notes. */
export function createStaffViewStore({ prisma }: Pick<Database, 'prisma'>) {
  return {
    async summary(conversationId: string): Promise<ConversationSummary | undefined> {
      const row = await prisma.conversation.findUnique({
        where: { id: conversationId },
        include: summaryInclude,
      });
      return row ? present(row) : undefined;
    },

    /** The queue is in order of service; the other boxes have the newest change first. */
    async list(query: {
      box: 'queue' | 'mine' | 'all';
      staffId: string;
      cursor?: string | undefined;
      limit: number;
    }): Promise<Page<ConversationSummary>> {
      const { box, staffId, cursor, limit } = query;
      if (cursor !== undefined && !/^[0-9a-f-]{36}$/.test(cursor)) {
        throw invalidInput([{ path: 'cursor', message: 'is not a cursor of this list' }]);
      }
      const where: Prisma.ConversationWhereInput = {
        queue: { state: 'queued' },
        mine: { state: 'human', assignedStaffId: staffId },
        all: { lastSequence: { gt: 0 } },
      }[box];
      const rows = await prisma.conversation.findMany({
        where,
        include: summaryInclude,
        orderBy:
          box === 'queue'
            ? [{ priority: 'desc' }, { queuedAt: 'asc' }, { id: 'asc' }]
            : [{ updatedAt: 'desc' }, { id: 'desc' }],
        take: limit + 1,
        ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
      });
      const items = rows.slice(0, limit).map(present);
      const last = items.at(-1);
      return { items, ...(rows.length > limit && last ? { nextCursor: last.conversationId } : {}) };
    },

    /** Whose conversation it is: what decides who may see it. */
    async owner(conversationId: string) {
      const row = await prisma.conversation.findUnique({
        where: { id: conversationId },
        select: {
          state: true,
          version: true,
          assignedStaffId: true,
          visitorId: true,
          customerId: true,
          assignedStaff: { select: { name: true } },
        },
      });
      if (!row) return undefined;
      return {
        state: row.state as ConversationState,
        version: row.version,
        visitorId: row.visitorId,
        ...(row.assignedStaffId ? { assignedStaffId: row.assignedStaffId } : {}),
        ...(row.assignedStaff ? { agentName: row.assignedStaff.name } : {}),
        ...(row.customerId ? { customerId: row.customerId } : {}),
      };
    },

    async addNote(conversationId: string, staffId: string, text: string): Promise<Note> {
      return prisma.$transaction(async (tx) => {
        const row = await tx.conversationNote.create({
          data: { conversationId, staffId, text },
          include: { staff: { select: { name: true } } },
        });
        const note: Note = {
          id: row.id,
          conversationId,
          author: row.staff.name,
          text: row.text,
          createdAt: row.createdAt.toISOString(),
        };
        await addEvents(tx, [
          { topic: 'note.added', conversationId, payload: { note } as unknown as Prisma.InputJsonValue },
        ]);
        return note;
      });
    },

    async notes(conversationId: string): Promise<Note[]> {
      const rows = await prisma.conversationNote.findMany({
        where: { conversationId },
        orderBy: { createdAt: 'asc' },
        include: { staff: { select: { name: true } } },
        take: 500,
      });
      return rows.map((row) => ({
        id: row.id,
        conversationId,
        author: row.staff.name,
        text: row.text,
        createdAt: row.createdAt.toISOString(),
      }));
    },

    /** The card of an offer shows what became of it, also after a reload. */
    async settleOfferCard(
      conversationId: string,
      offerId: string,
      outcome: { state: 'claimed' | 'dismissed'; code?: string },
    ): Promise<void> {
      await prisma.$executeRaw`
        UPDATE "Message"
        SET card = jsonb_set(card, '{coupon}', (card->'coupon') || ${JSON.stringify(outcome)}::jsonb)
        WHERE "conversationId" = ${conversationId}::uuid
          AND card->>'kind' = 'coupon' AND card->'coupon'->>'offerId' = ${offerId}`;
    },
  };
}
