import { expect, it } from 'vitest';
import { couponRefusalReason } from '../../contract/coupon-checkout.js';
import { type RefusalFacts, refuse } from './refusal.js';

const facts: RefusalFacts[] = [
  {},
  {
    missingMinor: 2300,
    scope: { categories: ['母婴用品'] },
    when: '11月25日 20:00',
    cap: 3,
    left: 2,
    other: '满100减20',
  },
  { scope: { brands: ['青禾'], products: ['P1'] }, left: 0 },
];

it.each(couponRefusalReason.options)('%s is told to shoppers in a plain Chinese sentence', (reason) => {
  for (const known of [...facts, ...(reason === 'period-sold-out' ? [{ when: 'hour' }] : [])]) {
    const { message, help = '' } = refuse(reason, known);
    for (const told of [message, help].filter((each) => each !== '')) {
      expect(told).toMatch(/^[\p{Script=Han}\d¥.:，「」 ]+$/u);
      expect(told.length).toBeLessThan(36);
      expect(told).not.toMatch(/undefined|null|NaN|。$/);
    }
  }
});

it('no two reasons sound alike', () => {
  const told = couponRefusalReason.options.map((reason) => refuse(reason).message);
  expect(new Set(told).size).toBe(told.length);
});
