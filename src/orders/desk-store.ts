import { type OrderItem, orderStatus } from '../contract/cards.js';
import {
  type OrderAction,
  type OrderRequestDetails,
  type OrderRequestState,
  orderAction,
  orderRequestState,
} from '../contract/order-actions.js';
import type {
  Decision,
  OrderRequestDecide,
  OrderRequestList,
  OrderRequestPage,
  OrderRequestRow,
  OrderRequestView,
} from '../contract/order-desk.js';
import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import { conflict, invalidInput, notFound } from '../platform/errors.js';
import type { Prisma } from '../platform/generated/prisma/client.js';
import { maskedName } from '../platform/masked-name.js';
import type { RecordAudit } from '../platform/record-audit.js';
import { effectOn } from './effects.js';
import {
  earlierRequest,
  type OrderWithRequests,
  orderFacts,
  orderInclude,
  type RequestRow,
} from './order-facts-store.js';
import { presentRequest, requestsOnCard, subjectOf } from './request-presenter.js';
import { applyEffect, isWholeOrder, type StoredAddresses, tellChange } from './request-store.js';
import type { OrderRulesStore } from './rules-store.js';
import { decisionWords, fillTemplate, moneyWords } from './wording.js';

type Tx = Prisma.TransactionClient;

export interface OrderDeskNeeds extends Pick<Database, 'prisma'> {
  rules: Pick<OrderRulesStore, 'current'>;
  audit: RecordAudit;
  clock: Clock;
  present: (row: OrderWithRequests) => OrderItem;
  addresses: StoredAddresses;
  /** Says something in the customer's conversation, in the transaction. Supplied by conversation. */
  tellCustomer: (
    tx: Tx,
    news: { customerId: string; conversationId?: string; text: string },
  ) => Promise<void>;
}

/** What staff may make of a request in a state. The whole table. */
const decisions: Record<OrderRequestState, readonly Decision[]> = {
  submitted: ['approved', 'declined', 'done'],
  approved: ['done', 'declined'],
  declined: [],
  done: [],
  withdrawn: [],
};
const openStates: OrderRequestState[] = ['submitted', 'approved'];

const withCustomer = {
  customer: { select: { externalId: true, name: true, tier: true } },
  order: { select: { externalId: true } },
} satisfies Prisma.OrderRequestInclude;
type RequestWithCustomer = Prisma.OrderRequestGetPayload<{ include: typeof withCustomer }>;

export type OrderDesk = ReturnType<typeof createOrderDesk>;

/** Requests as staff work on them. */
export function createOrderDesk({
  prisma,
  rules,
  audit,
  clock,
  present,
  addresses,
  tellCustomer,
}: OrderDeskNeeds) {
  async function view(id: string): Promise<OrderRequestView> {
    const row = await prisma.orderRequest.findUnique({
      where: { id },
      include: {
        customer: withCustomer.customer,
        decidedBy: { select: { name: true } },
        order: { include: orderInclude },
      },
    });
    if (!row) throw notFound('没有找到这个申请。');
    const { order } = row;
    const rule = await ruleOf(row);
    const onCard = requestsOnCard(order.requests);
    return {
      request: presentRow(row, true),
      order: { ...present(order), ...(onCard.length > 0 ? { requests: onCard } : {}) },
      shipTo: wordsOf(addresses.open(order.shipTo)),
      ...(order.paidAt ? { paidAt: order.paidAt.toISOString() } : {}),
      ...(order.deliveredAt ? { deliveredAt: order.deliveredAt.toISOString() } : {}),
      ...(row.conversationId !== null ? { conversationId: row.conversationId } : {}),
      ...(row.decidedBy ? { decidedBy: row.decidedBy.name } : {}),
      ...(rule ? { rule } : {}),
      next: [...decisions[orderRequestState.parse(row.state)]],
    };
  }

  async function ruleOf(row: RequestRow): Promise<OrderRequestView['rule']> {
    const { rules: inForce } = await rules.current();
    const rule = inForce?.rules.find(({ id }) => id === row.ruleId);
    if (!inForce || !rule) return undefined;
    const details = row.details as OrderRequestDetails;
    const reason = inForce.reasons.find(({ label }) => label === details.reason);
    const says = fillTemplate(rule.says, {
      ...details,
      ...(reason ? { freight: inForce.freight[reason.fault] } : {}),
      product: row.productLabel,
      amount: moneyWords(row.amountMinor, row.currency),
    });
    const entry = await prisma.knowledgeEntry.findUnique({
      where: { id: rule.entry },
      select: { question: true },
    });
    return {
      id: rule.id,
      says,
      entryId: rule.entry,
      ...(entry ? { entryTitle: entry.question } : {}),
    };
  }

  return {
    view,

    /** Newest first, what waits for a decision oldest first; details masked. */
    async list({ state, action, order, cursor, limit }: OrderRequestList): Promise<OrderRequestPage> {
      const oldestFirst = state === 'submitted';
      const [rows, counted] = await Promise.all([
        prisma.orderRequest.findMany({
          where: {
            ...(state === 'open' ? { state: { in: openStates } } : state ? { state } : {}),
            ...(action ? { action } : {}),
            ...(order !== undefined
              ? { order: { externalId: { startsWith: order, mode: 'insensitive' } } }
              : {}),
            // Ids are made by us as UUIDs of version 7: their order is the order of time.
            ...(cursor !== undefined ? { id: oldestFirst ? { gt: cursor } : { lt: cursor } } : {}),
          },
          orderBy: { id: oldestFirst ? 'asc' : 'desc' },
          take: limit + 1,
          include: withCustomer,
        }),
        prisma.orderRequest.groupBy({ by: ['state'], _count: { _all: true } }),
      ]);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const counts = Object.fromEntries(
        orderRequestState.options.map((each) => [
          each,
          counted.find((row) => row.state === each)?._count._all ?? 0,
        ]),
      ) as OrderRequestPage['counts'];
      return {
        items: page.map((row) => presentRow(row, false)),
        counts,
        ...(rows.length > limit && last ? { nextCursor: last.id } : {}),
      };
    },

    /**
     * Decides, lets the order follow, and tells the customer: all or nothing.
     * @throws AppError `not-found`; `conflict` when a colleague or the customer was faster; `invalid-input` for a refusal
     *   without a word why
     */
    async decide(
      id: string,
      { state, seen, note }: OrderRequestDecide,
      staffId: string,
    ): Promise<OrderRequestView> {
      if (state === 'declined' && !note)
        throw invalidInput([{ path: 'note', message: '请写一句不通过的原因，顾客会看到。' }]);
      await prisma.$transaction(async (tx) => {
        const before = await tx.orderRequest.findUnique({
          where: { id },
          include: { order: { include: orderInclude } },
        });
        if (!before) throw notFound('没有找到这个申请。');
        const from = orderRequestState.parse(before.state);
        if ((seen !== undefined && seen !== from) || !decisions[from].includes(state)) throw tooLate(from);
        const action = orderAction.parse(before.action);
        // The conversation is locked before the order, as in a turn of the bot: the other way round two could wait for each other.
        await tellCustomer(tx, {
          customerId: before.customerId,
          ...(before.conversationId !== null ? { conversationId: before.conversationId } : {}),
          text: newsOf(before, action, state, note),
        });
        await tx.$queryRaw`SELECT id FROM "Order" WHERE id = ${before.orderId}::uuid FOR UPDATE`;
        const order = await tx.order.findUniqueOrThrow({
          where: { id: before.orderId },
          include: orderInclude,
        });
        const effect = effectOn({
          action,
          state,
          isWhole: isWholeOrder(order, earlierRequest(before).parts),
          details: before.details as OrderRequestDetails,
          order: { status: orderFacts(order).status, shipTo: addresses.open(order.shipTo) },
          ...(before.statusBefore !== null ? { statusBefore: orderStatus.parse(before.statusBefore) } : {}),
        });
        const { count } = await tx.orderRequest.updateMany({
          where: { id, state: from },
          data: {
            state,
            decidedById: staffId,
            decidedAt: clock(),
            ...(note ? { note } : {}),
            ...(effect.status && before.statusBefore === null ? { statusBefore: order.status } : {}),
          },
        });
        if (count === 0) throw tooLate(from);
        await applyEffect(tx, order.id, effect, { addresses, now: clock() });
        await audit(
          {
            actor: { type: 'staff', id: staffId },
            action: 'order-request.decide',
            subject: `order-request:${id}`,
            detail: {
              order: order.externalId,
              action,
              from,
              state,
              ...(effect.status ? { orderStatus: effect.status } : {}),
            },
          },
          tx,
        );
        await tellChange(tx, id, state);
      });
      return view(id);
    },
  };
}

function tooLate(state: OrderRequestState): Error {
  const told: Record<OrderRequestState, string> = {
    submitted: '这个申请的状态刚有变化，请刷新后再处理。',
    approved: '这个申请刚被同事同意了，请刷新后再处理。',
    declined: '这个申请刚被同事拒绝了。',
    done: '这个申请已经办完了。',
    withdrawn: '顾客刚撤销了这个申请。',
  };
  return conflict(told[state]);
}

function newsOf(
  row: { productLabel: string; order: { externalId: string } },
  action: OrderAction,
  state: Decision,
  note: string | undefined,
): string {
  const said = decisionWords(action, state, { orderId: row.order.externalId, product: row.productLabel });
  return note ? `${said}\n客服留言：${note}` : said;
}

function presentRow(row: RequestWithCustomer, whole: boolean): OrderRequestRow {
  const { externalId, name, tier } = row.customer;
  return {
    ...presentRequest(row, row.order.externalId, whole),
    subject: subjectOf(row),
    customer: { id: externalId, name: maskedName(name), tier },
  };
}

/** The shop may send anything as an address: what is text is shown. */
function wordsOf(shipTo: unknown): Record<string, string> {
  if (typeof shipTo !== 'object' || shipTo === null) return {};
  return Object.fromEntries(
    Object.entries(shipTo).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
