import { expect, it } from 'vitest';
import { minorDigits, moneyWords } from './money.js';

it.each([
  [{ amountMinor: 129_900, currency: 'CNY' }, '¥1,299'],
  [{ amountMinor: 1990, currency: 'CNY' }, '¥19.90'],
  [{ amountMinor: -50, currency: 'CNY' }, '-¥0.50'],
  [{ amountMinor: 5000, currency: 'JPY' }, 'JP¥5,000'],
  [{ amountMinor: 5050, currency: 'USD' }, 'US$50.50'],
  [{ amountMinor: 1500, currency: 'KWD' }, 'KWD\u00a01.500'],
])('%j is %s', (money, words) => {
  expect(moneyWords(money)).toBe(words);
});

it('what is no currency has two digits, and is not remembered', () => {
  expect(['yuan', '', '__proto__'].map(minorDigits)).toEqual([2, 2, 2]);
});
