import type { CouponItem } from '../contract/cards.js';

export interface CouponRow {
  externalId: string;
  title: string;
  kind: string;
  thresholdMinor: number;
  valueMinor: number | null;
  percentOff: number | null;
  scope: unknown;
  validUntil: Date;
}

/** What a customer reads on a coupon's card. Conditions are complete: nothing is found out at the till. */
export function presentCoupon(row: CouponRow): Omit<CouponItem, 'state'> {
  return {
    couponId: row.externalId,
    title: row.title,
    headline: headlineOf(row),
    conditions: conditionsOf(row),
    validUntil: row.validUntil.toISOString(),
  };
}

function headlineOf({ kind, valueMinor, percentOff }: CouponRow): string {
  if (kind === 'percent') return `${trimZero((100 - (percentOff ?? 0)) / 10)}折`;
  if (kind === 'shipping') return '包邮';
  if (kind === 'gift') return '赠品';
  return `¥${trimZero((valueMinor ?? 0) / 100)}`;
}

function conditionsOf({ thresholdMinor, scope }: CouponRow): string {
  const categories = (scope as { categories?: string[] } | null)?.categories ?? [];
  return [
    thresholdMinor > 0 ? `满 ${trimZero(thresholdMinor / 100)} 元可用` : '无门槛',
    categories.length > 0 ? `限${categories.join('、')}` : '全场可用',
  ].join(' · ');
}

function trimZero(value: number): string {
  return value.toFixed(2).replace(/\.?0+$/, '');
}
