import type { Money } from '../../../../src/contract/cards.js';
import type { Locale } from '../../../frame-protocol.js';
import { format } from '../../wording.js';

/** "¥129" or "¥129.90": minor units of the currency (分) as the shopper reads prices. */
export function moneyWords(money: Money, locale: Locale): string {
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: money.currency,
    currencyDisplay: 'narrowSymbol',
    trailingZeroDisplay: 'stripIfInteger',
  });
  return format.format(money.amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** Day and clock in one, for deadlines and parcels. */
export function dateWords(iso: string, locale: Locale): string {
  return format(Date.parse(iso), locale, {
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}
