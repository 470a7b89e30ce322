import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addScaled,
  addScaledDouble,
  best,
  choleskyInPlace,
  dot,
  dotDouble,
  dotRows,
  solveLower,
  solveLowerSingle,
} from './vectors.js';

const numbers = (length: number) =>
  fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: length, maxLength: length });

describe('vectors', () => {
  it('dot and addScaled agree with the obvious loops', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 11 }).chain((n) => fc.tuple(numbers(n), numbers(n))),
        ([a, b]) => {
          const expected = a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
          expect(dotDouble(Float64Array.from([9, ...a]), 1, Float64Array.from(b), 0, a.length)).toBeCloseTo(
            expected,
            6,
          );
          expect(dot(Float32Array.from([9, ...a]), 1, Float32Array.from(b), 0, a.length)).toBeCloseTo(
            expected,
            3,
          );
          const target = Float64Array.from(a);
          addScaledDouble(target, 0, Float64Array.from(b), 0, a.length, 2);
          expect(Array.from(target)).toEqual(a.map((value, i) => value + 2 * (b[i] ?? 0)));
          const single = Float32Array.from(a);
          addScaled(single, 0, Float32Array.from(b), 0, a.length, 2);
          for (const [i, value] of single.entries()) expect(value).toBeCloseTo(target[i] ?? 0, 4);
        },
      ),
    );
  });

  it('dotRows gives the products of any rows, however many', () => {
    const matrix = Float32Array.from({ length: 11 * 3 }, (_, at) => at - 7);
    const vector = Float32Array.from([1, -2, 0.5]);
    const product = (row: number) => dot(matrix, row * 3, vector, 0, 3);
    for (let count = 0; count <= 9; count++) {
      const inOrder = new Float64Array(count);
      dotRows(matrix, undefined, 2, count, vector, inOrder);
      expect([...inOrder]).toEqual(Array.from({ length: count }, (_, r) => product(2 + r)));
      const rows = Int32Array.from({ length: 10 }, (_, at) => (at * 7) % 11);
      const picked = new Float64Array(count);
      dotRows(matrix, rows, 1, count, vector, picked);
      expect([...picked]).toEqual(Array.from(rows.subarray(1, 1 + count), product));
    }
  });

  it('factors and solves a positive definite matrix', () => {
    fc.assert(
      fc.property(numbers(9), numbers(3), (m, x) => {
        // A = M Mᵀ + I, L z = x means |z|² = xᵀ A⁻¹ x, so L must give A back.
        const a = Float64Array.from({ length: 9 }, (_, at) => {
          const [i, j] = [Math.floor(at / 3), at % 3];
          return [0, 1, 2].reduce(
            (sum, k) => sum + (m[i * 3 + k] ?? 0) * (m[j * 3 + k] ?? 0),
            i === j ? 1 : 0,
          );
        });
        const l = Float64Array.from(a);
        choleskyInPlace(l, 3);
        for (let i = 0; i < 3; i++)
          for (let j = 0; j <= i; j++)
            expect(dotDouble(l, i * 3, l, j * 3, j + 1)).toBeCloseTo(a[i * 3 + j] ?? 0, 6);
        const z = Float64Array.from(x);
        solveLower(l, 3, z);
        for (let i = 0; i < 3; i++) expect(dotDouble(l, i * 3, z, 0, i + 1)).toBeCloseTo(x[i] ?? 0, 6);
        const single = Float32Array.from(x);
        solveLowerSingle(Float32Array.from(l), 3, single);
        for (let i = 0; i < 3; i++) expect(Math.abs((single[i] ?? 0) - (z[i] ?? 0))).toBeLessThan(1e-2);
      }),
    );
    expect(() => choleskyInPlace(Float64Array.from([1, 0, 0, -1]), 2)).toThrow(RangeError);
  });

  it('best picks what sorting picks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 })),
        fc.integer({ min: 1, max: 12 }),
        (scores, count) => {
          const expected = [...scores].sort((a, b) => b - a).slice(0, count);
          expect(best(Float64Array.from(scores), count).map((at) => scores[at])).toEqual(expected);
        },
      ),
    );
    expect(best(Float64Array.from([1, Number.NEGATIVE_INFINITY, 2]), 3)).toEqual([2, 0]);
  });
});
