import type { ConversationStatus } from '../../src/contract/messages.js';
import type { Locale } from '../frame-protocol.js';
import { startOfDay } from './chat/timeline.js';
import { fill, type Strings } from './strings/strings.js';

const dayMs = 86_400_000;

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

/** Empty for a moment that is none. */
export function format(at: number, locale: Locale, options: Intl.DateTimeFormatOptions): string {
  return Number.isFinite(at) ? new Intl.DateTimeFormat(locale, options).format(at) : '';
}
