import { answerEntry, carryOut } from './decide/carry-out.js';
import { comparison } from './decide/comparison.js';
import { continueFlow } from './decide/flow.js';
import { nextSuggestion, shownOrder, shownProduct } from './decide/in-focus.js';
import { type DecideInput, upsetIn } from './decide/input.js';
import { matched, notUnderstood } from './decide/matched.js';
import { openQuestion, resume } from './decide/open-question.js';
import type { Decision } from './decision.js';
import { isFlowAction } from './flow-reply.js';
import { asksToStopMarketing } from './opt-out.js';

export type { DecideInput } from './decide/input.js';

/**
 * The bot's decision for one question. Pure and total: reads its arguments, touches nothing, never throws.
 *
 * Order: silence where a person has the word, a wish for a person, a tapped command, anger, a message without words, an
 * open question of the bot, what is on the screen, then what matching found. Whatever is left ends with the offer of a
 * person, never with an invented answer.
 */
export function decide(input: DecideInput): Decision {
  return (
    personHasTheWord(input) ??
    askedForPerson(input) ??
    tappedCommand(input) ??
    stopsMarketing(input) ??
    tooAngry(input) ??
    saidNothing(input) ??
    openQuestion(input) ??
    tappedOrder(input) ??
    shownOrder(input) ??
    shownProduct(input) ??
    comparison(input) ??
    nextSuggestion(input) ??
    matched(input) ??
    notUnderstood(input)
  );
}

function personHasTheWord({ state }: DecideInput): Decision | undefined {
  return state === 'bot' ? undefined : { kind: 'stay-silent', why: `the conversation is ${state}` };
}

function askedForPerson(input: DecideInput): Decision | undefined {
  const { understanding, command, dialogue } = input;
  // The label of a tapped question may hold the words ("怎么联系人工客服"); then the question is meant.
  const asked = command ? command.kind === 'human' : understanding.asksForHuman;
  if (!asked) return undefined;
  const { pending } = dialogue;
  return {
    kind: 'hand-off',
    mode: 'now',
    reason: 'requested',
    upset: upsetIn(input),
    ...(pending && isFlowAction(pending.action) ? { flow: pending } : {}),
    why: 'the shopper asked for a person',
  };
}

/** Also of somebody who is angry: what they ask for is done, and nothing is asked back. */
function stopsMarketing(input: DecideInput): Decision | undefined {
  if (!asksToStopMarketing(input.understanding.text, input.command)) return undefined;
  const why = 'the shopper wants no advertising';
  return { kind: 'perform', action: 'stop-marketing', intentId: '', upset: upsetIn(input), why };
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
  if (command?.kind === 'do') {
    const { action, orderNumber } = command;
    return continueFlow(
      input,
      { intentId: '', action, orderId: orderNumber },
      { why: `the shopper chose ${action} for this order` },
    );
  }
  if (command?.kind === 'consent') {
    const said = `the shopper ${command.granted ? 'agreed' : 'declined'}`;
    const resumed = dialogue.pending?.missing === 'consent' ? resume(input, said) : undefined;
    return resumed ?? { kind: 'perform', action: 'consent', intentId: '', upset: upsetIn(input), why: said };
  }
  return undefined;
}

/** An order that was tapped while no question was open is looked up. */
function tappedOrder(input: DecideInput): Decision | undefined {
  if (input.command?.kind !== 'order' || !input.person.customerId) return undefined;
  const why = 'the shopper chose this order';
  return { kind: 'perform', action: 'order-status', intentId: '', upset: upsetIn(input), why };
}

function tooAngry(input: DecideInput): Decision | undefined {
  const {
    understanding: { mood },
    policy,
    dialogue: { pending },
  } = input;
  if (mood.angry < policy.angryBar) return undefined;
  const why = `angry ${mood.angry.toFixed(2)} ≥ ${policy.angryBar}`;
  const collected = pending && isFlowAction(pending.action) ? { flow: pending } : {};
  return { kind: 'hand-off', mode: 'now', reason: 'complaint', upset: true, ...collected, why };
}

/** Emoji or punctuation only. */
function saidNothing(input: DecideInput): Decision | undefined {
  if (input.command || /[\p{L}\p{N}]/u.test(input.understanding.normalized)) return undefined;
  return { kind: 'fill-slot', missing: 'question', upset: upsetIn(input), why: 'the message has no words' };
}
