import type { Decision, Pending } from '../decision.js';
import {
  applyReply,
  isDetail,
  isFlowAction,
  namesWhatWasAsked,
  readFlowReply,
  wantsToGoOn,
} from '../flow-reply.js';
import { poolOutcomes } from '../pool-outcomes.js';
import { carryOut } from './carry-out.js';
import { continueFlow, tell, toPerson } from './flow.js';
import { type DecideInput, upsetIn } from './input.js';
import { replyToErasure } from './own-data.js';

/** What the turn means to the question that the bot has asked last; undefined when it is about something else. */
export function openQuestion(input: DecideInput): Decision | undefined {
  const { dialogue, understanding, person, command } = input;
  const { pending, paused } = dialogue;
  if (paused && wantsToGoOn(input))
    return continueFlow(input, paused, { why: 'taken up again', because: 'resumed' });
  switch (pending?.missing) {
    case undefined:
      return staleTap(input);
    case 'erasure-wish':
    case 'erasure-sure':
      return replyToErasure(input, pending);
    case 'consent':
      return understanding.confirmation && !command
        ? resume(input, `consent answered in words: ${understanding.confirmation}`)
        : undefined;
    case 'login':
      // Back from signing in, people say "好了" or nothing special; whoever asks something else is answered that.
      return person.customerId && !command && !asksSomethingElse(input)
        ? resume(input, 'now signed in')
        : undefined;
    default:
      if (pending && isFlowAction(pending.action)) return replyToFlow(input, pending);
      return pending && isDetail(pending.missing) && understanding.slots[pending.missing as 'orderNumber']
        ? resume(input, `${pending.missing} given`)
        : undefined;
  }
}

/** Taps on messages further up, whose question is not open any more, change nothing. */
function staleTap(input: DecideInput): Decision | undefined {
  const { command } = input;
  const flow = { intentId: '', action: 'hand-off' as const };
  switch (command?.kind) {
    case 'confirm':
    case 'erasure':
      return tell(input, flow, 'stale-confirmation', 'a confirmation that is not open any more was tapped');
    case 'resume':
      return tell(input, flow, 'nothing-paused', 'nothing is paused');
    case 'stop':
      return tell(input, flow, 'stopped', 'nothing was open');
    default:
      return undefined;
  }
}

function replyToFlow(input: DecideInput, pending: Pending): Decision | undefined {
  const { command, evidence } = input;
  const owns = ['order', 'request', 'confirm', 'choice', 'other-order', 'stop', 'resume'];
  if (command && !owns.includes(command.kind)) return undefined;
  const reply = readFlowReply(pending, input, evidence.match);
  const flow = applyReply(pending, reply);
  if (pending.action === 'hand-off' && upsetIn(input))
    return toPerson(input, flow, 'no questions to somebody upset');
  switch (reply.kind) {
    case 'stop':
    case 'no':
      return tell(input, flow, 'stopped', 'the shopper does not want it any more');
    case 'yes':
      return continueFlow(input, flow, {
        why: 'the shopper confirmed',
        ...(pending.confirming ? { confirmed: pending.confirming } : {}),
      });
    case 'none-of-these':
      return toPerson(input, flow, 'none of what was offered');
    case 'skip':
      return continueFlow(input, flow, { why: `the shopper cannot or will not tell ${pending.missing}` });
    case 'pick':
      return unlessStillOpen(input, pending, continueFlow(input, flow, { why: `picked ${reply.id}` }));
    case 'other-order':
      return continueFlow(input, flow, { why: 'another order is meant' });
    case 'details': {
      const names = [...Object.keys(reply.details), ...reply.wrong].join(', ');
      const changed = pending.missing === 'confirmation' ? { because: 'changed' as const } : {};
      const next = continueFlow(input, flow, { why: `said: ${names}`, ...changed });
      const isAnswer = isDetail(pending.missing) && reply.details[pending.missing] !== undefined;
      return isAnswer ? unlessStillOpen(input, pending, next) : next;
    }
    case 'words':
      return unlessStillOpen(input, pending, continueFlow(input, flow, { why: 'chosen in words' }));
    case 'nothing':
      return command?.kind === 'confirm'
        ? tell(input, flow, 'stale-confirmation', 'a confirmation that is not open any more was tapped')
        : notRecognised(input, pending);
  }
}

/** An answer that leaves the same question open was none. */
function unlessStillOpen(input: DecideInput, pending: Pending, next: Decision): Decision | undefined {
  const isOpenStill =
    next.kind === 'fill-slot' &&
    next.missing === pending.missing &&
    pending.missing !== 'confirmation' &&
    !narrows(next.offered, pending.offered);
  return isOpenStill ? notRecognised(input, pending) : next;
}

/** Something else is answered; what is neither an answer nor anything known is asked once more, then a person goes on. */
function notRecognised(input: DecideInput, pending: Pending): Decision | undefined {
  const { match } = input.evidence;
  const likeliest = match && poolOutcomes(match, input.knowledge)[0];
  const isSure = match !== undefined && likeliest !== undefined && likeliest.confidence >= match.bars.answer;
  if (isSure && !namesWhatWasAsked(pending, input.understanding.normalized)) return undefined;
  if ((pending.tries ?? 1) >= 2) return toPerson(input, pending, `${pending.missing} was asked twice`);
  const { confirming, offered } = pending;
  return {
    kind: 'fill-slot',
    action: pending.action,
    intentId: pending.intentId,
    missing: pending.missing,
    flow: { ...applyReply(pending, { kind: 'nothing' }), asked: (pending.asked ?? 0) + 1 },
    ...(confirming ? { confirming } : {}),
    ...(offered ? { offered } : {}),
    because: 'not-recognised',
    upset: upsetIn(input),
    why: `not an answer to the question for ${pending.missing}`,
  };
}

function asksSomethingElse({ evidence: { match }, knowledge }: DecideInput): boolean {
  const likeliest = match && poolOutcomes(match, knowledge)[0];
  if (!likeliest || likeliest.confidence < match.bars.answer) return false;
  const { kind, id } = likeliest.best;
  return kind === 'entry' || knowledge.intent(id)?.action !== 'reply';
}

/** Goes on with the action that waited; it may turn out that something else is missing, too. */
export function resume(input: DecideInput, why: string): Decision | undefined {
  const { pending } = input.dialogue;
  const intent = input.knowledge.intent(pending?.intentId ?? '');
  if (pending && intent && isFlowAction(pending.action)) return continueFlow(input, pending, { why });
  return intent && carryOut(input, intent, 1, why);
}

/** "猫砂那单" fits two of five orders: those two are asked about. */
function narrows(now: string[] | undefined, before: string[] | undefined): boolean {
  return now !== undefined && before !== undefined && now.length < before.length;
}
