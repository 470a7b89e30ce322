import { describe, expect, it } from 'vitest';
import { chooseOffer, isQuiet, type OfferableCoupon, type OfferContext } from './offer-choice.js';

const now = new Date('2026-11-21T10:00:00Z');
const day = 86_400_000;

const coupon = (id: string, changes: Partial<OfferableCoupon> = {}): OfferableCoupon => ({
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
  ...changes,
});
const context = (changes: Partial<OfferContext> = {}): OfferContext => ({
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
  ...changes,
});
const chosen = (coupons: OfferableCoupon[], changes: Partial<OfferContext> = {}) =>
  chooseOffer(coupons, context(changes))?.coupon.id;

describe('only what the customer can have', () => {
  it.each<[string, Partial<OfferableCoupon>]>([
    ['not yet valid', { validFrom: new Date(now.getTime() + 1) }],
    ['no longer valid', { validUntil: now }],
    ['all gone', { remaining: 0 }],
    ['budget used up', { budgetLeftMinor: 0 }],
    ['held already', { held: 1 }],
    ['dismissed before', { dismissed: true }],
    ['for another tier', { memberTiers: ['gold', 'black'] }],
    ['for categories never bought', { categories: ['图书文具'] }],
    ['personal, and no campaign gives it away', { personal: true }],
    [
      'personal, and the campaign is for others',
      { personal: true, campaigns: [{ id: 'c', audience: { minOrders: 9 } }] },
    ],
  ])('%s: not even when asked', (_title, changes) => {
    expect(chosen([coupon('a', changes)], { asked: true })).toBeUndefined();
    expect(chosen([coupon('a', changes), coupon('b')], { asked: true })).toBe('b');
  });

  it('a personal one through a campaign whose audience the customer is in', () => {
    const campaigns = [
      { id: 'not-mine', audience: { maxOrders: 0 } },
      { id: 'mine', audience: { minOrders: 2, inactiveDays: 90 } },
    ];
    expect(chooseOffer([coupon('a', { personal: true, campaigns })], context())).toMatchObject({
      campaignId: 'mine',
      reason: '有一阵子没见您来了，给您留的',
    });
  });
});

describe('rest', () => {
  const coupons = [coupon('a')];
  it('no unasked offer from 22 to 8 o’clock, shop time', () => {
    const quiet = Array.from({ length: 24 }, (_, hour) => hour).filter(isQuiet);
    expect(quiet).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 22, 23]);
    expect(chosen(coupons, { shopHour: 22 })).toBeUndefined();
    expect(chosen(coupons, { shopHour: 7 })).toBeUndefined();
    expect(chosen(coupons, { shopHour: 8 })).toBe('a');
    expect(chosen(coupons, { shopHour: 23, asked: true })).toBe('a');
  });

  it('no more than three unasked offers in seven days', () => {
    expect(chosen(coupons, { recentOffers: 2 })).toBe('a');
    expect(chosen(coupons, { recentOffers: 3 })).toBeUndefined();
    expect(chosen(coupons, { recentOffers: 3, asked: true })).toBe('a');
  });

  it('the same coupon is not shown again within days, unless asked for', () => {
    const shown = [coupon('a', { shownLately: true })];
    expect(chosen(shown)).toBeUndefined();
    expect(chosen(shown, { asked: true })).toBe('a');
  });
});

describe('the one that helps most', () => {
  it('more saved is better; a threshold far above the usual order is worth less', () => {
    expect(chosen([coupon('small', { valueMinor: 1000 }), coupon('big', { valueMinor: 3000 })])).toBe('big');
    const far = coupon('far', { valueMinor: 3000, thresholdMinor: 100_000 });
    expect(chosen([far, coupon('near', { valueMinor: 2000 })])).toBe('near');
  });

  it('a percentage is worth its share of the usual order', () => {
    const percent = coupon('percent', { kind: 'percent', percentOff: 30 });
    expect(chosen([percent, coupon('fixed', { valueMinor: 3500 })])).toBe('percent');
    expect(chosen([percent, coupon('fixed', { valueMinor: 3700 })])).toBe('fixed');
  });

  it('the same for the same facts, in whatever order they come', () => {
    const coupons = ['c', 'a', 'b'].map((id) => coupon(id));
    expect(chosen(coupons)).toBe('a');
    expect(chosen([...coupons].reverse())).toBe('a');
  });
});

describe('reasons are true', () => {
  const reason = (changes: Partial<OfferableCoupon>, of: Partial<OfferContext> = {}) =>
    chooseOffer([coupon('a', changes)], context(of))?.reason;

  it('names the category that the customer bought most of', () => {
    const categoryShares = new Map([
      ['女装', 0.2],
      ['宠物用品', 0.6],
    ]);
    expect(reason({ categories: ['女装', '宠物用品', '童装'] }, { categoryShares })).toBe(
      '您买过宠物用品，这张正好用得上',
    );
  });

  it('speaks of the usual order only where it reaches the threshold', () => {
    expect(reason({ thresholdMinor: 12_000 })).toBe('您平时的下单金额就够用');
    expect(reason({ thresholdMinor: 12_001 })).toBe('全场商品都能凑');
    expect(reason({ thresholdMinor: 0 }, { typicalOrderMinor: 0 })).toBe('没有门槛，直接就能用');
  });

  it('speaks of the tier only where the coupon asks for one', () => {
    expect(reason({ memberTiers: ['silver'] })).toBe('您的会员等级可以用');
  });

  it('speaks of running out only where something is', () => {
    const campaigns = [{ id: 'restock', audience: { replenishmentDueWithinDays: 5 } }];
    const runningOut = [{ category: '宠物用品', inDays: 2, usualDays: 30 }];
    const customer = { ...context().customer, runningOut };
    expect(reason({ campaigns }, { customer })).toBe('您常用的东西快用完了，补货正好用得上');
    expect(reason({ campaigns })).toBe('您平时的下单金额就够用');
  });
});
