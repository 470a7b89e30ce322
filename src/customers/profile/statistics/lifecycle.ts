import { ascending, middle } from './shrink.js';

export const lifecycles = ['未下单', '新客', '成长', '成熟', '沉睡', '流失'] as const;
export type Lifecycle = (typeof lifecycles)[number];

/** How long customers of the shop stay away, as multiples of the gap that is usual for them. */
export interface LifecycleCuts {
  /** Days between two purchases, in the middle of the shop. */
  gapDays: number;
  /** Longer than this many usual gaps: asleep. Only one in ten gaps that ended was longer. */
  asleep: number;
  /** Longer than this: gone. Only one in fifty was longer. */
  gone: number;
}

/** Where too few gaps are known to say. */
export const usualCuts: LifecycleCuts = { gapDays: 45, asleep: 2.5, gone: 5 };
/** The shop's usual gap weighs as much as so many gaps of the customer's own. */
const weightOfShop = 3;
const fewestGaps = 50;
/** From so many purchases on, somebody knows the shop. */
const matureFrom = 4;

/** The gap that is usual for a customer: own gaps, drawn in logs towards the shop's. @param gaps days, above 0 */
export function usualGap(gaps: readonly number[], shopGapDays: number): number {
  const own = gaps.reduce((sum, gap) => sum + Math.log(Math.max(1, gap)), 0);
  return Math.exp((own + weightOfShop * Math.log(shopGapDays)) / (gaps.length + weightOfShop));
}

/** Cuts from a shop's own gaps, a part of the work a turn. @param customers the gaps in days of each customer */
export function* lifecycleCutsSteps(
  customers: readonly (readonly number[])[],
): Generator<undefined, LifecycleCuts> {
  const all = customers.flat();
  if (all.length < fewestGaps) return usualCuts;
  const gapDays = Math.max(1, middle(all) ?? usualCuts.gapDays);
  yield undefined;
  const unsorted: number[] = [];
  for (const [index, gaps] of customers.entries()) {
    const usual = usualGap(gaps, gapDays);
    for (const gap of gaps) unsorted.push(gap / usual);
    if (index % 500 === 499) yield undefined;
  }
  const ratios = ascending(unsorted);
  yield undefined;
  const share = (part: number) => ratios[Math.min(ratios.length - 1, Math.floor(part * ratios.length))] ?? 1;
  const asleep = Math.min(4, Math.max(1.5, share(0.9)));
  return { gapDays, asleep, gone: Math.min(12, Math.max(2 * asleep, share(0.98))) };
}

/** @param purchases days with a purchase; @param sinceLast days since the last of them */
export function lifecycleOf(
  purchases: number,
  sinceLast: number,
  gap: number,
  { asleep, gone }: LifecycleCuts,
): Lifecycle {
  if (purchases === 0) return '未下单';
  const ratio = sinceLast / gap;
  if (ratio > gone) return '流失';
  if (ratio > asleep) return '沉睡';
  if (purchases === 1) return '新客';
  return purchases < matureFrom ? '成长' : '成熟';
}
