import { describe, expect, it } from 'vitest';
import { hasConditions, wishOf } from './wish.js';

const jacket = wishOf(
  {
    slots: { category: '羽绒服', colour: '黑色' },
    priceRange: { maxMinor: 50_000 },
    words: ['黑色', '羽绒服'],
  },
  undefined,
);

describe('a wish', () => {
  it('goes on while no other category is named', () => {
    expect(wishOf({ slots: {}, words: ['还有', '别的'] }, jacket)).toEqual({
      ...jacket,
      words: ['黑色', '羽绒服', '还有', '别的'],
    });
  });

  it('is narrowed by new conditions', () => {
    const cheaper = wishOf(
      { slots: { colour: '白色' }, priceRange: { maxMinor: 30_000 }, words: [] },
      jacket,
    );
    expect(cheaper).toMatchObject({ category: '羽绒服', colour: '白色', priceRange: { maxMinor: 30_000 } });
  });

  it('begins anew with another category', () => {
    expect(wishOf({ slots: { category: '零食' }, words: ['零食'] }, jacket)).toEqual({
      category: '零食',
      words: ['零食'],
    });
  });

  it('does not grow without end', () => {
    let wish = jacket;
    for (let turn = 0; turn < 100; turn++) wish = wishOf({ slots: {}, words: ['还有'] }, wish);
    expect(wish.words).toHaveLength(40);
  });

  it('has conditions only when one is named', () => {
    expect(hasConditions(jacket)).toBe(true);
    expect(hasConditions({ words: ['推荐'] })).toBe(false);
  });
});
