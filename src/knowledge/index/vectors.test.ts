import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addScaled, best, choleskyInPlace, dot, solveLower } from './vectors.js';

const numbers = (length: number) =>
  fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: length, maxLength: length });

describe('vectors', () => {
  it('dot and addScaled agree with the obvious loops', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 11 }).chain((n) => fc.tuple(numbers(n), numbers(n))),
        ([a, b]) => {
          const expected = a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
          expect(dot(Float64Array.from([9, ...a]), 1, Float64Array.from(b), 0, a.length)).toBeCloseTo(
            expected,
            6,
          );
          const target = Float64Array.from(a);
          addScaled(target, 0, Float64Array.from(b), 0, a.length, 2);
          expect(Array.from(target)).toEqual(a.map((value, i) => value + 2 * (b[i] ?? 0)));
        },
      ),
    );
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
            expect(dot(l, i * 3, l, j * 3, j + 1)).toBeCloseTo(a[i * 3 + j] ?? 0, 6);
        const z = Float64Array.from(x);
        solveLower(l, 3, z);
        for (let i = 0; i < 3; i++) expect(dot(l, i * 3, z, 0, i + 1)).toBeCloseTo(x[i] ?? 0, 6);
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
