import type { OrderRule, OrderRules, RuleWindow } from '../../../src/contract/order-rules.js';
import { text } from '../strings.js';

const words = text.orderRules;
const list = (names: readonly string[]): string => names.join('、');

/** The number of a time limit, and what it counts. */
export function limitOf({ hours, days, months }: RuleWindow): {
  unit: 'hours' | 'days' | 'months';
  count: number;
} {
  if (hours !== undefined) return { unit: 'hours', count: hours };
  return days !== undefined ? { unit: 'days', count: days } : { unit: 'months', count: months ?? 0 };
}

/** When a rule applies, each condition as name and values. Empty: whenever no rule before it did. */
export function conditionsOf(
  { when }: OrderRule,
  { reasons }: Pick<OrderRules, 'reasons'>,
): { name: string; values: string }[] {
  const labels = new Map(reasons.map(({ id, label }) => [id, label]));
  return [
    ...(when.status
      ? [{ name: words.when.status, values: list(when.status.map((each) => text.orderStatus[each])) }]
      : []),
    ...(when.groups ? [{ name: words.when.groups, values: list(when.groups) }] : []),
    ...(when.onlyGroups ? [{ name: words.when.onlyGroups, values: list(when.onlyGroups) }] : []),
    ...(when.reasons
      ? [{ name: words.when.reasons, values: list(when.reasons.map((id) => labels.get(id) ?? id)) }]
      : []),
    ...(when.fault ? [{ name: words.when.fault, values: words.fault[when.fault] }] : []),
    ...(when.paidDuring ? [{ name: words.when.paidDuring, values: list(when.paidDuring) }] : []),
  ];
}

/** What holds beside the conditions: time limit, money, what is asked for, what is possible instead. */
export function termsOf(rule: OrderRule): string[] {
  const instead =
    rule.instead.length > 0
      ? [words.instead(list(rule.instead.map((action) => text.orderRequests.action[action])))]
      : [];
  if (rule.verdict === 'refuse') return instead;
  const { within, once, pays, asks } = rule;
  const limit = within && limitOf(within);
  return [
    ...(within && limit
      ? [words.within(words.since[within.since], words.limit[limit.unit](limit.count))]
      : []),
    ...(pays === 'nothing' ? [] : [words.pays[pays]]),
    ...(once ? [words.once] : []),
    ...(asks.length > 0 ? [words.asks(list(asks.map((detail) => text.orderRequests.detail[detail])))] : []),
    ...instead,
  ];
}

/** What the customer is told, by occasion. */
export function saidBy(rule: OrderRule): { name: string; said: string }[] {
  if (rule.verdict === 'refuse') return [{ name: words.says, said: rule.says }];
  return [
    { name: words.says, said: rule.says },
    ...(rule.late === undefined ? [] : [{ name: words.late, said: rule.late }]),
    ...(rule.nothing === undefined ? [] : [{ name: words.nothing, said: rule.nothing }]),
  ];
}

/** Everything that a rule says, a line each: for comparing two versions. */
export function linesOf(rule: OrderRule, rules: Pick<OrderRules, 'reasons'>): string {
  const conditions = conditionsOf(rule, rules);
  return [
    conditions.length === 0
      ? words.always
      : conditions.map(({ name, values }) => `${name}：${values}`).join('；'),
    rule.verdict === 'refuse' ? words.refuse : `${words.allow}，${words.decide[rule.decide]}`,
    ...termsOf(rule),
    ...saidBy(rule).map(({ name, said }) => `${name}：${said}`),
    `${words.entry}：${rule.entry}`,
  ].join('\n');
}
