import type { HandOffReason, PerformedAction } from '../contract/intents.js';
import type { TurnTrace } from '../contract/trace.js';
import type { Command } from './command.js';
import type { Composed } from './compose.js';
import { compose } from './compose.js';
import { type Decision, type Dialogue, timesInARow } from './decision.js';
import type { Evidence, OfferCandidate, Understanding } from './evidence.js';
import type { Staffing } from './phrases.js';
import { priorityOf } from './priority.js';
import type { TransactionStep, Turn, TurnOutcome } from './turn-store.js';
import { understandingTrace } from './understanding-trace.js';
import { wishOf } from './wish.js';

interface OutcomeInput {
  turn: Turn;
  understanding: Understanding;
  command?: Command;
  consentAnswer?: boolean;
  evidence: Evidence;
  decision: Decision;
  composed: Composed;
  milliseconds: Record<string, number>;
}

interface Storing {
  storeOffer: (offer: OfferCandidate, turn: Turn) => TransactionStep;
  storeConsent: (granted: boolean, turn: Turn) => TransactionStep;
}

/** Gathers everything that one turn writes: messages, memory, trace, a change of owner, rows of other slices. */
export function outcomeOf(input: OutcomeInput, { storeOffer, storeConsent }: Storing): TurnOutcome {
  const { turn, decision, composed, understanding, evidence, consentAnswer } = input;
  const alsoStore: TransactionStep[] = [];
  if (consentAnswer !== undefined) alsoStore.push(storeConsent(consentAnswer, turn));
  if (composed.offer) alsoStore.push(storeOffer(composed.offer, turn));
  const handOff =
    decision.kind === 'hand-off' && decision.mode === 'now'
      ? {
          reason: decision.reason,
          priority: priorityOf(decision.reason, understanding.mood, turn.person.tier),
        }
      : undefined;
  return {
    messages: composed.messages,
    dialogue: nextDialogue(turn.dialogue, decision, composed, understanding),
    trace: traceOf(input),
    ...(evidence.match ? { confidence: evidence.match.confidence } : {}),
    ...(handOff ? { handOff } : {}),
    alsoStore,
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
  });
  return {
    messages,
    dialogue: { misses: 0 },
    trace: { text, slots: {}, decision: 'hand-off', why, milliseconds: {} },
    handOff: { reason, priority: priorityOf(reason, { angry: 0, negative: 0 }, turn.person.tier) },
    alsoStore: [],
  };
}

/** A yes or no to the question for consent that the bot asked last; undefined when it did not ask or got no answer. */
export function consentAnswerOf(
  dialogue: Dialogue,
  command: Command | undefined,
  understanding: Pick<Understanding, 'confirmation'>,
): boolean | undefined {
  if (command?.kind === 'consent') return command.granted;
  if (command || dialogue.pending?.missing !== 'consent') return undefined;
  return understanding.confirmation === undefined ? undefined : understanding.confirmation === 'yes';
}

function nextDialogue(
  before: Dialogue,
  decision: Decision,
  composed: Composed,
  understanding: Understanding,
): Dialogue {
  const shownProducts = [...(before.shownProducts ?? []), ...productsIn(composed)].slice(-40);
  const kept: Dialogue = { misses: 0, ...(shownProducts.length > 0 ? { shownProducts } : {}) };
  const lastSaid = (id: string) => ({ id, times: timesInARow(before, id) });
  const wishFor = (action: PerformedAction) =>
    action === 'recommend' ? { wish: wishOf(understanding, before.wish) } : {};
  switch (decision.kind) {
    case 'answer':
      return { ...kept, last: lastSaid(decision.id) };
    case 'fill-slot': {
      if (decision.missing === 'question') return before;
      const { action, intentId, missing } = decision;
      return { ...kept, ...wishFor(action), pending: { action, intentId, missing } };
    }
    case 'perform':
      return { ...kept, ...wishFor(decision.action) };
    case 'clarify':
      return { ...kept, clarified: (before.clarified ?? 0) + 1 };
    case 'hand-off': {
      if (decision.mode === 'now') return kept;
      return {
        ...kept,
        misses: before.misses + 1,
        ...(decision.unhelpful !== undefined ? { last: lastSaid(decision.unhelpful) } : {}),
      };
    }
    case 'stay-silent':
      return before;
  }
}

function productsIn({ messages }: Composed): string[] {
  return messages.flatMap(({ card }) => {
    if (card?.kind === 'product') return [card.product.productId];
    if (card?.kind === 'productList') return card.products.map(({ productId }) => productId);
    return [];
  });
}

function traceOf({ turn, understanding, evidence, decision, milliseconds }: OutcomeInput): TurnTrace {
  return {
    text: turn.texts.join('\n'),
    ...(evidence.match ? { match: evidence.match } : {}),
    ...understandingTrace(understanding),
    decision: decision.kind,
    why: [
      decision.why,
      ...Object.entries(evidence.missing).map(([name, reason]) => `${name} missing: ${reason}`),
    ].join('; '),
    milliseconds,
  };
}
