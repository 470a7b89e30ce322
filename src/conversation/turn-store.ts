import type { AttachmentKind } from '../contract/attachments.js';
import type { OrderItem } from '../contract/cards.js';
import type { ConversationState } from '../contract/messages.js';
import type { TurnTrace } from '../contract/trace.js';
import type { Database } from '../platform/database.js';
import type { Prisma } from '../platform/generated/prisma/client.js';
import { addEvents } from '../platform/outbox.js';
import { type Dialogue, freshDialogue, type MessageDraft } from './decision.js';
import { appendMessages, type Tx } from './message-rows-store.js';
import { beginsToWait, type PlanQueue, plainQueue } from './queue-entry.js';
import { nextState } from './transitions.js';

export type TransactionStep = (tx: Tx) => Promise<void>;
/** Reads an order within a transaction, as what went before in it has left it. */
export type ReadOrder = (tx: Tx) => Promise<OrderItem | undefined>;

/** A turn as read from the database: whom it is about and what the shopper has said since the bot last spoke. */
export interface Turn {
  conversationId: string;
  state: ConversationState;
  version: number;
  handledSequence: number;
  /** Newest shopper message: the turn deals with everything up to here. */
  aboutSequence: number;
  texts: string[];
  /** Pictures and files among what was sent: nothing of them is in `texts`. */
  attachments?: AttachmentKind[];
  /** What a tapped quick reply stands for; then `texts` is its label alone. */
  payload?: string;
  person: { visitorId: string; customerId?: string; name?: string; tier?: string };
  dialogue: Dialogue;
}

export interface TurnOutcome {
  messages: MessageDraft[];
  dialogue: Dialogue;
  trace: TurnTrace;
  confidence?: number;
  /** Set when the turn ends with a person. */
  handOff?: { reason: string; priority: number };
  /** Rows of other slices that belong to this turn: an offer shown, a consent given. */
  alsoStore: TransactionStep[];
  /** Orders that `alsoStore` changes: their cards show what comes of it. */
  changedOrders?: ReadOrder[];
}

export type TurnStore = ReturnType<typeof createTurnStore>;

/** Longest burst that is read as one turn; what is beyond it is the next one. */
const messagesPerTurn = 20;

/** The bot's turns: what is to be answered, and the answer with everything that belongs to it. */
export function createTurnStore(
  { prisma }: Pick<Database, 'prisma'>,
  { planQueue = plainQueue }: { planQueue?: PlanQueue } = {},
) {
  return {
    /** What the bot has not dealt with yet; undefined when there is nothing. */
    async loadTurn(conversationId: string): Promise<Turn | undefined> {
      const row = await prisma.conversation.findUnique({
        where: { id: conversationId },
        select: {
          version: true,
          state: true,
          handledSequence: true,
          lastShopperSequence: true,
          dialogue: true,
          visitorId: true,
          customer: { select: { id: true, name: true, tier: true } },
        },
      });
      if (!row || row.lastShopperSequence <= row.handledSequence) return undefined;
      const unread = await prisma.message.findMany({
        where: { conversationId, from: 'shopper', sequence: { gt: row.handledSequence } },
        orderBy: { sequence: 'asc' },
        take: messagesPerTurn,
        select: { sequence: true, type: true, text: true, payload: true },
      });
      const messages = upToNextTap(unread);
      const newest = messages.at(-1);
      if (!newest) return undefined;
      const attachments = messages.flatMap(({ type }): AttachmentKind[] =>
        type === 'image' || type === 'file' ? [type] : [],
      );
      return {
        conversationId,
        state: row.state as ConversationState,
        version: row.version,
        handledSequence: row.handledSequence,
        aboutSequence: newest.sequence,
        texts: messages.flatMap(({ text }) => text ?? []),
        ...(attachments.length > 0 ? { attachments } : {}),
        ...(newest.payload ? { payload: newest.payload } : {}),
        person: {
          visitorId: row.visitorId,
          ...(row.customer
            ? { customerId: row.customer.id, name: row.customer.name, tier: row.customer.tier }
            : {}),
        },
        dialogue: { ...freshDialogue, ...(row.dialogue as Partial<Dialogue>) },
      };
    },

    /**
     * Bot messages, trace, state change and events in one transaction, guarded by version and position.
     * @returns false when somebody else acted meanwhile: the whole turn is dropped (invariant 2)
     */
    async persistTurn(turn: Turn, outcome: TurnOutcome): Promise<boolean> {
      const { handOff } = outcome;
      const { tier } = turn.person;
      return prisma.$transaction(async (tx) => {
        const at = new Date();
        const plan = planQueue({ reason: handOff?.reason ?? 'other', at, ...(tier ? { tier } : {}) });
        const event = plan.leftMessage ? 'left-message' : 'person-needed';
        const to = handOff ? nextState(turn.state, event) : undefined;
        const [row] = await tx.conversation.updateManyAndReturn({
          where: {
            id: turn.conversationId,
            state: turn.state,
            version: turn.version,
            handledSequence: turn.handledSequence,
          },
          data: {
            handledSequence: turn.aboutSequence,
            lastSequence: { increment: outcome.messages.length },
            dialogue: outcome.dialogue as unknown as Prisma.InputJsonValue,
            ...(handOff && to
              ? {
                  state: to,
                  version: { increment: 1 },
                  handOffReason: handOff.reason,
                  ...beginsToWait(plan, at, handOff.priority),
                }
              : {}),
          },
          select: { lastSequence: true },
        });
        if (!row) return false;
        for (const step of outcome.alsoStore) await step(tx);
        const changed: OrderItem[] = [];
        for (const readOrder of outcome.changedOrders ?? []) {
          const order = await readOrder(tx);
          if (order) changed.push(order);
        }
        const firstSequence = row.lastSequence - outcome.messages.length + 1;
        await appendMessages(
          tx,
          turn.conversationId,
          firstSequence,
          outcome.messages.map((draft) => ({ ...withOrders(draft, changed), from: 'bot' as const })),
        );
        await tx.trace.create({
          data: {
            conversationId: turn.conversationId,
            aboutSequence: turn.aboutSequence,
            ...(outcome.messages.length > 0 ? { firstSequence, lastSequence: row.lastSequence } : {}),
            decision: outcome.trace.decision,
            ...(outcome.confidence !== undefined ? { confidence: outcome.confidence } : {}),
            content: outcome.trace as unknown as Prisma.InputJsonValue,
          },
        });
        if (to) {
          const payload = { from: turn.state, to, event, sequence: row.lastSequence };
          await addEvents(tx, [
            { topic: 'conversation.updated', conversationId: turn.conversationId, payload },
          ]);
        }
        return true;
      });
    },

    /**
     * Conversations whose newest shopper message the bot has not dealt with: what a crash left behind.
     * @param quietSince only those in which nothing has happened since then
     */
    async unfinished(limit: number, quietSince?: Date): Promise<string[]> {
      const rows = await prisma.conversation.findMany({
        where: {
          state: 'bot',
          lastShopperSequence: { gt: prisma.conversation.fields.handledSequence },
          ...(quietSince ? { updatedAt: { lt: quietSince } } : {}),
        },
        orderBy: { updatedAt: 'asc' },
        take: limit,
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },
  };
}

function withOrders(draft: MessageDraft, orders: readonly OrderItem[]): MessageDraft {
  const { card } = draft;
  if (card?.kind !== 'order') return draft;
  const order = orders.find(({ orderId }) => orderId === card.order.orderId);
  return order ? { ...draft, card: { kind: 'order', order } } : draft;
}

/** A tapped reply is a turn of its own: read together with typed words it would lose what it stands for. */
function upToNextTap<Message extends { payload: string | null }>(messages: Message[]): Message[] {
  const tap = messages.findIndex(({ payload }) => payload !== null);
  return tap === -1 ? messages : messages.slice(0, Math.max(1, tap));
}
