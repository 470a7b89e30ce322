import type { RuleWindow } from '../contract/order-rules.js';
import { dayNumberOf, wallClock } from '../platform/local-clock.js';

/** A day on the shop's wall calendar. */
export interface CalendarDay {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
}

/** The calendar day that an instant falls on in the shop's time zone. */
export function shopDay(at: Date, timeZone: string): CalendarDay {
  return dayOfNumber(dayNumberOf(wallClock(timeZone, at.getTime())));
}

/** Days since 1970-01-01 on the calendar, so that days can be counted without regard to how long each one is. */
export function dayNumber({ year, month, day }: CalendarDay): number {
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000);
}

function dayOfNumber(number: number): CalendarDay {
  const date = new Date(number * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The same day so many months later; the last of the month where there is none (31 January → 28 February). */
function monthsLater({ year, month, day }: CalendarDay, months: number): CalendarDay {
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return {
    year: lastOfMonth.getUTCFullYear(),
    month: lastOfMonth.getUTCMonth() + 1,
    day: Math.min(day, lastOfMonth.getUTCDate()),
  };
}

export interface TimeLeft {
  isOver: boolean;
  /** Whole days after today on which it is still possible; 0 on the last day. Absent for limits in hours. */
  daysLeft?: number;
  /** When it ends, as it is told: 11月8日, with the time of day for limits in hours. */
  deadline: string;
}

/**
 * How a time limit stands. Days and months end with the last millisecond of the day in the shop's time zone, the day of
 * the event being day 0: signed for on the 1st, seven days last to the end of the 8th. Hours run exactly, the last
 * instant included.
 *
 * @param since when the event was
 */
export function timeLeft(window: RuleWindow, since: Date, now: Date, timeZone: string): TimeLeft {
  const today = shopDay(now, timeZone);
  if (window.hours !== undefined) {
    const end = new Date(since.getTime() + window.hours * 3_600_000);
    const time = new Intl.DateTimeFormat('zh-CN', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(end);
    return { isOver: now > end, deadline: `${dayWords(shopDay(end, timeZone), today)} ${time}` };
  }
  const start = shopDay(since, timeZone);
  const last =
    window.months !== undefined
      ? dayNumber(monthsLater(start, window.months))
      : dayNumber(start) + (window.days ?? 0);
  const daysLeft = last - dayNumber(today);
  return {
    isOver: daysLeft < 0,
    daysLeft: Math.max(0, daysLeft),
    deadline: dayWords(dayOfNumber(last), today),
  };
}

function dayWords({ year, month, day }: CalendarDay, today: CalendarDay): string {
  return `${year === today.year ? '' : `${year}年`}${month}月${day}日`;
}

/** Whether a day lies in a yearly span `MM-DD` to `MM-DD`, both included; a span may pass the new year. */
export function isWithinYearly({ month, day }: CalendarDay, from: string, until: string): boolean {
  const today = `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return from <= until ? from <= today && today <= until : from <= today || today <= until;
}
