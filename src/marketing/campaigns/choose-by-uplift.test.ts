import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anyCoupons,
  anyMoment,
  anySeed,
  choose,
  chosen,
  coupon,
  standing,
} from '../../../test/offer-choices.js';
import { longRandom } from '../../platform/seeded-random.js';
import { choicePolicy, type EligibleCoupon } from './choose-offer.js';

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
