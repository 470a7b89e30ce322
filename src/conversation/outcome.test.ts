import { describe, expect, it } from 'vitest';
import {
  sureAnswer as answer,
  customer,
  complaintHandOff as handOff,
  matchOf,
  offerCandidate,
  understandingOf,
} from '../../test/conversation-fixtures.js';
import type { Decision } from './decision.js';
import type { Evidence, OfferCandidate, Understanding } from './evidence.js';
import { afterFailure, outcomeOf } from './outcome.js';
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
    evidence?: Partial<Evidence>;
    understanding?: Partial<Understanding>;
    consentAnswer?: boolean;
    offer?: OfferCandidate;
  } = {},
) {
  const { consentAnswer, offer } = changes;
  const evidence = { missing: {}, ...changes.evidence };
  const understanding = understandingOf(changes.understanding);
  const stored: unknown[] = [];
  const result = outcomeOf(
    turn,
    {
      understanding,
      questions: [{ decision, evidence, understanding }],
      messages: [],
      dialogue: { misses: 0 },
      milliseconds: { understand: 1 },
      ...(consentAnswer !== undefined ? { consentAnswer } : {}),
      ...(offer ? { offer } : {}),
    },
    {
      storeOffer:
        ({ offerId }) =>
        async () =>
          void stored.push(offerId),
      storeHeldOut: (campaignIds) => async () => void stored.push(campaignIds),
      stopMarketing: () => async () => void stored.push('no marketing'),
      storeConsent: (granted) => async () => void stored.push(`consent ${granted}`),
      storeOrderRequest: (request) => async () => void stored.push(request),
      withdrawOrderRequest: (request) => async () => void stored.push(request),
      storeErasure: (request) => async () => void stored.push(request),
      withdrawErasure: (person) => async () => void stored.push(person),
      readOrder: (order) => async () => {
        stored.push(order);
        return undefined;
      },
    },
  );
  return { ...result, stored };
}

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
    const { alsoStore, stored } = outcome(decision, {
      evidence,
      consentAnswer: true,
      offer: offerCandidate,
    });
    expect(alsoStore).toHaveLength(2);
    for (const step of alsoStore) await step({} as never);
    expect(stored).toEqual(['consent true', offerCandidate.offerId]);
  });

  const flow = {
    intentId: 'x',
    action: 'return' as const,
    orderId: 'QH1',
    details: { reason: '不合适', date: '周五' },
  };
  const confirmed = { id: 'r1', summary: '退货', amount: { amountMinor: 9900, currency: 'CNY' } };

  it('stores what was confirmed, once and with what the customer was told', async () => {
    const decision: Decision = {
      kind: 'perform',
      action: 'return',
      intentId: 'x',
      flow,
      confirmed,
      upset: false,
      why: '',
    };
    const { alsoStore, stored } = outcome(decision);
    for (const step of alsoStore) await step({} as never);
    expect(stored).toEqual([
      {
        id: 'r1',
        customerId: customer.customerId,
        conversationId: 'c',
        action: 'return',
        orderId: 'QH1',
        details: { reason: '不合适' },
        amount: confirmed.amount,
      },
    ]);
  });

  it('takes back what was confirmed to be taken back', async () => {
    const taken = { intentId: 'x', action: 'withdraw-request' as const, requestId: 'r9' };
    const { alsoStore, stored } = outcome({
      kind: 'perform',
      action: 'withdraw-request',
      intentId: 'x',
      flow: taken,
      confirmed,
      upset: false,
      why: '',
    });
    for (const step of alsoStore) await step({} as never);
    expect(stored).toEqual([{ customerId: customer.customerId, requestId: 'r9' }]);
  });

  it('changes nothing without a confirmation', () => {
    const decision: Decision = {
      kind: 'perform',
      action: 'return',
      intentId: 'x',
      flow,
      upset: false,
      why: '',
    };
    expect(outcome(decision).alsoStore).toEqual([]);
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
