import type { CouponItem, OrderItem, ProductItem, QuickReply } from '../contract/cards.js';
import type { IntentDefinition } from '../contract/intents.js';
import type { Command } from './command.js';
import { askInFlow, collectedLines, performed, requestStatus, tellOfFlow } from './compose-flow.js';
import { ownDataMessages, questionForErasure } from './compose-own-data.js';
import { type Decision, type Dialogue, handOffReply, type MessageDraft } from './decision.js';
import type { Evidence, Knowledge, OfferCandidate, Understanding } from './evidence.js';
import { flowPhrases } from './flow-phrases.js';
import { isGranted } from './gather.js';
import { pickOrders } from './order-pick.js';
import { phrases, type Staffing } from './phrases.js';
import { hasConditions, wishOf } from './wish.js';

/** The open question once more, after something else has been answered. */
export function composeAgain({ pending }: Dialogue): MessageDraft[] {
  const question = pending?.question;
  if (!question) return [];
  const text = `${flowPhrases.askAgain}${question.text.replace(/^好的[，,]/, '')}`;
  return [withReplies({ type: 'text', text }, question.quickReplies ?? [])];
}

export interface Composed {
  messages: MessageDraft[];
  /** The offer that one of the messages shows: stored together with them. */
  offer?: OfferCandidate;
  /** Campaigns whose offer would stand in one of the messages, were this customer not held out. */
  heldOut?: string[];
}

export interface ComposeInput {
  evidence: Evidence;
  understanding: Understanding;
  knowledge: Pick<Knowledge, 'entry' | 'intent'>;
  command?: Command;
  /** What was remembered before this turn. */
  dialogue: Dialogue;
  /** The shopper has just agreed to the use of the profile, or declined. */
  consentAnswer?: boolean;
  /** For the wording of a hand-off: is anybody there? */
  staffing: Staffing;
  /** Picks one of several wordings of a reply, 0 ≤ n < 1. */
  random: () => number;
  /** Of the shop: days are told in it. */
  timeZone: string;
  now: Date;
}

/** Orders or coupons shown at once. */
const shownItems = 3;
const shownCoupons = 5;

/** Turns a decision into the messages that the shopper sees. No effects. */
export function compose(decision: Decision, input: ComposeInput): Composed {
  const composed = wordsFor(decision, input);
  const upset = 'upset' in decision && decision.upset && decision.kind !== 'hand-off';
  return upset ? { ...composed, messages: withWayToPerson(composed.messages) } : composed;
}

function wordsFor(decision: Decision, input: ComposeInput): Composed {
  switch (decision.kind) {
    case 'answer':
      if (decision.from === 'flow') return { messages: tellOfFlow(decision, input) };
      if (decision.from === 'comparison') return { messages: compared(decision) };
      if (decision.from === 'shown') return { messages: shownAgain(decision.product) };
      return { messages: [answerMessage(decision, input)] };
    case 'clarify':
      return {
        messages: [
          {
            type: 'text',
            text: decision.choices.length === 1 ? phrases.clarifyOne : phrases.clarify,
            quickReplies: [
              ...decision.choices.map(({ title, payload }) => ({ label: shorten(title), payload })),
              { ...handOffReply, label: phrases.noneOfThese },
            ],
          },
        ],
      };
    case 'fill-slot':
      return { messages: askFor(decision, input) };
    case 'perform':
      return perform(decision, input);
    case 'hand-off':
      return { messages: [handOffMessage(decision, input)] };
    case 'stay-silent':
      return { messages: [] };
  }
}

function answerMessage(
  decision: Extract<Decision, { from: 'entry' | 'intent' }>,
  { knowledge, random }: ComposeInput,
): MessageDraft {
  const person: QuickReply[] = decision.repeated ? [{ ...handOffReply, label: phrases.stillNotSolved }] : [];
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

function shownAgain(product: ProductItem): MessageDraft[] {
  return [
    { type: 'text', text: flowPhrases.shownProduct },
    { type: 'card', card: { kind: 'product', product } },
  ];
}

function compared({ products, rows }: Extract<Decision, { from: 'comparison' }>): MessageDraft[] {
  return [
    { type: 'text', text: phrases.compared },
    { type: 'card', card: { kind: 'comparison', products, rows } },
  ];
}

function askFor(decision: Extract<Decision, { kind: 'fill-slot' }>, input: ComposeInput): MessageDraft[] {
  if (decision.missing === 'question') {
    return [{ type: 'text', text: phrases.sayMore, quickReplies: [handOffReply] }];
  }
  if (decision.missing === 'erasure-wish' || decision.missing === 'erasure-sure')
    return [questionForErasure(decision.missing, input)];
  const { flow } = decision;
  return flow ? askInFlow({ ...decision, flow }, input) : [askBefore(decision, input)];
}

/** What an action that is done at once needs before. */
function askBefore(
  decision: Extract<Decision, { kind: 'fill-slot'; intentId: string }>,
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
      return { messages: orderStatus(evidence.orders, input) };
    case 'order-list':
      return { messages: orderList(evidence.orders) };
    case 'recommend':
      return suggestion(input);
    case 'offer-coupon':
      return couponOffer(evidence);
    case 'wallet':
      return { messages: walletMessages(evidence.wallet) };
    case 'consent':
      return { messages: [consentMessage(input)] };
    case 'stop-marketing':
      return { messages: [{ type: 'text', text: phrases.marketingStopped }] };
    case 'explain-offer':
      return { messages: [offerExplained(evidence)] };
    case 'request-status':
      return { messages: requestStatus(input) };
    case 'withdraw-request':
    case 'cancel-order':
    case 'change-address':
    case 'return':
    case 'exchange':
    case 'refund':
    case 'price-protection':
    case 'invoice':
      return { messages: performed(decision, input) };
    case 'view-data':
    case 'export-data':
    case 'erase-data':
    case 'keep-data':
      return { messages: ownDataMessages(decision, input) };
    case 'points':
      return {
        messages: [
          { type: 'text', text: evidence.points ? phrases.points(evidence.points) : phrases.lookUpFailed },
        ],
      };
  }
}

function orderStatus(
  orders: OrderItem[] | undefined,
  { command, understanding, dialogue }: ComposeInput,
): MessageDraft[] {
  if (!orders) return [lookUpFailed()];
  if (orders.length === 0) return [{ type: 'text', text: phrases.noOrders }];
  const named =
    command?.kind === 'order'
      ? orders.filter(({ orderId }) => orderId === command.orderNumber)
      : pickOrders(orders, understanding, dialogue.topic?.orders);
  const candidates = named ?? orders;
  const order = candidates.find(({ status }) => ['paid', 'shipped'].includes(status)) ?? candidates[0];
  if (!order) return [{ type: 'text', text: phrases.orderNotFound, quickReplies: orderChoices(orders) }];
  const others =
    named?.length === 1 ? [] : orderChoices(candidates.filter(({ orderId }) => orderId !== order.orderId));
  return [
    { type: 'text', text: phrases.orderStatus(order) },
    withReplies({ type: 'card', card: { kind: 'order', order } }, others),
  ];
}

function orderList(orders: OrderItem[] | undefined): MessageDraft[] {
  if (!orders) return [lookUpFailed()];
  if (orders.length === 0) return [{ type: 'text', text: phrases.noOrders }];
  const newest = orders.slice(0, shownItems);
  return [
    { type: 'text', text: phrases.recentOrders(newest.length) },
    ...newest.map((order): MessageDraft => ({ type: 'card', card: { kind: 'order', order } })),
  ];
}

function orderChoices(orders: OrderItem[]): QuickReply[] {
  return orders.slice(0, shownItems).map(({ orderId, lines }) => ({
    label: shorten(`查 ${lines[0]?.title ?? orderId}`),
    payload: `order:${orderId}`,
  }));
}

function suggestion(input: ComposeInput): Composed {
  const { suggestion: found, offer } = input.evidence;
  if (!found) return { messages: [lookUpFailed()] };
  const [first, ...rest] = found.products;
  if (!first) {
    const { slots, priceRange } = input.understanding;
    const asksForMore =
      input.dialogue.wish && !hasConditions(wishOf({ slots, priceRange, words: [] }, undefined));
    const text = asksForMore ? phrases.nothingElseToSuggest : phrases.nothingToSuggest;
    return { messages: [{ type: 'text', text, quickReplies: [handOffReply] }] };
  }
  const messages: MessageDraft[] = [
    { type: 'text', text: aboutSuggestion(found.personal, input) },
    rest.length === 0
      ? { type: 'card', card: { kind: 'product', product: first } }
      : { type: 'card', card: { kind: 'productList', products: [first, ...rest] } },
  ];
  const heldOut = heldOutOf(input.evidence);
  if (!offer) return { messages, ...heldOut };
  const card: MessageDraft = { type: 'card', card: { kind: 'coupon', coupon: offer.coupon } };
  return { messages: [...messages, card], offer, ...heldOut };
}

function aboutSuggestion(personal: boolean, input: ComposeInput): string {
  if (personal) return phrases.personalSuggestion;
  if (input.consentAnswer === false) return phrases.plainSuggestionDeclined;
  const wish = wishOf(input.understanding, input.dialogue.wish, input.dialogue.topic?.products);
  return hasConditions(wish) ? phrases.suggestionAsAsked : phrases.plainSuggestion;
}

function heldOutOf({ offerChoice }: Evidence): Pick<Composed, 'heldOut'> {
  return offerChoice && offerChoice.heldOut.length > 0 ? { heldOut: offerChoice.heldOut } : {};
}

function couponOffer(evidence: Evidence): Composed {
  const { offer, consents, wallet } = evidence;
  if (!consents) return { messages: [lookUpFailed()] };
  if (!isGranted(consents)) return { messages: [{ type: 'text', text: phrases.noOfferWithoutConsent }] };
  if (!offer) {
    const held = wallet?.filter(({ state }) => state === 'claimed') ?? [];
    return {
      messages: [
        { type: 'text', text: held.length > 0 ? phrases.onlyHeldCoupons(held.length) : phrases.noCouponNow },
        ...held.slice(0, shownItems).map(couponMessage),
      ],
      ...heldOutOf(evidence),
    };
  }
  const messages: MessageDraft[] = [
    { type: 'text', text: phrases.couponForYou },
    couponMessage(offer.coupon),
  ];
  return { messages, offer, ...heldOutOf(evidence) };
}

/** Why something was offered, and how to have no more of it. */
function offerExplained({ offerReason, missing }: Evidence): MessageDraft {
  if (missing.offerReason !== undefined) return lookUpFailed();
  const quickReplies = [
    { label: phrases.stopMarketing, payload: 'command:stop-marketing' },
    { label: phrases.switchOff, payload: 'command:consent:no' },
  ];
  return { type: 'text', text: phrases.whyOffered(offerReason), quickReplies };
}

function walletMessages(wallet: CouponItem[] | undefined): MessageDraft[] {
  if (!wallet) return [lookUpFailed()];
  const usable = wallet.filter(({ state }) => state === 'claimed');
  if (usable.length === 0) return [{ type: 'text', text: phrases.emptyWallet }];
  const shown = usable.slice(0, shownCoupons);
  const text =
    shown.length < usable.length
      ? phrases.walletNearest(usable.length, shown.length)
      : phrases.wallet(usable.length);
  return [{ type: 'text', text }, ...shown.map(couponMessage)];
}

function couponMessage(coupon: CouponItem): MessageDraft {
  return { type: 'card', card: { kind: 'coupon', coupon } };
}

function consentMessage({ evidence: { consents }, consentAnswer }: ComposeInput): MessageDraft {
  if (!consents) return lookUpFailed();
  const granted = isGranted(consents);
  const told = granted ? phrases.consentThanks : phrases.consentDeclined;
  return {
    type: 'text',
    text: consentAnswer === undefined ? (granted ? phrases.consentIsOn : phrases.consentIsOff) : told,
    quickReplies: granted
      ? [{ label: phrases.switchOff, payload: 'command:consent:no' }]
      : [{ label: phrases.switchOn, payload: 'command:consent:yes' }],
  };
}

function handOffMessage(
  decision: Extract<Decision, { kind: 'hand-off' }>,
  input: ComposeInput,
): MessageDraft {
  if (decision.mode === 'now') {
    // Restated in the conversation, where the person who takes over sees it.
    const lines = decision.flow ? collectedLines(decision.flow, input) : [];
    const collected = lines.length > 0 ? flowPhrases.collected(lines) : '';
    return { type: 'text', text: `${collected}${phrases.handOff(decision.reason, input.staffing)}` };
  }
  const calmText = decision.unhelpful === undefined ? phrases.notUnderstood : phrases.didNotHelp;
  return { type: 'text', text: decision.upset ? phrases.upsetOffer : calmText, quickReplies: [handOffReply] };
}

function lookUpFailed(): MessageDraft {
  return { type: 'text', text: phrases.lookUpFailed, quickReplies: [handOffReply] };
}

/** Only the newest message's replies are shown: there the way to a person has to be. */
function withWayToPerson(messages: MessageDraft[]): MessageDraft[] {
  const newest = messages.at(-1);
  const replies = newest?.quickReplies ?? [];
  if (!newest || replies.some(({ payload }) => payload === handOffReply.payload)) return messages;
  return [...messages.slice(0, -1), { ...newest, quickReplies: [...replies, handOffReply] }];
}

function withReplies(draft: MessageDraft, quickReplies: QuickReply[]): MessageDraft {
  return quickReplies.length > 0 ? { ...draft, quickReplies } : draft;
}

function shorten(label: string): string {
  const characters = Array.from(label);
  return characters.length <= 24 ? label : `${characters.slice(0, 23).join('')}…`;
}
