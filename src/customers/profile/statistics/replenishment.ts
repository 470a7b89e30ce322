import { middle } from './shrink.js';

export interface Replenishment {
  /** Days between two purchases of it. */
  everyDays: number;
  dueInDays: number;
  /** How many of the customer's own gaps that rests on. */
  ownGaps: number;
}

/** What is usual for the product weighs as much as so many gaps of the customer's own. */
const weightOfUsual = 2;
/** Longer overdue than this many times its interval: bought elsewhere, or no more. */
const movedOn = 1.5;

/**
 * When something runs out: the middle of the customer's own gaps, drawn in logs towards what is usual for the product.
 * @param days on which it was bought (day numbers, rising); @param usualDays of the product, absent: only own gaps count
 * @returns undefined when nothing can be said, or when it is overdue for so long that the customer has moved on
 */
export function replenishmentOf(
  days: readonly number[],
  today: number,
  usualDays: number | undefined,
): Replenishment | undefined {
  const last = days.at(-1);
  if (last === undefined) return undefined;
  const gaps = days.slice(1).map((day, index) => day - (days[index] ?? day));
  const own = middle(gaps);
  if (usualDays === undefined && gaps.length < 2) return undefined;
  const logOwn = own === undefined ? 0 : gaps.length * Math.log(Math.max(1, own));
  const logUsual = usualDays === undefined ? 0 : weightOfUsual * Math.log(Math.max(1, usualDays));
  const weight = (own === undefined ? 0 : gaps.length) + (usualDays === undefined ? 0 : weightOfUsual);
  const everyDays = Math.exp((logOwn + logUsual) / weight);
  const dueInDays = Math.round(last + everyDays - today);
  if (dueInDays < -movedOn * everyDays) return undefined;
  return { everyDays: Math.round(everyDays), dueInDays, ownGaps: gaps.length };
}
