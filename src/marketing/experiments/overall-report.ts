import type { OverallGroup, OverallReport } from '../../contract/experiments.js';
import { sampleRatio } from './checks.js';
import { adjustForBefore } from './cuped.js';
import {
  differenceOfMeans,
  differenceOfShares,
  type Effect,
  type Moments,
  type PairedMoments,
} from './effects.js';

/** What one customer did in the time looked at. Money in minor units. */
export interface PersonInTime {
  orders: number;
  revenueMinor: number;
  /** Spent in as many days before. */
  beforeMinor: number;
  /** Discounts by coupons of campaigns. */
  costMinor: number;
  /** Offers and messages of campaigns that reached them. */
  contacts: number;
}

/** Sums over those of a group who were measured. */
export interface OverallTotals {
  /** Everybody in it. */
  customers: number;
  measured: number;
  buyers: number;
  contacted: number;
  contacts: number;
  orders: Moments;
  revenue: PairedMoments;
  cost: Moments;
}

export function emptyOverall(): OverallTotals {
  const none = () => ({ count: 0, sum: 0, sumOfSquares: 0 });
  return {
    customers: 0,
    measured: 0,
    buyers: 0,
    contacted: 0,
    contacts: 0,
    orders: none(),
    revenue: { count: 0, sumX: 0, sumY: 0, sumXX: 0, sumXY: 0, sumYY: 0 },
    cost: none(),
  };
}

/** Adds a person to the sums, in place. */
export function addPerson(totals: OverallTotals, person: PersonInTime): void {
  const { orders, revenueMinor: y, beforeMinor: x, costMinor, contacts } = person;
  totals.measured += 1;
  totals.buyers += Number(orders > 0);
  totals.contacted += Number(contacts > 0);
  totals.contacts += contacts;
  add(totals.orders, orders);
  add(totals.cost, costMinor);
  const { revenue } = totals;
  revenue.count += 1;
  revenue.sumX += x;
  revenue.sumY += y;
  revenue.sumXX += x * x;
  revenue.sumXY += x * y;
  revenue.sumYY += y * y;
}

/** Fewer buyers than this in a group, and an estimate may still turn round. */
const fewestBuyers = 30;
/** Habits of a shorter time say little: many buy once a month. */
const leastDays = 14;
const day = 86_400_000;

/**
 * What all campaigns together changed: who may be reached against who gets none, over everybody who was known when the time
 * began, reached or not (intention to treat). Revenue is adjusted for what people spent before (CUPED), as in the report of one campaign.
 *
 * @param share of customers that gets no campaign; @param from, now: the time looked at
 */
export function overallReport(
  campaigns: OverallTotals,
  left: OverallTotals,
  share: number,
  { from, now }: { from: Date; now: Date },
): Extract<OverallReport, { state: 'ready' }> {
  const { p, broken } = sampleRatio([
    { count: campaigns.customers, share: 1 - share },
    { count: left.customers, share },
  ]);
  const { adjusted } = adjustForBefore([campaigns.revenue, left.revenue]);
  const [revenue, revenueWithout] = adjusted as [Moments, Moments];
  const bought = (group: OverallTotals) => ({ yes: group.buyers, count: group.measured });
  const warnings = [
    ...(broken ? ['两边的人数和设定的比例对不上，记录可能出了问题，下面的数字先别用。'] : []),
    ...(left.contacted > 0 ? [`对照组里有 ${left.contacted} 位顾客收到过活动，效果会被低估。`] : []),
    ...(now.getTime() - from.getTime() < leastDays * day ? ['才刚开始对比，满两周再看更稳妥。'] : []),
    ...(Math.min(campaigns.buyers, left.buyers) < fewestBuyers ? ['样本还太少，先别下结论。'] : []),
  ];
  return {
    state: 'ready',
    at: now.toISOString(),
    from: from.toISOString(),
    share,
    groups: [groupOf('campaigns', campaigns, 1 - share), groupOf('global-holdout', left, share)],
    sampleRatio: { p, broken },
    buyers: reported(differenceOfShares(bought(campaigns), bought(left))),
    orders: reported(differenceOfMeans(campaigns.orders, left.orders)),
    revenueMinor: reported(differenceOfMeans(revenue, revenueWithout)),
    costMinor: reported(differenceOfMeans(campaigns.cost, left.cost)),
    warnings,
    definitions: overallDefinitions,
  };
}

export const overallDefinitions: Record<string, string> = {
  customers: '对比开始前就在店里的顾客，按编号随机分成两边，分好后不变；不管有没有收到活动都算。',
  contacts: '这段时间里活动在聊天里推的券和主动发的消息，一共多少次。',
  buyers: '有活动和没有活动，下过单（已付款、没取消）的顾客比例之差。',
  orders: '有活动的顾客比没有活动的，人均多下了几单。',
  revenueMinor: '有活动的顾客比没有活动的，人均多付了多少，已用对比前的消费扣掉顾客本来的差别。',
  costMinor: '有活动的顾客比没有活动的，人均多用掉多少活动券的优惠；短信等发送费没有算在内。',
  sampleRatio: '两边实际人数与设定比例是否相符，不符说明记录出了问题。',
  interval: '括号里是 95% 区间，按到时候看一次算的；盖住 0 就还不能下结论。',
};

function groupOf(id: OverallGroup['id'], totals: OverallTotals, share: number): OverallGroup {
  const { customers, measured, buyers, contacts, orders, revenue, cost } = totals;
  return {
    id,
    share,
    customers,
    measured,
    buyers,
    contacts,
    orders: orders.sum,
    revenueMinor: revenue.sumY,
    costMinor: cost.sum,
  };
}

function reported({ value, low, high, p }: Effect) {
  const known = (side: number) => (Number.isFinite(side) ? side : null);
  return { value, low: known(low), high: known(high), p };
}

function add(moments: Moments, value: number): void {
  moments.count += 1;
  moments.sum += value;
  moments.sumOfSquares += value * value;
}
