import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandPath, extentWithZero, linePath, scaleOf, shadeOf, spread, ticksOf } from './geometry.js';

describe('scales', () => {
  it('map ends to ends, also upside down, and nothing to the middle', () => {
    const scale = scaleOf({ low: -1, high: 3 }, 100, 20);
    expect([-1, 1, 3].map(scale)).toEqual([100, 60, 20]);
    expect(scaleOf({ low: 2, high: 2 }, 0, 10)(2)).toBe(5);
  });

  it('extents hold all that is known, and 0', () => {
    expect(extentWithZero([0.2, null, 0.5])).toEqual({ low: 0, high: 0.5 });
    expect(extentWithZero([-3, -1, Number.NaN])).toEqual({ low: -3, high: 0 });
    expect(extentWithZero([])).toEqual({ low: 0, high: 1 });
  });
});

describe('ticks', () => {
  it.each([
    [0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [-0.03, 0.12, 4, [0, 0.05, 0.1]],
    [0, 170, 4, [0, 50, 100, 150]],
  ])('from %d to %d, about %d', (low, high, about, expected) =>
    expect(ticksOf({ low, high }, about)).toEqual(expected));

  it('are inside, in order, and not many more than asked for', () => {
    const sizes = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    const widths = fc.double({ min: 1e-4, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(sizes, widths, fc.integer({ min: 1, max: 10 }), (low, width, about) => {
        const ticks = ticksOf({ low, high: low + width }, about);
        expect(ticks.length).toBeLessThanOrEqual(about + 1);
        ticks.forEach((tick, index) => {
          expect(tick).toBeGreaterThanOrEqual(low - 1e-6 * (1 + width));
          expect(tick).toBeLessThanOrEqual(low + width + 1e-6 * (1 + width));
          if (index > 0) expect(tick).toBeGreaterThan(ticks[index - 1] ?? 0);
        });
      }),
    );
  });
});

describe('paths', () => {
  it('go through all points', () => {
    expect(
      linePath([
        { x: 0, y: 1.26 },
        { x: 5, y: 2 },
      ]),
    ).toBe('M0,1.3L5,2');
    expect(linePath([])).toBe('');
  });

  it('a band goes there and back, and is interrupted where a side is not known', () => {
    const side = (x: number, low: number | null = 9) => ({ x, low, high: 1 });
    expect(bandPath([side(0), side(1), side(2, null), side(3), side(4)])).toBe(
      'M0,1L1,1L1,9L0,9ZM3,1L4,1L4,9L3,9Z',
    );
    expect(bandPath([side(0)])).toBe('');
  });
});

describe('shades', () => {
  it('nothing is not coloured, little can be seen, the most is the strongest', () => {
    expect([shadeOf(0, 10), shadeOf(5, 0)]).toEqual([0, 0]);
    expect(shadeOf(0.001, 10)).toBeGreaterThanOrEqual(12);
    expect([shadeOf(10, 10), shadeOf(20, 10)]).toEqual([90, 90]);
    expect(shadeOf(5, 10)).toBeLessThan(shadeOf(6, 10));
  });
});

describe('labels', () => {
  it('thin out from the end', () => {
    expect(spread(3, 5)).toEqual([0, 1, 2]);
    expect(spread(10, 4)).toEqual([0, 3, 6, 9]);
    expect(spread(11, 4).at(-1)).toBe(10);
    expect(spread(0, 4)).toEqual([]);
  });
});
