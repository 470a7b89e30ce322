import { describe, expect, it } from 'vitest';
import {
  composeInputOf,
  couponOf,
  declined,
  granted,
  offerCandidate,
  orderOf,
  productOf,
  understandingOf,
} from '../../test/conversation-fixtures.js';
import type { PerformedAction } from '../contract/intents.js';
import { type ComposeInput, compose } from './compose.js';
import { type Decision, handOffReply } from './decision.js';
import type { Evidence } from './evidence.js';
import { phrases } from './phrases.js';

const toPerson = expect.objectContaining({ payload: handOffReply.payload });

function said(decision: Decision, changes: Partial<ComposeInput> = {}) {
  return compose(decision, composeInputOf(changes)).messages;
}

function performed(
  action: PerformedAction,
  evidence: Omit<Evidence, 'missing'>,
  changes: Partial<ComposeInput> & { upset?: boolean } = {},
) {
  const { upset = false, ...input } = changes;
  const decision: Decision = { kind: 'perform', action, intentId: action, upset, why: '' };
  return compose(decision, composeInputOf({ ...input, evidence: { missing: {}, ...evidence } }));
}

const answer = (changes: Partial<Extract<Decision, { from: 'entry' | 'intent' }>> = {}): Decision => ({
  kind: 'answer',
  from: 'entry',
  id: 'returns',
  confidence: 0.9,
  repeated: false,
  upset: false,
  why: '',
  ...changes,
});

describe('an answer', () => {
  it('is the entry with its source and what people ask next', () => {
    expect(said(answer())).toEqual([
      {
        type: 'text',
        text: '七天内都可以退。',
        source: { entryId: 'returns', title: '怎么退货？' },
        quickReplies: [{ label: '运费谁出？', payload: 'entry:freight' }],
      },
    ]);
  });

  it('shows the way to a person when it is repeated, and once only when upset as well', () => {
    expect(said(answer({ repeated: true }))[0]?.quickReplies).toContainEqual({
      ...handOffReply,
      label: phrases.stillNotSolved,
    });
    const both = said(answer({ repeated: true, upset: true }))[0]?.quickReplies ?? [];
    expect(both.filter(({ payload }) => payload === handOffReply.payload)).toHaveLength(1);
  });

  it('is one of the wordings of small talk', () => {
    const small = answer({ from: 'intent', id: 'hello' });
    expect(said(small, { random: () => 0 })[0]?.text).toBe('您好');
    expect(said(small, { random: () => 0.99 })[0]?.text).toBe('在的');
  });

  it('offers a person when the entry has just been unpublished', () => {
    expect(said(answer({ id: 'no' }))[0]).toMatchObject({
      text: phrases.notUnderstood,
      quickReplies: [toPerson],
    });
  });
});

describe('the way to a person beside what is said to somebody upset', () => {
  const cases: [string, Decision][] = [
    ['an answer', answer({ upset: true })],
    ['small talk', answer({ from: 'intent', id: 'hello', upset: true })],
    ['an action', { kind: 'perform', action: 'order-list', intentId: 'x', upset: true, why: '' }],
    [
      'a question for a slot',
      {
        kind: 'fill-slot',
        action: 'order-status',
        intentId: 'order-by-number',
        missing: 'orderNumber',
        upset: true,
        why: '',
      },
    ],
    ['a message without words', { kind: 'fill-slot', missing: 'question', upset: true, why: '' }],
    [
      'choices',
      {
        kind: 'clarify',
        choices: [{ payload: 'entry:returns', title: '怎么退货？' }],
        confidence: 0.5,
        why: '',
      },
    ],
    ['an offer of a person', { kind: 'hand-off', mode: 'offer', reason: 'other', upset: true, why: '' }],
  ];
  it.each(cases)('%s', (_, decision) => {
    const evidence = { missing: {}, orders: [orderOf('QH1'), orderOf('QH2')] };
    expect(said(decision, { evidence }).at(-1)?.quickReplies).toContainEqual(toPerson);
  });

  it('is not there when all is calm', () => {
    expect(said(answer({ id: 'freight' }))[0]?.quickReplies).toBeUndefined();
  });
});

describe('choices', () => {
  it('end with a person, and a single one is asked as such', () => {
    const choices = [
      { payload: 'entry:returns', title: '怎么退货？' },
      { payload: 'entry:freight', title: '一个非常非常长的问题标题，长到按钮上放不下，所以要在后面截断掉' },
    ];
    const [both] = said({ kind: 'clarify', choices, confidence: 0.5, why: '' });
    expect(both?.text).toBe(phrases.clarify);
    expect(both?.quickReplies?.at(-1)).toEqual({ label: phrases.noneOfThese, payload: 'command:human' });
    expect(Array.from(both?.quickReplies?.[1]?.label ?? '')).toHaveLength(24);
    expect(said({ kind: 'clarify', choices: choices.slice(0, 1), confidence: 0.5, why: '' })[0]?.text).toBe(
      phrases.clarifyOne,
    );
  });
});

describe('a question of the bot', () => {
  it.each([
    ['recommend', phrases.consentForSuggestion],
    ['offer-coupon', phrases.consentForCoupon],
  ] as const)('for consent before %s has a yes and a no', (action, text) => {
    const [question] = said({
      kind: 'fill-slot',
      action,
      intentId: 'x',
      missing: 'consent',
      upset: false,
      why: '',
    });
    expect(question).toMatchObject({
      text,
      quickReplies: [{ payload: 'command:consent:yes' }, { payload: 'command:consent:no' }],
    });
  });

  it('uses the words of the intent for a slot', () => {
    const ask = (intentId: string) =>
      said({
        kind: 'fill-slot',
        action: 'order-status',
        intentId,
        missing: 'orderNumber',
        upset: false,
        why: '',
      })[0]?.text;
    expect(ask('order-by-number')).toBe('是哪一笔订单呢？');
    expect(ask('no')).toBe(phrases.tellMeMore);
  });
});

describe('orders', () => {
  const orders = [orderOf('QH3', 'completed'), orderOf('QH2'), orderOf('QH1', 'completed'), orderOf('QH0')];

  it('shows the one under way, and others to tap', () => {
    const { messages } = performed('order-status', { orders });
    expect(messages[1]).toMatchObject({ card: { kind: 'order', order: { orderId: 'QH2' } } });
    expect(messages[1]?.quickReplies?.map(({ payload }) => payload)).toEqual([
      'order:QH3',
      'order:QH1',
      'order:QH0',
    ]);
  });

  it('shows the one that was asked for, and refuses one that is not the customer’s', () => {
    const asked = (orderNumber: string) =>
      performed('order-status', { orders }, { understanding: understandingOf({ slots: { orderNumber } }) })
        .messages;
    const tapped = performed('order-status', { orders }, { command: { kind: 'order', orderNumber: 'QH3' } });
    expect(tapped.messages[1]).toMatchObject({ card: { order: { orderId: 'QH3' } } });
    expect(asked('qh1')[1]).toMatchObject({ card: { order: { orderId: 'QH1' } } });
    expect(asked('QH999')).toEqual([
      expect.objectContaining({ text: phrases.orderNotFound, quickReplies: expect.any(Array) }),
    ]);
  });

  it('says how many it shows', () => {
    const { messages } = performed('order-list', { orders });
    expect(messages[0]?.text).toBe(phrases.recentOrders(3));
    expect(messages).toHaveLength(4);
  });

  it.each(['order-status', 'order-list'] as const)('%s: none, and not looked up', (action) => {
    expect(performed(action, { orders: [] }).messages[0]?.text).toBe(phrases.noOrders);
    expect(performed(action, {}).messages[0]).toMatchObject({
      text: phrases.lookUpFailed,
      quickReplies: [toPerson],
    });
  });
});

describe('suggestions', () => {
  const products = [productOf('P1'), productOf('P2')];

  it('says truly how they were found', () => {
    const about = (personal: boolean, changes: Partial<ComposeInput> = {}) =>
      performed('recommend', { suggestion: { products, personal } }, changes).messages[0]?.text;
    expect(about(true)).toBe(phrases.personalSuggestion);
    expect(about(false)).toBe(phrases.plainSuggestion);
    expect(about(false, { consentAnswer: false })).toBe(phrases.plainSuggestionDeclined);
    const understanding = understandingOf({ slots: { category: '羽绒服' } });
    expect(about(false, { understanding })).toBe(phrases.suggestionAsAsked);
  });

  it('is one card for one, a list for more, and carries the offer that was found', () => {
    const one = performed('recommend', { suggestion: { products: products.slice(0, 1), personal: false } });
    expect(one.messages[1]).toMatchObject({ card: { kind: 'product' } });
    const more = performed('recommend', { suggestion: { products, personal: true }, offer: offerCandidate });
    expect(more.messages.map(({ card }) => card?.kind)).toEqual([undefined, 'productList', 'coupon']);
    expect(more.offer).toBe(offerCandidate);
  });

  it('says so when there is nothing, or nothing more', () => {
    const none = { suggestion: { products: [], personal: false } };
    expect(performed('recommend', none).messages[0]?.text).toBe(phrases.nothingToSuggest);
    const dialogue = { misses: 0, wish: { category: '羽绒服', words: [] } };
    expect(performed('recommend', none, { dialogue }).messages[0]?.text).toBe(phrases.nothingElseToSuggest);
    expect(performed('recommend', {}).messages[0]?.text).toBe(phrases.lookUpFailed);
  });
});

describe('coupons', () => {
  it('offers the one that was found, and stores the offer with it', () => {
    const { messages, offer } = performed('offer-coupon', { consents: granted, offer: offerCandidate });
    expect(messages[1]).toMatchObject({ card: { kind: 'coupon', coupon: { state: 'offered' } } });
    expect(offer).toBe(offerCandidate);
  });

  it('shows no offer without consent, even if there were one', () => {
    const { messages, offer } = performed('offer-coupon', { consents: declined, offer: offerCandidate });
    expect(messages.map(({ text }) => text)).toEqual([phrases.noOfferWithoutConsent]);
    expect(offer).toBeUndefined();
  });

  it('names those held already, or says that there is none, or that it could not look', () => {
    const text = (evidence: Omit<Evidence, 'missing'>) =>
      performed('offer-coupon', evidence).messages[0]?.text;
    expect(text({ consents: granted, wallet: [couponOf()] })).toBe(phrases.onlyHeldCoupons(1));
    expect(text({ consents: granted, wallet: [couponOf({ state: 'redeemed' })] })).toBe(phrases.noCouponNow);
    expect(text({})).toBe(phrases.lookUpFailed);
  });

  it('shows the wallet', () => {
    const seven = Array.from({ length: 7 }, () => couponOf());
    expect(performed('wallet', { wallet: [couponOf()] }).messages[0]?.text).toBe(phrases.wallet(1));
    expect(performed('wallet', { wallet: seven }).messages[0]?.text).toBe(phrases.walletNearest(7, 5));
    expect(performed('wallet', { wallet: seven }).messages).toHaveLength(6);
    expect(performed('wallet', { wallet: [] }).messages[0]?.text).toBe(phrases.emptyWallet);
    expect(performed('wallet', {}).messages[0]?.text).toBe(phrases.lookUpFailed);
  });
});

describe('consent and points', () => {
  it('shows the setting with its switch, and confirms a change', () => {
    expect(performed('consent', { consents: granted }).messages[0]).toMatchObject({
      text: phrases.consentIsOn,
      quickReplies: [{ payload: 'command:consent:no' }],
    });
    expect(performed('consent', { consents: [] }).messages[0]).toMatchObject({
      text: phrases.consentIsOff,
      quickReplies: [{ payload: 'command:consent:yes' }],
    });
    expect(performed('consent', { consents: declined }, { consentAnswer: false }).messages[0]?.text).toBe(
      phrases.consentDeclined,
    );
    expect(performed('consent', { consents: granted }, { consentAnswer: true }).messages[0]?.text).toBe(
      phrases.consentThanks,
    );
  });

  it('says tier, points and their worth', () => {
    const { messages } = performed('points', { points: { tierText: '金卡会员', points: 320 } });
    expect(messages[0]?.text).toBe('您现在是金卡会员，有 320 积分，可以抵 3.20 元。');
    expect(performed('points', {}).messages[0]?.text).toBe(phrases.lookUpFailed);
  });
});

describe('handing over', () => {
  const now: Decision = { kind: 'hand-off', mode: 'now', reason: 'requested', upset: false, why: '' };

  it('promises only what is true: somebody there, nobody just now, out of hours', () => {
    const text = (staffing: ComposeInput['staffing']) => said(now, { staffing })[0]?.text ?? '';
    expect(text('present')).toContain('正在为您转接');
    expect(text('away')).toContain('排上队');
    expect(text('away')).not.toContain('9:00');
    expect(text({ nobody: 'away', promised: '今天 15:05' })).toContain('今天 15:05 前回复您');
    expect(text('closed')).not.toMatch(/\d:\d\d/);
    expect(text({ nobody: 'closed', promised: '明天 10:00' })).toContain('明天 10:00 前回复您');
  });

  it('excuses itself to the upset, and admits that an answer did not help', () => {
    const offer = (changes: object): Decision => ({ ...now, mode: 'offer', ...changes });
    expect(said(offer({ upset: true }))[0]).toMatchObject({
      text: phrases.upsetOffer,
      quickReplies: [toPerson],
    });
    expect(said(offer({ unhelpful: 'returns' }))[0]?.text).toBe(phrases.didNotHelp);
    expect(said(offer({}))[0]?.text).toBe(phrases.notUnderstood);
  });

  it('is followed by silence', () => {
    expect(said({ kind: 'stay-silent', why: '' })).toEqual([]);
  });
});
