import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  customer,
  decideInputOf,
  declined,
  granted,
  intents,
  matchOf,
  neverAsked,
  understandingOf,
  visitor,
} from '../../test/conversation-fixtures.js';
import { slotName } from '../contract/intents.js';
import { conversationState } from '../contract/messages.js';
import { decide } from './decide.js';

const level = fc.double({ min: 0, max: 1, noNaN: true });
const names = [
  ...intents.map(({ id }) => `intent:${id}`),
  'intent:nowhere',
  'entry:returns',
  'entry:freight',
  'entry:no',
];
const consentStates = fc.constantFrom(undefined, granted, declined, neverAsked, []);
const anyInput = fc.record({
  state: fc.constantFrom(...conversationState.options),
  known: fc.boolean(),
  found: fc.array(fc.tuple(fc.constantFrom(...names), level), { maxLength: 10 }),
  normalized: fc.string({ maxLength: 30 }),
  mood: fc.record({ angry: level, negative: level }),
  asksForHuman: fc.boolean(),
  confirmation: fc.constantFrom(undefined, 'yes' as const, 'no' as const),
  consents: consentStates,
  misses: fc.nat(5),
  last: fc.option(fc.record({ id: fc.constantFrom('returns', 'hello', 'x'), times: fc.nat(6) }), {
    nil: undefined,
  }),
  pending: fc.option(
    fc.record({
      action: fc.constantFrom('recommend' as const, 'offer-coupon' as const, 'order-status' as const),
      intentId: fc.constantFrom('recommend', 'coupon', 'order-by-number', 'nowhere'),
      missing: fc.constantFrom('consent' as const, 'login' as const, ...slotName.options),
    }),
    { nil: undefined },
  ),
  command: fc.constantFrom(
    undefined,
    { kind: 'human' as const },
    { kind: 'entry' as const, id: 'returns' },
    { kind: 'entry' as const, id: 'no' },
    { kind: 'intent' as const, id: 'coupon' },
    { kind: 'intent' as const, id: 'no' },
    { kind: 'consent' as const, granted: true },
  ),
});

describe('for any input', () => {
  it('decides, silently where a person has the word, and hands off when asked', () => {
    fc.assert(
      fc.property(anyInput, (any) => {
        const input = decideInputOf({
          state: any.state,
          person: any.known ? customer : visitor,
          understanding: understandingOf({
            normalized: any.normalized,
            mood: any.mood,
            asksForHuman: any.asksForHuman,
            ...(any.confirmation ? { confirmation: any.confirmation } : {}),
          }),
          dialogue: {
            misses: any.misses,
            ...(any.last ? { last: any.last } : {}),
            ...(any.pending ? { pending: any.pending } : {}),
          },
          evidence: {
            match: matchOf(any.found),
            missing: {},
            ...(any.consents ? { consents: any.consents } : {}),
          },
          ...(any.command ? { command: any.command } : {}),
        });
        const decision = decide(input);
        expect(decision.why).not.toBe('');
        if (any.state !== 'bot') {
          expect(decision.kind).toBe('stay-silent');
          return;
        }
        expect(decision.kind).not.toBe('stay-silent');
        if (any.command?.kind === 'human' || (!any.command && any.asksForHuman))
          expect(decision).toMatchObject({ kind: 'hand-off', mode: 'now' });
        const upset = Math.max(any.mood.angry, any.mood.negative) >= input.policy.upsetBar;
        if (upset) expect(decision).not.toMatchObject({ kind: 'perform', action: 'offer-coupon' });
        if (!any.known) expect(decision).not.toMatchObject({ missing: 'consent' });
        expect(decide(input)).toEqual(decision);
      }),
      { numRuns: 2000 },
    );
  });
});
