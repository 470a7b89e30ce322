import type { ServiceCalendar } from '../contract/desk.js';
import { addBusinessTime } from './hours.js';
import { daysBetween, localDateOf, localTimeOf } from './zoned-time.js';

/** Shoppers are told full five minutes: a promise to the minute is not believed. */
const roundMs = 5 * 60_000;

/**
 * By when a message that is left now is answered: so many open minutes from now, rounded up.
 * @returns undefined when the shop does not open again in two years
 */
export function promisedTime(calendar: ServiceCalendar, now: Date, minutes: number): Date | undefined {
  const due = addBusinessTime(calendar, now, minutes);
  return due && new Date(Math.ceil(due.getTime() / roundMs) * roundMs);
}

const dayWords = ['今天', '明天', '后天'];

/** A moment as a shopper would say it in the shop's time zone: “明天 10:00”, “11月25日 10:00”. */
export function momentWords(at: Date, now: Date, timeZone: string): string {
  const day = localDateOf(timeZone, at.getTime());
  const [, month, date] = day.split('-').map(Number);
  const away = daysBetween(localDateOf(timeZone, now.getTime()), day);
  return `${dayWords[away] ?? `${month}月${date}日`} ${localTimeOf(timeZone, at.getTime())}`;
}
