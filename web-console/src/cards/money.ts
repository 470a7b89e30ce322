import type { Money } from '../../../src/contract/cards.js';

/** "¥1,299" or "¥19.90": minor units of a two-digit currency, without decimals when they are zero. */
export function moneyWords({ amountMinor, currency }: Money): string {
  const digits = amountMinor % 100 === 0 ? 0 : 2;
  return new Intl.NumberFormat('zh-CN', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amountMinor / 100);
}

export const yuan = (amountMinor: number): string => moneyWords({ amountMinor, currency: 'CNY' });
