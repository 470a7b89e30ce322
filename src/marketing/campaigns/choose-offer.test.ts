import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longRandom } from '../../platform/seeded-random.js';
import { rankOffers } from '../offer-choice.js';
import {
  type CampaignStanding,
  type ChoiceContext,
  choicePolicy,
  chooseOffer,
  type EligibleCoupon,
} from './choose-offer.js';
import { expectedUplift } from './expected-uplift.js';
import { isQuietHour, nextLoudMoment, shopQuiet } from './quiet-hours.js';

const now = new Date('2026-11-21T10:00:00Z');
const day = 86_400_000;

const coupon = (id: string, changes: Partial<EligibleCoupon> = {}): EligibleCoupon => ({
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
const standing = (id: string, changes: Partial<CampaignStanding> = {}): CampaignStanding => ({
  id,
  group: 'arm',
  priority: 0,
  contactsLeft: 1,
  elapsed: 0.5,
  ...changes,
});
const context = (changes: Partial<ChoiceContext> = {}): ChoiceContext => ({
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
const choose = (coupons: EligibleCoupon[], changes: Partial<ChoiceContext> = {}, random = () => 0) =>
  chooseOffer(coupons, context(changes), choicePolicy, random);
const chosen = (coupons: EligibleCoupon[], changes: Partial<ChoiceContext> = {}) =>
  choose(coupons, changes).chosen?.coupon.id;

/** Any coupons and any moment, for the laws that hold of all of them. */
const anyStanding = fc.record({
  id: fc.constantFrom('x', 'y', 'z'),
  group: fc.constantFrom('arm', 'holdout', 'global-holdout', 'out-of-layer', 'not-in-audience'),
  priority: fc.integer({ min: -2, max: 2 }),
  contactsLeft: fc.integer({ min: 0, max: 2 }),
  elapsed: fc.double({ min: 0, max: 1, noNaN: true }),
  budget: fc.record({ totalMinor: fc.constant(100), spentMinor: fc.integer({ min: 0, max: 150 }) }),
});
const anyCoupons = fc.uniqueArray(
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
const anyMoment = fc.record({
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
const anySeed = fc.integer();

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

describe('by what it changes for a person', () => {
  const person = (uplift: number, error = 0.005, base = 0.05) => ({
    uplift,
    error,
    base,
    fitId: 'f',
    people: 5000,
  });
  const anyPerson = fc.record({
    uplift: fc.double({ min: -0.2, max: 0.3, noNaN: true }),
    error: fc.double({ min: 0.0001, max: 0.1, noNaN: true }),
    base: fc.double({ min: 0, max: 1, noNaN: true }),
    fitId: fc.constant('f'),
    people: fc.constant(5000),
  });
  const anyPersons = fc.array(anyPerson, { minLength: 5, maxLength: 5 });
  const withPersons = (coupons: EligibleCoupon[], persons: readonly ReturnType<typeof person>[]) =>
    coupons.map((each, index) => ({ ...each, person: persons[index] ?? person(0) }));

  it('unasked: never where not even the upper end is above 0, and what is not expected to move at most by trying', () => {
    fc.assert(
      fc.property(anyCoupons, anyPersons, anyMoment, anySeed, (coupons, persons, moment, seed) => {
        const { chosen: made, heldOut } = choose(
          withPersons(coupons, persons),
          { ...moment, asked: false },
          longRandom(seed),
        );
        const upperOf = (id: string | undefined) => {
          const { uplift, error } = persons[coupons.findIndex((each) => each.id === id)] ?? person(0);
          return { uplift, upper: uplift + 1.96 * error };
        };
        for (const { couponId } of heldOut) expect(upperOf(couponId).upper).toBeGreaterThan(0);
        if (!made) return;
        const { uplift, upper } = upperOf(made.coupon.id);
        expect(upper).toBeGreaterThan(0);
        if (uplift <= 0) expect(made.propensity).toBeLessThanOrEqual(choicePolicy.exploration);
        const through = made.coupon.standings.find(({ id }) => id === made.campaignId);
        if (through) expect(through.budget?.spentMinor).toBeLessThan(through.budget?.totalMinor ?? 0);
      }),
    );
  });

  it('who is moved more is never offered less: raising the estimate takes no offer away', () => {
    fc.assert(
      fc.property(
        anyCoupons,
        anyPersons,
        fc.double({ min: 0, max: 0.3, noNaN: true }),
        (any, persons, more) => {
          // Where an order earns more than the coupon costs: otherwise moving somebody costs money.
          const coupons = any.map((each) => ({ ...each, valueMinor: 1000 }));
          const before = choose(withPersons(coupons, persons)).chosen?.coupon.id;
          const raised = persons.map((each, index) =>
            coupons[index]?.id === before ? { ...each, uplift: each.uplift + more } : each,
          );
          expect(choose(withPersons(coupons, raised)).chosen?.coupon.id).toBe(before);
        },
      ),
    );
  });

  it('the persuadable first; who buys anyway and who is put off are refused by name, and tried a little where unsure', () => {
    const one = (id: string, of: ReturnType<typeof person>) => ({ ...coupon(id), person: of });
    expect(chosen([one('little', person(0.03)), one('much', person(0.1))])).toBe('much');
    const refused = (of: ReturnType<typeof person>, random = () => 0) => {
      const { chosen: made, trace } = choose([one('a', of)], {}, random);
      return [made?.propensity, trace.considered[0]?.excluded];
    };
    expect(refused(person(-0.02))).toEqual([undefined, 'no-help']);
    expect(refused(person(-0.02, 0.02))).toEqual([undefined, 'no-help']);
    expect(refused(person(0.01, 0.01, 0.45))).toEqual([undefined, 'buys-anyway']);
    const almostOne = () => 0.999;
    expect(refused(person(-0.02), almostOne)).toEqual([undefined, 'no-help']);
    expect(refused(person(-0.02, 0.02), almostOne)).toEqual([choicePolicy.exploration, undefined]);
    expect(choose([one('a', person(-0.02))], { asked: true }).chosen?.coupon.id).toBe('a');
  });

  it('the trace tells what the estimate rests on: the person, the campaign’s holdout, or an assumption', () => {
    const estimates = (of: Partial<EligibleCoupon>) =>
      choose([coupon('a', of)]).trace.considered.map(({ estimate }) => estimate);
    const measured = [standing('c', { effect: { value: 0.1, error: 0.001 } })];
    expect(estimates({ standings: measured, person: person(0.07) })).toEqual([
      { by: 'person', uplift: 0.07, upper: 0.0798, base: 0.05, fitId: 'f', people: 5000 },
    ]);
    expect(estimates({ standings: measured })).toMatchObject([{ by: 'campaign', uplift: 0.0999 }]);
    expect(estimates({})).toMatchObject([{ by: 'stage', uplift: 0.03, upper: 0.0888 }]);
    // A campaign that has shown that it puts people off is not offered either.
    const harmful = [standing('c', { effect: { value: -0.1, error: 0.001 } })];
    expect(choose([coupon('a', { standings: harmful })])).toMatchObject({
      trace: { considered: [{ excluded: 'no-help', estimate: { by: 'campaign' } }] },
    });
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
