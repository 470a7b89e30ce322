import type { ClosingSettings } from '../contract/closing.js';
import type { ConversationState } from '../contract/messages.js';
import { AppError, conflict, forbidden, notFound } from '../platform/errors.js';
import type { Prisma } from '../platform/generated/prisma/client.js';
import { addEvents } from '../platform/outbox.js';
import { freshDialogue } from './decision.js';
import { appendMessages, type Tx } from './message-rows-store.js';
import { beginsToWait, leaves, notAskedYet, notWaiting, type PlanQueue, rankAtOf } from './queue-entry.js';
import { fullWords, hasRoomFor } from './room-store.js';
import { type Invitation, invite, planInvitation } from './satisfaction-store.js';
import {
  type Actor,
  type ConversationEvent,
  guards,
  mayCause,
  nextState,
  type Party,
  statesThatAllow,
} from './transitions.js';

/** A change of hands. */
export interface OwnerChange {
  conversationId: string;
  event: Exclude<ConversationEvent, 'shopper-wrote'>;
  /** Who causes it; of staff, together with `staffId`. Absent: an agent where there is a `staffId`, else whoever may. */
  by?: Party;
  /** The agent or supervisor who acts; with `by: system`, the agent who is given the conversation or has lost it. */
  staffId?: string;
  /** The colleague who gets it, for `agent-transferred`. */
  toStaffId?: string;
  /** The skill that it waits for, for `sent-to-skill` and `wait-sent-to-skill`. */
  skill?: string;
  reason?: string;
  priority?: number;
  /** Member tier of the shopper: some have people of their own. */
  tier?: string;
  disposition?: string;
  /** Said in the conversation as a system line. */
  line?: string;
  /** A supervisor gives it to `staffId`, who did not ask for it. */
  onBehalf?: true;
  /** For whoever takes it next, or looks at it after its end; only staff see it. */
  note?: string;
  /** Who wrote the note, where that is not `staffId`. */
  noteBy?: string;
  /** The event holds only if nothing was said since: the sequence of the newest message that it was judged by. */
  nothingSince?: number;
  /** Told to whoever asks for something that is not possible now. */
  refusal: string;
}

export interface OwnerChangeRules {
  planQueue: PlanQueue;
  clock: () => Date;
  /** What shoppers are asked after the end; absent: nothing. */
  closing?: (() => ClosingSettings) | undefined;
}

/** The conversation as it stood before a change. */
const beforeSelect = {
  state: true,
  version: true,
  assignedStaffId: true,
  lastSequence: true,
  queuedAt: true,
  rankAt: true,
  priority: true,
  handOffReason: true,
  followUpOpen: true,
  offeredStaffId: true,
  offeredUntil: true,
  customerId: true,
  talkFrom: true,
} satisfies Prisma.ConversationSelect;
type Before = Prisma.ConversationGetPayload<{ select: typeof beforeSelect }>;

/**
 * What a conversation looks like when it is the bot's again: nothing is left of the wait, the agent or the topic. A
 * left message that is owed an answer stays owed.
 * @param handledSequence the bot answers what comes after this
 */
export function backToBot(handledSequence: number) {
  return {
    handledSequence,
    assignedStaffId: null,
    queuedAt: null,
    claimedAt: null,
    closedAt: null,
    disposition: null,
    handOffReason: null,
    priority: 0,
    ...notWaiting,
    dialogue: { ...freshDialogue },
  } satisfies Prisma.ConversationUncheckedUpdateInput;
}

/**
 * One change of hands inside a transaction: checked against table and guards, written by version, said and announced.
 * @throws AppError `conflict`, `forbidden`, `not-found`
 */
export async function applyOwnerChange(
  tx: Tx,
  change: OwnerChange,
  { planQueue, clock, closing }: OwnerChangeRules,
): Promise<void> {
  const { conversationId, staffId } = change;
  const now = clock();
  const receiver = change.event === 'agent-transferred' ? change.toStaffId : staffId;
  if (guards[change.event].room && receiver !== undefined) {
    if (!(await hasRoomFor(tx, receiver, conversationId, now)))
      throw conflict(
        change.event === 'agent-transferred' || change.onBehalf ? fullWords.colleague : fullWords.self,
      );
  }
  const before = await tx.conversation.findUnique({ where: { id: conversationId }, select: beforeSelect });
  if (!before) throw notFound('没有找到这个会话。');
  const from = before.state as ConversationState;
  const planned = planQueue({
    reason: change.reason ?? before.handOffReason ?? 'other',
    at: now,
    ...(change.tier === undefined ? {} : { tier: change.tier }),
  });
  const plan = change.event === 'left-message' ? { ...planned, leftMessage: true } : planned;
  const event = eventAsItIs(change.event, before, plan.leftMessage);
  const to = nextState(from, event);
  // Who waits already waits: a second request is no left message.
  if (!to || (from === 'queued' && change.event === 'person-needed')) throw await tooLate(tx, change);
  const actor = actorOf(change);
  if (!guards[event].by.includes(actor.party)) throw forbidden('您的账号没有这项权限，需要的话请联系主管。');
  if (!mayCause(actor, event, { ...before, state: from })) throw conflict(change.refusal);
  if (event === 'agent-claimed' && isOfferedToAnother(before, staffId, now))
    throw conflict('这个会话正在等另一位同事接，稍等片刻。');
  const asks = to === 'closed' ? closing?.() : undefined;
  const invitation: Invitation | undefined = asks?.askSatisfaction
    ? await planInvitation(
        tx,
        { conversationId, ...before, followUpOpen: before.followUpOpen && actor.party === 'shopper' },
        now,
      )
    : undefined;
  const saying = (change.line ? 1 : 0) + (invitation ? 1 : 0);
  const [row] = await tx.conversation.updateManyAndReturn({
    where: {
      id: conversationId,
      version: before.version,
      state: { in: statesThatAllow(event) },
      ...(change.nothingSince === undefined ? {} : { lastSequence: change.nothingSince }),
    },
    data: {
      state: to,
      version: { increment: 1 },
      ...entering(to, { ...change, event }, before, plan, now),
      ...(change.reason ? { handOffReason: change.reason } : {}),
      ...(saying > 0 ? { lastSequence: { increment: saying } } : {}),
    },
    select: { lastSequence: true },
  });
  if (!row) throw await tooLate(tx, change);
  if (change.line) {
    await appendMessages(tx, conversationId, row.lastSequence - saying + 1, [
      { from: 'system', type: 'event', text: change.line },
    ]);
  }
  if (asks && invitation) await invite(tx, conversationId, row.lastSequence, invitation, asks, now);
  if (to === 'closed')
    await tx.conversation.update({ where: { id: conversationId }, data: { talkFrom: row.lastSequence } });
  const author = change.noteBy ?? staffId;
  if (change.note && author)
    await tx.conversationNote.create({
      data: {
        conversationId,
        staffId: author,
        kind: to === 'closed' ? 'closing' : 'transfer',
        text: change.note,
      },
    });
  const left = before.assignedStaffId;
  const keepsIt = to === 'human' && left === receiver;
  const leftStaff = from === 'human' && left && !keepsIt ? { leftStaffId: left } : {};
  const payload = { from, to, event, sequence: row.lastSequence, ...leftStaff };
  await addEvents(tx, [{ topic: 'conversation.updated', conversationId, payload }]);
}

/**
 * What an event means in this very conversation: with nobody there a wish for a person leaves a message, and taking one
 * that does not wait takes up its left message.
 */
function eventAsItIs(event: OwnerChange['event'], { state, followUpOpen }: Before, nobodyThere: boolean) {
  if (event === 'person-needed' && nobodyThere) return 'left-message';
  if (event === 'agent-claimed' && followUpOpen && (state === 'bot' || state === 'closed'))
    return 'left-message-taken';
  return event;
}

/** Somebody was faster. Of a claim it is said who: nobody likes to look for the colleague who has it. */
async function tooLate(tx: Tx, { conversationId, event, staffId, onBehalf, refusal }: OwnerChange) {
  if (event !== 'agent-claimed' || onBehalf) return conflict(refusal);
  const row = await tx.conversation.findUnique({
    where: { id: conversationId },
    select: { state: true, assignedStaff: { select: { id: true, name: true } } },
  });
  if (row?.state !== 'human' || !row.assignedStaff) return conflict(refusal);
  const { id, name } = row.assignedStaff;
  return conflict(
    id === staffId ? '这位顾客已经由您接待了。' : `慢了一步，这位顾客刚由${name}接走，${name}正在接待。`,
  );
}

/** Conflict means that somebody was faster or that it is not possible now: for whoever tries on. */
export function isConflict(error: unknown): boolean {
  return error instanceof AppError && error.code === 'conflict';
}

function isOfferedToAnother(
  { offeredStaffId, offeredUntil }: Before,
  staffId: string | undefined,
  now: Date,
): boolean {
  return offeredStaffId !== null && offeredStaffId !== staffId && (offeredUntil ?? now) > now;
}

function actorOf({ by, staffId, event }: OwnerChange): Actor {
  const anybody = guards[event].by.find((party) => party !== 'agent') ?? 'system';
  return {
    party: by ?? (staffId === undefined ? anybody : 'agent'),
    ...(staffId === undefined ? {} : { staffId }),
  };
}

function entering(
  to: ConversationState,
  change: OwnerChange & { event: ConversationEvent },
  before: Before,
  plan: ReturnType<PlanQueue>,
  now: Date,
): Prisma.ConversationUncheckedUpdateManyInput {
  const { event, staffId, toStaffId, disposition } = change;
  switch (to) {
    case 'bot':
      return backToBot(before.lastSequence);
    case 'queued': {
      const priority = change.priority ?? before.priority;
      const isNew = before.state !== 'queued' && before.state !== 'human';
      if (isNew) {
        const leftBefore = event === 'follow-up-due';
        return {
          ...withoutOwner,
          ...beginsToWait(plan, now, priority),
          ...(leftBefore ? { rankAt: rankAtOf(now, priority, true) } : {}),
        };
      }
      // Whoever has waited already keeps the place.
      const queuedAt = before.queuedAt ?? now;
      return {
        ...withoutOwner,
        ...notAskedYet,
        queuedAt,
        rankAt: rankAtOf(queuedAt, priority, before.followUpOpen || event === 'left-message'),
        priority,
        ...(event === 'left-message' ? leaves(plan, now) : {}),
        ...(event === 'sent-to-skill' || event === 'wait-sent-to-skill'
          ? { neededSkill: change.skill ?? null, skillSince: now }
          : {}),
        // Who gave it away is not asked first to take it again.
        ...(staffId !== undefined && (event === 'sent-to-skill' || event === 'agent-released')
          ? { passedStaffIds: [staffId] }
          : {}),
      };
    }
    case 'human': {
      const owner = event === 'agent-transferred' ? toStaffId : staffId;
      const lastStaff = owner === undefined ? {} : { lastStaffId: owner, lastStaffAt: now };
      return {
        assignedStaffId: owner ?? null,
        claimedAt: now,
        closedAt: null,
        ...notAskedYet,
        ...lastStaff,
        // It was the bot's or nobody's: what came of the last talk does not belong to this one.
        ...(event === 'left-message-taken' ? { queuedAt: null, disposition: null } : {}),
      };
    }
    case 'closed':
      return {
        closedAt: now,
        disposition: disposition ?? null,
        ...notWaiting,
        // What staff close is dealt with; a shopper who closes the window still gets the promised answer.
        ...(actorOf(change).party === 'shopper' ? {} : { followUpOpen: false }),
      };
  }
}

const withoutOwner = { assignedStaffId: null, claimedAt: null, closedAt: null, disposition: null };
