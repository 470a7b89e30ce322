import type { AudienceFacts, AudienceRule } from './audience.js';
import { helpOf } from './coupon-help.js';

/** A coupon that might be offered, with what choosing needs. */
export interface OfferableCoupon {
  id: string;
  kind: string;
  valueMinor?: number;
  percentOff?: number;
  thresholdMinor: number;
  categories: string[];
  memberTiers: string[];
  /** Not for everybody: only a running campaign may offer it, to its audience. */
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
  /** It was shown to this customer within the last seven days. */
  shownLately: boolean;
  /** Running campaigns that give it away to this customer; `audience` where habits tell it. */
  campaigns: { id: string; audience?: AudienceRule }[];
}

export interface OfferContext {
  now: Date;
  /** Hour of the day where the shop is, 0–23. */
  shopHour: number;
  customer: AudienceFacts;
  /** Share of the customer's purchases by category. */
  categoryShares: Map<string, number>;
  /** What the customer usually pays for an order, minor units; 0: unknown. */
  typicalOrderMinor: number;
  /** Offers made to this customer within the last seven days. */
  recentOffers: number;
  /** The customer asked for a coupon: quiet hours and fatigue do not apply to an answer. */
  asked: boolean;
}

export interface ChosenOffer {
  coupon: OfferableCoupon;
  campaignId?: string;
  /** In the shopper's words; true. */
  reason: string;
}

/** Every coupon that this customer may have, the most helpful first, for a person to choose from. Pure. */
export function rankOffers(
  coupons: OfferableCoupon[],
  context: OfferContext,
): (ChosenOffer & { fit: number })[] {
  return coupons
    .map((coupon) => ({
      coupon,
      campaign: coupon.campaigns[0],
    }))
    .filter(({ coupon, campaign }) => isEligible(coupon, context) && (campaign || !coupon.personal))
    .map(({ coupon, campaign }) => ({
      coupon,
      fit: helpOf(coupon, context),
      reason: reasonOf(coupon, campaign?.audience, context),
      ...(campaign ? { campaignId: campaign.id } : {}),
    }))
    .sort((a, b) => b.fit - a.fit || (a.coupon.id < b.coupon.id ? -1 : 1));
}

function isEligible(coupon: OfferableCoupon, { now, customer, asked }: OfferContext): boolean {
  return (
    coupon.validFrom <= now &&
    coupon.validUntil > now &&
    coupon.remaining > 0 &&
    coupon.budgetLeftMinor > 0 &&
    coupon.held < coupon.perCustomerCap &&
    !coupon.dismissed &&
    (asked || !coupon.shownLately) &&
    (coupon.memberTiers.length === 0 || coupon.memberTiers.includes(customer.tier))
  );
}

/** Why the customer is offered it, in the shopper's words; true. */
export function reasonOf(
  coupon: OfferableCoupon,
  audience: AudienceRule | undefined,
  { categoryShares, typicalOrderMinor }: OfferContext,
): string {
  if (audience?.replenishmentDueWithinDays !== undefined) return '您常用的东西快用完了，补货正好用得上';
  if (audience?.inactiveDays !== undefined) return '有一阵子没见您来了，给您留的';
  const [favourite] = coupon.categories
    .filter((category) => (categoryShares.get(category) ?? 0) > 0)
    .sort((a, b) => (categoryShares.get(b) ?? 0) - (categoryShares.get(a) ?? 0));
  if (favourite) return `您买过${favourite}，这张正好用得上`;
  if (coupon.memberTiers.length > 0) return '您的会员等级可以用';
  if (typicalOrderMinor > 0 && typicalOrderMinor >= coupon.thresholdMinor) return '您平时的下单金额就够用';
  return coupon.thresholdMinor === 0 ? '没有门槛，直接就能用' : '全场商品都能凑';
}
