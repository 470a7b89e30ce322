import type { Exclusion, OfferEstimate } from '../../contract/campaigns.js';
import type { Database } from '../../platform/database.js';
import type { OfferableCoupon } from '../offer-choice.js';
import type { RunnableCampaign } from './campaign-row-store.js';
import { choicePolicy, doubtOf } from './choose-offer.js';
import {
  expectedUplift,
  type MeasuredEffect,
  type PersonEstimate,
  type UpliftFacts,
} from './expected-uplift.js';

export interface WorthNeeds extends Pick<Database, 'prisma'> {
  /** What a coupon would change for this customer; undefined: no model tells people apart. */
  upliftOf: (
    customerId: string,
    now: Date,
  ) => Promise<
    | ((
        coupon: Pick<OfferableCoupon, 'thresholdMinor'> & {
          valueMinor?: number | null;
          percentOff?: number | null;
        },
      ) => PersonEstimate)
    | undefined
  >;
  effectOf: (campaignId: string, arm: string) => MeasuredEffect | undefined;
  /** Of somebody who agrees to personalisation. */
  factsOf: (customerId: string) => Promise<UpliftFacts>;
}

/**
 * What a campaign's coupon in the chat is expected to change for a customer, by the same rule as the choice of offers, and why
 * it would not be offered unasked; undefined for arms without coupon and for what goes out by itself. The caller has
 * checked consent to personalisation.
 */
export function createWorth({ prisma, upliftOf, effectOf, factsOf }: WorthNeeds) {
  return async (
    customerId: string,
    { id, content: { arms, delivery } }: RunnableCampaign,
    armId: string | undefined,
    now: Date,
  ): Promise<{ estimate: OfferEstimate; excluded?: Exclusion } | undefined> => {
    const arm = arms.find((one) => one.id === armId) ?? arms[0];
    if (delivery.kind !== 'chat' || arm?.offer.kind !== 'coupon') return undefined;
    const coupon = await prisma.coupon.findUnique({
      where: { externalId: arm.offer.couponId },
      select: { thresholdMinor: true, valueMinor: true, percentOff: true },
    });
    if (!coupon) return undefined;
    const person = (await upliftOf(customerId, now))?.(coupon);
    const estimate = expectedUplift(await factsOf(customerId), effectOf(id, arm.id), person);
    const excluded = doubtOf(estimate, choicePolicy);
    return { estimate, ...(excluded ? { excluded } : {}) };
  };
}
