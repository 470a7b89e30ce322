import { expect, it } from 'vitest';
import { moneyWords, yuan } from './money.js';

it('amounts read as in their currency', () => {
  expect([yuan(129_900), yuan(1990), moneyWords({ amountMinor: 5000, currency: 'JPY' })]).toEqual([
    '¥1,299',
    '¥19.90',
    'JP¥5,000',
  ]);
});
