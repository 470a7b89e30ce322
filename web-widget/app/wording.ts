import type { Money } from '../../src/contract/cards.js';
import type { ConversationStatus } from '../../src/contract/messages.js';
import type { Locale } from '../frame-protocol.js';
import { startOfDay } from './chat/timeline.js';
import { fill, type Strings } from './strings.js';

const dayMs = 86_400_000;

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

/** Time under a message: how long ago within the hour, then the clock; the day stands in the separator. */
export function momentWords(at: number, now: number, locale: Locale, t: Strings): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return t.justNow;
  if (minutes < 60) return fill(t.minutesAgo, minutes);
  return format(at, locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** The separator between days. */
export function dayWords(at: number, now: number, locale: Locale, t: Strings): string {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / dayMs);
  if (days <= 0) return t.today;
  if (days === 1) return t.yesterday;
  return format(at, locale, {
    month: 'long',
    day: 'numeric',
    ...(days < 7 ? { weekday: 'short' } : {}),
    ...(new Date(at).getFullYear() === new Date(now).getFullYear() ? {} : { year: 'numeric' }),
  });
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

/** The line under the shop's name: who is there, or what is being waited for. */
export function stateWords(status: ConversationStatus | undefined, t: Strings): string {
  if (status?.state === 'queued') {
    if (status.agentsAvailable === false) return t.leftMessage;
    return queueWords(status, t);
  }
  if (status?.state === 'human') return status.agent ? fill(t.serving, status.agent.name) : t.servingPlain;
  return status?.state === 'closed' ? t.closed : t.assistantOnline;
}

/** The place in the queue. */
export function queueWords({ queuePosition }: ConversationStatus, t: Strings): string {
  if (!queuePosition) return t.queuedPlain;
  return queuePosition > 1 ? fill(t.queued, queuePosition - 1) : t.queuedNext;
}

/** An honest wait: rounded up, and nothing where no figure is known. */
export function waitWords(seconds: number | undefined, t: Strings): string {
  if (seconds === undefined) return '';
  return seconds < 60 ? t.waitSoon : fill(t.waitMinutes, Math.ceil(seconds / 60));
}

function format(at: number, locale: Locale, options: Intl.DateTimeFormatOptions): string {
  return Number.isFinite(at) ? new Intl.DateTimeFormat(locale, options).format(at) : '';
}
