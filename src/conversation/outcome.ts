import type { HandOffReason } from '../contract/intents.js';
import type { TurnTrace } from '../contract/trace.js';
import type { Composed } from './compose.js';
import { compose } from './compose.js';
import type { TransactionStep, Turn, TurnOutcome } from './conversation-store.js';
import type { Command } from './decide.js';
import type { Decision, Dialogue } from './decision.js';
import type { Evidence, OfferCandidate, Understanding } from './evidence.js';
import { priorityOf } from './priority.js';

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
    dialogue: nextDialogue(turn.dialogue, decision, composed),
    trace: traceOf(input),
    ...(evidence.match ? { confidence: evidence.match.confidence } : {}),
    ...(handOff ? { handOff } : {}),
    alsoStore,
  };
}

/** When in doubt, a person: what becomes of a turn in which something was thrown. */
export function afterFailure(turn: Turn, error: unknown, agentsAvailable: boolean): TurnOutcome {
  const reason: HandOffReason = 'failure';
  const why = error instanceof Error ? error.message : String(error);
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
    agentsAvailable,
    random: () => 0,
  });
  return {
    messages,
    dialogue: { misses: 0 },
    trace: { text: turn.texts.join('\n'), slots: {}, decision: 'hand-off', why, milliseconds: {} },
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

function nextDialogue(before: Dialogue, decision: Decision, composed: Composed): Dialogue {
  const shownProducts = [...(before.shownProducts ?? []), ...productsIn(composed)].slice(-40);
  const kept: Dialogue = { misses: 0, ...(shownProducts.length > 0 ? { shownProducts } : {}) };
  switch (decision.kind) {
    case 'answer': {
      const times = before.last?.id === decision.id ? before.last.times + 1 : 1;
      return { ...kept, last: { id: decision.id, times } };
    }
    case 'fill-slot':
      return {
        ...kept,
        pending: { action: decision.action, intentId: decision.intentId, missing: decision.missing },
      };
    case 'perform':
    case 'clarify':
      return kept;
    case 'hand-off':
      return decision.mode === 'now' ? kept : { ...kept, misses: before.misses + 1 };
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
    mood: understanding.mood,
    slots: Object.fromEntries(Object.entries(understanding.slots).filter(([, value]) => value !== undefined)),
    decision: decision.kind,
    why: [
      decision.why,
      ...Object.entries(evidence.missing).map(([name, reason]) => `${name} missing: ${reason}`),
    ].join('; '),
    milliseconds,
  };
}
