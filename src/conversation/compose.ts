import type { CouponItem, OrderItem, QuickReply } from '../contract/cards.js';
import type { IntentDefinition } from '../contract/intents.js';
import { type Decision, handOffReply, type MessageDraft } from './decision.js';
import type { Evidence, Knowledge, OfferCandidate, Understanding } from './evidence.js';
import { isGranted } from './gather.js';
import { phrases } from './phrases.js';

export interface Composed {
  messages: MessageDraft[];
  /** The offer that one of the messages shows: stored together with them. */
  offer?: OfferCandidate;
}

export interface ComposeInput {
  evidence: Evidence;
  understanding: Understanding;
  knowledge: Pick<Knowledge, 'entry' | 'intent'>;
  /** For the wording of a hand-off: is anybody there? */
  agentsAvailable: boolean;
  /** Picks one of several wordings of a reply, 0 ≤ n < 1. */
  random: () => number;
}

/** Turns a decision into the messages that the shopper sees. No effects. */
export function compose(decision: Decision, input: ComposeInput): Composed {
  switch (decision.kind) {
    case 'answer':
      return { messages: [answerMessage(decision, input)] };
    case 'clarify':
      return {
        messages: [
          {
            type: 'text',
            text: phrases.clarify,
            quickReplies: [
              ...decision.choices.map(({ title, payload }) => ({ label: shorten(title), payload })),
              { ...handOffReply, label: phrases.noneOfThese },
            ],
          },
        ],
      };
    case 'fill-slot':
      return { messages: [askFor(decision, input)] };
    case 'perform':
      return perform(decision, input);
    case 'hand-off':
      return { messages: [handOffMessage(decision, input.agentsAvailable)] };
    case 'stay-silent':
      return { messages: [] };
  }
}

function answerMessage(
  decision: Extract<Decision, { kind: 'answer' }>,
  { knowledge, random }: ComposeInput,
): MessageDraft {
  const person: QuickReply[] =
    decision.repeated || decision.upset ? [{ ...handOffReply, label: phrases.stillNotSolved }] : [];
  if (decision.from === 'intent') {
    const intent = knowledge.intent(decision.id);
    return withReplies({ type: 'text', text: replyOf(intent, random) }, person);
  }
  const entry = knowledge.entry(decision.id);
  if (!entry) return { type: 'text', text: phrases.notUnderstood, quickReplies: [handOffReply] };
  return withReplies(
    { type: 'text', text: entry.answer, source: { entryId: entry.id, title: entry.question } },
    [
      ...entry.followUps
        .slice(0, 3)
        .map(({ id, question }) => ({ label: shorten(question), payload: `entry:${id}` })),
      ...person,
    ],
  );
}

function replyOf(intent: IntentDefinition | undefined, random: () => number): string {
  if (intent?.action !== 'reply') return phrases.notUnderstood;
  if (typeof intent.reply === 'string') return intent.reply;
  return intent.reply[Math.floor(random() * intent.reply.length)] ?? intent.reply[0] ?? phrases.notUnderstood;
}

function askFor(
  decision: Extract<Decision, { kind: 'fill-slot' }>,
  { knowledge }: ComposeInput,
): MessageDraft {
  if (decision.missing === 'login')
    return { type: 'text', text: phrases.loginFirst, quickReplies: [handOffReply] };
  if (decision.missing === 'consent') {
    return {
      type: 'text',
      text: decision.action === 'offer-coupon' ? phrases.consentForCoupon : phrases.consentForSuggestion,
      quickReplies: [
        { label: phrases.consentYes, payload: 'command:consent:yes' },
        { label: phrases.consentNo, payload: 'command:consent:no' },
      ],
    };
  }
  const slot = knowledge.intent(decision.intentId)?.slots.find(({ name }) => name === decision.missing);
  return { type: 'text', text: slot?.prompt ?? phrases.tellMeMore };
}

function perform(decision: Extract<Decision, { kind: 'perform' }>, input: ComposeInput): Composed {
  const { evidence } = input;
  switch (decision.action) {
    case 'order-status':
      return { messages: orderStatus(evidence.orders, input.understanding.slots.orderNumber) };
    case 'order-list':
      return { messages: orderList(evidence.orders) };
    case 'recommend':
      return suggestion(evidence);
    case 'offer-coupon':
      return couponOffer(evidence);
    case 'wallet':
      return { messages: walletMessages(evidence.wallet) };
    case 'consent':
      return { messages: [consentMessage(evidence)] };
    case 'points':
      return {
        messages: [
          { type: 'text', text: evidence.points ? phrases.points(evidence.points) : phrases.lookUpFailed },
        ],
      };
  }
}

function orderStatus(orders: OrderItem[] | undefined, orderNumber: string | undefined): MessageDraft[] {
  if (!orders) return [lookUpFailed()];
  if (orders.length === 0) return [{ type: 'text', text: phrases.noOrders }];
  const wanted = orderNumber?.toUpperCase();
  const order = wanted
    ? orders.find(({ orderId }) => orderId.toUpperCase().includes(wanted))
    : (orders.find(({ status }) => ['paid', 'shipped'].includes(status)) ?? orders[0]);
  if (!order) return [{ type: 'text', text: phrases.orderNotFound, quickReplies: orderChoices(orders) }];
  const others = orderChoices(orders.filter(({ orderId }) => orderId !== order.orderId));
  return [
    { type: 'text', text: phrases.orderStatus(order) },
    withReplies({ type: 'card', card: { kind: 'order', order } }, wanted ? [] : others.slice(0, 3)),
  ];
}

function orderList(orders: OrderItem[] | undefined): MessageDraft[] {
  if (!orders) return [lookUpFailed()];
  if (orders.length === 0) return [{ type: 'text', text: phrases.noOrders }];
  return [
    { type: 'text', text: phrases.recentOrders(orders.length) },
    ...orders.slice(0, 3).map((order): MessageDraft => ({ type: 'card', card: { kind: 'order', order } })),
  ];
}

function orderChoices(orders: OrderItem[]): QuickReply[] {
  return orders.map(({ orderId, lines }) => ({
    label: shorten(`查 ${lines[0]?.title ?? orderId}`),
    payload: `查订单 ${orderId}`,
  }));
}

function suggestion({ suggestion: found, consents, offer }: Evidence): Composed {
  if (!found) return { messages: [lookUpFailed()] };
  if (found.products.length === 0)
    return { messages: [{ type: 'text', text: phrases.nothingToSuggest, quickReplies: [handOffReply] }] };
  const [first, ...rest] = found.products;
  if (!first) return { messages: [lookUpFailed()] };
  const declined =
    consents?.some(({ purpose, granted }) => purpose === 'personalization' && granted === false) ?? false;
  const messages: MessageDraft[] = [
    {
      type: 'text',
      text: found.personal
        ? phrases.personalSuggestion
        : declined
          ? phrases.plainSuggestionDeclined
          : phrases.plainSuggestion,
    },
    rest.length === 0
      ? { type: 'card', card: { kind: 'product', product: first } }
      : { type: 'card', card: { kind: 'productList', products: [first, ...rest] } },
  ];
  if (!offer) return { messages };
  return { messages: [...messages, { type: 'card', card: { kind: 'coupon', coupon: offer.coupon } }], offer };
}

function couponOffer({ offer, consents, wallet }: Evidence): Composed {
  if (!isGranted(consents)) return { messages: [{ type: 'text', text: phrases.noOfferWithoutConsent }] };
  if (!offer) {
    const held = wallet?.filter(({ state }) => state === 'claimed') ?? [];
    return {
      messages: [
        { type: 'text', text: held.length > 0 ? phrases.onlyHeldCoupons(held.length) : phrases.noCouponNow },
        ...held.slice(0, 3).map(couponMessage),
      ],
    };
  }
  return { messages: [{ type: 'text', text: phrases.couponForYou }, couponMessage(offer.coupon)], offer };
}

function walletMessages(wallet: CouponItem[] | undefined): MessageDraft[] {
  if (!wallet) return [lookUpFailed()];
  const usable = wallet.filter(({ state }) => state === 'claimed');
  if (usable.length === 0) return [{ type: 'text', text: phrases.emptyWallet }];
  return [{ type: 'text', text: phrases.wallet(usable.length) }, ...usable.slice(0, 5).map(couponMessage)];
}

function couponMessage(coupon: CouponItem): MessageDraft {
  return { type: 'card', card: { kind: 'coupon', coupon } };
}

function consentMessage({ consents }: Evidence): MessageDraft {
  const granted = isGranted(consents);
  return {
    type: 'text',
    text: granted ? phrases.consentIsOn : phrases.consentIsOff,
    quickReplies: granted
      ? [{ label: phrases.switchOff, payload: 'command:consent:no' }]
      : [{ label: phrases.switchOn, payload: 'command:consent:yes' }],
  };
}

function handOffMessage(
  decision: Extract<Decision, { kind: 'hand-off' }>,
  agentsAvailable: boolean,
): MessageDraft {
  if (decision.mode === 'offer') {
    return {
      type: 'text',
      text: decision.upset ? phrases.upsetOffer : phrases.notUnderstood,
      quickReplies: [handOffReply],
    };
  }
  return { type: 'text', text: phrases.handOff(decision.reason, agentsAvailable) };
}

function lookUpFailed(): MessageDraft {
  return { type: 'text', text: phrases.lookUpFailed, quickReplies: [handOffReply] };
}

function withReplies(draft: MessageDraft, quickReplies: QuickReply[]): MessageDraft {
  return quickReplies.length > 0 ? { ...draft, quickReplies } : draft;
}

function shorten(label: string): string {
  const characters = Array.from(label);
  return characters.length <= 24 ? label : `${characters.slice(0, 23).join('')}…`;
}
