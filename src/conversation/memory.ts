import type { PerformedAction } from '../contract/intents.js';
import type { Composed } from './compose.js';
import { bareQuestion } from './compose-flow.js';
import {
  type Decision,
  type Dialogue,
  type Flow,
  type Pending,
  type Topic,
  timesInARow,
} from './decision.js';
import type { Evidence, Knowledge, Understanding } from './evidence.js';
import { isFlowAction } from './flow-reply.js';
import { wishOf } from './wish.js';

/** Products remembered as shown. */
const mostShown = 40;

/**
 * What still counts of the memory: an open question, a paused flow and a topic that are older than the span are
 * forgotten, so that a "好的" of the next day confirms nothing.
 * @param span milliseconds
 */
export function recall(dialogue: Dialogue, now: Date, span: number): Dialogue {
  const { pending, paused, topic, consentAskedAt, ...rest } = dialogue;
  const isFresh = (one: { at?: string } | undefined) =>
    one !== undefined && (one.at === undefined || now.getTime() - Date.parse(one.at) < span);
  return {
    ...rest,
    ...(pending && isFresh(pending) ? { pending } : {}),
    ...(paused && isFresh(paused) ? { paused } : {}),
    ...(topic && isFresh(topic) ? { topic } : {}),
    ...(consentAskedAt && isFresh({ at: consentAskedAt }) ? { consentAskedAt } : {}),
  };
}

export interface Remembering {
  decision: Decision;
  composed: Composed;
  understanding: Understanding;
  evidence: Evidence;
  knowledge: Pick<Knowledge, 'entry' | 'intent'>;
  now: Date;
}

/** The memory after a decision. */
export function remember(before: Dialogue, input: Remembering): Dialogue {
  const { decision } = input;
  if (decision.kind === 'stay-silent') return before;
  if (decision.kind === 'fill-slot' && decision.missing === 'question') return before;
  return {
    ...counters(before, input),
    ...flows(before, input),
    ...topicAfter(before, input),
    ...consentAsked(before, input),
  };
}

function counters(before: Dialogue, { decision, composed, understanding }: Remembering): Dialogue {
  const shownProducts = [
    ...(before.shownProducts ?? []),
    ...productsIn(composed).map(({ productId }) => productId),
  ];
  const kept: Dialogue = {
    misses: 0,
    ...(shownProducts.length > 0 ? { shownProducts: shownProducts.slice(-mostShown) } : {}),
  };
  const lastSaid = (id: string) => ({ id, times: timesInARow(before, id) });
  const sameWish = before.wish ? { wish: before.wish } : {};
  const wishFor = (action: PerformedAction | 'hand-off') =>
    action === 'recommend' ? { wish: wishOf(understanding, before.wish) } : {};
  switch (decision.kind) {
    case 'answer':
      if (decision.from === 'flow') return kept;
      // Looking at one of the suggestions is not the end of looking for something.
      if (decision.from === 'shown' || decision.from === 'comparison') return { ...kept, ...sameWish };
      return { ...kept, last: lastSaid(decision.id) };
    case 'fill-slot':
      return { ...kept, ...(decision.missing === 'question' ? {} : wishFor(decision.action)) };
    case 'perform':
      return { ...kept, ...wishFor(decision.action) };
    case 'clarify':
      // What was looked for is still looked for once it is clear what was meant.
      return { ...kept, ...sameWish, clarified: (before.clarified ?? 0) + 1 };
    case 'hand-off': {
      if (decision.mode === 'now') return kept;
      return {
        ...kept,
        misses: before.misses + 1,
        ...(decision.unhelpful !== undefined ? { last: lastSaid(decision.unhelpful) } : {}),
      };
    }
    case 'stay-silent':
      return before;
  }
}

/** The open flow and the paused one. */
function flows(before: Dialogue, input: Remembering): Pick<Dialogue, 'pending' | 'paused'> {
  const { decision, now } = input;
  const { pending, paused } = before;
  const keep = paused ? { paused } : {};
  if (decision.kind === 'hand-off' && decision.mode === 'now') return {};
  if (decision.kind === 'fill-slot' && decision.missing !== 'question') {
    const opened = pendingAfter(before, decision, input, now);
    const left = pending && isFlowAction(pending.action) && !isSame(pending, opened) ? pending : paused;
    return {
      pending: opened,
      ...(left && !isSame(left, opened) ? { paused: left } : {}),
    };
  }
  if (!pending || !isFlowAction(pending.action)) return keep;
  if (endsFlow(decision, pending)) return keep;
  switch (afterInterruption(pending, decision, input.knowledge)) {
    case 'keep':
      return { pending, ...keep };
    case 'ask again':
      return { pending: { ...pending, interrupted: true }, ...keep };
    case 'pause':
      return { paused: pending };
  }
}

function consentAsked(
  { consentAskedAt }: Dialogue,
  { decision, now }: Remembering,
): Pick<Dialogue, 'consentAskedAt'> {
  if (decision.kind === 'fill-slot' && decision.missing === 'consent')
    return { consentAskedAt: now.toISOString() };
  return consentAskedAt === undefined ? {} : { consentAskedAt };
}

function endsFlow(decision: Decision, pending: Pending): boolean {
  if (decision.kind === 'answer' && decision.from === 'flow') return true;
  return decision.kind === 'perform' && isSame(decision, pending);
}

function isSame(one: Pick<Flow, 'intentId' | 'action'>, other: Pick<Flow, 'intentId' | 'action'>): boolean {
  return one.action === other.action && one.intentId === other.intentId;
}

/**
 * What becomes of an open flow when something else was answered: small talk leaves it open, the first question in
 * the middle puts the open question again, the second one, or one that opens choices of its own, pauses it. A
 * confirmation is always put again, because a yes counts only directly after it.
 */
export function afterInterruption(
  pending: Pending,
  decision: Decision,
  knowledge: Pick<Knowledge, 'intent'>,
): 'keep' | 'ask again' | 'pause' {
  if (decision.kind === 'clarify' || decision.kind === 'hand-off' || decision.kind === 'fill-slot')
    return 'pause';
  if (pending.missing === 'login') return 'pause';
  if (pending.interrupted) return 'pause';
  const smallTalk =
    decision.kind === 'answer' &&
    decision.from === 'intent' &&
    knowledge.intent(decision.id)?.action === 'reply' &&
    pending.missing !== 'confirmation';
  return smallTalk ? 'keep' : 'ask again';
}

/** Whether the open question is to be put again after this decision. */
export function asksAgain(
  before: Dialogue,
  decision: Decision,
  knowledge: Pick<Knowledge, 'intent'>,
): boolean {
  const { pending } = before;
  if (!pending?.question || !isFlowAction(pending.action)) return false;
  if (decision.kind === 'stay-silent' || decision.kind === 'fill-slot' || endsFlow(decision, pending))
    return false;
  return afterInterruption(pending, decision, knowledge) === 'ask again';
}

function pendingAfter(
  { pending: before }: Dialogue,
  decision: Extract<Decision, { kind: 'fill-slot'; intentId: string }>,
  { composed }: Remembering,
  now: Date,
): Pending {
  const { action, intentId, missing, flow, offered, confirming } = decision;
  const asked = composed.messages.findLast(({ text }) => text !== undefined);
  const collected: Flow = flow ? stripped(flow) : { action, intentId };
  const again =
    before !== undefined &&
    isSame(before, decision) &&
    before.missing === missing &&
    decision.because === 'not-recognised';
  return {
    ...collected,
    missing,
    ...(offered ? { offered } : {}),
    ...(confirming ? { confirming } : {}),
    ...(asked?.text !== undefined
      ? {
          question: {
            text: bareQuestion(asked.text),
            ...(asked.quickReplies ? { quickReplies: asked.quickReplies } : {}),
          },
        }
      : {}),
    ...(flow ? { tries: again ? (before.tries ?? 1) + 1 : 1 } : {}),
    at: now.toISOString(),
  };
}

/** A flow without what belongs to the question that was open before. */
function stripped({ intentId, action, orderId, requestId, details, skipped, asked }: Flow): Flow {
  return {
    intentId,
    action,
    ...(orderId !== undefined ? { orderId } : {}),
    ...(requestId !== undefined ? { requestId } : {}),
    ...(details ? { details } : {}),
    ...(skipped ? { skipped } : {}),
    ...(asked !== undefined ? { asked } : {}),
  };
}

function topicAfter(before: Dialogue, input: Remembering): Pick<Dialogue, 'topic'> {
  const named = topicOf(input, before.topic);
  return named ? { topic: named } : before.topic ? { topic: before.topic } : {};
}

function topicOf(
  { decision, composed, understanding, evidence, knowledge, now }: Remembering,
  before?: Topic,
): Topic | undefined {
  const at = now.toISOString();
  const text = evidence.rewritten ?? understanding.text;
  if (decision.kind === 'answer' && decision.from === 'entry') {
    const title = knowledge.entry(decision.id)?.question;
    return title === undefined ? undefined : { kind: 'entry', id: decision.id, title, text, at };
  }
  if (decision.kind === 'answer' && decision.from === 'shown') {
    return before && { ...before, at };
  }
  if (decision.kind === 'answer' && decision.from === 'comparison') {
    const { products } = decision;
    // What was compared by name is on the screen from now on; a part of a list leaves the list there.
    const known = before?.products?.some(({ productId }) => productId === products[0]?.productId);
    if (known) return before && { ...before, at };
    return { kind: 'intent', id: 'recommend-products', title: text, text, products, at };
  }
  const about =
    decision.kind === 'perform' || (decision.kind === 'answer' && decision.from === 'flow')
      ? decision
      : decision.kind === 'fill-slot' && decision.missing !== 'question'
        ? decision
        : undefined;
  if (!about) return undefined;
  const intentId =
    'flow' in about && about.flow ? about.flow.intentId : 'intentId' in about ? about.intentId : '';
  const orderId = 'flow' in about ? about.flow?.orderId : undefined;
  const orders = orderId === undefined ? ordersIn(composed) : [orderId];
  const products = productsIn(composed);
  const title = knowledge.intent(intentId)?.name;
  if (title === undefined && orders.length === 0) return undefined;
  return {
    kind: 'intent',
    id: intentId,
    title: title ?? '查询订单进度',
    text,
    ...(orders.length > 0 ? { orders } : {}),
    ...(products.length > 0 ? { products } : {}),
    at,
  };
}

function ordersIn({ messages }: Composed): string[] {
  return messages.flatMap(({ card }) => (card?.kind === 'order' ? [card.order.orderId] : []));
}

function productsIn({ messages }: Composed) {
  return messages.flatMap(({ card }) => {
    if (card?.kind === 'product') return [card.product];
    return card?.kind === 'productList' ? card.products : [];
  });
}
