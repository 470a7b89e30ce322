import type { Decision } from '../decision.js';
import { isFlowAction } from '../flow-reply.js';
import { type PooledOutcome, poolOutcomes } from '../pool-outcomes.js';
import { answerEntry, carryOut } from './carry-out.js';
import { type DecideInput, upsetIn } from './input.js';

/** What matching found, when that is sure enough to answer or to ask which one is meant. */
export function matched(input: DecideInput): Decision | undefined {
  const { match, rewritten } = input.evidence;
  if (!match) return undefined;
  const outcomes = poolOutcomes(match, input.knowledge);
  const [likeliest] = outcomes;
  if (!likeliest) return undefined;
  const { best, confidence } = likeliest;
  const { bars } = match;
  const read = rewritten === undefined ? '' : `, read as "${rewritten}"`;
  const why = `confidence ${confidence.toFixed(3)}, bars ${bars.answer.toFixed(3)}/${bars.clarify.toFixed(3)}${read}`;
  if (confidence >= bars.answer) {
    const intent = best.kind === 'intent' ? input.knowledge.intent(best.id) : undefined;
    // "运费呢" asks something: that it is a wish to have something done has to be asked first.
    const onlyAsks = intent && isFlowAction(intent.action) && /呢[?]?$/.test(input.understanding.normalized);
    if (onlyAsks) return clarify(input, outcomes, confidence, `${why}; a question, not a wish`);
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

/** The end of every way: a person is offered, and called when it happens again. */
export function notUnderstood(input: DecideInput): Decision {
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
