/** What the shop keeps its books in. Sums over orders, points and tiers count amounts in it, and no others. */
export const shopCurrency = 'CNY';

const known = new Map<string, number>();

/** Digits behind the point that a currency has (ISO 4217): 2 for CNY, 0 for JPY; 2 for what is no currency. */
export function minorDigits(currency: string): number {
  const found = known.get(currency);
  if (found !== undefined) return found;
  // Only what looks like a code is kept: anybody may write anything there.
  if (!/^[A-Z]{3}$/.test(currency)) return 2;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  known.set(currency, digits);
  return digits;
}

/** "¥19.90", "¥1,299", "JP¥5,000": minor units of any currency as staff and shoppers read them, without `.00`. */
export function moneyWords({ amountMinor, currency }: { amountMinor: number; currency: string }): string {
  const unit = 10 ** minorDigits(currency);
  const digits = amountMinor % unit === 0 ? 0 : minorDigits(currency);
  return new Intl.NumberFormat('zh-CN', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amountMinor / unit);
}
