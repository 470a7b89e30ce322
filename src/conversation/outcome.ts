import type { HandOffReason } from '../contract/intents.js';
import { orderAction } from '../contract/order-actions.js';
import type { TurnTrace } from '../contract/trace.js';
import { type Answered, questionTraces } from './answering.js';
import { compose } from './compose.js';
import type { Decision } from './decision.js';
import { requestDetails } from './details.js';
import type { ConfirmedRequest, OfferCandidate, Person } from './evidence.js';
import type { Staffing } from './phrases.js';
import { priorityOf } from './priority.js';
import type { ReadOrder, TransactionStep, Turn, TurnOutcome } from './turn-store.js';
import { understandingTrace } from './understanding-trace.js';

/** How rows of other slices are written within a turn's transaction. */
export interface Storing {
  storeOffer: (offer: OfferCandidate, turn: Turn) => TransactionStep;
  /** That these campaigns would have reached the customer, who is held out of them. */
  storeHeldOut: (campaignIds: string[], turn: Turn) => TransactionStep;
  /** The consent to advertising is withdrawn. */
  stopMarketing: (turn: Turn) => TransactionStep;
  storeConsent: (granted: boolean, turn: Turn) => TransactionStep;
  /** Idempotent; checks the rules again. @throws AppError `conflict` when the order has changed */
  storeOrderRequest: (request: ConfirmedRequest) => TransactionStep;
  /** @throws AppError `conflict` when it cannot be taken back any more */
  withdrawOrderRequest: (request: { customerId: string; requestId: string }) => TransactionStep;
  /** The customer's order as it stands in the transaction. */
  readOrder: (order: { customerId: string; orderId: string }) => ReadOrder;
  /** Idempotent by its id. */
  storeErasure: (request: { id: string; person: Person }) => TransactionStep;
  /** Whatever erasure of this person waits is taken back. */
  withdrawErasure: (person: Person) => TransactionStep;
}

/** Gathers everything that one turn writes: messages, memory, trace, a change of owner, rows of other slices. */
export function outcomeOf(turn: Turn, answered: Answered, storing: Storing): TurnOutcome {
  const { consentAnswer, offer, questions, understanding } = answered;
  const alsoStore: TransactionStep[] = [];
  if (consentAnswer !== undefined) alsoStore.push(storing.storeConsent(consentAnswer, turn));
  if (offer) alsoStore.push(storing.storeOffer(offer, turn));
  if (answered.heldOut) alsoStore.push(storing.storeHeldOut(answered.heldOut, turn));
  if (answered.stopsMarketing) alsoStore.push(storing.stopMarketing(turn));
  const changedOrders: ReadOrder[] = [];
  for (const { decision } of questions) {
    alsoStore.push(...ownDataSteps(decision, turn, storing));
    const change = changeOf(decision, turn, storing);
    if (change) alsoStore.push(change.step);
    if (change?.order) changedOrders.push(storing.readOrder(change.order));
  }
  const called = questions.map(({ decision }) => decision).findLast(callsPerson);
  const confidence = questions.at(-1)?.evidence.match?.confidence;
  return {
    messages: answered.messages,
    dialogue: answered.dialogue,
    trace: traceOf(turn, answered),
    ...(confidence !== undefined ? { confidence } : {}),
    ...(called
      ? {
          handOff: {
            reason: called.reason,
            priority: priorityOf(called.reason, understanding.mood, turn.person.tier),
          },
        }
      : {}),
    alsoStore,
    ...(changedOrders.length > 0 ? { changedOrders } : {}),
  };
}

function callsPerson(decision: Decision): decision is Extract<Decision, { kind: 'hand-off' }> {
  return decision.kind === 'hand-off' && decision.mode === 'now';
}

/** What the shopper has decided about their own data. */
function ownDataSteps(decision: Decision, { person }: Turn, storing: Storing): TransactionStep[] {
  if (decision.kind !== 'perform') return [];
  if (decision.action === 'keep-data') return [storing.withdrawErasure(person)];
  const { confirmed } = decision;
  return decision.action === 'erase-data' && confirmed
    ? [storing.storeErasure({ id: confirmed.id, person })]
    : [];
}

/** The change that the shopper has confirmed. */
function changeOf(
  decision: Decision,
  { conversationId, person }: Turn,
  storing: Storing,
): { step: TransactionStep; order?: { customerId: string; orderId: string } } | undefined {
  const { customerId } = person;
  if (decision.kind !== 'perform' || !decision.confirmed || !decision.flow || !customerId) return undefined;
  const { flow, confirmed } = decision;
  if (decision.action === 'withdraw-request') {
    const { requestId } = flow;
    return requestId === undefined
      ? undefined
      : { step: storing.withdrawOrderRequest({ customerId, requestId }) };
  }
  const action = orderAction.safeParse(decision.action);
  if (!action.success || flow.orderId === undefined) return undefined;
  const { orderId } = flow;
  return {
    step: storing.storeOrderRequest({
      id: confirmed.id,
      customerId,
      conversationId,
      action: action.data,
      orderId,
      details: requestDetails(flow.details),
      ...(confirmed.amount ? { amount: confirmed.amount } : {}),
    }),
    order: { customerId, orderId },
  };
}

/**
 * When in doubt, a person: what becomes of a turn in which something was thrown. Where a person has the word already,
 * nothing is said.
 */
export function afterFailure(turn: Turn, error: unknown, staffing: Staffing): TurnOutcome {
  const reason: HandOffReason = 'failure';
  const why = error instanceof Error ? error.message : String(error);
  const text = turn.texts.join('\n');
  if (turn.state !== 'bot') {
    const trace = { text, slots: {}, decision: 'stay-silent', why, milliseconds: {} };
    return { messages: [], dialogue: turn.dialogue, trace, alsoStore: [] };
  }
  const decision: Decision = { kind: 'hand-off', mode: 'now', reason, upset: false, why };
  const nothing = { entry: () => undefined, intent: () => undefined };
  const { messages } = compose(decision, {
    evidence: { missing: {} },
    understanding: {
      text: '',
      normalized: '',
      words: [],
      mood: { angry: 0, negative: 0 },
      slots: {},
      asksForHuman: false,
    },
    knowledge: nothing,
    dialogue: turn.dialogue,
    staffing,
    random: () => 0,
    timeZone: 'UTC',
    now: new Date(0),
  });
  return {
    messages,
    dialogue: { misses: 0 },
    trace: { text, slots: {}, decision: 'hand-off', why, milliseconds: {} },
    handOff: { reason, priority: priorityOf(reason, { angry: 0, negative: 0 }, turn.person.tier) },
    alsoStore: [],
  };
}

/** Why the turn said what it said. */
export function traceOf(turn: Pick<Turn, 'texts'>, answered: Answered): TurnTrace {
  const { understanding, milliseconds } = answered;
  const questions = questionTraces(answered);
  const last = questions.at(-1);
  const offers = answered.questions.findLast(({ evidence }) => evidence.offerChoice)?.evidence.offerChoice
    ?.trace;
  return {
    text: turn.texts.join('\n'),
    ...(last?.match ? { match: last.match } : {}),
    ...understandingTrace(understanding),
    decision: last?.decision ?? 'stay-silent',
    why: last?.why ?? '',
    questions,
    ...(offers ? { offers } : {}),
    milliseconds,
  };
}
