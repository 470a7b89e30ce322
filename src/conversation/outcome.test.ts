import { describe, expect, it } from 'vitest';
import {
  composeInputOf,
  customer,
  matchOf,
  offerCandidate,
  productOf,
  understandingOf,
} from '../../test/conversation-fixtures.js';
import { compose } from './compose.js';
import type { Decision, Dialogue } from './decision.js';
import type { Evidence, Understanding } from './evidence.js';
import { afterFailure, consentAnswerOf, outcomeOf } from './outcome.js';
import type { Turn } from './turn-store.js';

const turn: Turn = {
  conversationId: 'c',
  state: 'bot',
  version: 3,
  handledSequence: 4,
  aboutSequence: 6,
  texts: ['怎么退货', '急'],
  person: customer,
  dialogue: { misses: 0 },
};

function outcome(
  decision: Decision,
  changes: {
    dialogue?: Dialogue;
    evidence?: Partial<Evidence>;
    understanding?: Partial<Understanding>;
    consentAnswer?: boolean;
  } = {},
) {
  const { dialogue = turn.dialogue, consentAnswer } = changes;
  const evidence = { missing: {}, ...changes.evidence };
  const understanding = understandingOf(changes.understanding);
  const stored: string[] = [];
  const result = outcomeOf(
    {
      turn: { ...turn, dialogue },
      understanding,
      evidence,
      decision,
      composed: compose(decision, composeInputOf({ evidence, understanding, dialogue })),
      milliseconds: { understand: 1 },
      ...(consentAnswer !== undefined ? { consentAnswer } : {}),
    },
    {
      storeOffer:
        ({ offerId }) =>
        async () =>
          void stored.push(offerId),
      storeConsent: (granted) => async () => void stored.push(`consent ${granted}`),
    },
  );
  return { ...result, stored };
}

const answer: Decision = {
  kind: 'answer',
  from: 'entry',
  id: 'returns',
  confidence: 0.9,
  repeated: false,
  upset: false,
  why: 'sure',
};
const handOff = (mode: 'now' | 'offer', unhelpful?: string): Decision => ({
  kind: 'hand-off',
  mode,
  reason: 'complaint',
  upset: true,
  why: 'angry',
  ...(unhelpful ? { unhelpful } : {}),
});
const perform = (action: 'recommend' | 'points'): Decision => ({
  kind: 'perform',
  action,
  intentId: action,
  upset: false,
  why: '',
});

describe('what the bot remembers', () => {
  it('counts an answer in a row, and forgets misses', () => {
    expect(outcome(answer, { dialogue: { misses: 1 } }).dialogue).toEqual({
      misses: 0,
      last: { id: 'returns', times: 1 },
    });
    const dialogue = { misses: 0, last: { id: 'returns', times: 1 } };
    expect(outcome(answer, { dialogue }).dialogue.last).toEqual({ id: 'returns', times: 2 });
  });

  it('goes on counting an answer that did not help', () => {
    const dialogue = { misses: 0, last: { id: 'returns', times: 2 } };
    expect(outcome(handOff('offer', 'returns'), { dialogue }).dialogue).toEqual({
      misses: 1,
      last: { id: 'returns', times: 3 },
    });
  });

  it('counts misses and choices in a row', () => {
    expect(outcome(handOff('offer'), { dialogue: { misses: 1 } }).dialogue).toEqual({ misses: 2 });
    expect(outcome(handOff('now'), { dialogue: { misses: 1 } }).dialogue).toEqual({ misses: 0 });
    const clarify: Decision = { kind: 'clarify', choices: [], confidence: 0.5, why: '' };
    expect(outcome(clarify, { dialogue: { misses: 0, clarified: 1 } }).dialogue.clarified).toBe(2);
  });

  it('keeps an open question with the wish that it is about', () => {
    const decision: Decision = {
      kind: 'fill-slot',
      action: 'recommend',
      intentId: 'recommend',
      missing: 'consent',
      upset: false,
      why: '',
    };
    const { dialogue } = outcome(decision, {
      understanding: { slots: { category: '羽绒服' }, words: ['羽绒服'] },
    });
    expect(dialogue).toMatchObject({
      pending: { action: 'recommend', intentId: 'recommend', missing: 'consent' },
      wish: { category: '羽绒服' },
    });
  });

  it('keeps everything beside a message without words, and beside silence', () => {
    const dialogue: Dialogue = {
      misses: 1,
      pending: { action: 'points', intentId: 'points', missing: 'login' },
    };
    const wordless: Decision = { kind: 'fill-slot', missing: 'question', upset: false, why: '' };
    expect(outcome(wordless, { dialogue }).dialogue).toEqual(dialogue);
    expect(outcome({ kind: 'stay-silent', why: '' }, { dialogue }).dialogue).toEqual(dialogue);
  });

  it('remembers at most 40 shown products, newest last, and the wish while suggesting goes on', () => {
    const shownProducts = Array.from({ length: 39 }, (_, index) => `old${index}`);
    const evidence = { suggestion: { products: [productOf('P1'), productOf('P2')], personal: false } };
    const after = outcome(perform('recommend'), {
      dialogue: { misses: 0, shownProducts },
      evidence,
    }).dialogue;
    expect(after.shownProducts).toHaveLength(40);
    expect(after.shownProducts?.slice(-2)).toEqual(['P1', 'P2']);
    expect(after.wish).toBeDefined();
    expect(outcome(perform('points'), { dialogue: after }).dialogue.wish).toBeUndefined();
  });
});

describe('what a turn writes', () => {
  it('calls a person with reason and priority, or only offers one', () => {
    expect(outcome(handOff('now'), { understanding: { mood: { angry: 1, negative: 1 } } }).handOff).toEqual({
      reason: 'complaint',
      priority: 80,
    });
    expect(outcome(handOff('offer')).handOff).toBeUndefined();
    expect(outcome(answer).handOff).toBeUndefined();
  });

  it('stores the consent that was answered and the offer that was shown', async () => {
    const evidence = {
      consents: [{ purpose: 'personalization' as const, granted: true }],
      offer: offerCandidate,
    };
    const decision: Decision = {
      kind: 'perform',
      action: 'offer-coupon',
      intentId: 'coupon',
      upset: false,
      why: '',
    };
    const { alsoStore, stored } = outcome(decision, { evidence, consentAnswer: true });
    expect(alsoStore).toHaveLength(2);
    for (const step of alsoStore) await step({} as never);
    expect(stored).toEqual(['consent true', offerCandidate.offerId]);
  });

  it('traces what was understood, why, and what was missing', () => {
    const { trace, confidence } = outcome(answer, {
      evidence: { match: matchOf([['entry:returns', 0.9]]), missing: { orders: 'too late' } },
    });
    expect(trace).toMatchObject({
      text: '怎么退货\n急',
      decision: 'answer',
      why: 'sure; orders missing: too late',
      mood: { angry: 0, negative: 0 },
      milliseconds: { understand: 1 },
    });
    expect(confidence).toBe(0.9);
  });
});

describe('after a failure', () => {
  it('a person is called, with the reason in the trace and not in the words', () => {
    const result = afterFailure(turn, new Error('disk full'), 'present');
    expect(result.handOff).toMatchObject({ reason: 'failure' });
    expect(result.messages).toHaveLength(1);
    expect(result.messages[0]?.text).not.toContain('disk');
    expect(result.trace).toMatchObject({ decision: 'hand-off', why: 'disk full' });
  });

  it.each(['queued', 'human', 'closed'] as const)('nothing is said while the conversation is %s', (state) => {
    const result = afterFailure({ ...turn, state }, new Error('x'), 'present');
    expect(result.messages).toEqual([]);
    expect(result.handOff).toBeUndefined();
  });
});

describe('the answer to the question for consent', () => {
  const asked: Dialogue = {
    misses: 0,
    pending: { action: 'recommend', intentId: 'recommend', missing: 'consent' },
  };
  it('is a tap at any time, and words only after the question', () => {
    expect(consentAnswerOf({ misses: 0 }, { kind: 'consent', granted: true }, {})).toBe(true);
    expect(consentAnswerOf(asked, undefined, { confirmation: 'yes' })).toBe(true);
    expect(consentAnswerOf(asked, undefined, { confirmation: 'no' })).toBe(false);
    expect(consentAnswerOf(asked, undefined, {})).toBeUndefined();
    expect(consentAnswerOf({ misses: 0 }, undefined, { confirmation: 'yes' })).toBeUndefined();
    expect(consentAnswerOf(asked, { kind: 'human' }, { confirmation: 'yes' })).toBeUndefined();
  });
});
