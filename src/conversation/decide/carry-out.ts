import type { IntentDefinition } from '../../contract/intents.js';
import { type Decision, timesInARow } from '../decision.js';
import { flowOf } from '../flow-reply.js';
import { missingFact } from '../missing-fact.js';
import { continueFlow } from './flow.js';
import { type DecideInput, upsetIn } from './input.js';
import { askForErasure } from './own-data.js';

/** The same answer again and again does not help: a person is offered, and if it goes on, called. */
export function answerEntry(input: DecideInput, id: string, confidence: number, why: string): Decision {
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

/** Does what an intent stands for, or begins to collect what it needs. */
export function carryOut(
  input: DecideInput,
  intent: IntentDefinition,
  confidence: number,
  why: string,
): Decision {
  const upset = upsetIn(input);
  const flow = flowOf(intent, input.understanding);
  if (flow) return continueFlow(input, flow, { why });
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
      return { kind: 'hand-off', mode: 'now', reason: intent.reason, upset, why };
    default: {
      const { action, id: intentId } = intent;
      const missing = missingFact({ ...input, upset }, intent, action);
      if (missing) {
        return { kind: 'fill-slot', action, intentId, missing, upset, why: `${why}; missing: ${missing}` };
      }
      if (action === 'erase-data') return askForErasure(input, intentId, why);
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
