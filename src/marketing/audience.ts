import type { z } from 'zod';
import type { habitRule } from '../contract/campaigns.js';

/** Whom a campaign is for, by habits. All given conditions must hold. */
export type AudienceRule = z.infer<typeof habitRule>;

export interface AudienceFacts {
  tier: string;
  orders: number;
  /** Absent: never ordered. */
  daysSinceOrder?: number;
  /** Absent: not known. */
  daysSinceRegistered?: number;
  /** Categories bought from within the last year. */
  categories: ReadonlySet<string>;
  /** Consumables, and in how many days each runs out; negative: it has. */
  runningOut: readonly { category: string; inDays: number; usualDays: number }[];
}

/** Whether a customer belongs to a campaign's audience. What is not known counts as no. Pure. */
export function isInAudience(rule: AudienceRule, facts: AudienceFacts): boolean {
  const { categories, replenishmentDueWithinDays: within } = rule;
  return (
    (categories === undefined || categories.some((category) => facts.categories.has(category))) &&
    (rule.minOrders === undefined || facts.orders >= rule.minOrders) &&
    (rule.maxOrders === undefined || facts.orders <= rule.maxOrders) &&
    (rule.inactiveDays === undefined || (facts.daysSinceOrder ?? -1) >= rule.inactiveDays) &&
    (rule.registeredWithinDays === undefined ||
      (facts.daysSinceRegistered ?? Number.POSITIVE_INFINITY) <= rule.registeredWithinDays) &&
    (rule.memberTiers === undefined || rule.memberTiers.includes(facts.tier)) &&
    (within === undefined || dueOf(rule, facts) !== undefined)
  );
}

/** What is true of a customer about each condition that is given, for staff. Pure; of somebody who belongs to the audience. */
export function habitsInWords(rule: AudienceRule, facts: AudienceFacts): string {
  const { categories = [] } = rule;
  const bought = categories.filter((category) => facts.categories.has(category));
  const due = dueOf(rule, facts);
  return [
    ...(bought.length > 0 ? [`买过${bought.join('、')}`] : []),
    ...(rule.minOrders !== undefined || rule.maxOrders !== undefined ? [`下过 ${facts.orders} 单`] : []),
    ...(rule.inactiveDays !== undefined && facts.daysSinceOrder !== undefined
      ? [`${Math.floor(facts.daysSinceOrder)} 天没下单`]
      : []),
    ...(rule.registeredWithinDays !== undefined && facts.daysSinceRegistered !== undefined
      ? [`注册 ${Math.floor(facts.daysSinceRegistered)} 天`]
      : []),
    ...(due === undefined ? [] : [due.inDays < 0 ? `${due.category}已用完` : `${due.category}快用完了`]),
    ...(rule.memberTiers === undefined ? [] : ['会员等级符合']),
  ].join('，');
}

/** The first consumable that runs out soon enough. */
function dueOf(
  { categories, replenishmentDueWithinDays: within }: AudienceRule,
  { runningOut }: AudienceFacts,
) {
  if (within === undefined) return undefined;
  return runningOut.find(
    ({ category, inDays, usualDays }) =>
      (categories === undefined || categories.includes(category)) &&
      inDays <= within &&
      // Long out: the customer buys it elsewhere, or no more.
      inDays > -usualDays,
  );
}
