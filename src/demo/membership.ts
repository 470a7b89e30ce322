import type { MemberTier } from './demo-records.js';
import type { OpenOrder } from './orders.js';
import { calendarDay, day, dayNumber, monthAndDate } from './shanghai-time.js';

/** 近 12 个月实付, in 分, highest first; see the shop's facts (会员). */
const tierThresholds: readonly (readonly [tier: MemberTier, fromMinor: number])[] = [
  ['black', 1_000_000],
  ['gold', 300_000],
  ['silver', 100_000],
];

/** Whether an order's money stayed with the shop: paid, and neither cancelled nor refunded. */
export function countsAsSpending(order: Pick<OpenOrder, 'status' | 'paidAt'>): boolean {
  return order.paidAt !== undefined && order.status !== 'cancelled' && order.status !== 'refunded';
}

/** What was paid within the 365 days before `now`, in 分. */
export function spentInLastYear(orders: readonly OpenOrder[], now: number): number {
  return orders
    .filter((order) => countsAsSpending(order) && order.createdAt.getTime() > now - 365 * day)
    .reduce((sum, order) => sum + order.totalMinor, 0);
}

/** The tier that a year's spending (分) gives. */
export function tierFor(spentMinor: number): MemberTier {
  return tierThresholds.find(([, fromMinor]) => spentMinor >= fromMinor)?.[0] ?? 'regular';
}

/** 实付 1 元积 1 分，生日月双倍，次年 12 月 31 日到期: points of this and the previous calendar year. */
export function pointsOf(orders: readonly OpenOrder[], birthday: string, now: number): number {
  const thisYear = calendarDay(dayNumber(now)).year;
  let points = 0;
  for (const order of orders) {
    const dayNo = dayNumber(order.createdAt.getTime());
    if (!countsAsSpending(order) || calendarDay(dayNo).year < thisYear - 1) continue;
    const isBirthdayMonth = monthAndDate(dayNo).slice(0, 2) === birthday.slice(0, 2);
    points += Math.floor(order.totalMinor / 100) * (isBirthdayMonth ? 2 : 1);
  }
  return points;
}
