import type { Card } from '../contract/cards.js';
import type { ConversationState, Message, MessageFrom } from '../contract/messages.js';
import type { SentMessage } from '../contract/shopper-socket.js';
import type { TurnTrace } from '../contract/trace.js';
import type { Database } from '../platform/database.js';
import { conflict, notFound } from '../platform/errors.js';
import { Prisma } from '../platform/generated/prisma/client.js';
import { addEvents } from '../platform/outbox.js';
import { type Dialogue, freshDialogue, type MessageDraft } from './decision.js';
import { type ConversationEvent, nextState, statesThatAllow } from './transitions.js';

type Tx = Prisma.TransactionClient;
export type TransactionStep = (tx: Tx) => Promise<void>;

/** A turn as read from the database: whom it is about and what the shopper has said since the bot last spoke. */
export interface Turn {
  conversationId: string;
  state: ConversationState;
  version: number;
  handledSequence: number;
  /** Newest shopper message: the turn deals with everything up to here. */
  aboutSequence: number;
  texts: string[];
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
}

export type ConversationStore = ReturnType<typeof createConversationStore>;

const messageSelect = {
  id: true,
  conversationId: true,
  sequence: true,
  from: true,
  type: true,
  text: true,
  card: true,
  quickReplies: true,
  source: true,
  clientMessageId: true,
  createdAt: true,
  staff: { select: { name: true } },
} satisfies Prisma.MessageSelect;

type MessageRow = Prisma.MessageGetPayload<{ select: typeof messageSelect }>;

/** Chosen field by field: what is not named here does not leave the server. */
export function presentMessage(row: MessageRow): Message {
  return {
    id: row.id,
    conversationId: row.conversationId,
    sequence: row.sequence,
    from: row.from as MessageFrom,
    type: row.type as Message['type'],
    createdAt: row.createdAt.toISOString(),
    ...(row.text !== null ? { text: row.text } : {}),
    ...(row.card !== null ? { card: row.card as unknown as Card } : {}),
    ...(row.quickReplies !== null
      ? { quickReplies: row.quickReplies as NonNullable<Message['quickReplies']> }
      : {}),
    ...(row.source !== null ? { source: row.source as NonNullable<Message['source']> } : {}),
    ...(row.clientMessageId !== null ? { clientMessageId: row.clientMessageId } : {}),
    ...(row.staff ? { agentName: row.staff.name } : {}),
  };
}

export function createConversationStore({ prisma }: Pick<Database, 'prisma'>) {
  /** Appends messages behind the row's current end. The caller has raised `lastSequence` by their number. */
  async function append(
    tx: Tx,
    conversationId: string,
    firstSequence: number,
    drafts: (MessageDraft & {
      from: MessageFrom;
      staffId?: string;
      clientMessageId?: string;
      payload?: string;
    })[],
  ): Promise<Message[]> {
    const messages: Message[] = [];
    for (const [index, draft] of drafts.entries()) {
      const row = await tx.message.create({
        data: {
          conversationId,
          sequence: firstSequence + index,
          from: draft.from,
          type: draft.type,
          ...(draft.text !== undefined ? { text: draft.text } : {}),
          ...(draft.card ? { card: draft.card as Prisma.InputJsonValue } : {}),
          ...(draft.quickReplies ? { quickReplies: draft.quickReplies } : {}),
          ...(draft.source ? { source: draft.source } : {}),
          ...(draft.staffId ? { staffId: draft.staffId } : {}),
          ...(draft.clientMessageId ? { clientMessageId: draft.clientMessageId } : {}),
          ...(draft.payload ? { payload: draft.payload } : {}),
        },
        select: messageSelect,
      });
      messages.push(presentMessage(row));
    }
    await addEvents(
      tx,
      messages.map((message) => ({
        topic: 'message.created',
        conversationId,
        payload: { message } as unknown as Prisma.InputJsonValue,
      })),
    );
    return messages;
  }

  const conversationChanged = (
    tx: Tx,
    conversationId: string,
    from: ConversationState,
    to: ConversationState,
  ) => addEvents(tx, [{ topic: 'conversation.updated', conversationId, payload: { from, to } }]);

  async function findByClientId(
    conversationId: string,
    clientMessageId: string,
  ): Promise<SentMessage | undefined> {
    const row = await prisma.message.findUnique({
      where: { conversationId_clientMessageId: { conversationId, clientMessageId } },
      select: { id: true, sequence: true, createdAt: true },
    });
    return row ? { id: row.id, sequence: row.sequence, createdAt: row.createdAt.toISOString() } : undefined;
  }

  /** Runs the write; when the same clientMessageId won a race, gives the message that is already there. */
  async function once(
    conversationId: string,
    clientMessageId: string,
    write: () => Promise<Message>,
  ): Promise<{ message: SentMessage; fresh: boolean }> {
    const known = await findByClientId(conversationId, clientMessageId);
    if (known) return { message: known, fresh: false };
    try {
      const { id, sequence, createdAt } = await write();
      return { message: { id, sequence, createdAt }, fresh: true };
    } catch (error) {
      const isRepeat = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
      const winner = isRepeat ? await findByClientId(conversationId, clientMessageId) : undefined;
      if (winner) return { message: winner, fresh: false };
      throw error;
    }
  }

  return {
    /** Opens a conversation for a visitor, or gives the one there is. */
    async openFor(visitorId: string, customerId?: string): Promise<string> {
      const existing = await prisma.conversation.findFirst({
        where: customerId ? { OR: [{ visitorId }, { customerId }] } : { visitorId },
        orderBy: { createdAt: 'desc' },
        select: { id: true, customerId: true },
      });
      if (existing) {
        if (customerId && existing.customerId === null) {
          await prisma.conversation.update({ where: { id: existing.id }, data: { customerId } });
        }
        return existing.id;
      }
      const created = await prisma.conversation.create({
        data: { visitorId, ...(customerId ? { customerId } : {}), dialogue: { ...freshDialogue } },
        select: { id: true },
      });
      return created.id;
    },

    /** Invariant 1: the shopper's message is stored before anything else happens, once per clientMessageId. */
    recordShopperMessage(input: {
      conversationId: string;
      clientMessageId: string;
      text: string;
      payload?: string;
    }) {
      const { conversationId, clientMessageId, text, payload } = input;
      return once(conversationId, clientMessageId, () =>
        prisma.$transaction(async (tx) => {
          const row = await tx.conversation.update({
            where: { id: conversationId },
            data: { lastSequence: { increment: 1 } },
            select: { lastSequence: true, state: true },
          });
          const before = row.state as ConversationState;
          const after = nextState(before, 'shopper-wrote') ?? before;
          await tx.conversation.update({
            where: { id: conversationId },
            data: {
              lastShopperSequence: row.lastSequence,
              ...(after !== before
                ? {
                    state: after,
                    version: { increment: 1 },
                    handledSequence: row.lastSequence - 1,
                    closedAt: null,
                    assignedStaffId: null,
                    dialogue: { ...freshDialogue },
                  }
                : {}),
            },
          });
          const [message] = await append(tx, conversationId, row.lastSequence, [
            { from: 'shopper', type: 'text', text, clientMessageId, ...(payload ? { payload } : {}) },
          ]);
          if (after !== before) await conversationChanged(tx, conversationId, before, after);
          if (!message) throw new Error('A message was appended but not returned.');
          return message;
        }),
      );
    },

    /** An agent's message: only the owner of a conversation may write into it. */
    recordAgentMessage(input: {
      conversationId: string;
      clientMessageId: string;
      text: string;
      staffId: string;
    }) {
      const { conversationId, clientMessageId, text, staffId } = input;
      return once(conversationId, clientMessageId, () =>
        prisma.$transaction(async (tx) => {
          const owned = await tx.conversation.updateManyAndReturn({
            where: { id: conversationId, state: 'human', assignedStaffId: staffId },
            data: { lastSequence: { increment: 1 } },
            select: { lastSequence: true },
          });
          const row = owned[0];
          if (!row) throw conflict('The conversation is not yours: claim it first.');
          const [message] = await append(tx, conversationId, row.lastSequence, [
            { from: 'agent', type: 'text', text, clientMessageId, staffId },
          ]);
          if (!message) throw new Error('A message was appended but not returned.');
          return message;
        }),
      );
    },

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
      const messages = await prisma.message.findMany({
        where: { conversationId, from: 'shopper', sequence: { gt: row.handledSequence } },
        orderBy: { sequence: 'asc' },
        take: 20,
        select: { sequence: true, text: true, payload: true },
      });
      const newest = messages.at(-1);
      if (!newest) return undefined;
      return {
        conversationId,
        state: row.state as ConversationState,
        version: row.version,
        handledSequence: row.handledSequence,
        aboutSequence: newest.sequence,
        texts: messages.map(({ text }) => text ?? ''),
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
      return prisma.$transaction(async (tx) => {
        const to = outcome.handOff ? nextState(turn.state, 'person-needed') : undefined;
        const updated = await tx.conversation.updateManyAndReturn({
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
            ...(outcome.handOff && to
              ? {
                  state: to,
                  version: { increment: 1 },
                  queuedAt: new Date(),
                  handOffReason: outcome.handOff.reason,
                  priority: outcome.handOff.priority,
                  assignedStaffId: null,
                }
              : {}),
          },
          select: { lastSequence: true },
        });
        const row = updated[0];
        if (!row) return false;
        const firstSequence = row.lastSequence - outcome.messages.length + 1;
        await append(
          tx,
          turn.conversationId,
          firstSequence,
          outcome.messages.map((draft) => ({ ...draft, from: 'bot' as const })),
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
        for (const step of outcome.alsoStore) await step(tx);
        if (to) await conversationChanged(tx, turn.conversationId, turn.state, to);
        return true;
      });
    },

    /**
     * Moves a conversation to another owner. Atomic: of two who try, one wins.
     * @throws AppError `conflict` when the table does not allow the event now, or somebody was faster
     */
    async changeOwner(input: {
      conversationId: string;
      event: Exclude<ConversationEvent, 'shopper-wrote'>;
      /** The agent who claims; or, for release and close by an agent, the owner that must hold. */
      staffId?: string;
      reason?: string;
      priority?: number;
      disposition?: string;
      /** Said in the conversation as a system line. */
      line?: string;
      refusal: string;
    }): Promise<void> {
      const { conversationId, event, staffId } = input;
      await prisma.$transaction(async (tx) => {
        const before = await tx.conversation.findUnique({
          where: { id: conversationId },
          select: { state: true, version: true, assignedStaffId: true, lastSequence: true },
        });
        if (!before) throw notFound('There is no such conversation.');
        const from = before.state as ConversationState;
        const to = nextState(from, event);
        if (!to) throw conflict(input.refusal);
        if (event === 'agent-released' && before.assignedStaffId !== staffId) throw conflict(input.refusal);
        const now = new Date();
        const entering: Prisma.ConversationUncheckedUpdateManyInput = {
          bot: {
            handledSequence: before.lastSequence,
            assignedStaffId: null,
            queuedAt: null,
            dialogue: { ...freshDialogue },
          },
          queued: { queuedAt: now, assignedStaffId: null },
          human: { assignedStaffId: staffId ?? null, claimedAt: now },
          closed: { closedAt: now, disposition: input.disposition ?? null },
        }[to];
        const changed = await tx.conversation.updateManyAndReturn({
          where: { id: conversationId, version: before.version, state: { in: statesThatAllow(event) } },
          data: {
            state: to,
            version: { increment: 1 },
            ...entering,
            ...(input.reason ? { handOffReason: input.reason } : {}),
            ...(input.priority !== undefined ? { priority: input.priority } : {}),
            ...(input.line ? { lastSequence: { increment: 1 } } : {}),
          },
          select: { lastSequence: true },
        });
        const row = changed[0];
        if (!row) throw conflict(input.refusal);
        if (input.line) {
          await append(tx, conversationId, row.lastSequence, [
            { from: 'system', type: 'event', text: input.line },
          ]);
        }
        await conversationChanged(tx, conversationId, from, to);
      });
    },

    async history(conversationId: string, afterSequence: number, limit: number): Promise<Message[]> {
      const rows = await prisma.message.findMany({
        where: { conversationId, sequence: { gt: afterSequence } },
        orderBy: { sequence: 'asc' },
        take: limit,
        select: messageSelect,
      });
      return rows.map(presentMessage);
    },

    /** Conversations whose newest shopper message the bot has not dealt with: what a crash left behind. */
    async unfinished(limit: number): Promise<string[]> {
      const rows = await prisma.conversation.findMany({
        where: { state: 'bot', lastShopperSequence: { gt: prisma.conversation.fields.handledSequence } },
        orderBy: { updatedAt: 'asc' },
        take: limit,
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },

    async markRead(conversationId: string, by: 'shopper' | 'staff', sequence: number): Promise<void> {
      const column = by === 'shopper' ? 'shopperReadSequence' : 'staffReadSequence';
      await prisma.conversation.updateMany({
        where: { id: conversationId, [column]: { lt: sequence }, lastSequence: { gte: sequence } },
        data: { [column]: sequence },
      });
    },

    /** One vote a bot message; a second one replaces the first. Only for messages of that conversation. */
    async rateAnswer(conversationId: string, messageId: string, helpful: boolean): Promise<void> {
      const message = await prisma.message.findFirst({
        where: { id: messageId, conversationId, from: 'bot' },
        select: { id: true },
      });
      if (!message) throw notFound('There is no such answer in this conversation.');
      await prisma.answerRating.upsert({
        where: { messageId },
        create: { messageId, helpful },
        update: { helpful },
      });
    },
  };
}
