import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longRandom } from '../../platform/seeded-random.js';
import { binOf, binRows, type Feature, fitFeature, mostBins } from './features.js';
import { crossFitLinear } from './linear.js';
import { squaredLoss } from './losses.js';
import { placesByFold, qiniValue } from './ranking.js';
import { readCell } from './read-cell.js';
import { collectRows } from './training-rows.js';
import { growTree, leafOf } from './tree.js';
import { trainUplift } from './uplift-model.js';

const feature = (cells: (number | string | undefined)[]) => fitFeature('x', cells) as Feature;

describe('cells', () => {
  it.each<[string, number | string | undefined]>([
    [' 12.5 ', 12.5],
    ['-1e3', -1000],
    ['.5', 0.5],
    ['', undefined],
    ['NaN', undefined],
    ['null', undefined],
    ['1e999', undefined],
    ['2024-03-01', Date.UTC(2024, 2, 1)],
    ['2024-03-01 08:00:00Z', Date.UTC(2024, 2, 1, 8)],
    ['12,5', '12,5'],
    ['0x10', '0x10'],
    ['女装', '女装'],
  ])('%j is %j', (text, expected) => expect(readCell(text)).toBe(expected));
});

describe('features', () => {
  it('numbers keep their order in bins, whatever they are, and what is not known is apart', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 2, maxLength: 300 }),
        (numbers) => {
          const fitted = fitFeature('x', [...numbers, undefined]);
          if (!fitted) return;
          expect(fitted.bins).toBeLessThanOrEqual(mostBins);
          const sorted = [...numbers].sort((a, b) => a - b);
          sorted.forEach((value, index) => {
            const bin = binOf(fitted, value);
            expect(bin).toBeGreaterThan(0);
            expect(bin).toBeLessThan(fitted.bins);
            if (index > 0) expect(bin).toBeGreaterThanOrEqual(binOf(fitted, sorted[index - 1]));
          });
          expect(binOf(fitted, undefined)).toBe(0);
        },
      ),
    );
  });

  it('words: the frequent ones each, all others and new ones together', () => {
    const fitted = feature([...Array(20).fill('a'), ...Array(15).fill('b'), 'c', 'd', 7]);
    expect(fitted.kind).toBe('category');
    expect(new Set(['a', 'b', 'c'].map((word) => binOf(fitted, word))).size).toBe(3);
    expect(binOf(fitted, 'never seen')).toBe(binOf(fitted, 'c'));
    expect(binOf(fitted, 7)).toBe(binOf(fitted, 'c'));
  });

  it('a column that tells nothing is none: one value, nothing known, words that never come back', () => {
    expect(fitFeature('x', [1, 1, 1])).toBeUndefined();
    expect(fitFeature('x', [undefined, undefined])).toBeUndefined();
    expect(
      fitFeature(
        'x',
        Array.from({ length: 500 }, (_, index) => `id-${index}`),
      ),
    ).toBeUndefined();
    expect(fitFeature('x', [1, undefined])).toBeDefined();
  });

  it('a sample of a stream is fair and bounded', () => {
    const rows = collectRows(2, longRandom(3), 1000);
    for (let index = 0; index < 50_000; index += 1)
      rows.add([index, index % 2 ? 'odd' : undefined], index, index % 2);
    const { columns, outcome, treatment, seen } = rows.rows();
    expect([outcome.length, seen]).toEqual([1000, 50_000]);
    expect(outcome.reduce((sum, value) => sum + value, 0) / 1000 / 25_000).toBeCloseTo(1, 1);
    for (let row = 0; row < 1000; row += 1) {
      expect(columns[0]?.at(row)).toBe(outcome[row]);
      expect(columns[1]?.at(row)).toBe(treatment[row] === 1 ? 'odd' : undefined);
    }
  });
});

describe('trees', () => {
  it('find the split that a slow search finds', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: -1, max: 1, noNaN: true })), (stream) => {
        const draw = () => stream.next().value as number;
        const count = 60;
        const cells = [0, 1].map(() => Array.from({ length: count }, () => Math.round(draw() * 8)));
        const features = cells.map((column) => fitFeature('x', column)).filter((each) => each !== undefined);
        if (features.length < 2) return;
        const target = Float64Array.from({ length: count }, draw);
        const hessian = new Float64Array(count).fill(1);
        const data = binRows(features, count, (f, row) => cells[f]?.[row]);
        const rows = Int32Array.from(target.keys());
        const options = { depth: 1, leastRows: 5, penalty: 0.5, featureShare: 1 };
        const tree = growTree(data, features, rows, { gradient: target, hessian }, options, longRandom(1));
        const gainOf = (side: (row: number) => boolean) => {
          let [g, h, total] = [0, 0, 0];
          target.forEach((value, row) => {
            total += value;
            if (side(row)) {
              g += value;
              h += 1;
            }
          });
          if (h < 5 || count - h < 5) return 0;
          return g ** 2 / (h + 0.5) + (total - g) ** 2 / (count - h + 0.5) - total ** 2 / (count + 0.5);
        };
        let best = 0;
        for (const column of cells)
          for (let at = -8; at < 8; at += 1)
            best = Math.max(
              best,
              gainOf((row) => (column[row] ?? 0) <= at),
            );
        const found =
          tree.value.length === 1 ? 0 : gainOf((row) => leafOf(tree, data.columns, row) === tree.left[0]);
        expect(found).toBeCloseTo(best, 9);
      }),
      { numRuns: 40 },
    );
  });

  it('split words by what they mean, not by how they are written', () => {
    const words = ['甲', '乙', '丙', '丁'];
    const cells = Array.from({ length: 400 }, (_, row) => words[row % 4]);
    const data = binRows([feature(cells)], 400, (_, row) => cells[row]);
    const gradient = Float64Array.from({ length: 400 }, (_, row) =>
      row % 4 === 0 || row % 4 === 3 ? 1 : -1,
    );
    const tree = growTree(
      data,
      [feature(cells)],
      Int32Array.from(gradient.keys()),
      { gradient, hessian: new Float64Array(400).fill(1) },
      { depth: 1, leastRows: 10, penalty: 0, featureShare: 1 },
      longRandom(1),
    );
    expect([0, 1, 2, 3].map((row) => tree.value[leafOf(tree, data.columns, row)])).toEqual([1, -1, -1, 1]);
  });
});

describe('lines', () => {
  it('find a line', () => {
    const random = longRandom(4);
    const x = Array.from({ length: 1000 }, () => random());
    const target = Float64Array.from(x, (value) => 3 + 2 * value + 0.01 * (random() - 0.5));
    const data = binRows([feature(x)], 1000, (_, row) => x[row]);
    const folds = [0, 1, 2].map((k) => Int32Array.from(target.keys()).filter((row) => row % 3 === k));
    const { outOfFold, loss } = crossFitLinear(data, [feature(x)], squaredLoss(target), folds);
    expect(loss).toBeLessThan(0.001);
    expect(outOfFold[0]).toBeCloseTo(target[0] ?? 0, 1);
  });
});

describe('rankings', () => {
  it('the best order is worth most, its reverse as much less, and equal scores nothing', () => {
    const scores = Float64Array.from({ length: 101 }, (_, index) => Math.sin(index));
    const one = [Int32Array.from(scores.keys())];
    const worth = (order: Float64Array) => qiniValue(scores, placesByFold(order, one)).value;
    const best = worth(scores);
    expect(best).toBeGreaterThan(0);
    expect(worth(scores.map((value) => -value))).toBeCloseTo(-best, 12);
    expect(worth(new Float64Array(101))).toBeCloseTo(0, 12);
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 101, maxLength: 101 }), (order) => {
        expect(worth(Float64Array.from(order))).toBeLessThanOrEqual(best + 1e-12);
      }),
    );
  });
});

describe('training', () => {
  const draw = (count: number, seed: number, noise = 0) => {
    const random = longRandom(seed);
    const x = Array.from({ length: count }, () => random());
    const treated = Float64Array.from(x, () => (random() < 0.4 ? 1 : 0));
    const effect = x.map((value) => (value > 0.7 ? 30 : 0));
    const outcome = Float64Array.from(
      x,
      (value, row) => 100 + 20 * value + (treated[row] ? (effect[row] ?? 0) : 0) + noise * (random() - 0.5),
    );
    return { names: ['x'], columns: [x], outcome, treated, effect };
  };

  it('gives effects on the scale of the outcome', () => {
    const { predict, report } = trainUplift(draw(2500, 1, 20), 1);
    const fresh = draw(500, 2);
    const error = predict(fresh.columns, 500).map((value, row) => Math.abs(value - (fresh.effect[row] ?? 0)));
    expect(error.reduce((sum, value) => sum + value, 0) / 500).toBeLessThan(6);
    expect(report).toMatchObject({ outcomeKind: 'number', propensityVaries: false });
    expect(report.worth?.averageEffect.value).toBeCloseTo(9, -1);
    expect(report.worth?.qini.low).toBeGreaterThan(0);
  });

  it('shrinks where there is nothing to tell people apart', () => {
    const random = longRandom(8);
    const none = draw(2500, 1);
    const outcome = none.treated.map((value) => (random() < 0.2 + 0.05 * value ? 1 : 0));
    const { predict, report } = trainUplift({ ...none, outcome }, 1);
    const effects = predict(none.columns, 2500);
    const spread = Math.max(...effects) - Math.min(...effects);
    expect(spread).toBeLessThan(0.12);
    expect(report.worth?.qini.low).toBeLessThan(0);
  });

  it('survives odd data: constant outcome, no feature, another pair of values', () => {
    const some = draw(200, 1);
    expect(
      trainUplift({ ...some, outcome: new Float64Array(200).fill(5) }, 1).predict(some.columns, 2),
    ).toEqual(Float64Array.of(0, 0));
    expect(trainUplift({ ...some, columns: [Array(200).fill('same')] }, 1).report.used).toEqual([]);
    const { report, predict } = trainUplift(
      { ...some, outcome: some.outcome.map((value) => (value > 120 ? 9 : -1)) },
      1,
    );
    expect(report.outcomeKind).toBe('yes or no');
    expect([...predict(some.columns, 200)].every(Number.isFinite)).toBe(true);
  });
});
