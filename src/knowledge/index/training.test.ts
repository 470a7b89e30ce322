import { describe, expect, it } from 'vitest';
import { tabulate } from './document.js';
import { learningGain } from './training.js';

const gainOf = (...sizes: number[]) =>
  learningGain(
    tabulate(
      sizes.map((size, at) => ({
        id: `${at}`,
        kind: 'entry',
        title: '',
        questions: Array.from({ length: size }, (_, q) => `${at} ${q}`),
      })),
      (text) => text,
    ),
  );

describe('what leaving a question out takes', () => {
  it('is much for two questions a document, less for three, and given up for many', () => {
    expect(gainOf(2, 2, 2)).toBeCloseTo(0.6 * Math.log(2));
    expect(gainOf(3, 3)).toBeCloseTo(0.6 * Math.log(3 / 2));
    expect(gainOf(10, 10)).toBe(0);
  });

  it('is not claimed for documents that training does not ask', () => {
    expect(gainOf(1, 1)).toBe(0);
    expect(gainOf(2, 1, 0)).toBeCloseTo(gainOf(2) / 2);
    expect(gainOf()).toBe(0);
  });
});
