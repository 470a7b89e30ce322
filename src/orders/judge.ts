import { type OrderAction, type OrderVerdict, orderActionNames } from '../contract/order-actions.js';
import type { OrderReason, OrderRule, OrderRules } from '../contract/order-rules.js';
import { hasAlternatives, type ProductOption, productOptions, readProduct, readReason } from './details.js';
import { type EarlierRequest, isOpen, type OrderFacts } from './order-facts.js';
import { possible, termsOf, valuesOf } from './propose.js';
import { aboutProducts, type Case, type Proposal, type Question } from './question.js';
import { ruleFor } from './rule-match.js';
import { timeLeft } from './shop-days.js';
import { fillTemplate, stateText } from './wording.js';

/** `proposal` is there as soon as nothing is missing. */
export type Judgement =
  | { allowed: true; verdict: Extract<OrderVerdict, { allowed: true }>; proposal?: Proposal }
  | { allowed: false; verdict: Extract<OrderVerdict, { allowed: false }> };

/** As `Judgement`, with every action that the rule points to. */
type Judged =
  | (Extract<Judgement, { allowed: true }> & { asked: Case })
  | { allowed: false; why: string; entryId?: string; instead?: readonly OrderAction[] };

/** What takes goods or money back: one of them at a time for a product, and no difference in price beside it. */
const takesBack = new Set<OrderAction>(['cancel-order', 'return', 'exchange', 'refund']);

/**
 * Whether an action is possible on an order, and on what terms. Pure and total.
 *
 * A question that is still open (which product, what reason) is judged for each answer: possible is the action when one
 * answer makes it so, and only those answers are offered.
 */
export function judge(question: Question): Judgement {
  const judged = judgeProducts(question);
  if (judged.allowed) {
    const { asked: _, ...judgement } = judged;
    return judgement;
  }
  const { why, entryId, instead = [] } = judged;
  const other = instead.find(
    (action) => action !== question.action && judgeProducts({ ...question, action, details: {} }).allowed,
  );
  return {
    allowed: false,
    verdict: {
      allowed: false,
      why,
      ...(entryId !== undefined ? { entryId } : {}),
      ...(other ? { instead: other } : {}),
    },
  };
}

function judgeProducts(question: Question): Judged {
  const { action, order, details, rules } = question;
  if (!aboutProducts.has(action))
    return judgeReasons(question, { label: '整单', key: '', lines: order.lines });
  const options = productOptions(order.lines, action !== 'exchange');
  const chosen = readProduct(details.product, options);
  if (chosen) return judgeReasons(question, chosen);
  return judgeEach(
    options.map((option) => ({ label: option.label, judged: judgeReasons(question, option) })),
    'product',
    rules,
  );
}

function judgeReasons(question: Question, option: ProductOption): Judged {
  const { action, details, rules } = question;
  const reasons = rules.reasons.filter(({ actions }) => actions.includes(action));
  const reason = readReason(details.reason, reasons);
  if (reasons.length === 0 || reason) return judgeCase(question, option, reason);
  return judgeEach(
    reasons.map((each) => ({ label: each.label, judged: judgeCase(question, option, each) })),
    'reason',
    rules,
  );
}

/** Puts the answers to an open question together: the possible ones become its choices. */
function judgeEach(
  answers: readonly { label: string; judged: Judged }[],
  detail: 'product' | 'reason',
  { questions }: OrderRules,
): Judged {
  const open = answers.flatMap(({ label, judged }) => (judged.allowed ? [{ label, judged }] : []));
  const [first] = open;
  if (!first) return answers[0]?.judged ?? nothingThere;
  const { asked, verdict } = first.judged;
  const missing = [
    { detail, prompt: questions[detail], choices: open.map(({ label }) => label) },
    ...verdict.missing,
  ];
  return { allowed: true, asked, verdict: { allowed: true, summary: possible(asked), missing } };
}

const nothingThere: Judged = { allowed: false, why: '这一单里没有可以处理的商品。' };

function judgeCase(question: Question, option: ProductOption, reason: OrderReason | undefined): Judged {
  const { action, order, rules, now, timeZone } = question;
  const known = { action, order, lines: option.lines, ...(reason ? { reason } : {}) };
  const rule = ruleFor(rules, known, timeZone);
  if (!rule) return nothingThere;
  const inTheWay = openRequest(question, option);
  if (inTheWay) return { allowed: false, why: alreadyAsked(action, inTheWay), entryId: rule.entry };
  const window = rule.verdict === 'allow' ? rule.within : undefined;
  const since = window && momentOf(order, window.since);
  const time = window && since ? timeLeft(window, since, now, timeZone) : undefined;
  const asked: Case = { question, option, ...(reason ? { reason } : {}), ...(time ? { time } : {}) };
  if (rule.verdict === 'refuse') return refusal(rule, rule.says, asked);
  if (time?.isOver) return refusal(rule, rule.late ?? rule.says, asked);
  const lacking = reason?.asks.find((detail) => !hasAlternatives(option, detail));
  if (lacking)
    return refusal(rule, `{product}没有别的${lacking === 'size' ? '尺码' : '颜色'}可以换。`, asked);
  if (rule.once && wasDone(question, option))
    return refusal(rule, `${orderActionNames[action]}只能申请一次，之前已经办过了。`, asked);
  const terms = termsOf(rule, asked);
  if (terms.isNothing) return refusal(rule, rule.nothing ?? '这样商品之前已经退过了。', asked);
  const { verdict, proposal } = terms;
  return { allowed: true, asked, verdict, ...(proposal ? { proposal } : {}) };
}

function refusal(rule: OrderRule, template: string, asked: Case): Judged {
  const why = fillTemplate(template, valuesOf(asked));
  return { allowed: false, why, entryId: rule.entry, instead: rule.instead };
}

function alreadyAsked(action: OrderAction, request: EarlierRequest): string {
  const state = stateText(request.action, request.state);
  return request.action === action
    ? `这一单的${orderActionNames[action]}申请${state}，不用重复提交。`
    : `这一单正在办${orderActionNames[request.action]}（${state}），先等它办完，或者撤销后再申请。`;
}

function momentOf(order: OrderFacts, since: 'created' | 'paid' | 'shipped' | 'delivered'): Date | undefined {
  switch (since) {
    case 'created':
      return order.createdAt;
    case 'paid':
      return order.paidAt;
    case 'shipped':
      return order.shippedAt;
    case 'delivered':
      return order.deliveredAt;
  }
}

/** An open request that this one would get in the way of: on the same goods, and of a kind that goes one at a time. */
function openRequest({ action, earlier }: Question, option: ProductOption): EarlierRequest | undefined {
  return earlier.find(
    (request) =>
      isOpen(request) &&
      isAbout(request, option) &&
      (request.action === action ||
        (takesBack.has(request.action) && (takesBack.has(action) || action === 'price-protection'))),
  );
}

function wasDone({ action, earlier }: Question, option: ProductOption): boolean {
  return earlier.some(
    (request) => request.action === action && request.state === 'done' && isAbout(request, option),
  );
}

/** Whether a request is about the goods; one that names none is about the whole order. */
function isAbout({ parts }: EarlierRequest, { lines }: ProductOption): boolean {
  return parts.length === 0 || parts.some((part) => lines.some(({ position }) => position === part.position));
}
