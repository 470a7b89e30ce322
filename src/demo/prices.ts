import type { DemoProduct } from './demo-records.js';
import { remoteProvinces } from './places.js';
import { hashText } from './random.js';
import { isBigSale } from './season.js';

/** The facts of the shop: 满 59 元包邮，不满收 8 元；偏远地区满 199 元包邮，不满收 20 元；升级顺丰加 12 元. In 分. */
const shippingRule = { freeFrom: 5900, fee: 800 };
const remoteShippingRule = { freeFrom: 19900, fee: 2000 };
const expressFee = 1200;

/** Off in a big sale, by product; the same for everybody. */
const salePercent = [0, 5, 8, 10, 12, 15] as const;

/** Price in 分 on a Shanghai day: the product's price, lower in a big sale, never dependent on who buys. */
export function priceOn(product: DemoProduct, dayNo: number): number {
  if (!isBigSale(dayNo)) return product.priceMinor;
  const percent = salePercent[hashText(product.externalId) % salePercent.length] ?? 0;
  return Math.round((product.priceMinor * (100 - percent)) / 1000) * 10;
}

/** Shipping in 分 for goods worth `itemsMinor` to a mainland province. */
export function shippingFee(itemsMinor: number, province: string, express: boolean): number {
  const rule = remoteProvinces.has(province) ? remoteShippingRule : shippingRule;
  return (itemsMinor >= rule.freeFrom ? 0 : rule.fee) + (express ? expressFee : 0);
}

export interface DiscountInput {
  itemsMinor: number;
  dayNo: number;
  /** A coupon is at hand; the best one that the basket reaches is used. */
  hasCoupon: boolean;
  /** 生日月: 99 减 20. */
  hasBirthdayCoupon: boolean;
}

/** Shop coupons as [from, off] in 分, best first. */
const shopCoupons = [
  [39900, 5000],
  [19900, 2000],
  [9900, 1000],
  [5900, 500],
] as const;

/** Discount in 分: 大促每满 300 减 40, and at most one coupon (the facts: 一笔订单用一张店铺券，可与满减叠加). */
export function discountOf({ itemsMinor, dayNo, hasCoupon, hasBirthdayCoupon }: DiscountInput): number {
  const fullReduction = isBigSale(dayNo) ? Math.floor(itemsMinor / 30000) * 4000 : 0;
  const birthday = hasBirthdayCoupon && itemsMinor >= 9900 ? 2000 : 0;
  const shopCoupon = hasCoupon ? (shopCoupons.find(([from]) => itemsMinor >= from)?.[1] ?? 0) : 0;
  return fullReduction + Math.max(birthday, shopCoupon);
}
