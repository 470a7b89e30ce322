import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOfCode, isCouponCode, makeCouponCode, normaliseCode } from './coupon-code.js';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const code = fc.uint8Array({ minLength: 16, maxLength: 16 }).map(makeCouponCode);
const positions = [0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13, 15, 16, 17, 18, 20];
const replaced = (text: string, at: number, character: string) =>
  text.slice(0, at) + character + text.slice(at + 1);

describe('coupon codes', () => {
  it('look like XXXX-XXXX-XXXX-XXXX-C and hold no letter that is mistaken for another', () => {
    fc.assert(
      fc.property(code, (made) => {
        expect(made).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]$/);
      }),
    );
  });

  it('are taken however they are typed: small letters, without hyphens', () => {
    fc.assert(
      fc.property(code, (made) => {
        expect(isCouponCode(made)).toBe(true);
        expect(isCouponCode(made.toLowerCase().replaceAll('-', ''))).toBe(true);
      }),
    );
  });

  it('no single wrong character goes unnoticed', () => {
    fc.assert(
      fc.property(
        code,
        fc.constantFrom(...positions),
        fc.constantFrom(...alphabet),
        (made, at, character) => {
          fc.pre(made[at] !== character);
          expect(isCouponCode(replaced(made, at, character))).toBe(false);
        },
      ),
    );
  });

  it('swapped neighbours are noticed, but for 0 and Z, as Luhn’s method cannot', () => {
    fc.assert(
      fc.property(code, fc.constantFrom(0, 1, 2, 5, 6, 7, 10, 11, 12, 15, 16, 17), (made, at) => {
        const [one = '', other = ''] = [made[at], made[at + 1]];
        fc.pre(one !== other && ![one, other].every((character) => '0Z'.includes(character)));
        expect(isCouponCode(replaced(replaced(made, at, other), at + 1, one))).toBe(false);
      }),
    );
  });

  it('are one code and one hash however they are typed', () => {
    fc.assert(
      fc.property(code, (made) => {
        const typed = ` ${made.toLowerCase().replaceAll('-', '')} `;
        expect(normaliseCode(typed)).toBe(made);
        expect(hashOfCode(typed)).toBe(hashOfCode(made));
      }),
    );
  });

  it('of the first versions, with 60 bits, are still taken', () => {
    expect(isCouponCode('0000-0000-0000-0')).toBe(true);
    expect(normaliseCode('0000000000000')).toBe('0000-0000-0000-0');
  });

  it('nonsense is no code', () => {
    for (const text of ['', '----', 'ABCD', `${makeCouponCode(randomBytes(16))}0`, '优惠券'])
      expect(isCouponCode(text)).toBe(false);
  });

  it('use every character alike and do not repeat', () => {
    const codes = Array.from({ length: 5000 }, () => makeCouponCode(randomBytes(16)));
    expect(new Set(codes).size).toBe(5000);
    const counts = new Map<string, number>();
    for (const character of codes.join('').replaceAll('-', ''))
      counts.set(character, (counts.get(character) ?? 0) + 1);
    // 85,000 characters over 32: about 2,656 each; five standard deviations are 254.
    for (const character of alphabet) expect(Math.abs((counts.get(character) ?? 0) - 2656)).toBeLessThan(290);
  });

  it('refuse to be made of too little randomness', () => {
    expect(() => makeCouponCode(randomBytes(15))).toThrow(RangeError);
  });
});
