/** A coupon that might be offered, with what choosing needs. */
export interface OfferableCoupon {
  id: string;
  kind: string;
  valueMinor?: number;
  percentOff?: number;
  thresholdMinor: number;
  categories: string[];
  memberTiers: string[];
  personal: boolean;
  validFrom: Date;
  validUntil: Date;
  remaining: number;
  budgetLeftMinor: number;
  perCustomerCap: number;
  /** How many this customer has claimed. */
  held: number;
  /** The customer said no to it before. */
  dismissed: boolean;
  campaignId?: string;
}

export interface OfferContext {
  now: Date;
  /** Hour of the day where the shop is, 0–23. */
  shopHour: number;
  tier: string;
  /** Share of the customer's purchases by category. */
  categoryShares: Map<string, number>;
  /** What the customer usually pays for an order, minor units; 0: unknown. */
  typicalOrderMinor: number;
  /** Offers made to this customer within the last seven days. */
  recentOffers: number;
  /** The customer asked for a coupon: quiet hours and fatigue do not apply to an answer. */
  asked: boolean;
}

export const offerRules = {
  /** No unasked offers from 22 to 8 o'clock, shop time. */
  quietFrom: 22,
  quietUntil: 8,
  /** Unasked offers per seven days. */
  fatigueCap: 3,
};

/**
 * Chooses the coupon that helps this customer most, or none. Pure. Consent and mood were checked before.
 * Caps and budget are checked again, atomically, when the coupon is claimed.
 */
export function chooseOffer(
  coupons: OfferableCoupon[],
  context: OfferContext,
): { coupon: OfferableCoupon; reason: string } | undefined {
  if (!context.asked && (isQuiet(context.shopHour) || context.recentOffers >= offerRules.fatigueCap))
    return undefined;
  const ranked = coupons
    .filter((coupon) => isEligible(coupon, context))
    .map((coupon) => ({ coupon, fit: fitOf(coupon, context) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit || (a.coupon.id < b.coupon.id ? -1 : 1));
  const best = ranked[0]?.coupon;
  return best ? { coupon: best, reason: reasonOf(best, context) } : undefined;
}

export function isQuiet(shopHour: number): boolean {
  return shopHour >= offerRules.quietFrom || shopHour < offerRules.quietUntil;
}

function isEligible(coupon: OfferableCoupon, { now, tier }: OfferContext): boolean {
  return (
    coupon.validFrom <= now &&
    coupon.validUntil > now &&
    coupon.remaining > 0 &&
    coupon.budgetLeftMinor > 0 &&
    coupon.held < coupon.perCustomerCap &&
    !coupon.dismissed &&
    (coupon.memberTiers.length === 0 || coupon.memberTiers.includes(tier))
  );
}

/** Expected saving on a usual order times how much of what the customer buys it covers. */
function fitOf(coupon: OfferableCoupon, { categoryShares, typicalOrderMinor }: OfferContext): number {
  const usual = typicalOrderMinor || Math.max(coupon.thresholdMinor, 10_000);
  const saving = coupon.percentOff ? (usual * coupon.percentOff) / 100 : (coupon.valueMinor ?? 0);
  const coverage =
    coupon.categories.length === 0
      ? 0.6
      : coupon.categories.reduce((sum, category) => sum + (categoryShares.get(category) ?? 0), 0);
  // A threshold far above the usual order asks the customer to spend, it does not give.
  const reach = Math.min(1, (usual * 1.6) / Math.max(1, coupon.thresholdMinor));
  return saving * coverage * reach * (coupon.personal ? 1.3 : 1);
}

function reasonOf(coupon: OfferableCoupon, { categoryShares, tier }: OfferContext): string {
  const favourite = coupon.categories.find((category) => (categoryShares.get(category) ?? 0) > 0);
  if (favourite) return `您买过${favourite}，这张正好用得上`;
  if (coupon.memberTiers.includes(tier)) return '您的会员等级可以用';
  return '和您平时的下单金额比较合适';
}
