import type { IntentDefinition, PerformedAction } from '../contract/intents.js';
import type { ConversationState } from '../contract/messages.js';
import type { Decision, Dialogue, MissingFact } from './decision.js';
import type { Evidence, Knowledge, Person, Understanding } from './evidence.js';
import type { ConversationPolicy } from './policy.js';
import { type PooledOutcome, poolOutcomes } from './pool-outcomes.js';

/** What a tapped quick reply stands for. Text from outside: anything else is read as typed words. */
export type Command =
  | { kind: 'human' }
  | { kind: 'entry'; id: string }
  | { kind: 'intent'; id: string }
  | { kind: 'consent'; granted: boolean };

/** Reads the payload of a quick reply. @returns undefined for anything that is not a command we made. */
export function readCommand(payload: string | undefined): Command | undefined {
  if (!payload) return undefined;
  if (payload === 'command:human') return { kind: 'human' };
  if (payload === 'command:consent:yes') return { kind: 'consent', granted: true };
  if (payload === 'command:consent:no') return { kind: 'consent', granted: false };
  if (payload.startsWith('entry:')) return { kind: 'entry', id: payload.slice('entry:'.length) };
  if (payload.startsWith('intent:')) return { kind: 'intent', id: payload.slice('intent:'.length) };
  return undefined;
}

export interface DecideInput {
  /** Who owns the conversation. */
  state: ConversationState;
  person: Person;
  dialogue: Dialogue;
  understanding: Understanding;
  command?: Command;
  evidence: Evidence;
  knowledge: Pick<Knowledge, 'entry' | 'intent'>;
  policy: ConversationPolicy;
}

/**
 * The bot's decision for one turn. Pure: reads its arguments, touches nothing.
 *
 * Order: silence where a person has the word, a wish for a person, a tapped command, anger, an open slot, then what matching found. Whatever is left ends
 * with the offer of a person, never with an invented answer.
 */
export function decide(input: DecideInput): Decision {
  return (
    personHasTheWord(input) ??
    askedForPerson(input) ??
    tappedCommand(input) ??
    tooAngry(input) ??
    filledSlot(input) ??
    matched(input) ??
    notUnderstood(input)
  );
}

function personHasTheWord({ state }: DecideInput): Decision | undefined {
  return state === 'bot' ? undefined : { kind: 'stay-silent', why: `the conversation is ${state}` };
}

function isUpset({ understanding: { mood }, policy }: DecideInput): boolean {
  return Math.max(mood.angry, mood.negative) >= policy.upsetBar;
}

function askedForPerson({ understanding, command }: DecideInput): Decision | undefined {
  if (command?.kind !== 'human' && !(command === undefined && understanding.asksForHuman)) return undefined;
  return {
    kind: 'hand-off',
    mode: 'now',
    reason: 'requested',
    upset: false,
    why: 'the shopper asked for a person',
  };
}

function tappedCommand(input: DecideInput): Decision | undefined {
  const { command, dialogue, knowledge } = input;
  if (command?.kind === 'entry' && knowledge.entry(command.id)) {
    return answerEntry(input, command.id, 1, 'the shopper chose this entry');
  }
  if (command?.kind === 'intent') {
    const intent = knowledge.intent(command.id);
    if (intent) return carryOut(input, intent, 1, 'the shopper chose this intent');
  }
  if (command?.kind === 'consent' && dialogue.pending?.missing === 'consent') {
    return resume(dialogue.pending, `the shopper ${command.granted ? 'agreed' : 'declined'}`);
  }
  if (command?.kind === 'consent') {
    return {
      kind: 'perform',
      action: 'consent',
      intentId: '',
      why: `personal service switched ${command.granted ? 'on' : 'off'}`,
    };
  }
  return undefined;
}

function tooAngry({ understanding: { mood }, policy }: DecideInput): Decision | undefined {
  if (mood.angry < policy.angryBar) return undefined;
  return {
    kind: 'hand-off',
    mode: 'now',
    reason: 'complaint',
    upset: true,
    why: `angry ${mood.angry.toFixed(2)} ≥ ${policy.angryBar}`,
  };
}

function filledSlot(input: DecideInput): Decision | undefined {
  const { dialogue, understanding } = input;
  const pending = dialogue.pending;
  if (!pending) return undefined;
  if (pending.missing === 'consent' && understanding.confirmation) {
    return resume(pending, `consent answered in words: ${understanding.confirmation}`);
  }
  if (pending.missing === 'login' && input.person.customerId) return resume(pending, 'now signed in');
  if (pending.missing === 'orderNumber' && understanding.slots.orderNumber)
    return resume(pending, 'order number given');
  return undefined;
}

function resume(pending: NonNullable<Dialogue['pending']>, why: string): Decision {
  return { kind: 'perform', action: pending.action, intentId: pending.intentId, why };
}

function matched(input: DecideInput): Decision | undefined {
  const { match } = input.evidence;
  if (!match) return undefined;
  const outcomes = poolOutcomes(match, input.knowledge);
  const [likeliest] = outcomes;
  if (!likeliest) return undefined;
  const { best, confidence } = likeliest;
  const { bars } = match;
  const why = `confidence ${confidence.toFixed(3)}, bars ${bars.answer.toFixed(3)}/${bars.clarify.toFixed(3)}`;
  if (confidence >= bars.answer) {
    const intent = best.kind === 'intent' ? input.knowledge.intent(best.id) : undefined;
    return intent ? carryOut(input, intent, confidence, why) : answerEntry(input, best.id, confidence, why);
  }
  if (confidence < bars.clarify) return undefined;
  const choices = choicesFrom(outcomes, input.knowledge);
  return choices.length > 0 ? { kind: 'clarify', choices, confidence, why } : undefined;
}

/** Up to three different things that the shopper may have meant and that are worth naming in a list. */
function choicesFrom(outcomes: PooledOutcome[], knowledge: DecideInput['knowledge']) {
  return outcomes
    .filter(({ best: { kind, id } }) => kind === 'entry' || canBeOffered(knowledge.intent(id)))
    .slice(0, 3)
    .map(({ best: { kind, id, title } }) => ({ payload: `${kind}:${id}`, title }));
}

/** "您是想问：打招呼" would be silly: small talk is no choice. */
function canBeOffered(intent: IntentDefinition | undefined): boolean {
  return intent !== undefined && intent.action !== 'reply';
}

function answerEntry(input: DecideInput, id: string, confidence: number, why: string): Decision {
  const times = input.dialogue.last?.id === id ? input.dialogue.last.times + 1 : 1;
  if (times >= input.policy.repeatsBeforePerson) {
    return {
      kind: 'hand-off',
      mode: 'offer',
      reason: 'not-understood',
      upset: isUpset(input),
      why: `the same answer ${times} times`,
    };
  }
  return { kind: 'answer', from: 'entry', id, confidence, repeated: times > 1, upset: isUpset(input), why };
}

function carryOut(input: DecideInput, intent: IntentDefinition, confidence: number, why: string): Decision {
  switch (intent.action) {
    case 'reply':
      return {
        kind: 'answer',
        from: 'intent',
        id: intent.id,
        confidence,
        repeated: false,
        upset: isUpset(input),
        why,
      };
    case 'answer':
      return input.knowledge.entry(intent.entry)
        ? answerEntry(input, intent.entry, confidence, `${why}, by intent ${intent.id}`)
        : {
            kind: 'hand-off',
            mode: 'offer',
            reason: 'other',
            upset: false,
            why: `intent ${intent.id} names an entry that is not published`,
          };
    case 'hand-off':
      return {
        kind: 'hand-off',
        mode: 'now',
        reason: intent.reason,
        upset: intent.reason === 'complaint',
        why: `${why}, by intent ${intent.id}`,
      };
    default: {
      const missing = missingFact(input, intent, intent.action);
      const target = { action: intent.action, intentId: intent.id };
      return missing
        ? { kind: 'fill-slot', ...target, missing, why: `${why}; missing: ${missing}` }
        : { kind: 'perform', ...target, why };
    }
  }
}

const needsLogin: Record<PerformedAction, boolean> = {
  'order-status': true,
  'order-list': true,
  wallet: true,
  points: true,
  'offer-coupon': true,
  recommend: false,
  consent: false,
};

/** What must be known or granted before an action may run, the most basic thing first. */
function missingFact(
  { person, evidence, understanding }: DecideInput,
  intent: IntentDefinition,
  action: PerformedAction,
): MissingFact | undefined {
  if (needsLogin[action] && !person.customerId) return 'login';
  const personal = action === 'offer-coupon' || (action === 'recommend' && person.customerId !== undefined);
  if (personal && !consentDecided(evidence)) return 'consent';
  if (action === 'recommend' || action === 'consent') return undefined;
  return intent.slots.find((slot) => slot.required && !understanding.slots[slot.name])?.name;
}

function consentDecided(evidence: Evidence): boolean {
  return (
    evidence.consents?.some(
      ({ purpose, granted }) => purpose === 'personalization' && granted !== undefined,
    ) ?? false
  );
}

function notUnderstood(input: DecideInput): Decision {
  const misses = input.dialogue.misses + 1;
  const confidence = input.evidence.match?.confidence;
  const why =
    confidence === undefined ? 'nothing was matched' : `confidence ${confidence.toFixed(3)} is below the bar`;
  return {
    kind: 'hand-off',
    mode: misses >= input.policy.missesBeforePerson ? 'now' : 'offer',
    reason: 'not-understood',
    upset: isUpset(input),
    why: `${why}; miss ${misses} in a row`,
  };
}
