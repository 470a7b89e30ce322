import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anyCoupons,
  anyMoment,
  anySeed,
  choose,
  chosen,
  context,
  coupon,
  now,
  standing,
} from '../../../test/offer-choices.js';
import { longRandom } from '../../platform/seeded-random.js';
import { rankOffers } from '../offer-choice.js';
import type { ChoiceContext, EligibleCoupon } from './choose-offer.js';
import { expectedUplift } from './expected-uplift.js';
import { isQuietHour, nextLoudMoment, shopQuiet } from './quiet-hours.js';

describe('laws of every choice', () => {
  it('never without consent, beside anger or where a person is wanted, asked or not', () => {
    fc.assert(
      fc.property(anyCoupons, anyMoment, anySeed, (coupons, moment, seed) => {
        const { chosen: made, heldOut } = choose(coupons, moment, longRandom(seed));
        if (!moment.consent || moment.upset || moment.wantsPerson) {
          expect(made).toBeUndefined();
          expect(heldOut).toEqual([]);
        }
      }),
    );
  });

  it('unasked: never in quiet hours, beyond the cap, twice in a talk, or to who wants no advertising', () => {
    fc.assert(
      fc.property(anyCoupons, anyMoment, anySeed, (coupons, moment, seed) => {
        const { chosen: made } = choose(coupons, { ...moment, asked: false }, longRandom(seed));
        if (!made) return;
        expect(moment.shopHour).toBeGreaterThanOrEqual(8);
        expect(moment.shopHour).toBeLessThan(22);
        expect(moment.recentOffers).toBeLessThan(3);
        expect(moment.shownInTalk || moment.marketingDeclined).toBe(false);
        expect(made.coupon.shownLately).toBe(false);
        expect(moment.restingKinds).not.toContain(made.coupon.kind);
      }),
    );
  });

  it('never what was dismissed, is held, sold out or out of budget; personal ones only through a campaign', () => {
    fc.assert(
      fc.property(anyCoupons, anyMoment, anySeed, (coupons, moment, seed) => {
        const { chosen: made } = choose(coupons, moment, longRandom(seed));
        if (!made) return;
        const { dismissed, held, remaining, budgetLeftMinor, personal, standings } = made.coupon;
        expect([dismissed, held, remaining > 0, budgetLeftMinor > 0]).toEqual([false, 0, true, true]);
        const through = standings.find(({ id }) => id === made.campaignId);
        if (personal || made.campaignId) {
          expect(through?.group).toBe('arm');
          expect(through?.contactsLeft).toBeGreaterThan(0);
          expect(through?.budget?.spentMinor).toBeLessThan(100);
        }
      }),
    );
  });

  it('who is held out is shown nothing of that campaign unasked, and only a campaign they are held out of is logged', () => {
    fc.assert(
      fc.property(anyCoupons, anyMoment, anySeed, (coupons, moment, seed) => {
        const { chosen: made, heldOut } = choose(coupons, { ...moment, asked: false }, longRandom(seed));
        const groups =
          made?.coupon.standings.map(({ group, contactsLeft }) => contactsLeft > 0 && group) ?? [];
        if (made && made.campaignId === undefined) expect(groups).not.toContain('global-holdout');
        for (const { campaignId, couponId } of heldOut) {
          const of = coupons.find(({ id }) => id === couponId)?.standings.find(({ id }) => id === campaignId);
          expect(of?.group).toBe('holdout');
          expect(made?.campaignId).not.toBe(campaignId);
        }
      }),
    );
  });

  it('the same for the same random numbers, in whatever order the coupons come', () => {
    fc.assert(
      fc.property(anyCoupons, anyMoment, anySeed, (coupons, moment, seed) => {
        const once = choose(coupons, moment, longRandom(seed));
        const again = choose([...coupons].reverse(), moment, longRandom(seed));
        expect(again.chosen).toEqual(once.chosen);
        expect(again.heldOut.toSorted((a, b) => a.campaignId.localeCompare(b.campaignId))).toEqual(
          once.heldOut.toSorted((a, b) => a.campaignId.localeCompare(b.campaignId)),
        );
      }),
    );
  });

  it('who asks changes nothing of whether a public coupon may be had, or of what it gives', () => {
    const person = fc.record({
      typicalOrderMinor: fc.integer({ min: 0, max: 100_000 }),
      couponSensitivity: fc.double({ min: 0, max: 1, noNaN: true }),
      recentOffers: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(anyCoupons, person, person, (coupons, one, other) => {
        const publicOnes = coupons.map((each) => ({ ...each, personal: false, standings: [] }));
        const may = (who: Partial<ChoiceContext>) =>
          choose(publicOnes, { ...who, asked: true }).trace.considered.map(({ couponId, excluded }) => [
            couponId,
            excluded,
          ]);
        expect(may(one)).toEqual(may(other));
        const made = choose(publicOnes, { ...one, asked: true }).chosen?.coupon;
        if (made) expect(made).toBe(publicOnes.find(({ id }) => id === made.id));
      }),
    );
  });
});

describe('reasons in the trace', () => {
  it.each<[string, Partial<EligibleCoupon>, Partial<ChoiceContext>]>([
    ['not-valid-now', { validUntil: now }, {}],
    ['sold-out', { remaining: 0 }, {}],
    ['budget', { budgetLeftMinor: 0 }, {}],
    ['already-held', { held: 1 }, {}],
    ['dismissed', { dismissed: true }, {}],
    ['tier', { memberTiers: ['gold'] }, {}],
    ['no-help', { categories: ['图书文具'] }, {}],
    ['shown-lately', { shownLately: true }, {}],
    ['kind-rests', {}, { restingKinds: new Set(['threshold']) }],
    ['off-topic', { categories: ['宠物用品'] }, { topic: new Set(['女装']) }],
    ['not-in-audience', { personal: true }, {}],
    ['campaign-cap', { personal: true, standings: [standing('c', { contactsLeft: 0 })] }, {}],
    [
      'pace',
      {
        personal: true,
        standings: [standing('c', { elapsed: 0.1, budget: { totalMinor: 100, spentMinor: 30 } })],
      },
      {},
    ],
    ['quiet-hours', { personal: true, standings: [standing('c', { quiet: { from: 12, until: 16 } })] }, {}],
    ['holdout', { standings: [standing('c', { group: 'holdout' })] }, {}],
  ])('%s', (reason, changes, moment) => {
    const { chosen: made, trace } = choose([coupon('a', changes)], moment);
    expect(made).toBeUndefined();
    expect(trace.considered).toMatchObject([{ couponId: 'a', excluded: reason }]);
  });

  it('a coupon that fits the topic is offered', () => {
    expect(chosen([coupon('a', { categories: ['宠物用品'] })], { topic: new Set(['宠物用品']) })).toBe('a');
  });
});

describe('holdout', () => {
  it('logs what would have been shown, and shows the next best', () => {
    const held = coupon('held', {
      valueMinor: 500,
      standings: [standing('c', { group: 'holdout', priority: 5 })],
    });
    expect(choose([held, coupon('other')])).toMatchObject({
      chosen: { coupon: { id: 'other' } },
      heldOut: [{ campaignId: 'c', couponId: 'held' }],
    });
  });
  it('is no reason to refuse a public coupon to somebody who asks for it', () => {
    const held = coupon('held', { standings: [standing('c', { group: 'holdout' })] });
    const { chosen: made, heldOut } = choose([held], { asked: true });
    expect(made).toMatchObject({ coupon: { id: 'held' } });
    expect(made?.campaignId).toBeUndefined();
    expect(heldOut).toEqual([]);
  });
});

describe('exploration', () => {
  it('takes each with the probability that is logged, and they add up to one', () => {
    const coupons = ['a', 'b', 'c', 'd'].map((id) => coupon(id));
    const random = longRandom(7);
    const counts = new Map<string, { times: number; propensity: number }>();
    const rounds = 20_000;
    for (let round = 0; round < rounds; round += 1) {
      const made = choose(coupons, {}, random).chosen;
      if (!made) throw new Error('nothing chosen');
      const { times = 0 } = counts.get(made.coupon.id) ?? {};
      counts.set(made.coupon.id, { times: times + 1, propensity: made.propensity });
    }
    const all = [...counts.values()];
    expect(all.reduce((sum, { propensity }) => sum + propensity, 0)).toBeCloseTo(1, 9);
    for (const { times, propensity } of all) expect(Math.abs(times / rounds - propensity)).toBeLessThan(0.01);
  });
});

describe('what is worth most', () => {
  it('asked: more saved is better; a threshold far above the usual order is worth less', () => {
    const asked = { asked: true };
    expect(chosen([coupon('small', { valueMinor: 1000 }), coupon('big', { valueMinor: 3000 })], asked)).toBe(
      'big',
    );
    const far = coupon('far', { valueMinor: 3000, thresholdMinor: 100_000 });
    expect(chosen([far, coupon('near')], asked)).toBe('near');
  });
  it('unasked: a campaign that has shown an effect before one that has shown none', () => {
    const with_ = (id: string, value: number) =>
      coupon(id, { standings: [standing(id, { effect: { value, error: 0.005 } })] });
    expect(chosen([with_('none', 0), with_('works', 0.1)])).toBe('works');
  });
  it('a prior gives way to what was measured by as much as that is more certain', () => {
    const facts = { orders: 5, daysSinceOrder: 100, couponSensitivity: 0.5 };
    expect(expectedUplift(facts).uplift).toBeCloseTo(0.03, 9);
    expect(expectedUplift(facts, { value: 0.1, error: 0.001 }).uplift).toBeCloseTo(0.1, 3);
    expect(expectedUplift(facts, { value: 0.1, error: 0.03 }).uplift).toBeCloseTo(0.065, 9);
  });
  it('agents are given them in order of help, with true reasons', () => {
    const ranked = rankOffers(
      [
        coupon('a', { categories: ['宠物用品'] }),
        coupon('b', { personal: true }),
        coupon('c', { valueMinor: 9000 }),
      ],
      context({ asked: true }),
    );
    expect(ranked.map(({ coupon: { id } }) => id)).toEqual(['c', 'a']);
    expect(ranked[1]?.reason).toBe('您买过宠物用品，这张正好用得上');
  });
});

describe('quiet hours', () => {
  it('are 22 to 8', () => {
    const quiet = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) =>
      isQuietHour(hour, shopQuiet),
    );
    expect(quiet).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 22, 23]);
  });
  it('put off to 8 o’clock where the shop is', () => {
    const night = new Date('2026-11-21T15:30:00Z');
    expect(nextLoudMoment(night, 'Asia/Shanghai', [shopQuiet])).toEqual(new Date('2026-11-22T00:00:00Z'));
    expect(nextLoudMoment(now, 'Asia/Shanghai', [shopQuiet])).toEqual(now);
  });
});
