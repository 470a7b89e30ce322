import type { ConversationBox, Page } from '../contract/http.js';
import type { ConversationState, MessageFrom } from '../contract/messages.js';
import type { ConversationSummary, SlaView } from '../contract/staff-socket.js';
import type { Database } from '../platform/database.js';
import { invalidInput } from '../platform/errors.js';
import type { Prisma } from '../platform/generated/prisma/client.js';
import { maskedName } from '../platform/masked-name.js';
import { reasonForStaff, visitorName } from './phrases.js';

export type StaffViewStore = ReturnType<typeof createStaffViewStore>;

const summaryInclude = {
  customer: { select: { name: true, tier: true } },
  assignedStaff: { select: { id: true, name: true } },
  clock: true,
  tags: { select: { tag: true }, orderBy: [{ createdAt: 'asc' }, { tag: 'asc' }] },
  messages: {
    where: { type: { not: 'event' }, from: { not: 'system' } },
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
  satisfactions: {
    orderBy: { askedAt: 'desc' },
    take: 1,
    select: { score: true, comment: true, tags: true },
  },
} satisfies Prisma.ConversationInclude;

type SummaryRow = Prisma.ConversationGetPayload<{ include: typeof summaryInclude }>;

/** What staff owe in a conversation, as it is stored. Judged by hand-off. */
export type StoredClock = NonNullable<SummaryRow['clock']>;
export type JudgeClock = (clock: StoredClock) => SlaView;

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

/** What the shopper said of the last talk, where it was asked about and answered. */
function presentSatisfaction(row: SummaryRow): Pick<ConversationSummary, 'satisfaction'> {
  const { score, comment, tags } = row.satisfactions[0] ?? {};
  if (!score) return {};
  return {
    satisfaction: { score, ...(comment ? { comment } : {}), ...(tags && tags.length > 0 ? { tags } : {}) },
  };
}

function present(row: SummaryRow, judge: JudgeClock | undefined): ConversationSummary {
  const last = row.messages[0];
  const kind = (last?.card as { kind?: string } | null)?.kind;
  return {
    conversationId: row.id,
    state: row.state as ConversationState,
    version: row.version,
    customer: row.customer
      ? { name: maskedName(row.customer.name), known: true, tier: row.customer.tier }
      : { name: visitorName(row.visitorId), known: false },
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
    ...(row.neededSkill && row.state === 'queued' ? { neededSkill: row.neededSkill } : {}),
    ...(row.followUpOpen
      ? { leftMessage: row.promisedAt ? { promisedAt: row.promisedAt.toISOString() } : {} }
      : {}),
    ...(row.offeredStaffId && row.offeredUntil && row.state === 'queued'
      ? { offeredTo: { staffId: row.offeredStaffId, until: row.offeredUntil.toISOString() } }
      : {}),
    ...(row.tags.length > 0 ? { tags: row.tags.map(({ tag }) => tag) } : {}),
    ...(row.disposition ? { disposition: row.disposition } : {}),
    ...presentSatisfaction(row),
    ...(judge && row.clock && !row.clock.endedAt ? { sla: judge(row.clock) } : {}),
  };
}

const newestFirst: Prisma.ConversationOrderByWithRelationInput[] = [{ updatedAt: 'desc' }, { id: 'desc' }];
const orders: Record<ConversationBox, Prisma.ConversationOrderByWithRelationInput[]> = {
  queue: [{ rankAt: 'asc' }, { id: 'asc' }],
  left: [{ promisedAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
  mine: newestFirst,
  all: newestFirst,
};

/** Conversations as staff see them: lists and summaries, in which names are masked. */
export function createStaffViewStore(
  { prisma }: Pick<Database, 'prisma'>,
  { judge }: { judge?: JudgeClock } = {},
) {
  return {
    async summary(conversationId: string): Promise<ConversationSummary | undefined> {
      const row = await prisma.conversation.findUnique({
        where: { id: conversationId },
        include: summaryInclude,
      });
      return row ? present(row, judge) : undefined;
    },

    /** Summaries of these, in this order; those that are gone are left out. */
    async summaries(conversationIds: readonly string[]): Promise<ConversationSummary[]> {
      const rows = await prisma.conversation.findMany({
        where: { id: { in: [...conversationIds] } },
        include: summaryInclude,
      });
      const byId = new Map(rows.map((row) => [row.id, row]));
      return conversationIds.flatMap((id) => {
        const row = byId.get(id);
        return row ? [present(row, judge)] : [];
      });
    },

    /**
     * The queue is in order of service, left messages by the promised time; the other boxes have the newest change
     * first.
     */
    async list(query: {
      box: ConversationBox;
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
        left: { followUpOpen: true, state: { in: ['bot', 'queued', 'closed'] } },
        all: { lastSequence: { gt: 0 } },
      }[box];
      const rows = await prisma.conversation.findMany({
        where,
        include: summaryInclude,
        orderBy: orders[box],
        take: limit + 1,
        ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
      });
      const items = rows.slice(0, limit).map((row) => present(row, judge));
      const last = items.at(-1);
      return { items, ...(rows.length > limit && last ? { nextCursor: last.conversationId } : {}) };
    },

    /** Who the shopper is, in full: for their own copies, never for staff. */
    async shopperName(conversationId: string): Promise<string | undefined> {
      const row = await prisma.conversation.findUnique({
        where: { id: conversationId },
        select: { visitorId: true, customer: { select: { name: true } } },
      });
      return row ? (row.customer?.name ?? visitorName(row.visitorId)) : undefined;
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
          followUpOpen: true,
          promisedAt: true,
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
        ...(row.followUpOpen ? { owed: true } : {}),
        ...(row.followUpOpen && row.promisedAt ? { promisedAt: row.promisedAt.toISOString() } : {}),
      };
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
