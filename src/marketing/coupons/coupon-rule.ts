import type { CouponKind, CouponScope } from '../../contract/coupons.js';

/** What decides whether and how much a coupon takes off a cart. Money in minor units of `currency`. */
export interface CouponRule {
  id: string;
  title: string;
  kind: CouponKind;
  currency: string;
  thresholdMinor: number;
  valueMinor?: number;
  percentOff?: number;
  maxDiscountMinor?: number;
  giftProductId?: string;
  flashPriceMinor?: number;
  scope: CouponScope;
  memberTiers: string[];
  newCustomersOnly: boolean;
  channels: string[];
  /** At most one of a group on an order; empty: no such limit. */
  stackGroup: string;
  exclusive: boolean;
}

export interface PricedLine {
  lineId: string;
  productId: string;
  category: string;
  brand: string;
  quantity: number;
  unitPriceMinor: number;
}

/** What is bought, and what is known of who buys. */
export interface PricedCart {
  currency: string;
  lines: readonly PricedLine[];
  shippingMinor: number;
  channel?: string;
  /** Absent: a guest. */
  customer?: { tier: string; hasOrdered: boolean };
}

/** Whether a line is among the goods that a coupon is for. Pure. */
export function isInScope(scope: CouponScope, line: PricedLine): boolean {
  const { categories, brands, products } = scope;
  const isExcluded =
    scope.excludedCategories?.includes(line.category) ||
    scope.excludedBrands?.includes(line.brand) ||
    scope.excludedProducts?.includes(line.productId);
  if (isExcluded) return false;
  const lists = [categories, brands, products].filter((list) => list !== undefined && list.length > 0);
  if (lists.length === 0) return true;
  return Boolean(
    categories?.includes(line.category) || brands?.includes(line.brand) || products?.includes(line.productId),
  );
}

/**
 * The most that one claimed coupon may still cost the shop, minor units: its share of the liability cap. 0 for a
 * percentage without a limit in money, which therefore cannot have such a cap.
 */
export function exposureOf(rule: {
  kind: string;
  valueMinor?: number | null;
  maxDiscountMinor?: number | null;
}): number {
  if (rule.kind === 'percent') return rule.maxDiscountMinor ?? 0;
  return rule.kind === 'flash' ? 0 : (rule.valueMinor ?? 0);
}

/**
 * The order in which coupons are taken off, whatever the order in which they come: flash prices, then percentages
 * (those without a limit in money first, the higher first), then amounts (the narrower scope first), then freight and
 * gifts. A percentage before an amount never gives the customer less, because it is taken of a larger sum.
 */
export function byApplication(a: CouponRule, b: CouponRule): number {
  return (
    rankOf(a) - rankOf(b) ||
    (b.percentOff ?? 0) - (a.percentOff ?? 0) ||
    widthOf(a.scope) - widthOf(b.scope) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

function rankOf({ kind, maxDiscountMinor }: CouponRule): number {
  switch (kind) {
    case 'flash':
      return 0;
    case 'percent':
      return maxDiscountMinor === undefined ? 1 : 2;
    case 'threshold':
    case 'amount':
      return 3;
    case 'shipping':
      return 4;
    case 'gift':
      return 5;
  }
}

function widthOf({ categories, brands, products }: CouponScope): number {
  if (categories?.length || brands?.length) return 1;
  return products?.length ? 0 : 2;
}
