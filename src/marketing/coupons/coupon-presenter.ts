import type { CouponItem } from '../../contract/cards.js';
import { couponScope } from '../../contract/coupons.js';

export interface CouponRow {
  externalId: string;
  title: string;
  kind: string;
  thresholdMinor: number;
  valueMinor: number | null;
  percentOff: number | null;
  maxDiscountMinor?: number | null;
  newCustomersOnly?: boolean;
  /** Not empty: for some tiers only. */
  memberTiers?: readonly string[];
  /** Not empty: where it may be used. */
  channels?: readonly string[];
  exclusive?: boolean;
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
  if (kind === 'flash') return '抢购价';
  return `¥${trimZero((valueMinor ?? 0) / 100)}`;
}

function conditionsOf(row: CouponRow): string {
  const { kind, thresholdMinor, valueMinor, maxDiscountMinor, scope } = row;
  const read = couponScope.safeParse(scope ?? {});
  const goods = read.success ? read.data : {};
  const named = [...(goods.categories ?? []), ...(goods.brands ?? [])];
  if (goods.products?.length) named.push('指定商品');
  const excluded = [
    ...(goods.excludedCategories ?? []),
    ...(goods.excludedBrands ?? []),
    ...(goods.excludedProducts?.length ? ['个别商品'] : []),
  ];
  return [
    thresholdMinor > 0 ? `满 ${trimZero(thresholdMinor / 100)} 元可用` : '无门槛',
    named.length > 0 ? `限${named.join('、')}` : '全场可用',
    ...(excluded.length > 0 ? [`${excluded.join('、')}除外`] : []),
    ...(maxDiscountMinor ? [`最多减 ${trimZero(maxDiscountMinor / 100)} 元`] : []),
    ...(kind === 'shipping' && valueMinor ? [`运费最多免 ${trimZero(valueMinor / 100)} 元`] : []),
    ...(row.newCustomersOnly ? ['限新客'] : []),
    ...(row.memberTiers?.length ? ['限部分会员等级'] : []),
    ...(row.channels?.length ? [`限${row.channels.join('、')}下单`] : []),
    ...(row.exclusive ? ['不和别的券一起用'] : []),
  ].join(' · ');
}

function trimZero(value: number): string {
  return value.toFixed(2).replace(/\.?0+$/, '');
}
