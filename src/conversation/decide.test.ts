import { describe, expect, it } from 'vitest';
import {
  annoyed,
  customer,
  decideInputOf,
  declined,
  granted,
  matchOf,
  neverAsked,
  understandingOf,
  visitor,
} from '../../test/conversation-fixtures.js';
import type { ConsentState } from '../contract/http.js';
import { decide } from './decide.js';
import type { Decision, Dialogue } from './decision.js';
import type { Person, Understanding } from './evidence.js';

/** The decision for a match, with whatever else matters. */
function given(
  found: [string, number][],
  {
    person = customer,
    consents,
    dialogue = { misses: 0 },
    ...understanding
  }: Partial<Understanding> & { person?: Person; consents?: ConsentState[]; dialogue?: Dialogue } = {},
): Decision {
  return decide(
    decideInputOf({
      person,
      dialogue,
      understanding: understandingOf(understanding),
      evidence: { match: matchOf(found), missing: {}, ...(consents ? { consents } : {}) },
    }),
  );
}

describe('who has the word', () => {
  it.each(['queued', 'human', 'closed'] as const)('says nothing while the conversation is %s', (state) => {
    const decision = decide(
      decideInputOf({
        state,
        understanding: understandingOf({ asksForHuman: true }),
        command: { kind: 'human' },
      }),
    );
    expect(decision.kind).toBe('stay-silent');
  });

  it('hands off at once when asked, in words or by a tap', () => {
    const asked = { kind: 'hand-off', mode: 'now', reason: 'requested' };
    expect(given([['entry:returns', 0.99]], { asksForHuman: true })).toMatchObject(asked);
    expect(decide(decideInputOf({ command: { kind: 'human' } }))).toMatchObject(asked);
  });

  it('answers a tapped question although its title speaks of a person', () => {
    const decision = decide(
      decideInputOf({
        command: { kind: 'entry', id: 'returns' },
        understanding: understandingOf({ asksForHuman: true }),
      }),
    );
    expect(decision).toMatchObject({ kind: 'answer', id: 'returns' });
  });

  it('hands an angry shopper over, whatever was matched', () => {
    expect(given([['intent:coupon', 0.99]], { mood: { angry: 0.8, negative: 0.8 } })).toMatchObject({
      kind: 'hand-off',
      mode: 'now',
      reason: 'complaint',
      upset: true,
    });
  });
});

describe('a tapped order', () => {
  const command = { kind: 'order' as const, orderNumber: 'QH1' };
  it('is looked up for a customer, and for nobody else', () => {
    expect(decide(decideInputOf({ command }))).toMatchObject({ kind: 'perform', action: 'order-status' });
    expect(decide(decideInputOf({ command, person: visitor }))).toMatchObject({
      kind: 'hand-off',
      mode: 'offer',
    });
  });
});

describe('what was matched', () => {
  it('answers with an entry above the bar', () => {
    expect(given([['entry:returns', 0.9]])).toMatchObject({ kind: 'answer', from: 'entry', id: 'returns' });
  });

  it('answers with the entry of an intent, and offers a person when that is not published', () => {
    expect(given([['intent:return-request', 0.9]])).toMatchObject({ from: 'entry', id: 'returns' });
    expect(given([['intent:gone', 0.9]])).toMatchObject({ kind: 'hand-off', mode: 'offer', reason: 'other' });
  });

  it('answers small talk', () => {
    expect(given([['intent:hello', 0.9]])).toMatchObject({ from: 'intent', id: 'hello', repeated: false });
  });

  it('hands off what only a person can do, with its reason', () => {
    const now = { kind: 'hand-off', mode: 'now' };
    expect(given([['intent:urge', 0.9]])).toMatchObject({
      ...now,
      reason: 'order-change',
      upset: false,
    });
    expect(given([['intent:complain', 0.9]])).toMatchObject({ ...now, reason: 'complaint', upset: true });
  });

  it('adds up candidates that come to the same', () => {
    const found: [string, number][] = [
      ['intent:return-request', 0.45],
      ['entry:returns', 0.44],
    ];
    expect(given(found)).toMatchObject({ kind: 'answer', id: 'returns' });
  });

  it('clarifies between the bars, never with two choices of the same meaning, never with small talk', () => {
    const decision = given([
      ['entry:returns', 0.45],
      ['intent:return-request', 0.1],
      ['intent:hello', 0.1],
      ['intent:recommend', 0.09],
      ['intent:gift', 0.08],
      ['entry:freight', 0.07],
    ]);
    expect(decision).toMatchObject({ kind: 'clarify' });
    expect(decision.kind === 'clarify' && decision.choices.map(({ payload }) => payload)).toEqual([
      'entry:returns',
      'intent:recommend',
      'entry:freight',
    ]);
  });

  it('offers a person when small talk is all there is to choose from', () => {
    expect(given([['intent:hello', 0.5]])).toMatchObject({ kind: 'hand-off', mode: 'offer' });
  });

  it('offers a person below the bars, and calls one at the second miss in a row', () => {
    expect(given([['entry:returns', 0.1]])).toMatchObject({ mode: 'offer', reason: 'not-understood' });
    expect(given([['entry:returns', 0.1]], { dialogue: { misses: 1 } })).toMatchObject({ mode: 'now' });
    expect(given([])).toMatchObject({ kind: 'hand-off', mode: 'offer' });
    expect(decide(decideInputOf())).toMatchObject({
      kind: 'hand-off',
      why: expect.stringContaining('nothing was matched'),
    });
  });
});

describe('what must be known first', () => {
  it.each([
    'order-status',
    'order-list',
    'wallet',
    'points',
    'coupon',
  ])('asks a visitor to sign in for %s', (id) => {
    expect(given([[`intent:${id}`, 0.9]], { person: visitor, consents: neverAsked })).toMatchObject({
      kind: 'fill-slot',
      missing: 'login',
    });
  });

  it('suggests to a visitor without asking anything', () => {
    expect(given([['intent:recommend', 0.9]], { person: visitor, consents: neverAsked })).toMatchObject({
      kind: 'perform',
      action: 'recommend',
    });
  });

  it.each(['recommend', 'coupon'])('asks a customer for consent before %s, once', (id) => {
    const found: [string, number][] = [[`intent:${id}`, 0.9]];
    expect(given(found, { consents: neverAsked })).toMatchObject({ kind: 'fill-slot', missing: 'consent' });
    expect(given(found, { consents: granted })).toMatchObject({ kind: 'perform' });
    expect(given(found, { consents: declined })).toMatchObject({ kind: 'perform' });
  });

  it('does not ask for consent when the ledger could not be read', () => {
    expect(given([['intent:recommend', 0.9]])).toMatchObject({ kind: 'perform' });
  });

  it('asks nobody for consent to see or change the setting, or for own orders, coupons and points', () => {
    for (const id of ['settings', 'order-status', 'order-list', 'wallet', 'points'])
      expect(given([[`intent:${id}`, 0.9]], { consents: neverAsked })).toMatchObject({ kind: 'perform' });
    expect(given([['intent:settings', 0.9]], { person: visitor })).toMatchObject({ kind: 'perform' });
  });

  it('asks for a required slot', () => {
    expect(given([['intent:order-by-number', 0.9]])).toMatchObject({
      kind: 'fill-slot',
      missing: 'orderNumber',
    });
    expect(given([['intent:order-by-number', 0.9]], { slots: { orderNumber: 'QH1' } })).toMatchObject({
      kind: 'perform',
    });
  });
});

describe('an open question of the bot', () => {
  const pending = (intentId: string, missing: 'consent' | 'login' | 'orderNumber'): Dialogue => ({
    misses: 0,
    pending: { action: intentId === 'coupon' ? 'offer-coupon' : 'order-status', intentId, missing },
  });

  it.each([true, false])('goes on after a tapped answer to the question for consent (%s)', (yes) => {
    const decision = decide(
      decideInputOf({
        dialogue: pending('coupon', 'consent'),
        command: { kind: 'consent', granted: yes },
        evidence: { missing: {}, consents: yes ? granted : declined },
      }),
    );
    expect(decision).toMatchObject({ kind: 'perform', action: 'offer-coupon' });
  });

  it('goes on after an answer in words, and treats anything else as a new question', () => {
    const dialogue = pending('coupon', 'consent');
    expect(given([], { dialogue, confirmation: 'yes', consents: granted })).toMatchObject({
      kind: 'perform',
    });
    expect(given([['entry:returns', 0.9]], { dialogue })).toMatchObject({ kind: 'answer', id: 'returns' });
  });

  it('confirms a consent that was changed without a question', () => {
    expect(decide(decideInputOf({ command: { kind: 'consent', granted: false } }))).toMatchObject({
      kind: 'perform',
      action: 'consent',
    });
  });

  it('goes on after signing in, unless something else is asked', () => {
    const dialogue = pending('order-status', 'login');
    expect(given([['intent:hello', 0.9]], { dialogue })).toMatchObject({
      kind: 'perform',
      action: 'order-status',
    });
    expect(given([['entry:returns', 0.9]], { dialogue })).toMatchObject({ kind: 'answer', id: 'returns' });
    expect(given([], { dialogue, person: visitor })).toMatchObject({ kind: 'hand-off' });
  });

  it('takes the slot that was asked for', () => {
    const dialogue = pending('order-by-number', 'orderNumber');
    expect(given([], { dialogue, slots: { orderNumber: 'QH2026110300127' } })).toMatchObject({
      kind: 'perform',
    });
  });

  it('asks for what is still missing after one gap was filled', () => {
    const dialogue: Dialogue = {
      misses: 0,
      pending: { action: 'order-status', intentId: 'order-by-number', missing: 'login' },
    };
    expect(given([], { dialogue })).toMatchObject({ kind: 'fill-slot', missing: 'orderNumber' });
  });
});

describe('an annoyed shopper', () => {
  it('gets the answer, marked as upset', () => {
    expect(given([['entry:returns', 0.9]], { mood: annoyed })).toMatchObject({ kind: 'answer', upset: true });
  });

  it('gets no offer and no question for consent, but a person offered', () => {
    for (const consents of [granted, neverAsked, declined])
      expect(given([['intent:coupon', 0.9]], { mood: annoyed, consents })).toMatchObject({
        kind: 'hand-off',
        mode: 'offer',
        upset: true,
      });
  });

  it('gets products that were asked for', () => {
    expect(given([['intent:recommend', 0.9]], { mood: annoyed, consents: neverAsked })).toMatchObject({
      kind: 'perform',
      upset: true,
    });
  });
});

describe('repetition', () => {
  const saidBefore = (times: number): Dialogue => ({ misses: 0, last: { id: 'returns', times } });

  it('marks the second time, offers a person at the third, calls one at the fourth', () => {
    expect(given([['entry:returns', 0.9]], { dialogue: saidBefore(1) })).toMatchObject({ repeated: true });
    expect(given([['intent:return-request', 0.9]], { dialogue: saidBefore(2) })).toMatchObject({
      kind: 'hand-off',
      mode: 'offer',
      unhelpful: 'returns',
    });
    expect(given([['entry:returns', 0.9]], { dialogue: saidBefore(3) })).toMatchObject({ mode: 'now' });
  });

  it('counts anew for another answer', () => {
    expect(given([['entry:freight', 0.9]], { dialogue: saidBefore(2) })).toMatchObject({ repeated: false });
  });

  it('lets small talk repeat, with the way to a person from the third time on', () => {
    const dialogue: Dialogue = { misses: 0, last: { id: 'hello', times: 2 } };
    expect(given([['intent:hello', 0.9]], { dialogue })).toMatchObject({ kind: 'answer', repeated: true });
  });

  it('stops offering choices that nobody takes', () => {
    const found: [string, number][] = [['entry:returns', 0.5]];
    expect(given(found, { dialogue: { misses: 0, clarified: 1 } })).toMatchObject({ kind: 'clarify' });
    expect(given(found, { dialogue: { misses: 0, clarified: 2 } })).toMatchObject({
      kind: 'hand-off',
      mode: 'offer',
    });
  });
});

describe('a message without words', () => {
  it.each(['', '?', '。', '~ !'])('asks to say more: "%s"', (normalized) => {
    expect(given([], { normalized })).toMatchObject({ kind: 'fill-slot', missing: 'question' });
  });

  it('still lets anger through', () => {
    expect(given([], { normalized: '', mood: { angry: 0.9, negative: 0 } })).toMatchObject({
      kind: 'hand-off',
    });
  });
});
