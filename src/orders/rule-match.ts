import type { OrderAction } from '../contract/order-actions.js';
import type { OrderReason, OrderRule, OrderRules, ProductCondition } from '../contract/order-rules.js';
import type { LineFacts, OrderFacts, ProductFacts } from './order-facts.js';
import { isWithinYearly, shopDay } from './shop-days.js';

export interface RuleCase {
  action: OrderAction;
  order: OrderFacts;
  lines: readonly LineFacts[];
  reason?: OrderReason;
}

/** The first rule of the action that fits the case. There is one: the last of an action fits everything. */
export function ruleFor(rules: OrderRules, asked: RuleCase, timeZone: string): OrderRule | undefined {
  return rules.rules.find((rule) => rule.action === asked.action && fits(rule, rules, asked, timeZone));
}

function fits(
  { when }: OrderRule,
  { groups, sales }: OrderRules,
  { order, lines, reason }: RuleCase,
  timeZone: string,
): boolean {
  const isIn = (names: readonly string[]) => (line: LineFacts) =>
    groups.some(
      ({ id, anyOf }) => names.includes(id) && anyOf.some((condition) => holds(condition, line.product)),
    );
  if (when.status && !when.status.includes(order.status)) return false;
  if (when.groups && !lines.some(isIn(when.groups))) return false;
  if (when.onlyGroups && !(lines.length > 0 && lines.every(isIn(when.onlyGroups)))) return false;
  if (when.reasons && !(reason && when.reasons.includes(reason.id))) return false;
  if (when.fault && reason?.fault !== when.fault) return false;
  if (when.paidDuring) {
    if (!order.paidAt) return false;
    const day = shopDay(order.paidAt, timeZone);
    const named = sales.filter(({ id }) => when.paidDuring?.includes(id));
    if (!named.some(({ from, until }) => isWithinYearly(day, from, until))) return false;
  }
  return true;
}

function holds(
  { categories, tags, attributes, crossBorder }: ProductCondition,
  product: ProductFacts,
): boolean {
  if (categories && !categories.includes(product.category)) return false;
  if (tags && !tags.some((tag) => product.tags.includes(tag))) return false;
  if (crossBorder !== undefined && crossBorder !== product.crossBorder) return false;
  return Object.entries(attributes ?? {}).every(([name, values]) =>
    [product.attributes[name] ?? []].flat().some((value) => values.includes(value)),
  );
}
