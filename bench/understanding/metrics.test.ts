import { describe, expect, it } from 'vitest';
import { type Judged, measureQuality, measureSpeed, percentile, reliability } from './metrics.js';

const judged: Judged[] = [
  { gold: ['a'], ids: ['a', 'b', 'c'], confidence: 0.95 },
  { gold: ['a'], ids: ['b', 'a', 'c'], confidence: 0.85 },
  { gold: ['a', 'z'], ids: ['b', 'c', 'd', 'z', 'a'], confidence: 0.15 },
  { gold: ['a'], ids: [], confidence: 0 },
  { gold: [], ids: ['b'], confidence: 0.15 },
];

describe('quality', () => {
  it('is what one computes by hand', () => {
    const { rank1, rank3, mrr10, answerableAt90, ece } = measureQuality(judged);
    expect(rank1).toBeCloseTo(1 / 4);
    expect(rank3).toBeCloseTo(2 / 4);
    expect(mrr10).toBeCloseTo((1 + 1 / 2 + 1 / 4) / 4);
    // Surest first: right, then wrong (1 of 2 right).
    expect(answerableAt90).toBeCloseTo(1 / 5);
    // Bins: 0 | 0.15 twice, none right | 0.85 wrong | 0.95 right.
    expect(ece).toBeCloseTo((0 + 2 * 0.15 + 0.85 + 0.05) / 5);
  });

  it('may pass a dip: nine right of ten is enough, wherever the wrong one stands', () => {
    const ten: Judged[] = Array.from({ length: 10 }, (_, at) => ({
      gold: ['a'],
      ids: [at === 2 ? 'b' : 'a'],
      confidence: 1 - at / 20,
    }));
    expect(measureQuality(ten).answerableAt90).toBe(1);
    expect(measureQuality(ten.slice(0, 9)).answerableAt90).toBeCloseTo(2 / 9);
  });

  it('counts no entry beyond the tenth', () => {
    const ids = Array.from({ length: 11 }, (_, at) => `e${at}`);
    expect(measureQuality([{ gold: ['e9'], ids, confidence: 0.5 }]).mrr10).toBeCloseTo(0.1);
    expect(measureQuality([{ gold: ['e10'], ids, confidence: 0.5 }]).mrr10).toBe(0);
  });

  it('of nothing is nothing', () => {
    expect(measureQuality([])).toEqual({ rank1: 0, rank3: 0, mrr10: 0, answerableAt90: 0, ece: 0 });
  });
});

describe('reliability', () => {
  it('sorts by tenths, with 1 in the last', () => {
    const bins = reliability([...judged, { gold: ['a'], ids: ['a'], confidence: 1 }]);
    expect(bins.map(({ count }) => count)).toEqual([1, 2, 0, 0, 0, 0, 0, 0, 1, 2]);
    expect(bins[9]).toMatchObject({ from: 0.9, to: 1, shareRight: 1 });
    expect(bins[9]?.meanConfidence).toBeCloseTo(0.975);
    expect(bins[1]).toMatchObject({ shareRight: 0 });
  });
});

describe('speed', () => {
  it('takes percentiles by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
    expect([0.5, 0.95, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 95, 99, 100]);
    expect(percentile([7], 0.95)).toBe(7);
  });

  it('counts queries a second one after the other', () => {
    expect(measureSpeed([1, 2, 5])).toEqual({ p50: 2, p95: 5, p99: 5, perSecond: 375 });
  });
});
