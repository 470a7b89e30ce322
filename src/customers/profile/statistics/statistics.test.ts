import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gamma, seeded } from '../../../../test/random-draws.js';
import { affinities } from './affinity.js';
import { calibrated, fitCalibration, noCalibration, reliabilityOf } from './calibration.js';
import { expectedSpending, fitGammaGammaSteps } from './gamma-gamma.js';
import { lifecycleCutsSteps, lifecycleOf, usualCuts, usualGap } from './lifecycle.js';
import { finish, minimumSteps } from './nelder-mead.js';
import { replenishmentOf } from './replenishment.js';
import { quintiles, rfmCuts, rfmName, rfmScores, scoreDown, scoreUp } from './rfm.js';
import { hypergeometric, logGamma } from './special-functions.js';

describe('special functions', () => {
  it('log gamma gives factorials and the value at one half', () => {
    let factorial = 1;
    for (let n = 1; n < 20; n++) {
      expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 10);
      factorial *= n;
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
  });

  it('2F1 has its known special cases', () => {
    for (const z of [0, 0.1, 0.5, 0.9]) {
      expect(hypergeometric(1, 2, 2, z)).toBeCloseTo(1 / (1 - z), 9);
      if (z > 0) expect(hypergeometric(1, 1, 2, z)).toBeCloseTo(-Math.log(1 - z) / z, 10);
    }
  });

  it('the optimiser finds the bottom of a curved valley (Rosenbrock 1960)', () => {
    const valley = ([x = 0, y = 0]: readonly number[]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
    const { at } = finish(minimumSteps(valley, [-1.2, 1]));
    expect(at[0]).toBeCloseTo(1, 3);
    expect(at[1]).toBeCloseTo(1, 3);
  });
});

describe('RFM', () => {
  it('scores rise with the value, equal values score alike, and without ties the fifths are equal', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 200 }), (values) => {
        const cuts = quintiles(values);
        for (const [index, value] of values.entries()) {
          const other = values[(index + 1) % values.length] ?? 0;
          if (value <= other) expect(scoreUp(value, cuts)).toBeLessThanOrEqual(scoreUp(other, cuts));
          expect(scoreUp(value, cuts) + scoreDown(value, cuts)).toBe(6);
        }
      }),
    );
    const cuts = quintiles(Array.from({ length: 100 }, (_, n) => n));
    const scores = Array.from({ length: 100 }, (_, n) => scoreUp(n, cuts));
    for (const score of [1, 2, 3, 4, 5]) expect(scores.filter((each) => each === score)).toHaveLength(20);
  });

  it('names the groups by what is above the shop’s average', () => {
    const shop = rfmCuts(
      Array.from({ length: 50 }, (_, n) => ({
        recencyDays: n,
        frequency: 50 - n,
        monetaryMinor: 100 * (50 - n),
      })),
    );
    const best = rfmScores({ recencyDays: 1, frequency: 50, monetaryMinor: 5000 }, shop);
    expect(best).toEqual({ r: 5, f: 5, m: 5 });
    expect(rfmName(best, shop.mean, 'other')).toBe('重要价值客户');
    const away = rfmScores({ recencyDays: 49, frequency: 50, monetaryMinor: 5000 }, shop);
    expect(rfmName(away, shop.mean, 'other')).toBe('重要保持客户');
    expect(rfmName(away, shop.mean, 'lost')).toBe('流失客户');
  });
});

describe('lifecycle', () => {
  it('is relative to the customer’s own rhythm', () => {
    const weekly = usualGap([7, 7, 7, 7, 7, 7], 40);
    const rare = usualGap([90, 90, 90], 40);
    expect(weekly).toBeLessThan(15);
    expect(lifecycleOf(7, 60, weekly, usualCuts)).toBe('沉睡');
    expect(lifecycleOf(4, 60, rare, usualCuts)).toBe('成熟');
    expect(lifecycleOf(1, 10, 40, usualCuts)).toBe('新客');
    expect(lifecycleOf(1, 500, 40, usualCuts)).toBe('流失');
    expect(lifecycleOf(0, 0, 40, usualCuts)).toBe('未下单');
  });

  it('takes its bounds from the shop where there is enough to go by', () => {
    expect(finish(lifecycleCutsSteps([[3]]))).toEqual(usualCuts);
    const cuts = finish(lifecycleCutsSteps(Array.from({ length: 40 }, (_, n) => [20, 20 + n, 15, 30])));
    expect(cuts.gapDays).toBeGreaterThan(15);
    expect(cuts.gapDays).toBeLessThan(30);
    expect(cuts.gone).toBeGreaterThanOrEqual(2 * cuts.asleep);
  });
});

describe('Gamma-Gamma', () => {
  it('finds the mean of the shop again, and draws a customer with few orders towards it', () => {
    const random = seeded(3);
    const [p, q, scale] = [6, 4, 15_000];
    const spending = Array.from({ length: 4000 }, () => {
      const nu = gamma(random, q) / scale;
      const occasions = 1 + Math.floor(random() * 5);
      let sum = 0;
      for (let n = 0; n < occasions; n++) sum += gamma(random, p) / nu;
      return { occasions, mean: sum / occasions };
    });
    const model = finish(fitGammaGammaSteps(spending));
    expect((model.p * model.gamma) / (model.q - 1) / ((p * scale) / (q - 1))).toBeCloseTo(1, 1);
    const one = expectedSpending(model, { occasions: 1, mean: 100_000 });
    const many = expectedSpending(model, { occasions: 50, mean: 100_000 });
    expect(one).toBeLessThan(many);
    expect(many).toBeGreaterThan(95_000);
  });
});

describe('affinity', () => {
  it('draws little evidence towards the shop, and lets newer purchases count more', () => {
    const shop = { 女装: 0.5, 母婴: 0.1 };
    const [one] = affinities([{ name: '母婴', daysAgo: 0 }], shop);
    expect(one?.share).toBeCloseTo((1 + 5 * 0.1) / 6, 6);
    const many = affinities(
      [
        ...Array.from({ length: 6 }, () => ({ name: '女装', daysAgo: 720 })),
        ...Array.from({ length: 4 }, () => ({ name: '母婴', daysAgo: 5 })),
      ],
      shop,
    );
    expect(many.map(({ name }) => name)).toEqual(['母婴', '女装']);
    expect(many[0]?.lift).toBeGreaterThan(3);
  });
});

describe('replenishment', () => {
  it('follows the customer’s own gaps once there are several', () => {
    expect(replenishmentOf([100], 110, 30)).toEqual({ everyDays: 30, dueInDays: 20, ownGaps: 0 });
    const fast = replenishmentOf([0, 15, 30, 45, 60, 75, 90], 100, 30);
    expect(fast?.everyDays).toBeLessThan(20);
    expect(replenishmentOf([0], 10, undefined)).toBeUndefined();
    expect(replenishmentOf([0, 30, 60], 400, 30)).toBeUndefined();
  });
});

describe('calibration', () => {
  it('makes an overconfident forecast honest, and leaves few cases alone', () => {
    const random = seeded(5);
    const forecasts = Array.from({ length: 3000 }, () => {
      const truth = random();
      return { predicted: truth ** 3, happened: random() < truth };
    });
    const calibration = fitCalibration(forecasts);
    const report = reliabilityOf(forecasts, calibration);
    expect(report.errorAfter).toBeLessThan(report.errorBefore / 3);
    expect(report.brierAfter).toBeLessThan(report.brierBefore);
    expect(fitCalibration(forecasts.slice(0, 50))).toEqual(noCalibration);
    expect(calibrated(noCalibration, 0.3)).toBeCloseTo(0.3, 9);
  });
});
