import fc from 'fast-check';
import {
  type CampaignStanding,
  type ChoiceContext,
  choicePolicy,
  chooseOffer,
  type EligibleCoupon,
} from '../src/marketing/campaigns/choose-offer.js';

export const now = new Date('2026-11-21T10:00:00Z');
export const day = 86_400_000;

export const coupon = (id: string, changes: Partial<EligibleCoupon> = {}): EligibleCoupon => ({
  id,
  kind: 'threshold',
  valueMinor: 2000,
  thresholdMinor: 10_000,
  categories: [],
  memberTiers: [],
  personal: false,
  validFrom: new Date(now.getTime() - day),
  validUntil: new Date(now.getTime() + day),
  remaining: 10,
  budgetLeftMinor: 10_000,
  perCustomerCap: 1,
  held: 0,
  dismissed: false,
  shownLately: false,
  campaigns: [],
  standings: [],
  ...changes,
});
export const standing = (id: string, changes: Partial<CampaignStanding> = {}): CampaignStanding => ({
  id,
  group: 'arm',
  priority: 0,
  contactsLeft: 1,
  elapsed: 0.5,
  ...changes,
});
export const context = (changes: Partial<ChoiceContext> = {}): ChoiceContext => ({
  now,
  shopHour: 15,
  customer: {
    tier: 'silver',
    orders: 5,
    daysSinceOrder: 100,
    categories: new Set(['宠物用品']),
    runningOut: [],
  },
  categoryShares: new Map([['宠物用品', 0.8]]),
  typicalOrderMinor: 12_000,
  recentOffers: 0,
  asked: false,
  consent: true,
  marketingDeclined: false,
  upset: false,
  wantsPerson: false,
  shownInTalk: false,
  restingKinds: new Set(),
  ...changes,
});
export const choose = (coupons: EligibleCoupon[], changes: Partial<ChoiceContext> = {}, random = () => 0) =>
  chooseOffer(coupons, context(changes), choicePolicy, random);
export const chosen = (coupons: EligibleCoupon[], changes: Partial<ChoiceContext> = {}) =>
  choose(coupons, changes).chosen?.coupon.id;

/** Any coupons and any moment, for the laws that hold of all of them. */
export const anyStanding = fc.record({
  id: fc.constantFrom('x', 'y', 'z'),
  group: fc.constantFrom('arm', 'holdout', 'global-holdout', 'out-of-layer', 'not-in-audience'),
  priority: fc.integer({ min: -2, max: 2 }),
  contactsLeft: fc.integer({ min: 0, max: 2 }),
  elapsed: fc.double({ min: 0, max: 1, noNaN: true }),
  budget: fc.record({ totalMinor: fc.constant(100), spentMinor: fc.integer({ min: 0, max: 150 }) }),
});
export const anyCoupons = fc.uniqueArray(
  fc
    .record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      kind: fc.constantFrom('threshold', 'percent', 'amount'),
      valueMinor: fc.integer({ min: 1, max: 9000 }),
      personal: fc.boolean(),
      dismissed: fc.boolean(),
      shownLately: fc.boolean(),
      held: fc.integer({ min: 0, max: 1 }),
      remaining: fc.integer({ min: 0, max: 2 }),
      budgetLeftMinor: fc.integer({ min: 0, max: 2 }),
      standings: fc.uniqueArray(anyStanding, { selector: ({ id }) => id, maxLength: 3 }),
    })
    .map(({ id, ...changes }) => coupon(id, changes as Partial<EligibleCoupon>)),
  { selector: ({ id }) => id, maxLength: 5 },
);
export const anyMoment = fc.record({
  shopHour: fc.integer({ min: 0, max: 23 }),
  recentOffers: fc.integer({ min: 0, max: 5 }),
  asked: fc.boolean(),
  consent: fc.boolean(),
  marketingDeclined: fc.boolean(),
  upset: fc.boolean(),
  wantsPerson: fc.boolean(),
  shownInTalk: fc.boolean(),
  restingKinds: fc
    .uniqueArray(fc.constantFrom('threshold', 'percent', 'amount'))
    .map((kinds) => new Set(kinds)),
});
export const anySeed = fc.integer();
