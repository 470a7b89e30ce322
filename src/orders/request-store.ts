import { isDeepStrictEqual } from 'node:util';
import type { Money, OrderItem } from '../contract/cards.js';
import type {
  OrderAction,
  OrderChoice,
  OrderRequest,
  OrderRequestDetails,
} from '../contract/order-actions.js';
import type { OrderRules } from '../contract/order-rules.js';
import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import { conflict, invalidInput } from '../platform/errors.js';
import type { Prisma } from '../platform/generated/prisma/client.js';
import { addEvents } from '../platform/outbox.js';
import type { RecordAudit } from '../platform/record-audit.js';
import { effectOn, firstState } from './effects.js';
import { judge } from './judge.js';
import { isOpen, type RequestedPart } from './order-facts.js';
import { earlierRequest, type OrderWithRequests, orderFacts, orderInclude } from './order-facts-store.js';
import type { Proposal } from './question.js';
import { presentRequest, requestsOnCard } from './request-presenter.js';
import type { OrderRulesStore } from './rules-store.js';

type Tx = Prisma.TransactionClient;
type TransactionStep = (tx: Tx) => Promise<void>;

export interface OrderRequestStoreNeeds extends Pick<Database, 'prisma'> {
  rules: Pick<OrderRulesStore, 'current'>;
  audit: RecordAudit;
  clock: Clock;
  /** Days of the rules end there. */
  shopTimeZone: string;
  /** What a shopper may see of an order. Supplied by customers. */
  present: (row: OrderWithRequests) => OrderItem;
  addresses: StoredAddresses;
}

/** Addresses of orders are stored encrypted. Supplied by customers. */
export interface StoredAddresses {
  seal(address: Record<string, unknown>): Record<string, unknown>;
  open(stored: unknown): Record<string, unknown>;
}

/** What a customer has confirmed. */
export interface NewOrderRequest {
  /** UUID, made in advance: the same one twice is one request. */
  id: string;
  /** Ours, not the shop's. */
  customerId: string;
  conversationId?: string;
  action: OrderAction;
  /** The shop's number of the order. */
  orderId: string;
  details: OrderRequestDetails;
  /** What the customer was told to get back; when it would be another amount now, the request is refused. */
  amount?: Money;
}

/** Most orders that are looked at for one question. */
const mostOrders = 50;

export type OrderRequestStore = ReturnType<typeof createOrderRequestStore>;

/** What customers ask to be done with their orders. Every query is bound to one customer. */
export function createOrderRequestStore(needs: OrderRequestStoreNeeds) {
  const { prisma, rules, audit, clock, shopTimeZone, present, addresses } = needs;

  const questionOn = (row: OrderWithRequests, wanted: Wanted, inForce: OrderRules) => ({
    ...wanted,
    order: orderFacts(row),
    earlier: row.requests.map(earlierRequest),
    rules: inForce,
    now: clock(),
    timeZone: shopTimeZone,
  });

  return {
    /**
     * The customer's orders, newest first, each with whether the action is possible on it.
     * @param query.orderNumber the shop's number, or its last characters
     */
    async orderChoices(query: {
      customerId: string;
      action: OrderAction;
      details: OrderRequestDetails;
      orderNumber?: string;
      limit: number;
    }): Promise<OrderChoice[]> {
      const { customerId, action, details, orderNumber, limit } = query;
      const { rules: inForce } = await rules.current();
      const rows = await prisma.order.findMany({
        where: {
          customerId,
          ...(orderNumber !== undefined
            ? { externalId: { endsWith: escapeLike(orderNumber.trim()), mode: 'insensitive' } }
            : {}),
        },
        orderBy: { createdAt: 'desc' },
        take: Math.max(1, Math.min(limit, mostOrders)),
        include: orderInclude,
      });
      return rows.map((row) => ({
        order: { ...present(row), ...onCard(row) },
        verdict: inForce ? judge(questionOn(row, { action, details }, inForce)).verdict : noRules,
      }));
    },

    /** The customer's requests, newest first, details masked. */
    async orderRequests(customerId: string, limit = 20): Promise<OrderRequest[]> {
      const rows = await prisma.orderRequest.findMany({
        where: { customerId },
        orderBy: { createdAt: 'desc' },
        take: Math.max(1, Math.min(limit, mostOrders)),
        include: { order: { select: { externalId: true } } },
      });
      return rows.map(({ order, ...row }) => presentRequest(row, order.externalId));
    },

    /** What the cards of these orders say of requests, by the shop's number of the order. */
    async requestsOn(
      customerId: string,
      orderNumbers: readonly string[],
    ): Promise<Map<string, OrderItem['requests']>> {
      const rows = await prisma.orderRequest.findMany({
        where: { customerId, order: { externalId: { in: [...orderNumbers] } } },
        orderBy: { createdAt: 'desc' },
        include: { order: { select: { externalId: true } } },
      });
      const byOrder = new Map<string, typeof rows>();
      for (const row of rows)
        byOrder.set(row.order.externalId, [...(byOrder.get(row.order.externalId) ?? []), row]);
      return new Map([...byOrder].map(([number, requests]) => [number, requestsOnCard(requests)]));
    },

    /**
     * A step that stores what the customer confirmed. The rules are asked again while the order is locked; what they
     * approve by themselves takes effect on our copy of the order in the same transaction. The same id, or the same
     * request that is still open, is stored once.
     * @throws AppError `conflict` with words for the customer when the order has changed and it is not possible any more;
     *   `invalid-input` for a detail that is missing
     */
    storeOrderRequest:
      (request: NewOrderRequest): TransactionStep =>
      async (tx) => {
        const { customerId, action, details } = request;
        const row = await lockedOrder(tx, customerId, request.orderId);
        if (!row) throw conflict('没有找到这一单，请再选一次。');
        const known = await tx.orderRequest.findUnique({ where: { id: request.id } });
        if (known) {
          const isSame =
            known.customerId === customerId && known.orderId === row.id && known.action === action;
          if (!isSame) throw conflict('这个申请编号已经用过了，请重新提交。');
          return;
        }
        const { rules: inForce } = await rules.current(tx);
        if (!inForce) throw conflict(noRules.why);
        const question = questionOn(row, { action, details }, inForce);
        const judged = judge(question);
        if (!judged.allowed) {
          const others = question.earlier.filter((each) => !(each.action === action && isOpen(each)));
          const again = judge({ ...question, earlier: others });
          if (again.allowed && again.proposal && isAskedAlready(row, action, again.proposal)) return;
          throw conflict(judged.verdict.why);
        }
        const { proposal } = judged;
        if (!proposal)
          throw invalidInput(
            judged.verdict.missing.map(({ detail, prompt }) => ({
              path: `details.${detail}`,
              message: prompt,
            })),
          );
        if (request.amount && request.amount.amountMinor !== proposal.amountMinor)
          throw conflict('能退的金额刚刚有变化，请核对后再提交一次。');
        await insert(tx, request, row, proposal);
      },

    /** The customer's order as it stands in the transaction, with the requests on it; undefined: there is none. */
    readOrder:
      ({ customerId, orderId }: { customerId: string; orderId: string }) =>
      async (tx: Tx): Promise<OrderItem | undefined> => {
        const row = await tx.order.findFirst({
          where: { externalId: orderId, customerId },
          include: orderInclude,
        });
        return row ? { ...present(row), ...onCard(row) } : undefined;
      },

    /**
     * A step that takes back a request that staff have not decided on. Taken back before: nothing happens.
     * @throws AppError `conflict` when it has been decided, or is not this customer's
     */
    withdrawOrderRequest:
      ({ customerId, requestId }: { customerId: string; requestId: string }): TransactionStep =>
      async (tx) => {
        const { count } = await tx.orderRequest.updateMany({
          where: { id: requestId, customerId, state: 'submitted' },
          data: { state: 'withdrawn', decidedAt: clock() },
        });
        const row = await tx.orderRequest.findFirst({
          where: { id: requestId, customerId },
          select: { id: true, action: true, state: true, order: { select: { externalId: true } } },
        });
        if (!row) throw conflict('没有找到这个申请。');
        if (count === 0) {
          if (row.state === 'withdrawn') return;
          throw conflict('这个申请已经处理了，撤销不了。需要的话可以找人工客服。');
        }
        const actor = { type: 'customer', id: customerId } as const;
        await audit(
          {
            actor,
            action: 'order-request.withdraw',
            subject: `order-request:${row.id}`,
            detail: { order: row.order.externalId, action: row.action },
          },
          tx,
        );
        await tellChange(tx, row.id, 'withdrawn');
      },
  };

  async function insert(
    tx: Tx,
    { id, customerId, conversationId, action }: NewOrderRequest,
    row: OrderWithRequests,
    proposal: Proposal,
  ): Promise<void> {
    const { rule, decide, productKey, productLabel, parts, amountMinor, details } = proposal;
    const facts = orderFacts(row);
    const state = firstState(action, decide, facts.status);
    const isDecided = state !== 'submitted';
    const isAboutProducts = action !== 'cancel-order' && action !== 'change-address' && action !== 'invoice';
    const isWhole = isWholeOrder(row, parts);
    const effect = effectOn({
      action,
      state,
      isWhole,
      details,
      order: { status: facts.status, shipTo: addresses.open(row.shipTo) },
    });
    await tx.orderRequest.create({
      data: {
        id,
        customerId,
        orderId: row.id,
        ...(conversationId !== undefined ? { conversationId } : {}),
        action,
        state,
        productKey,
        productLabel: isAboutProducts ? productLabel : '',
        ruleId: rule.id,
        details: { ...details },
        parts: parts.map((part) => ({ ...part })),
        amountMinor,
        currency: row.currency,
        createdAt: clock(),
        ...(effect.status ? { statusBefore: facts.status } : {}),
        ...(isDecided ? { decidedAt: clock() } : {}),
      },
      select: { id: true },
    });
    await applyEffect(tx, row.id, effect, { addresses, now: clock() });
    await audit(
      {
        actor: { type: 'customer', id: customerId },
        action: 'order-request.submit',
        subject: `order-request:${id}`,
        detail: {
          order: row.externalId,
          action,
          rule: rule.id,
          state,
          amountMinor,
          ...(effect.status ? { orderStatus: effect.status } : {}),
        },
      },
      tx,
    );
    await tellChange(tx, id, state);
  }
}

interface Wanted {
  action: OrderAction;
  details: OrderRequestDetails;
}

const noRules = {
  allowed: false,
  why: '这件事要请同事帮您处理，您可以直接转人工客服。',
} as const;

function onCard({ requests }: OrderWithRequests): Pick<OrderItem, 'requests'> {
  const shown = requestsOnCard(requests);
  return shown.length > 0 ? { requests: shown } : {};
}

/** `%`, `_` and `\` mean something to LIKE, which the client does not take away from them. */
const escapeLike = (text: string) => text.replace(/[\\%_]/g, (character) => `\\${character}`);

/** The customer's own order, locked until the transaction ends. */
async function lockedOrder(tx: Tx, customerId: string, orderId: string): Promise<OrderWithRequests | null> {
  await tx.$queryRaw`
    SELECT id FROM "Order" WHERE "externalId" = ${orderId} AND "customerId" = ${customerId}::uuid FOR UPDATE`;
  return tx.order.findFirst({ where: { externalId: orderId, customerId }, include: orderInclude });
}

/** Whether a request is about everything in the order, every piece of it. */
export function isWholeOrder(
  { lines }: Pick<OrderWithRequests, 'lines'>,
  parts: readonly RequestedPart[],
): boolean {
  return lines.every(({ position, quantity }) =>
    parts.some((part) => part.position === position && part.quantity >= quantity),
  );
}

function isAskedAlready(
  { requests }: OrderWithRequests,
  action: OrderAction,
  { productKey, details }: Proposal,
): boolean {
  return requests.some(
    (row) =>
      row.action === action &&
      isOpen(earlierRequest(row)) &&
      row.productKey === productKey &&
      isDeepStrictEqual(row.details, { ...details }),
  );
}

export async function applyEffect(
  tx: Tx,
  orderRowId: string,
  { status, shipTo }: ReturnType<typeof effectOn>,
  { addresses, now }: { addresses: StoredAddresses; now: Date },
): Promise<void> {
  if (!status && !shipTo) return;
  await tx.order.update({
    where: { id: orderRowId },
    data: {
      // What the shop said before is old news from here on, and the same once more is a change.
      sourceUpdatedAt: now,
      sourceHash: null,
      ...(status ? { status } : {}),
      ...(shipTo ? { shipTo: addresses.seal(shipTo) as Prisma.InputJsonObject } : {}),
    },
    select: { id: true },
  });
}

/** Nothing of what the customer wrote is in the event: whoever may see it, asks. */
export function tellChange(tx: Tx, requestId: string, state: string): Promise<void> {
  return addEvents(tx, [{ topic: 'order-request.changed', payload: { requestId, state } }]);
}
