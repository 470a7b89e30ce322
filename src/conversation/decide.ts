import type { IntentDefinition } from '../contract/intents.js';
import type { ConversationState } from '../contract/messages.js';
import type { Command } from './command.js';
import { type Decision, type Dialogue, timesInARow } from './decision.js';
import type { Evidence, Knowledge, Person, Understanding } from './evidence.js';
import { missingFact } from './missing-fact.js';
import { type ConversationPolicy, isUpset } from './policy.js';
import { type PooledOutcome, poolOutcomes } from './pool-outcomes.js';

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
 * The bot's decision for one turn. Pure and total: reads its arguments, touches nothing, never throws.
 *
 * Order: silence where a person has the word, a wish for a person, a tapped command, anger, a message without words, an
 * open question of the bot, then what matching found. Whatever is left ends with the offer of a person, never with an
 * invented answer.
 */
export function decide(input: DecideInput): Decision {
  return (
    personHasTheWord(input) ??
    askedForPerson(input) ??
    tappedCommand(input) ??
    tooAngry(input) ??
    saidNothing(input) ??
    answeredQuestion(input) ??
    matched(input) ??
    notUnderstood(input)
  );
}

function personHasTheWord({ state }: DecideInput): Decision | undefined {
  return state === 'bot' ? undefined : { kind: 'stay-silent', why: `the conversation is ${state}` };
}

const upsetIn = ({ understanding, policy }: DecideInput): boolean => isUpset(understanding.mood, policy);

function askedForPerson(input: DecideInput): Decision | undefined {
  const { understanding, command } = input;
  // The label of a tapped question may hold the words ("怎么联系人工客服"); then the question is meant.
  const asked = command ? command.kind === 'human' : understanding.asksForHuman;
  if (!asked) return undefined;
  return {
    kind: 'hand-off',
    mode: 'now',
    reason: 'requested',
    upset: upsetIn(input),
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
    return intent && carryOut(input, intent, 1, 'the shopper chose this intent');
  }
  if (command?.kind === 'order' && input.person.customerId) {
    const why = 'the shopper chose this order';
    return { kind: 'perform', action: 'order-status', intentId: '', upset: upsetIn(input), why };
  }
  if (command?.kind === 'consent') {
    const said = `the shopper ${command.granted ? 'agreed' : 'declined'}`;
    const resumed = dialogue.pending?.missing === 'consent' ? resume(input, said) : undefined;
    return resumed ?? { kind: 'perform', action: 'consent', intentId: '', upset: upsetIn(input), why: said };
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

/** Emoji or punctuation only. */
function saidNothing(input: DecideInput): Decision | undefined {
  if (input.command || /[\p{L}\p{N}]/u.test(input.understanding.normalized)) return undefined;
  return { kind: 'fill-slot', missing: 'question', upset: upsetIn(input), why: 'the message has no words' };
}

function answeredQuestion(input: DecideInput): Decision | undefined {
  const { dialogue, understanding, person } = input;
  const missing = dialogue.pending?.missing;
  switch (missing) {
    case undefined:
      return undefined;
    case 'consent':
      return understanding.confirmation
        ? resume(input, `consent answered in words: ${understanding.confirmation}`)
        : undefined;
    case 'login':
      // Back from signing in, people say "好了" or nothing special; whoever asks something else is answered that.
      return person.customerId && !asksSomethingElse(input) ? resume(input, 'now signed in') : undefined;
    default:
      return understanding.slots[missing] ? resume(input, `${missing} given`) : undefined;
  }
}

function asksSomethingElse({ evidence: { match }, knowledge }: DecideInput): boolean {
  const likeliest = match && poolOutcomes(match, knowledge)[0];
  if (!likeliest || likeliest.confidence < match.bars.answer) return false;
  const { kind, id } = likeliest.best;
  return kind === 'entry' || knowledge.intent(id)?.action !== 'reply';
}

/** Goes on with the action that waited; it may turn out that something else is missing, too. */
function resume(input: DecideInput, why: string): Decision | undefined {
  const intent = input.knowledge.intent(input.dialogue.pending?.intentId ?? '');
  return intent && carryOut(input, intent, 1, why);
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
  return confidence >= bars.clarify ? clarify(input, outcomes, confidence, why) : undefined;
}

function clarify(
  input: DecideInput,
  outcomes: PooledOutcome[],
  confidence: number,
  why: string,
): Decision | undefined {
  const choices = choicesFrom(outcomes, input.knowledge);
  if (choices.length === 0) return undefined;
  const offered = input.dialogue.clarified ?? 0;
  if (offered + 1 < input.policy.repeatsBeforePerson) return { kind: 'clarify', choices, confidence, why };
  return {
    kind: 'hand-off',
    mode: 'offer',
    reason: 'not-understood',
    upset: upsetIn(input),
    why: `${why}; choices were offered ${offered} times already`,
  };
}

/**
 * Up to three different things that the shopper may have meant and that are worth naming in a list: "您是想问：打招呼"
 * would be silly.
 */
function choicesFrom(outcomes: PooledOutcome[], knowledge: DecideInput['knowledge']) {
  return outcomes
    .filter(({ best: { kind, id } }) => kind === 'entry' || knowledge.intent(id)?.action !== 'reply')
    .slice(0, 3)
    .map(({ best: { kind, id, title } }) => ({ payload: `${kind}:${id}`, title }));
}

/** The same answer again and again does not help: a person is offered, and if it goes on, called. */
function answerEntry(input: DecideInput, id: string, confidence: number, why: string): Decision {
  const times = timesInARow(input.dialogue, id);
  const { repeatsBeforePerson } = input.policy;
  const upset = upsetIn(input);
  if (times < repeatsBeforePerson) {
    return { kind: 'answer', from: 'entry', id, confidence, repeated: times > 1, upset, why };
  }
  return {
    kind: 'hand-off',
    mode: times === repeatsBeforePerson ? 'offer' : 'now',
    reason: 'not-understood',
    upset,
    unhelpful: id,
    why: `the same answer ${times} times`,
  };
}

function carryOut(input: DecideInput, intent: IntentDefinition, confidence: number, why: string): Decision {
  const upset = upsetIn(input);
  switch (intent.action) {
    case 'reply': {
      // Small talk may repeat; from a certain point on it shows the way to a person as well.
      const repeated = timesInARow(input.dialogue, intent.id) >= input.policy.repeatsBeforePerson;
      return { kind: 'answer', from: 'intent', id: intent.id, confidence, repeated, upset, why };
    }
    case 'answer':
      return input.knowledge.entry(intent.entry)
        ? answerEntry(input, intent.entry, confidence, `${why}, by intent ${intent.id}`)
        : {
            kind: 'hand-off',
            mode: 'offer',
            reason: 'other',
            upset,
            why: `intent ${intent.id} names an entry that is not published`,
          };
    case 'hand-off':
      return {
        kind: 'hand-off',
        mode: 'now',
        reason: intent.reason,
        upset: upset || intent.reason === 'complaint',
        why: `${why}, by intent ${intent.id}`,
      };
    default: {
      const { action, id: intentId } = intent;
      const missing = missingFact({ ...input, upset }, intent, action);
      if (missing) {
        return { kind: 'fill-slot', action, intentId, missing, upset, why: `${why}; missing: ${missing}` };
      }
      if (action === 'offer-coupon' && upset) {
        return {
          kind: 'hand-off',
          mode: 'offer',
          reason: 'complaint',
          upset,
          why: `${why}; no offer beside an upset message`,
        };
      }
      return { kind: 'perform', action, intentId, upset, why };
    }
  }
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
    upset: upsetIn(input),
    why: `${why}; miss ${misses} in a row`,
  };
}
