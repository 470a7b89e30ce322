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
    (within === undefined ||
      facts.runningOut.some(
        ({ category, inDays, usualDays }) =>
          (categories === undefined || categories.includes(category)) &&
          inDays <= within &&
          // Long out: the customer buys it elsewhere, or no more.
          inDays > -usualDays,
      ))
  );
}
