import type { IntentDefinition } from '../../contract/intents.js';
import type { OrderChoice, OrderRequest } from '../../contract/order-actions.js';
import type { Confirming, Decision, Detail, Flow, FlowNews, MissingFact } from '../decision.js';
import { isOrderAction } from '../flow-reply.js';
import { pickOrders } from '../order-pick.js';
import { type DecideInput, upsetIn } from './input.js';

type FillSlot = Extract<Decision, { kind: 'fill-slot'; intentId: string }>;

export interface FlowStep {
  why: string;
  /** What the shopper has confirmed in this very turn, directly after the question for it. */
  confirmed?: Confirming;
  because?: FillSlot['because'];
}

/** Orders or requests offered at once. */
const mostOffered = 5;

/**
 * The next step of a flow: what is still missing is asked for, one thing at a time and the most basic first; then comes
 * the question for a confirmation, and only a yes directly after it performs. A flow that has asked too much ends with
 * a person, who gets everything collected.
 */
export function continueFlow(input: DecideInput, flow: Flow, step: FlowStep): Decision {
  const intent = input.knowledge.intent(flow.intentId);
  if (flow.action === 'hand-off') {
    return intent
      ? collectForPerson(input, flow, intent, step)
      : toPerson(input, flow, `${step.why}; intent ${flow.intentId} is not there any more`);
  }
  if (!input.person.customerId) return ask(input, flow, 'login', step);
  return flow.action === 'withdraw-request'
    ? takeBack(input, flow, step)
    : changeOrder(input, flow, intent, step);
}

function changeOrder(
  input: DecideInput,
  flow: Flow,
  intent: IntentDefinition | undefined,
  step: FlowStep,
): Decision {
  const { evidence, understanding, dialogue } = input;
  const choices = evidence.orderChoices?.action === flow.action ? evidence.orderChoices.choices : undefined;
  if (!choices) return tell(input, flow, 'unavailable', `${step.why}; the orders could not be read`);
  if (choices.length === 0) {
    const number = flow.orderId ?? understanding.slots.orderNumber;
    return number === undefined
      ? tell(input, flow, 'no-orders', `${step.why}; there are no orders`)
      : ask(input, withoutOrder(flow), 'order', { ...step, because: 'not-recognised' });
  }
  const chosen = chooseOrder(choices, flow, input, dialogue.pending?.offered ?? dialogue.topic?.orders);
  if (Array.isArray(chosen)) {
    const offered = chosen.slice(0, mostOffered).map(({ order }) => order.orderId);
    return ask(input, withoutOrder(flow), 'order', step, { offered });
  }
  const { order, verdict } = chosen;
  const picked = { ...flow, orderId: order.orderId };
  if (openRequest(evidence.orderRequests, picked)) {
    return tell(input, picked, 'open-request', `${step.why}; already requested`);
  }
  if (!verdict.allowed) {
    const why = `${step.why}; not allowed: ${verdict.why}`;
    return tell(input, picked, step.confirmed ? 'changed-meanwhile' : 'not-allowed', why);
  }
  const { missing, summary } = verdict;
  const unanswered = missing.filter((one) => !picked.skipped?.includes(one.detail));
  const refused = missing.find(
    (one) => picked.skipped?.includes(one.detail) && !isOptional(intent, one.detail),
  );
  if (refused) return toPerson(input, picked, `${step.why}; the shopper cannot tell ${refused.detail}`);
  const [next] = unanswered;
  if (next) return ask(input, picked, next.detail, step);
  return confirm(input, picked, { summary, ...(verdict.amount ? { amount: verdict.amount } : {}) }, step);
}

/** One order when it is clear which, else those to choose from: allowed ones first, the newest of them first. */
function chooseOrder(
  choices: OrderChoice[],
  flow: Flow,
  { understanding, command, dialogue }: DecideInput,
  shown: readonly string[] | undefined,
): OrderChoice | OrderChoice[] {
  const number = flow.orderId?.toUpperCase();
  const known = choices.find(({ order }) => order.orderId.toUpperCase() === number);
  if (known) return known;
  const words = command
    ? undefined
    : pickOrders(
        choices.map(({ order }) => order),
        understanding,
        shown,
      );
  const named =
    words && choices.filter(({ order }) => words.some(({ orderId }) => orderId === order.orderId));
  const among = named && named.length > 0 ? named : choices;
  const allowed = among.filter(({ verdict }) => verdict.allowed);
  const wantsAnother = command?.kind === 'other-order' || dialogue.pending?.orderId !== undefined;
  const inFocus =
    dialogue.topic?.orders?.length === 1 && !wantsAnother ? dialogue.topic.orders[0] : undefined;
  const focused = among.find(({ order, verdict }) => order.orderId === inFocus && verdict.allowed);
  const [first, ...more] = among;
  if (first && more.length === 0) return first;
  if (focused && !named) return focused;
  if (allowed.length === 1 && allowed[0] && !wantsAnother) return allowed[0];
  // Nothing is possible with any of them: the reason of the newest one that is not over is told.
  const living = among.find(({ order }) => !['cancelled', 'refunding', 'refunded'].includes(order.status));
  if (first && allowed.length === 0 && !wantsAnother) return living ?? first;
  return [...allowed, ...among.filter(({ verdict }) => !verdict.allowed)];
}

function openRequest(requests: OrderRequest[] | undefined, { action, orderId, details }: Flow) {
  return requests?.find(
    (request) =>
      request.action === action &&
      request.orderId === orderId &&
      isOpen(request) &&
      // Two goods of one order can be returned one after the other.
      (request.details.product === undefined ||
        details?.product === undefined ||
        request.details.product === details.product),
  );
}

export function isOpen({ state }: OrderRequest): boolean {
  return state === 'submitted' || state === 'approved';
}

function takeBack(input: DecideInput, flow: Flow, step: FlowStep): Decision {
  const requests = input.evidence.orderRequests;
  if (!requests) return tell(input, flow, 'unavailable', `${step.why}; the requests could not be read`);
  const open = requests.filter(({ state }) => state === 'submitted');
  const chosen = open.length === 1 ? open[0] : open.find(({ id }) => id === flow.requestId);
  if (chosen) {
    return confirm(
      input,
      { ...flow, requestId: chosen.id, orderId: chosen.orderId },
      { summary: chosen.summary },
      step,
    );
  }
  if (open.length === 0) {
    const gone = step.confirmed ? 'changed-meanwhile' : 'no-requests';
    return tell(input, flow, gone, `${step.why}; nothing to take back`);
  }
  return ask(input, flow, 'request', step, { offered: open.slice(0, mostOffered).map(({ id }) => id) });
}

/** Performs after a yes to this very summary; asks (again) when there was no yes, or it was given to something else. */
function confirm(
  input: DecideInput,
  flow: Flow,
  terms: Omit<Confirming, 'id'>,
  { why, confirmed, because }: FlowStep,
): Decision {
  const { action, intentId } = flow;
  if (action === 'hand-off') return toPerson(input, flow, why);
  const isSame =
    confirmed?.summary === terms.summary && confirmed.amount?.amountMinor === terms.amount?.amountMinor;
  if (confirmed && isSame) {
    return {
      kind: 'perform',
      action,
      intentId,
      flow,
      confirmed,
      upset: upsetIn(input),
      why: `${why}; confirmed`,
    };
  }
  const outdated = confirmed ? ('out-of-date' as const) : because;
  return ask(
    input,
    flow,
    'confirmation',
    { why, ...(outdated ? { because: outdated } : {}) },
    { confirming: { id: input.newRequestId, ...terms } },
  );
}

/** Slots of what only a person can do: at most a few questions, none to somebody who is upset. */
function collectForPerson(
  input: DecideInput,
  flow: Flow,
  intent: IntentDefinition,
  step: FlowStep,
): Decision {
  const { policy, person, evidence, dialogue, understanding, command } = input;
  const withOrder = { ...flow };
  let among = evidence.orders ?? [];
  const wantsOrder = intent.slots.find(({ name }) => name === 'orderNumber');
  if (wantsOrder && flow.orderId === undefined && evidence.orders && person.customerId) {
    const shown = dialogue.pending?.offered ?? dialogue.topic?.orders;
    const named = command ? undefined : pickOrders(evidence.orders, understanding, shown);
    if (named && named.length > 0) among = named;
    const [only, ...more] = among;
    if (only && more.length === 0) withOrder.orderId = only.orderId;
  }
  const offered = among.slice(0, mostOffered).map(({ orderId }) => orderId);
  const asked = flow.asked ?? 0;
  const missing = nextSlot(intent, withOrder, evidence.orders?.length ?? 0);
  const refused = flow.skipped?.some((one) => !isOptional(intent, one));
  const mayAsk = asked < policy.slotQuestions && !upsetIn(input) && !refused && worthAsking(intent);
  if (missing && mayAsk) {
    return missing === 'orderNumber' && offered.length > 0
      ? ask(input, withOrder, 'order', step, { offered })
      : ask(input, withOrder, missing, step);
  }
  return toPerson(input, withOrder, `${step.why}, by intent ${intent.id}`);
}

function worthAsking(intent: IntentDefinition): boolean {
  if (intent.action !== 'hand-off' || intent.reason === 'complaint' || intent.reason === 'requested')
    return false;
  return intent.slots.some(({ required }) => required);
}

function nextSlot(intent: IntentDefinition, flow: Flow, orders: number): Detail | undefined {
  return intent.slots.find(({ name }) => {
    if (flow.details?.[name] !== undefined || flow.skipped?.includes(name)) return false;
    if (name === 'orderNumber') return flow.orderId === undefined;
    // Which goods is clear enough when the order has been named and the agent can see it.
    return !(name === 'product' && flow.orderId !== undefined && orders === 1);
  })?.name;
}

function isOptional(intent: IntentDefinition | undefined, detail: Detail): boolean {
  if (detail === 'reason') return true;
  return intent?.slots.some(({ name, required }) => name === detail && !required) ?? false;
}

/** Asks one question, unless too many have been asked. */
export function ask(
  input: DecideInput,
  flow: Flow,
  missing: MissingFact,
  { why, because }: FlowStep,
  more: { offered?: string[]; confirming?: Confirming } = {},
): Decision {
  const asked = (flow.asked ?? 0) + 1;
  if (asked > input.policy.flowQuestions) {
    return toPerson(input, flow, `${why}; ${flow.asked} questions were asked already`);
  }
  return {
    kind: 'fill-slot',
    action: flow.action,
    intentId: flow.intentId,
    missing,
    flow: { ...flow, asked },
    ...more,
    ...(because ? { because } : {}),
    upset: upsetIn(input),
    why: `${why}; missing: ${missing}`,
  };
}

export function tell(input: DecideInput, flow: Flow, news: FlowNews, why: string): Decision {
  return { kind: 'answer', from: 'flow', news, flow, upset: upsetIn(input), why };
}

/** A person goes on, with everything that was collected. */
export function toPerson(input: DecideInput, flow: Flow, why: string): Decision {
  const intent = input.knowledge.intent(flow.intentId);
  const fromIntent = intent?.action === 'hand-off' ? intent.reason : undefined;
  const early = flow.action === 'cancel-order' || flow.action === 'change-address';
  const reason = fromIntent ?? (isOrderAction(flow.action) && early ? 'order-change' : 'after-sales');
  const upset = upsetIn(input) || reason === 'complaint';
  return { kind: 'hand-off', mode: 'now', reason, upset, flow, why };
}

function withoutOrder(flow: Flow): Flow {
  const { orderId: _, ...rest } = flow;
  return rest;
}
