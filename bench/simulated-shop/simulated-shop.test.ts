import { describe, expect, it } from 'vitest';
import { longRandom } from '../../src/platform/seeded-random.js';
import { measureIntervals } from './interval-runs.js';
import { simulatedShop } from './simulated-shop.js';
import { measureSplits } from './split-runs.js';
import { measureTargeting } from './targeting-runs.js';

// Small versions of what `npm run bench:experiments` measures in full; all draws are seeded.
describe('the simulated shop', { timeout: 90_000 }, () => {
  it('has the effects that it says it has', () => {
    const { truth, outcome } = simulatedShop();
    const mean = (reached: boolean) => {
      const random = longRandom(1);
      let [orders, revenue] = [0, 0];
      for (let i = 0; i < 150_000; i += 1) {
        const drawn = outcome(reached, random);
        orders += drawn.orders;
        revenue += drawn.revenueMinor;
      }
      return { orders: orders / 150_000, revenue: revenue / 150_000 };
    };
    const [reached, left] = [mean(true), mean(false)];
    expect(Math.abs(reached.orders - left.orders - truth.conversion)).toBeLessThan(0.003);
    expect(Math.abs(reached.revenue - left.revenue - truth.revenueMinor)).toBeLessThan(60);
  });

  it('intervals hold the true effect as often as they say, also when looked at again and again', () => {
    const figures = measureIntervals(120, 800, true, 300);
    expect(figures.conversionCovered).toBeGreaterThanOrEqual(0.91);
    expect(figures.revenueCovered).toBeGreaterThanOrEqual(0.91);
    expect(figures.anytimeConversionCovered).toBeGreaterThanOrEqual(0.94);
    expect(figures.anytimeRevenueCovered).toBeGreaterThanOrEqual(0.94);
    expect(figures.usualConversionCoveredAtEveryLook).toBeLessThan(0.9);
    expect(figures.widthWithAdjustment).toBeLessThan(0.98);
    expect(figures.sampleRatioAlarms).toBe(0);
  });

  it('nothing is found where nothing is, more often than it may be', () => {
    const figures = measureIntervals(60, 800, false, 900);
    expect(figures.found).toBeLessThanOrEqual(0.1);
    expect(figures.foundAnytime).toBeLessThanOrEqual(0.05);
  });

  it('the alarm on broken splits fires on those and on no others', () => {
    const figures = measureSplits(3, 60_000, 1);
    expect(figures).toMatchObject({ alarmsWhenSound: 0, alarmsAt50To47: 1 });
    expect(figures.alarmsWhenThreePercentAreLost).toBeGreaterThan(0.5);
  });

  it('uplift moves more people than chance and than the most likely to buy, for the same budget', () => {
    const { uplift, random, mostLikelyToBuy, oracle } = measureTargeting(
      'fourKinds',
      1,
      6000,
      10_000,
      0.2,
      5,
    );
    expect(uplift.orders).toBeGreaterThan(1.3 * random.orders);
    expect(uplift.orders).toBeGreaterThan(1.3 * mostLikelyToBuy.orders);
    expect(uplift.profitMinor).toBeGreaterThan(Math.max(random.profitMinor, mostLikelyToBuy.profitMinor));
    expect(uplift.orders).toBeLessThanOrEqual(oracle.orders);
  });
});
