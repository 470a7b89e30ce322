import type { OfferableCoupon, OfferContext } from './offer-choice.js';

/** What an order is taken to cost where nothing is known of the customer, minor units. */
const unknownOrderMinor = 10_000;

/** How much of what the customer usually buys it covers times what it saves on it, minor units. */
export function helpOf(coupon: OfferableCoupon, context: OfferContext): number {
  const usual = usualOrder(coupon, context);
  // A threshold far above the usual order asks the customer to spend, it does not give.
  const reach = Math.min(1, (usual * 1.6) / Math.max(1, coupon.thresholdMinor));
  return savingOf(coupon, usual) * coverageOf(coupon, context) * reach * (coupon.personal ? 1.3 : 1);
}

export function usualOrder({ thresholdMinor }: OfferableCoupon, { typicalOrderMinor }: OfferContext): number {
  return typicalOrderMinor || Math.max(thresholdMinor, unknownOrderMinor);
}

export function savingOf({ percentOff, valueMinor }: OfferableCoupon, orderMinor: number): number {
  return percentOff ? (orderMinor * percentOff) / 100 : (valueMinor ?? 0);
}

export function coverageOf({ categories }: OfferableCoupon, { categoryShares }: OfferContext): number {
  return categories.length === 0
    ? 0.6
    : categories.reduce((sum, category) => sum + (categoryShares.get(category) ?? 0), 0);
}
