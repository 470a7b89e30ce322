import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longRandom, normalDeviate } from '../../platform/seeded-random.js';
import { anytimeMeans, anytimeShares } from './anytime-difference.js';
import { type AssignmentPlan, assign, expectedShares, uniformHash } from './assignment.js';
import { detectableDifference, guardrail, holm, neededPeople, powerOf, sampleRatio } from './checks.js';
import { adjustedDifference } from './cuped.js';
import { addPair } from './customer-outcome.js';
import { chiSquareTail, normalCdf, normalQuantile, studentCdf, studentQuantile } from './distributions.js';
import { differenceOfMeans, differenceOfShares, type PairedMoments, relativeDifference } from './effects.js';
import { exactDifference } from './exact-shares.js';
import { anytimeEffect } from './sequential.js';

const people = Array.from({ length: 20_000 }, (_, index) => `customer-${index}`);
const plan = (changes: Partial<AssignmentPlan> = {}): AssignmentPlan => ({
  salt: 'spring',
  holdoutShare: 0.2,
  arms: [
    { id: 'a', weight: 1 },
    { id: 'b', weight: 3 },
  ],
  ...changes,
});
const nobody = { salt: 'shop', share: 0 };
const groupOf = (identity: string, given: AssignmentPlan, global = nobody) => {
  const group = assign(identity, given, global);
  return group.kind === 'arm' ? group.arm : group.kind;
};
const empty = (): PairedMoments => ({ count: 0, sumX: 0, sumY: 0, sumXX: 0, sumXY: 0, sumYY: 0 });

describe('distributions', () => {
  it.each([
    [normalCdf(1.959963984540054), 0.975],
    [normalCdf(-3), 0.0013498980316301],
    [normalQuantile(0.995), 2.5758293035489],
    [chiSquareTail(3.841458820694124, 1), 0.05],
    [chiSquareTail(18.307038053275146, 10), 0.05],
    [chiSquareTail(100, 3), 1.5541e-21],
    [studentQuantile(0.975, 10), 2.2281388519649],
    [studentQuantile(0.975, 3), 3.1824463052842],
    [studentCdf(-1, 1), 0.25],
  ])('%d is %d, as tables have it', (value, expected) => {
    expect(value / expected).toBeCloseTo(1, 4);
  });

  it('quantile and distribution function undo each other', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
        fc.double({ min: 1, max: 500, noNaN: true }),
        (p, degrees) => {
          expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 9);
          if (p > 1e-3 && p < 0.999)
            expect(studentCdf(studentQuantile(p, degrees), degrees)).toBeCloseTo(p, 7);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('assignment', () => {
  it('gives every group its share, and hashes evenly', () => {
    const counts = new Map<string, number>();
    for (const id of people) counts.set(groupOf(id, plan()), (counts.get(groupOf(id, plan())) ?? 0) + 1);
    const groups = [...expectedShares(plan())].map(([id, share]) => ({ count: counts.get(id) ?? 0, share }));
    expect(groups.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(sampleRatio(groups).p).toBeGreaterThan(0.001);
    const tenths = Array.from({ length: 10 }, () => ({ count: 0, share: 0.1 }));
    for (const id of people) (tenths[Math.floor(uniformHash('salt', id) * 10)] ?? { count: 0 }).count += 1;
    expect(sampleRatio(tenths).p).toBeGreaterThan(0.001);
  });

  it('is the same each time, another with another salt, and of two campaigns independent', () => {
    expect(people.map((id) => groupOf(id, plan()))).toEqual(people.map((id) => groupOf(id, plan())));
    const both = people.filter(
      (id) => groupOf(id, plan()) === 'b' && groupOf(id, plan({ salt: 'autumn' })) === 'b',
    );
    expect(both.length / people.length).toBeCloseTo(0.36, 1);
  });

  it('a new arm takes people from the others and moves nobody between them', () => {
    const more = plan({ arms: [...plan().arms, { id: 'c', weight: 2 }] });
    for (const id of people) {
      const after = groupOf(id, more);
      if (after !== 'c') expect(after).toBe(groupOf(id, plan()));
    }
  });

  it('a larger holdout only adds people', () => {
    for (const id of people)
      if (groupOf(id, plan()) === 'holdout') expect(groupOf(id, plan({ holdoutShare: 0.3 }))).toBe('holdout');
    const global = { salt: 'shop', share: 0.05 };
    for (const id of people)
      if (groupOf(id, plan(), global) === 'global-holdout')
        expect(groupOf(id, plan({ salt: 'other' }), { ...global, share: 0.1 })).toBe('global-holdout');
  });

  it('two campaigns of one layer never have the same person', () => {
    const first = plan({ layer: { salt: 'layer', from: 0, to: 0.5 } });
    const second = plan({ salt: 'autumn', layer: { salt: 'layer', from: 0.5, to: 1 } });
    for (const id of people)
      expect(
        [groupOf(id, first), groupOf(id, second)].filter((group) => group === 'out-of-layer'),
      ).toHaveLength(1);
  });
});

describe('effects', () => {
  it('shares: the example of Newcombe (1998), 56 of 70 against 48 of 80', () => {
    const { value, low, high } = differenceOfShares({ yes: 56, count: 70 }, { yes: 48, count: 80 });
    expect([value, low, high].map((each) => Number(each.toFixed(4)))).toEqual([0.2, 0.0524, 0.3339]);
  });

  it('shares: nothing seen has an interval that is not a point, and nobody says nothing', () => {
    const none = differenceOfShares({ yes: 0, count: 50 }, { yes: 0, count: 50 });
    expect(none.low).toBeLessThan(-0.05);
    expect(none.high).toBeGreaterThan(0.05);
    expect(differenceOfShares({ yes: 0, count: 0 }, { yes: 5, count: 9 })).toMatchObject({
      low: -1,
      high: 1,
      p: 1,
    });
  });

  it('shares: the other way round is the same with the other sign, and the estimate lies within', () => {
    const group = fc
      .tuple(fc.nat(200), fc.integer({ min: 200, max: 400 }))
      .map(([yes, count]) => ({ yes, count }));
    fc.assert(
      fc.property(group, group, (a, b) => {
        const [there, back] = [differenceOfShares(a, b), differenceOfShares(b, a)];
        expect(there.low).toBeCloseTo(-back.high, 10);
        expect(there.low).toBeLessThanOrEqual(there.value);
        expect(there.high).toBeGreaterThanOrEqual(there.value);
        expect(Math.max(Math.abs(there.low), Math.abs(there.high))).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('means: Welch by hand', () => {
    const moments = (values: number[]) => ({
      count: values.length,
      sum: values.reduce((a, b) => a + b, 0),
      sumOfSquares: values.reduce((a, b) => a + b * b, 0),
    });
    const effect = differenceOfMeans(moments([1, 2, 3, 4, 5]), moments([2, 4, 6, 8]));
    expect(effect.value).toBe(-2);
    expect(effect.error).toBeCloseTo(Math.sqrt(0.5 + 5 / 3), 12);
    expect(effect.p).toBeCloseTo(0.2366, 2);
  });

  it('a share of the second mean is told only where that mean is clearly above 0', () => {
    const second = { mean: 10, error: 0.1 };
    expect(relativeDifference({ mean: 11, error: 0.1 }, second)?.value).toBeCloseTo(0.1, 12);
    expect(relativeDifference({ mean: 11, error: 0.1 }, { mean: 0.1, error: 0.1 })).toBeUndefined();
  });

  it('what was known before takes its part out of the noise, and nothing out of the effect', () => {
    const random = longRandom(6);
    const [a, b] = [empty(), empty()];
    for (let i = 0; i < 4000; i += 1) {
      const before = normalDeviate(random);
      addPair(i % 2 ? a : b, before, 2 * before + normalDeviate(random) + (i % 2 ? 0.3 : 0));
    }
    const { effect, varianceGone } = adjustedDifference(a, b);
    expect(varianceGone).toBeCloseTo(0.8, 1);
    expect(effect.low).toBeLessThan(0.3);
    expect(effect.high).toBeGreaterThan(0.3);
    const plain = differenceOfMeans(
      { count: a.count, sum: a.sumY, sumOfSquares: a.sumYY },
      { count: b.count, sum: b.sumY, sumOfSquares: b.sumYY },
    );
    expect(effect.error / plain.error).toBeCloseTo(Math.sqrt(0.2), 1);
  });
});

describe('checks', () => {
  it('the sample ratio alarm fires for 50 to 47 and not for 50 to 49.8', () => {
    expect(
      sampleRatio([
        { count: 10_000, share: 0.5 },
        { count: 9400, share: 0.5 },
      ]).broken,
    ).toBe(true);
    expect(
      sampleRatio([
        { count: 10_000, share: 0.5 },
        { count: 9960, share: 0.5 },
      ]).broken,
    ).toBe(false);
    expect(sampleRatio([{ count: 5, share: 1 }])).toEqual({ p: 1, broken: false });
  });

  it('Holm: never below the p value, at most 1, in the same order', () => {
    expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }), (values) => {
        holm(values).forEach((corrected, index) => {
          expect(corrected).toBeGreaterThanOrEqual(values[index] ?? 0);
          expect(corrected).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  it('guardrails', () => {
    expect(guardrail({ value: 0, error: 0.001 }, 0.01).state).toBe('safe');
    expect(guardrail({ value: 0.004, error: 0.005 }, 0.01).state).toBe('unclear');
    expect(guardrail({ value: 0.03, error: 0.005 }, 0.01).state).toBe('broken');
  });

  it('as many people as are needed find the difference with the planned power', () => {
    const deviation = Math.sqrt(0.1 * 0.9);
    const needed = neededPeople(deviation, 0.02);
    expect(needed).toBeGreaterThan(7000);
    expect(needed).toBeLessThan(7100);
    expect(detectableDifference(deviation, needed / 2, needed / 2)).toBeCloseTo(0.02, 4);
    expect(powerOf(0.02, deviation * Math.sqrt(4 / needed))).toBeCloseTo(0.8, 3);
  });
});

describe('intervals for looking at any time', () => {
  it('hold at all times at once, where the usual ones do not', () => {
    const random = longRandom(9);
    const runs = 300;
    let anytime = 0;
    let usual = 0;
    for (let run = 0; run < runs; run += 1) {
      const sums = [0, 0];
      let anytimeOut = false;
      let usualOut = false;
      for (let n = 1; n <= 1000; n += 1) {
        sums[0] = (sums[0] ?? 0) + normalDeviate(random);
        sums[1] = (sums[1] ?? 0) + normalDeviate(random);
        if (n < 50 || n % 10 !== 0) continue;
        const value = ((sums[1] ?? 0) - (sums[0] ?? 0)) / n;
        const error = Math.sqrt(2 / n);
        const { low, high, p } = anytimeEffect({ value, error }, 2 * n, 1000);
        expect(p < 0.05).toBe(low > 0 || high < 0);
        anytimeOut ||= low > 0 || high < 0;
        usualOut ||= Math.abs(value) > 1.96 * error;
      }
      anytime += Number(anytimeOut);
      usual += Number(usualOut);
    }
    expect(anytime / runs).toBeLessThan(0.05);
    expect(usual / runs).toBeGreaterThan(0.2);
  });

  it('of rare purchases hold as well, from the first person on and at every look', () => {
    const runs = 60;
    let missed = 0;
    let byTheCurveAlone = 0;
    for (let run = 0; run < runs; run += 1) {
      const random = longRandom(run + 1);
      const [own, held] = [
        { yes: 0, count: 0 },
        { yes: 0, count: 0 },
      ];
      let [out, curveOut] = [false, false];
      for (let n = 1; n <= 3000; n += 1) {
        const group = random() < 0.7 ? own : held;
        group.count += 1;
        group.yes += Number(random() < (group === own ? 0.02 : 0.005));
        if (n % 100 !== 0) continue;
        const { low, high, p } = anytimeShares(own, held, 3000);
        expect(high).toBeGreaterThan(low);
        expect(p < 0.05).toBe(low > 0 || high < 0);
        out ||= low > 0.015 || high < 0.015;
        const curve = anytimeEffect(differenceOfShares(own, held), n, 3000);
        curveOut ||= curve.low > 0.015 || curve.high < 0.015;
      }
      missed += Number(out);
      byTheCurveAlone += Number(curveOut);
    }
    expect(missed / runs).toBeLessThanOrEqual(0.05);
    expect(byTheCurveAlone / runs).toBeGreaterThan(0.2);
  });

  it('tell the same from either side, and more people only narrow them; of money nobody has spent, nothing', () => {
    const share = fc.record({ yes: fc.integer({ min: 0, max: 30 }), no: fc.integer({ min: 0, max: 300 }) });
    fc.assert(
      fc.property(share, share, (first, second) => {
        const of = ({ yes, no }: { yes: number; no: number }, times: number) => ({
          yes: yes * times,
          count: (yes + no) * times,
        });
        const once = exactDifference(of(first, 1), of(second, 1));
        const turned = exactDifference(of(second, 1), of(first, 1));
        expect(once.low).toBeCloseTo(-turned.high, 6);
        expect(once.p).toBeCloseTo(turned.p, 6);
        const more = exactDifference(of(first, 20), of(second, 20));
        expect(more.high - more.low).toBeLessThanOrEqual(once.high - once.low + 1e-9);
      }),
      { numRuns: 30 },
    );
    const nobody = { count: 500, sum: 0, sumOfSquares: 0, buyers: 0 };
    expect(anytimeMeans(nobody, nobody)).toMatchObject({ value: 0, low: -Infinity, high: Infinity, p: 1 });
    expect(differenceOfMeans(nobody, nobody)).toMatchObject({ value: 0, low: -Infinity, high: Infinity });
  });
});
