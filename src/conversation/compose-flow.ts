import type { OrderItem, QuickReply } from '../contract/cards.js';
import { type OrderChoice, orderAction } from '../contract/order-actions.js';
import type { ComposeInput } from './compose.js';
import { isOpen } from './decide/flow.js';
import { type Decision, type Detail, type Flow, handOffReply, type MessageDraft } from './decision.js';
import { detailName, flowPhrases } from './flow-phrases.js';
import { isDetail, isOrderAction } from './flow-reply.js';
import { phrases } from './phrases.js';

type Asking = Extract<Decision, { kind: 'fill-slot'; intentId: string }> & { flow: Flow };
type Telling = Extract<Decision, { kind: 'answer'; from: 'flow' }>;

/** Longest list of answers to tap. */
const mostChoices = 7;

/** The next question of a flow, with answers to tap where there are few. */
export function askInFlow(decision: Asking, input: ComposeInput): MessageDraft[] {
  const [question, ...more] = questionOf(decision, input);
  if (!question) return [];
  const opening = openingOf(decision);
  const text =
    opening === '' ? question.text : `${opening}${(question.text ?? '').replace(/^好的[，,]/, '')}`;
  return [{ ...question, ...(text === undefined ? {} : { text }) }, ...more];
}

const openings = [
  flowPhrases.notRecognised,
  `${flowPhrases.changed}\n`,
  `${flowPhrases.outOfDate}\n`,
  flowPhrases.resumed,
  flowPhrases.askAgain,
];

/** A question as it can be put again, without what stood before it. */
export function bareQuestion(text: string): string {
  const opening = openings.find((one) => text.startsWith(one));
  return opening === undefined ? text : bareQuestion(text.slice(opening.length));
}

function openingOf({ because }: Asking): string {
  if (because === undefined) return '';
  switch (because) {
    case 'not-recognised':
      return flowPhrases.notRecognised;
    case 'changed':
      return `${flowPhrases.changed}\n`;
    case 'out-of-date':
      return `${flowPhrases.outOfDate}\n`;
    case 'resumed':
      return flowPhrases.resumed;
  }
}

function questionOf(decision: Asking, input: ComposeInput): MessageDraft[] {
  const { missing, flow, offered = [] } = decision;
  const { evidence, timeZone } = input;
  switch (missing) {
    case 'login':
      return [loginQuestion(decision, input)];
    case 'order': {
      const orders = offered.flatMap((id) => findOrder(input, id) ?? []);
      if (orders.length === 0) return [text(flowPhrases.whichOrderNumber, [handOffReply])];
      return [
        text(whichOrder(decision, input), [
          ...orders.map((order) => ({
            label: flowPhrases.orderLabel(order, timeZone),
            payload: `order:${order.orderId}`,
          })),
          { ...handOffReply, label: flowPhrases.noneOfThese },
        ]),
      ];
    }
    case 'request': {
      const requests = offered.flatMap((id) => evidence.orderRequests?.find((one) => one.id === id) ?? []);
      return [
        text(flowPhrases.whichRequest, [
          ...requests.map(({ id, summary }) => ({
            label: clip(summary),
            payload: `request:${id}`,
          })),
          { ...handOffReply, label: flowPhrases.noneOfThese },
        ]),
      ];
    }
    case 'confirmation':
      return [confirmation(decision, input)];
    default:
      return [isDetail(missing) ? detailQuestion(missing, flow, input) : text(phrases.tellMeMore, [])];
  }
}

function whichOrder({ action, intentId }: Asking, { knowledge }: ComposeInput): string {
  const slot = knowledge.intent(intentId)?.slots.find(({ name }) => name === 'orderNumber');
  return action === 'hand-off' && slot ? slot.prompt : flowPhrases.whichOrder(action);
}

function loginQuestion({ action, intentId }: Asking, { knowledge }: ComposeInput): MessageDraft {
  const intent = knowledge.intent(intentId);
  const rule = intent && 'entry' in intent && intent.entry ? knowledge.entry(intent.entry) : undefined;
  const wanted = action === 'withdraw-request' || orderAction.safeParse(action).success;
  return text(
    wanted ? flowPhrases.loginFor(action as Parameters<typeof flowPhrases.loginFor>[0]) : phrases.loginFirst,
    [...(rule ? [{ label: clip(rule.question), payload: `entry:${rule.id}` }] : []), handOffReply],
  );
}

function detailQuestion(missing: Detail, flow: Flow, input: ComposeInput): MessageDraft {
  const { knowledge, dialogue } = input;
  const verdict = choiceOf(input, flow)?.verdict;
  const asked = verdict?.allowed ? verdict.missing.find(({ detail }) => detail === missing) : undefined;
  const slot = knowledge.intent(flow.intentId)?.slots.find(({ name }) => name === missing);
  // An answer that was none: the verdict may not be there, but the question is known.
  const before = dialogue.pending?.missing === missing ? dialogue.pending.question : undefined;
  const choices = asked?.choices
    ?.slice(0, mostChoices)
    .map((choice) => ({ label: clip(choice), payload: `choice:${choice}` }));
  return text(
    asked?.prompt ?? slot?.prompt ?? before?.text ?? phrases.tellMeMore,
    choices ?? before?.quickReplies ?? [],
  );
}

function confirmation({ flow, confirming, action, because }: Asking, input: ComposeInput): MessageDraft {
  const summary = confirming?.summary ?? '';
  const yes = `confirm:${confirming?.id ?? ''}`;
  const no: QuickReply = { label: flowPhrases.confirmNo, payload: 'command:stop' };
  if (action === 'withdraw-request') {
    return text(flowPhrases.confirmWithdrawal(summary), [
      { label: flowPhrases.confirmWithdrawalYes, payload: yes },
      no,
    ]);
  }
  const choice = choiceOf(input, flow);
  const before = because === 'not-recognised' ? input.dialogue.pending?.question : undefined;
  const others = otherOrders(input, flow).length > 0;
  return text(before?.text ?? flowPhrases.confirm(choice?.order, summary, confirming?.amount), [
    { label: flowPhrases.confirmYes, payload: yes },
    no,
    ...(others ? [{ label: flowPhrases.otherOrder, payload: 'command:other-order' }] : []),
  ]);
}

/** What is told about a flow that goes no further. */
export function tellOfFlow(decision: Telling, input: ComposeInput): MessageDraft[] {
  const { news, flow } = decision;
  const { evidence } = input;
  const choice = choiceOf(input, flow);
  switch (news) {
    case 'stopped':
      return [text(flowPhrases.stopped, resumeReply(input))];
    case 'nothing-paused':
      return [text(flowPhrases.nothingPaused, [])];
    case 'stale-confirmation':
      return [text(flowPhrases.staleConfirmation, resumeReply(input))];
    case 'no-orders':
      return [text(flowPhrases.noOrders, [])];
    case 'no-requests':
      return [text(flowPhrases.noRequests, [handOffReply])];
    case 'unavailable':
      return [text(phrases.lookUpFailed, [handOffReply])];
    case 'open-request': {
      const open = evidence.orderRequests?.find(
        (one) => one.action === flow.action && one.orderId === flow.orderId && isOpen(one),
      );
      return open && choice
        ? [text(flowPhrases.alreadyOpen(open.action, open.stateText), []), orderCard(choice.order)]
        : [text(phrases.lookUpFailed, [handOffReply])];
    }
    case 'not-allowed':
    case 'changed-meanwhile': {
      if (!choice || choice.verdict.allowed) return [text(flowPhrases.noRequests, [handOffReply])];
      const { why } = choice.verdict;
      const said = news === 'not-allowed' ? why : flowPhrases.changedMeanwhile(why);
      return [text(said, []), { ...orderCard(choice.order), quickReplies: waysOn(choice, flow, input) }];
    }
  }
}

/** What is possible instead: another action on this order, the rule, another order, a person. */
function waysOn({ verdict, order }: OrderChoice, flow: Flow, input: ComposeInput): QuickReply[] {
  if (verdict.allowed) return [];
  const { knowledge } = input;
  const rule = verdict.entryId === undefined ? undefined : knowledge.entry(verdict.entryId);
  return [
    ...(verdict.instead
      ? [{ label: flowPhrases.instead(verdict.instead), payload: `do:${verdict.instead}:${order.orderId}` }]
      : []),
    ...(rule ? [{ label: clip(rule.question), payload: `entry:${rule.id}` }] : []),
    ...otherOrders(input, flow)
      .slice(0, 2)
      .map(({ order: other }) => ({
        label: flowPhrases.orderLabel(other, input.timeZone),
        payload: `do:${flow.action}:${other.orderId}`,
      })),
    handOffReply,
  ];
}

/** After a change: what happens next, with the order. */
export function performed(
  decision: Extract<Decision, { kind: 'perform' }>,
  input: ComposeInput,
): MessageDraft[] {
  const { action, flow } = decision;
  if (action === 'withdraw-request') return [text(flowPhrases.withdrawn, resumeReply(input))];
  const choice = flow && choiceOf(input, flow);
  if (!isOrderAction(action) || !choice) return [text(phrases.lookUpFailed, [handOffReply])];
  return [
    text(flowPhrases.submitted(action, undefined), []),
    { ...orderCard(choice.order), ...withReplies(resumeReply(input)) },
  ];
}

export function requestStatus(input: ComposeInput): MessageDraft[] {
  const { orderRequests: requests, orders } = input.evidence;
  if (!requests) return [text(phrases.lookUpFailed, [handOffReply])];
  const refunding = orders?.filter(({ status }) => status === 'refunding') ?? [];
  const untold = refunding
    .filter(({ orderId }) => !requests.some((one) => one.orderId === orderId))
    .slice(0, 2);
  const shown = requests.slice(0, 3);
  const told = shown.length > 0 ? [text(flowPhrases.requests(shown), [handOffReply])] : [];
  const cards = untold.length > 0 ? [text(flowPhrases.refundsUnderWay, []), ...untold.map(orderCard)] : [];
  return told.length + cards.length > 0
    ? [...cards, ...told]
    : [text(flowPhrases.noRequestsAtAll, [handOffReply])];
}

/** What was collected, restated for the shopper and for the person who takes over. */
export function collectedLines({ orderId, details = {} }: Flow, input: ComposeInput): string[] {
  const order = orderId === undefined ? undefined : findOrder(input, orderId);
  const title = order?.lines[0]?.title;
  return [
    ...(orderId === undefined ? [] : [`订单：${orderId}${title ? `（${title}）` : ''}`]),
    ...(Object.entries(details) as [Detail, string][])
      .filter(([, value]) => value !== '')
      .map(([name, value]) => `${detailName(name)}：${value}`),
  ];
}

function choiceOf({ evidence }: ComposeInput, { orderId, action }: Flow): OrderChoice | undefined {
  if (evidence.orderChoices?.action !== action) return undefined;
  return evidence.orderChoices.choices.find(({ order }) => order.orderId === orderId);
}

function otherOrders({ evidence }: ComposeInput, { orderId }: Flow): OrderChoice[] {
  return (
    evidence.orderChoices?.choices.filter(
      ({ order, verdict }) => order.orderId !== orderId && verdict.allowed,
    ) ?? []
  );
}

function findOrder({ evidence }: ComposeInput, id: string): OrderItem | undefined {
  const orders = [
    ...(evidence.orderChoices?.choices.map(({ order }) => order) ?? []),
    ...(evidence.orders ?? []),
  ];
  return orders.find(({ orderId }) => orderId === id);
}

function resumeReply({ dialogue, knowledge }: ComposeInput): QuickReply[] {
  const name = dialogue.paused && knowledge.intent(dialogue.paused.intentId)?.name;
  return name ? [{ label: clip(flowPhrases.continueWith(name)), payload: 'command:resume' }] : [];
}

function orderCard(order: OrderItem): MessageDraft {
  return { type: 'card', card: { kind: 'order', order } };
}

function text(said: string, quickReplies: QuickReply[]): MessageDraft {
  return { type: 'text', text: said, ...withReplies(quickReplies) };
}

const withReplies = (quickReplies: QuickReply[]) => (quickReplies.length > 0 ? { quickReplies } : {});

function clip(label: string): string {
  const characters = Array.from(label);
  return characters.length <= 24 ? label : `${characters.slice(0, 23).join('')}…`;
}
