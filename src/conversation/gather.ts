import type { ConsentState } from '../contract/http.js';
import type { PerformedAction } from '../contract/intents.js';
import { orderAction } from '../contract/order-actions.js';
import type { Command } from './command.js';
import { comparingIn } from './comparison.js';
import { continuesSuggestion, pointsAtShownOrder } from './decide/in-focus.js';
import { ownDataActions } from './decide/own-data.js';
import type { Dialogue, Flow } from './decision.js';
import { requestDetails } from './details.js';
import type { Read } from './ellipsis.js';
import type { CustomerFacts, Evidence, Knowledge, Person, Understanding } from './evidence.js';
import { flowInQuestion, isOrderAction } from './flow-reply.js';
import { type ConversationPolicy, isUpset } from './policy.js';
import { poolOutcomes } from './pool-outcomes.js';
import { wishOf } from './wish.js';

export interface GatherInput {
  conversationId: string;
  person: Person;
  dialogue: Dialogue;
  understanding: Understanding;
  command?: Command;
  /** The shopper's answer to the question for consent, in this very turn: counts before it is stored. */
  consentAnswer?: boolean;
  /** How the words were read; absent for a tap and for a message without words. */
  read?: Read;
}

/** Newest orders that are looked at, and those that an order number is looked for in. */
const shownOrders = 5;
const searchedOrders = 200;
/** Orders that a verdict is asked for. */
const judgedOrders = 10;

/**
 * Collects what `decide` and `compose` may need beside the match. Reads only. Each piece has a time box and its own
 * failure: whatever is missing is named in `missing`, and the turn goes on without it. An offer is not even asked for
 * without consent, or when the shopper is upset.
 */
export async function gather(
  input: GatherInput,
  knowledge: Pick<Knowledge, 'entry' | 'intent'>,
  facts: CustomerFacts,
  policy: ConversationPolicy,
): Promise<Evidence> {
  const evidence: Evidence = { missing: {}, ...input.read };
  const flow = flowInQuestion({ ...input, knowledge }, evidence.match);
  const actions = plausibleActions(input, evidence, knowledge);
  const comparing = input.command
    ? undefined
    : comparingIn(input.understanding, input.dialogue.topic?.products);
  if (actions.size === 0 && !flow && !comparing) return evidence;

  const { person } = input;
  const customerId = person.customerId;
  const fetch = async <K extends keyof Evidence>(
    name: K,
    needed: boolean,
    load: () => Promise<Evidence[K]>,
  ) => {
    if (!needed) return;
    try {
      const value = await withinTime(load(), policy.evidenceTimeout, name);
      if (value !== undefined) evidence[name] = value;
    } catch (error) {
      evidence.missing[name] = error instanceof Error ? error.message : String(error);
    }
  };

  await fetch(
    'consents',
    actions.has('recommend') || actions.has('offer-coupon') || actions.has('consent'),
    async () => withAnswer(await facts.consents(person), input.consentAnswer),
  );
  // What was answered just now counts even when the ledger cannot be read.
  if (!evidence.consents && input.consentAnswer !== undefined) {
    evidence.consents = withAnswer([], input.consentAnswer);
  }
  const personal = isGranted(evidence.consents);
  const calm = !isUpset(input.understanding.mood, policy);
  await Promise.all([
    fetch(
      'orders',
      customerId !== undefined &&
        (actions.has('order-status') ||
          actions.has('order-list') ||
          actions.has('request-status') ||
          namesOrder(flow)),
      () => facts.orders(customerId ?? '', looksFor(input) ? searchedOrders : shownOrders),
    ),
    fetch(
      'orderChoices',
      customerId !== undefined && flow !== undefined && isOrderAction(flow.action),
      async () => {
        const action = orderAction.parse(flow?.action);
        const orderNumber = flow?.orderId ?? input.understanding.slots.orderNumber;
        const choices = await facts.orderChoices({
          customerId: customerId ?? '',
          action,
          details: requestDetails(flow?.details),
          ...(orderNumber === undefined ? {} : { orderNumber }),
          limit: judgedOrders,
        });
        return { action, choices };
      },
    ),
    fetch(
      'orderRequests',
      customerId !== undefined &&
        (actions.has('request-status') ||
          (flow !== undefined && (isOrderAction(flow.action) || flow.action === 'withdraw-request'))),
      () => facts.orderRequests(customerId ?? ''),
    ),
    fetch(
      'ownData',
      ownDataActions.some((action) => actions.has(action)),
      () => facts.ownData(person),
    ),
    fetch('points', customerId !== undefined && actions.has('points'), () => facts.points(customerId ?? '')),
    fetch('wallet', customerId !== undefined && (actions.has('wallet') || actions.has('offer-coupon')), () =>
      facts.wallet(customerId ?? ''),
    ),
    fetch('comparison', comparing !== undefined && comparing.kind !== 'unclear', async () => {
      if (comparing?.kind === 'shown') return facts.compare({ productIds: comparing.productIds });
      return comparing?.kind === 'named' ? facts.compare({ names: comparing.names }) : undefined;
    }),
    fetch('suggestion', actions.has('recommend'), () => {
      return facts.suggest({
        ...wishOf(input.understanding, input.dialogue.wish, input.dialogue.topic?.products),
        person,
        personal: personal && customerId !== undefined,
        exclude: input.dialogue.shownProducts ?? [],
        limit: 4,
      });
    }),
    fetch('offerChoice', customerId !== undefined && personal && calm && mayCarryOffer(actions), () => {
      const { category } = wishOf(input.understanding, input.dialogue.wish, input.dialogue.topic?.products);
      return facts.offer({
        customerId: customerId ?? '',
        conversationId: input.conversationId,
        asked: actions.has('offer-coupon'),
        ...(category === undefined ? {} : { wishedCategory: category }),
      });
    }),
    fetch('offerReason', customerId !== undefined && actions.has('explain-offer'), () =>
      facts.offerReason(customerId ?? ''),
    ),
  ]);
  if (evidence.offerChoice?.offer) evidence.offer = evidence.offerChoice.offer;
  return evidence;
}

/** Actions that this turn may end in: by a command, an open slot, or what the match most likely means. */
function plausibleActions(
  input: GatherInput,
  evidence: Evidence,
  knowledge: Pick<Knowledge, 'entry' | 'intent'>,
): Set<PerformedAction> {
  const actions = new Set<PerformedAction>();
  const addIntent = (id: string) => {
    const intent = knowledge.intent(id);
    if (intent && intent.action !== 'reply' && intent.action !== 'answer' && intent.action !== 'hand-off') {
      actions.add(intent.action);
    }
  };
  const { command, dialogue } = input;
  if (command?.kind === 'intent') addIntent(command.id);
  if (command?.kind === 'consent') actions.add('consent');
  if (command?.kind === 'order') actions.add('order-status');
  if (dialogue.pending && dialogue.pending.action !== 'hand-off') actions.add(dialogue.pending.action);
  if (pointsAtShownOrder(input)) actions.add('order-status');
  if (dialogue.wish && continuesSuggestion(input.understanding)) actions.add('recommend');
  const likeliest = evidence.match && poolOutcomes(evidence.match, knowledge)[0]?.best;
  if (likeliest?.kind === 'intent') addIntent(likeliest.id);
  return actions;
}

/** An offer answers a wish for one, or rides on a suggestion. Never on anything else. */
function mayCarryOffer(actions: Set<PerformedAction>): boolean {
  return actions.has('offer-coupon') || actions.has('recommend');
}

export function isGranted(consents: ConsentState[] | undefined): boolean {
  return consents?.some(({ purpose, granted }) => purpose === 'personalization' && granted === true) ?? false;
}

function withAnswer(consents: ConsentState[], answer: boolean | undefined): ConsentState[] {
  if (answer === undefined) return consents;
  return [
    ...consents.filter(({ purpose }) => purpose !== 'personalization'),
    { purpose: 'personalization', granted: answer },
  ];
}

/** What goes to a person names an order, too, when the shopper has any. */
function namesOrder(flow: Flow | undefined): boolean {
  return flow?.action === 'hand-off';
}

/** A certain order is looked for further back than the newest ones. */
function looksFor({ command, understanding }: GatherInput): boolean {
  return command?.kind === 'order' || understanding.slots.orderNumber !== undefined;
}

export async function withinTime<T>(work: Promise<T>, milliseconds: number, name: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${name} took longer than ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
