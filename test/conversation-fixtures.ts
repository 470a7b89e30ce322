import type { CouponItem, OrderItem, ProductItem } from '../src/contract/cards.js';
import type { IntentDefinition } from '../src/contract/intents.js';
import type { OrderChoice, OrderRequest } from '../src/contract/order-actions.js';
import type { MatchTrace, TraceCandidate } from '../src/contract/trace.js';
import type { ComposeInput } from '../src/conversation/compose.js';
import type { DecideInput } from '../src/conversation/decide.js';
import { type Decision, freshDialogue } from '../src/conversation/decision.js';
import type {
  CustomerFacts,
  Knowledge,
  OfferCandidate,
  Understanding,
} from '../src/conversation/evidence.js';
import { defaultPolicy } from '../src/conversation/policy.js';

const base = { examples: ['x'], slots: [] };

/** One intent of every action, and one that leads to an entry. */
export const intents: IntentDefinition[] = [
  { id: 'hello', name: '打招呼', ...base, action: 'reply', reply: ['您好', '在的'] },
  { id: 'return-request', name: '我要退货', ...base, action: 'answer', entry: 'returns' },
  { id: 'gone', name: '没有答案的', ...base, action: 'answer', entry: 'unpublished' },
  { id: 'urge', name: '催发货', ...base, action: 'hand-off', reason: 'order-change' },
  {
    id: 'modify-order',
    name: '改商品',
    examples: ['x'],
    slots: [
      { name: 'orderNumber', required: true, prompt: '是哪一笔订单呢？' },
      { name: 'reason', required: false, prompt: '想改成什么样？' },
    ],
    action: 'hand-off',
    reason: 'order-change',
  },
  { id: 'cancel-order', name: '取消订单', ...base, action: 'cancel-order' },
  { id: 'exchange-request', name: '我要换货', ...base, action: 'exchange', entry: 'returns' },
  { id: 'refund-progress', name: '查申请', ...base, action: 'request-status' },
  { id: 'cancel-return', name: '撤销申请', ...base, action: 'withdraw-request' },
  { id: 'complain', name: '投诉', ...base, action: 'hand-off', reason: 'complaint' },
  { id: 'order-status', name: '查订单', ...base, action: 'order-status' },
  {
    id: 'order-by-number',
    name: '按订单号查',
    examples: ['x'],
    slots: [{ name: 'orderNumber', required: true, prompt: '是哪一笔订单呢？' }],
    action: 'order-status',
  },
  { id: 'order-list', name: '我的订单', ...base, action: 'order-list' },
  { id: 'recommend', name: '推荐商品', ...base, action: 'recommend' },
  { id: 'gift', name: '挑礼物', ...base, action: 'recommend' },
  { id: 'coupon', name: '领券', ...base, action: 'offer-coupon' },
  { id: 'wallet', name: '我的券', ...base, action: 'wallet' },
  { id: 'settings', name: '个性化设置', ...base, action: 'consent' },
  { id: 'points', name: '我的积分', ...base, action: 'points' },
];

const entries = [
  {
    id: 'returns',
    question: '怎么退货？',
    answer: '七天内都可以退。',
    category: '退换',
    followUps: [{ id: 'freight', question: '运费谁出？' }],
  },
  { id: 'freight', question: '运费谁出？', answer: '满 59 元包邮。', category: '退换', followUps: [] },
];

/** A small shop's knowledge; `match` finds what the test says. */
export function knowledgeOf(match: Knowledge['match'] = async () => matchOf([])): Knowledge {
  return {
    match,
    loaded: async () => {},
    entry: (id) => entries.find((entry) => entry.id === id),
    intent: (id) => intents.find((intent) => intent.id === id),
  };
}

/** What would happen if a candidate is meant, as matching pools them. */
function outcomeOf(name: string): string {
  const intent = knowledgeOf().intent(name.split(':')[1] ?? '');
  if (intent?.action === 'answer') return `entry:${intent.entry}`;
  return intent?.action === 'recommend' ? 'recommend' : name;
}

/** Candidates as `entry:returns` or `intent:coupon` with their probability. */
export function matchOf(found: [string, number][]): MatchTrace {
  const chanceOf = (outcome: string) =>
    found.reduce((sum, [name, score]) => sum + (outcomeOf(name) === outcome ? score : 0), 0);
  const candidates = found.map(([name, score]): TraceCandidate => {
    const [kind, id = ''] = name.split(':');
    const isEntry = kind === 'entry';
    const title = isEntry ? knowledgeOf().entry(id)?.question : knowledgeOf().intent(id)?.name;
    return {
      id,
      kind: isEntry ? 'entry' : 'intent',
      title: title ?? id,
      outcome: outcomeOf(name),
      outcomeChance: chanceOf(outcomeOf(name)),
      score,
      features: {},
      soundHits: [],
    };
  });
  const confidence = candidates[0]?.outcomeChance ?? 0;
  return {
    normalized: 'x',
    words: ['x'],
    synonyms: [],
    stopWords: [],
    lexicalOnly: true,
    stage: 'full',
    vector: 'none',
    candidates,
    confidence,
    bars: { answer: 0.8, clarify: 0.4 },
    band: confidence >= 0.8 ? 'answer' : confidence >= 0.4 ? 'clarify' : 'hand-off',
    milliseconds: { normalize: 0, recall: 0, rank: 0, total: 0 },
  };
}

export function understandingOf(changes: Partial<Understanding> = {}): Understanding {
  return {
    text: '怎么退货',
    normalized: '怎么退货',
    words: ['怎么', '退货'],
    mood: { angry: 0, negative: 0 },
    slots: {},
    asksForHuman: false,
    ...changes,
  };
}

export const visitor = { visitorId: '00000000-0000-7000-8000-000000000001' };
export const customer = { ...visitor, customerId: '00000000-0000-7000-8000-0000000000c1', tier: 'gold' };
export const annoyed = { angry: 0.5, negative: 0.6 };
export const granted = [{ purpose: 'personalization' as const, granted: true }];
export const declined = [{ purpose: 'personalization' as const, granted: false }];
export const neverAsked = [{ purpose: 'personalization' as const }];

export function decideInputOf(changes: Partial<DecideInput> = {}): DecideInput {
  return {
    state: 'bot',
    person: customer,
    dialogue: freshDialogue,
    understanding: understandingOf(),
    evidence: { missing: {} },
    knowledge: knowledgeOf(),
    policy: defaultPolicy,
    newRequestId: '00000000-0000-7000-8000-0000000000aa',
    ...changes,
  };
}

export function composeInputOf(changes: Partial<ComposeInput> = {}): ComposeInput {
  return {
    evidence: { missing: {} },
    understanding: understandingOf(),
    knowledge: knowledgeOf(),
    dialogue: freshDialogue,
    staffing: 'present',
    random: () => 0,
    timeZone: 'Asia/Shanghai',
    now: new Date('2026-11-20T02:00:00.000Z'),
    ...changes,
  };
}

export function orderOf(orderId: string, status: OrderItem['status'] = 'shipped'): OrderItem {
  return {
    orderId,
    status,
    statusText: '已发货',
    createdAt: '2026-11-01T02:00:00.000Z',
    total: { amountMinor: 9900, currency: 'CNY' },
    lines: [{ title: `${orderId} 的商品`, quantity: 1, unitPrice: { amountMinor: 9900, currency: 'CNY' } }],
    tracking: [{ at: '2026-11-02T02:00:00.000Z', text: '快件已到武汉' }],
  };
}

export function choiceOf(orderId: string, verdict: Partial<OrderChoice['verdict']> = {}): OrderChoice {
  const allowed = { allowed: true, summary: `取消 ${orderId}`, missing: [], ...verdict };
  return { order: orderOf(orderId), verdict: allowed as OrderChoice['verdict'] };
}

export function requestOf(id: string, changes: Partial<OrderRequest> = {}): OrderRequest {
  return {
    id,
    action: 'cancel-order',
    orderId: 'QH1',
    state: 'submitted',
    stateText: '我们正在处理。',
    summary: `取消 ${id}`,
    details: {},
    createdAt: '2026-11-02T02:00:00.000Z',
    ...changes,
  };
}

export function productOf(productId: string): ProductItem {
  return { productId, title: productId, price: { amountMinor: 4900, currency: 'CNY' }, inStock: true };
}

export function couponOf(changes: Partial<CouponItem> = {}): CouponItem {
  return {
    couponId: 'c',
    title: '满199减20',
    headline: '¥20',
    conditions: '满 199 元可用',
    validUntil: '2026-12-31T15:59:59.000Z',
    state: 'claimed',
    ...changes,
  };
}

export const offerCandidate: OfferCandidate = {
  offerId: '00000000-0000-7000-8000-0000000000f1',
  couponRowId: '00000000-0000-7000-8000-0000000000f2',
  propensity: 1,
  coupon: couponOf({ offerId: '00000000-0000-7000-8000-0000000000f1', state: 'offered' }),
};

/** Facts of a customer who has a bit of everything; `asked` lists what was asked for. */
export function factsOf(changes: Partial<CustomerFacts> = {}): { facts: CustomerFacts; asked: string[] } {
  const asked: string[] = [];
  const facts: CustomerFacts = {
    consents: async () => neverAsked,
    orders: async () => [orderOf('QH1')],
    points: async () => ({ tierText: '金卡会员', points: 320 }),
    suggest: async ({ personal }) => ({ products: [productOf('P1'), productOf('P2')], personal }),
    compare: async () => ({ products: [productOf('P1'), productOf('P2')], rows: [] }),
    offer: async () => ({ offer: offerCandidate, heldOut: [], trace: { considered: [] } }),
    offerReason: async () => undefined,
    wallet: async () => [couponOf()],
    orderChoices: async () => [choiceOf('QH1'), choiceOf('QH2')],
    orderRequests: async () => [],
    ownData: async () => ({ facts: [{ name: '会员等级', value: '金卡会员' }], graceDays: 7 }),
    ...changes,
  };
  const noting = <Args extends unknown[], Out>(name: string, read: (...args: Args) => Out) => {
    return (...args: Args): Out => {
      asked.push(name);
      return read(...args);
    };
  };
  return {
    asked,
    facts: {
      consents: noting('consents', facts.consents),
      orders: noting('orders', facts.orders),
      points: noting('points', facts.points),
      suggest: noting('suggest', facts.suggest),
      compare: noting('compare', facts.compare),
      offer: noting('offer', facts.offer),
      offerReason: noting('offerReason', facts.offerReason),
      wallet: noting('wallet', facts.wallet),
      orderChoices: noting('orderChoices', facts.orderChoices),
      orderRequests: noting('orderRequests', facts.orderRequests),
      ownData: noting('ownData', facts.ownData),
    },
  };
}

/** A sure answer from an entry. */
export const sureAnswer: Decision = {
  kind: 'answer',
  from: 'entry',
  id: 'returns',
  confidence: 0.9,
  repeated: false,
  upset: false,
  why: 'sure',
};

/** A complaint that goes to a person, or is offered one. */
export const complaintHandOff = (mode: 'now' | 'offer', unhelpful?: string): Decision => ({
  kind: 'hand-off',
  mode,
  reason: 'complaint',
  upset: true,
  why: 'angry',
  ...(unhelpful ? { unhelpful } : {}),
});
