import type { Money } from '../../../src/contract/cards.js';

/** "¥1,299", "¥19.90" or "JP¥5,000": minor units of any currency, without decimals when they are zero. */
export function moneyWords({ amountMinor, currency }: Money): string {
  const format = new Intl.NumberFormat('zh-CN', {
    style: 'currency',
    currency,
    trailingZeroDisplay: 'stripIfInteger',
  });
  return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

export const yuan = (amountMinor: number): string => moneyWords({ amountMinor, currency: 'CNY' });
