import type { ChoiceFigure, DateFigure, NumberFigure, SegmentFields } from '../../contract/segments.js';
import { daypartNames } from '../profile/habit-figures.js';
import { priceBands } from '../profile/history.js';
import { lifecycles } from '../profile/statistics/lifecycle.js';
import { rfmNames } from '../profile/statistics/rfm.js';

type Unit = SegmentFields['numbers'][number]['unit'];

/** What each field is called, and whether it may be looked at without consent to personalisation. */
export const numberFields: Record<NumberFigure, { label: string; unit: Unit; basic?: true }> = {
  orders: { label: '累计订单数', unit: 'count', basic: true },
  points: { label: '积分', unit: 'points', basic: true },
  spentYearMinor: { label: '近一年消费', unit: 'money' },
  averageOrderMinor: { label: '平均客单价', unit: 'money' },
  valueMinor: { label: '未来一年价值', unit: 'money' },
  recency: { label: '最近购买评分', unit: 'score' },
  frequency: { label: '购买次数评分', unit: 'score' },
  monetary: { label: '消费金额评分', unit: 'score' },
  alive: { label: '仍是顾客的可能', unit: 'share' },
  churn: { label: '流失风险', unit: 'share' },
  expected30: { label: '未来 30 天预计购买次数', unit: 'count' },
  expected90: { label: '未来 90 天预计购买次数', unit: 'count' },
  expected180: { label: '未来 180 天预计购买次数', unit: 'count' },
  couponSensitivity: { label: '用优惠下单的比例', unit: 'share' },
  conversations: { label: '近一年咨询次数', unit: 'count' },
  satisfaction: { label: '满意度', unit: 'score' },
  complaints: { label: '近一年投诉次数', unit: 'count' },
};

/** `ahead`: the date may lie in the future. */
export const dateFields: Record<DateFigure, { label: string; ahead: boolean; basic?: true }> = {
  firstOrderAt: { label: '首次下单', ahead: false },
  lastOrderAt: { label: '最近下单', ahead: false },
  registeredAt: { label: '注册', ahead: false, basic: true },
  lastConversationAt: { label: '最近咨询', ahead: false },
  lastSeenAt: { label: '最近来访', ahead: false },
  replenishDueAt: { label: '下次补货', ahead: true },
};

/** `values`: those there are, where they do not come from the shop's own data. */
export const choiceFields: Record<ChoiceFigure, { label: string; values?: readonly string[]; basic?: true }> =
  {
    tier: { label: '会员等级', basic: true },
    rfm: { label: '价值分群', values: rfmNames },
    lifecycle: { label: '生命周期', values: lifecycles },
    topCategory: { label: '偏好品类' },
    topBrand: { label: '偏好品牌' },
    priceBand: { label: '偏好价位', values: priceBands },
    topColour: { label: '偏好颜色' },
    daypart: { label: '常下单时段', values: daypartNames },
    province: { label: '省份' },
    city: { label: '城市' },
  };

export const consentNames = { personalization: '个性化推荐', marketing: '营销消息' } as const;
export const consentStates = { granted: '已同意', declined: '已拒绝', 'never-asked': '未询问' } as const;
