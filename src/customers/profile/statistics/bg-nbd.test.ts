import { describe, expect, it } from 'vitest';
import { beta, exponential, gamma, seeded } from '../../../../test/random-draws.js';
import {
  aliveProbability,
  type BgNbd,
  compress,
  expectedPurchases,
  fitBgNbdSteps,
  type PurchaseCounts,
  purchaseProbability,
} from './bg-nbd.js';
import { finish } from './nelder-mead.js';

/** Fitted to the sample of CDNOW in Fader, Hardie & Lee 2005, table 2; time in weeks. */
const cdnow: BgNbd = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

/** A customer of the model: repeat purchases until leaving, watched for T, and then for `ahead`. */
function simulate(model: BgNbd, T: number, ahead: number, random: () => number) {
  const rate = gamma(random, model.r) / model.alpha;
  const leaves = beta(random, model.a, model.b);
  const counts: PurchaseCounts = { x: 0, tx: 0, T };
  let later = 0;
  let at = 0;
  for (;;) {
    at += exponential(random, rate);
    if (at > T + ahead) break;
    if (at <= T) Object.assign(counts, { x: counts.x + 1, tx: at });
    else later += 1;
    if (random() < leaves) break;
  }
  return { counts, later };
}

describe('BG/NBD', () => {
  it('gives what the authors publish for a customer of CDNOW', () => {
    // Fader, Hardie & Lee's worksheet: two repeats, the last in week 30.43 of 38.86; 1.226 expected in 39 weeks.
    const customer = { x: 2, tx: 30.43, T: 38.86 };
    expect(expectedPurchases(cdnow, customer, 39)).toBeCloseTo(1.226, 3);
  });

  it('finds parameters again that data were drawn from, and foretells the time after', () => {
    const random = seeded(7);
    const people = Array.from({ length: 20_000 }, () => simulate(cdnow, 30 + 9 * random(), 26, random));
    const counts = people.map((each) => each.counts);
    const model = finish(fitBgNbdSteps(compress(counts)));
    for (const [name, value] of Object.entries(cdnow)) {
      const found = model[name as keyof BgNbd];
      expect(Math.abs(Math.log(found / value)), `${name} ${found}`).toBeLessThan(0.25);
    }
    const mean = (of: (person: (typeof people)[number]) => number) =>
      people.reduce((sum, each) => sum + of(each), 0) / people.length;
    const actual = mean(({ later }) => later);
    expect(mean((each) => expectedPurchases(model, each.counts, 26)) / actual).toBeCloseTo(1, 1);
    const share = mean(({ later }) => (later > 0 ? 1 : 0));
    expect(mean((each) => purchaseProbability(model, each.counts, 26))).toBeCloseTo(share, 1.7);
  });

  it('stays finite and sensible at the edges: busy customers, long times, whole parameters', () => {
    for (const model of [cdnow, { r: 1, alpha: 3, a: 1, b: 1 }, { r: 2, alpha: 20, a: 0.4, b: 0.6 }]) {
      for (const counts of [
        { x: 0, tx: 0, T: 0 },
        { x: 400, tx: 250, T: 251 },
        { x: 3, tx: 4, T: 300 },
      ]) {
        let before = 0;
        for (const weeks of [1, 13, 52, 500]) {
          const expected = expectedPurchases(model, counts, weeks);
          expect(Number.isFinite(expected)).toBe(true);
          expect(expected).toBeGreaterThanOrEqual(before);
          const chance = purchaseProbability(model, counts, weeks);
          expect(chance).toBeGreaterThanOrEqual(0);
          expect(chance).toBeLessThanOrEqual(1);
          // At least one purchase is never more likely than the purchases that are expected.
          expect(chance).toBeLessThanOrEqual(expected + 1e-9);
          before = expected;
        }
      }
    }
  });

  it('takes a long silence after many purchases for leaving, and the same silence after few for nothing', () => {
    const silence = 20;
    const busy = aliveProbability(cdnow, { x: 30, tx: 30, T: 30 + silence });
    const rare = aliveProbability(cdnow, { x: 1, tx: 30, T: 30 + silence });
    expect(busy).toBeLessThan(0.05);
    expect(rare).toBeGreaterThan(0.4);
    expect(aliveProbability(cdnow, { x: 0, tx: 0, T: 50 })).toBe(1);
  });

  it('without any data is the usual shop', () => {
    const model = finish(fitBgNbdSteps([]));
    expect(model.a).toBeCloseTo(0.8, 2);
  });
});
