import {
  type OrderRequestDetail,
  type OrderRequestDetails,
  type OrderVerdict,
  orderActionNames,
} from '../contract/order-actions.js';
import type { AllowRule, Placeholder } from '../contract/order-rules.js';
import { choicesOf, isNeeded, type ProductOption, readDetail, readNumber } from './details.js';
import type { OrderFacts, RequestedPart } from './order-facts.js';
import { aboutProducts, type Case, type Proposal } from './question.js';
import { leftOfOrder, partOf, type Remainder, remaindersOf } from './shares.js';
import { fillTemplate, moneyWords } from './wording.js';

type Allowed = Extract<OrderVerdict, { allowed: true }>;
type Values = Partial<Record<Placeholder, string>>;

/** What a rule that allows comes to: the terms, what is still to be asked, and, when nothing is, the request itself. */
export type Terms =
  | { isNothing: true }
  | { isNothing: false; verdict: Allowed; daysLeft?: number; proposal?: Proposal };

/** @returns `isNothing` when everything was paid back before, or there is no difference in price */
export function termsOf(rule: AllowRule, asked: Case): Terms {
  const { question, option, reason, time } = asked;
  const { action, order, earlier, rules } = question;
  const left = remaindersOf(order, earlier);
  const remainders = option.lines.flatMap((line) =>
    left.filter(({ position }) => position === line.position),
  );
  const pieces = remainders.reduce((sum, { quantity }) => sum + quantity, 0);
  if (aboutProducts.has(action) && pieces === 0) return { isNothing: true };
  const details = readDetails(asked, rule, pieces);
  const wanted: OrderRequestDetail[] = [...rule.asks, ...(reason?.asks ?? [])];
  const missing = wanted.flatMap((detail) => {
    if (details[detail] !== undefined || !isNeeded(detail, details, option.key === '' ? 1 : pieces))
      return [];
    const choices = choicesFor(detail, option, pieces);
    return [{ detail, prompt: rules.questions[detail], ...(choices.length > 0 ? { choices } : {}) }];
  });
  const quantity = details.quantity === undefined ? undefined : readNumber(details.quantity);
  const { parts, amountMinor } = amountsOf(asked, rule, remainders, quantity);
  if (rule.pays !== 'nothing' && amountMinor === 0) return { isNothing: true };
  const values: Values = {
    ...valuesOf(asked),
    ...details,
    product: productWords(option),
    amount: moneyWords(amountMinor, order.currency),
  };
  const isComplete = missing.length === 0;
  return {
    isNothing: false,
    ...(time?.daysLeft !== undefined ? { daysLeft: time.daysLeft } : {}),
    verdict: {
      allowed: true,
      summary: isComplete ? fillTemplate(rule.says, values) : possible(asked),
      missing,
      ...(rule.pays === 'nothing' ? {} : { amount: { amountMinor, currency: order.currency } }),
    },
    ...(isComplete
      ? {
          proposal: {
            rule,
            decide: isLimitKnown(rule, asked) ? rule.decide : 'person',
            productKey: option.key,
            productLabel: productWords(option),
            parts,
            amountMinor,
            details: { ...details, ...(reason ? { reason: reason.label } : {}) },
          },
        }
      : {}),
  };
}

/** That it is possible, while it is not yet known what exactly. */
export function possible({ question: { action }, time }: Pick<Case, 'question' | 'time'>): string {
  const left = time?.daysLeft ? `，还有 ${time.daysLeft} 天` : '';
  return `这一单可以申请${orderActionNames[action]}${left}。`;
}

/** What templates may say before the terms are known. */
export function valuesOf({ question, option, reason, time }: Case): Values {
  const { order, earlier, rules, details } = question;
  const said: Values = {};
  for (const detail of [
    'address',
    'phone',
    'size',
    'colour',
    'invoiceTitle',
    'taxNumber',
    'email',
  ] as const) {
    const value = readDetail(detail, details[detail]);
    if (value !== undefined) said[detail] = value;
  }
  return {
    ...said,
    product: productWords(option),
    paid: moneyWords(leftOfOrder(order, earlier), order.currency),
    ...(reason ? { reason: reason.label, freight: rules.freight[reason.fault] } : {}),
    ...(time ? { deadline: time.deadline } : {}),
    ...(time?.daysLeft ? { daysLeft: String(time.daysLeft) } : {}),
  };
}

const productWords = ({ key, label, lines }: ProductOption) =>
  key === '' && lines.length !== 1 ? '全部商品' : `「${lines.length === 1 ? lines[0]?.title : label}」`;

/** Before it was delivered, a limit from delivery has not begun; afterwards the shop should have sent the date. */
function isLimitKnown({ within }: AllowRule, { question: { order }, time }: Case): boolean {
  return within === undefined || time !== undefined || isUnderWay(order);
}

const isUnderWay = ({ status }: OrderFacts) =>
  status === 'unpaid' || status === 'paid' || status === 'shipped';

/** The details that the rule and the reason ask for, those that can be used. */
function readDetails(
  { question, option, reason }: Case,
  rule: AllowRule,
  pieces: number,
): OrderRequestDetails {
  const { action, order, details } = question;
  const read: OrderRequestDetails = {};
  if (aboutProducts.has(action) && order.lines.length > 1) read.product = option.label;
  const asked: OrderRequestDetail[] = [...rule.asks, ...(reason?.asks ?? [])];
  if (asked.includes('address')) asked.push('phone');
  for (const detail of asked) {
    const value = readDetail(detail, details[detail]);
    const usable = value === undefined ? undefined : usableValue(detail, value, option, pieces);
    if (usable !== undefined) read[detail] = usable;
  }
  return read;
}

function usableValue(
  detail: OrderRequestDetail,
  value: string,
  option: ProductOption,
  pieces: number,
): string | undefined {
  if (detail === 'quantity') {
    const count = readNumber(value);
    const isPossible = option.key !== '' && count !== undefined && count >= 1 && count <= pieces;
    return isPossible ? String(count) : undefined;
  }
  if (detail !== 'size' && detail !== 'colour') return value;
  // In the words of the catalogue, where it has any; the longest first, because XL is in XXL.
  const choices = option.lines.flatMap((line) => choicesOf(line, detail));
  if (choices.length === 0) return value;
  const said = value.toLowerCase();
  return [...choices]
    .sort((a, b) => b.length - a.length)
    .find((choice) => said.includes(choice.toLowerCase()));
}

function choicesFor(detail: OrderRequestDetail, option: ProductOption, pieces: number): string[] {
  if (detail === 'quantity')
    return Array.from({ length: Math.min(pieces, 8) }, (_, index) => String(index + 1));
  if (detail === 'size' || detail === 'colour')
    return option.lines.flatMap((line) => choicesOf(line, detail));
  return [];
}

/** What is paid back, line by line and in all; never more than is left of what was paid. */
function amountsOf(
  { question: { order, earlier }, option }: Case,
  { pays }: AllowRule,
  remainders: readonly Remainder[],
  quantity: number | undefined,
): { parts: RequestedPart[]; amountMinor: number } {
  const most = leftOfOrder(order, earlier);
  const parts = remainders.map((remainder) => partOf(remainder, quantity ?? remainder.quantity));
  const goods = sumOf(parts);
  switch (pays) {
    case 'nothing':
      return { parts: parts.map((part) => ({ ...part, amountMinor: 0 })), amountMinor: 0 };
    case 'everything':
      return { parts, amountMinor: most };
    case 'goods':
      return { parts, amountMinor: Math.min(most, goods) };
    case 'goods-and-shipping': {
      const isEverything = option.lines.length === order.lines.length && quantity === undefined;
      return { parts, amountMinor: Math.min(most, goods + (isEverything ? order.shippingMinor : 0)) };
    }
    case 'difference': {
      const cheaper = option.lines.flatMap(({ position, product }) => {
        const remainder = remainders.find((each) => each.position === position);
        if (!remainder || product.priceMinor === undefined) return [];
        const amountMinor = Math.max(0, remainder.leftMinor - product.priceMinor * remainder.quantity);
        return amountMinor > 0 ? [{ position, quantity: remainder.quantity, amountMinor }] : [];
      });
      return { parts: cheaper, amountMinor: Math.min(most, sumOf(cheaper)) };
    }
  }
}

const sumOf = (parts: readonly RequestedPart[]) =>
  parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
