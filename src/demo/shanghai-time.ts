/** Calendar arithmetic at UTC+8, which China has kept without daylight saving since 1992. */

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

const offset = 8 * hour;

/** Number of the Shanghai calendar day that holds the instant (days since 1970-01-01). */
export function dayNumber(instant: number): number {
  return Math.floor((instant + offset) / day);
}

/** The instant at which so many (fractional) hours of that Shanghai day have passed. */
export function atHour(dayNo: number, hours: number): number {
  return dayNo * day - offset + Math.round(hours * hour);
}

/** Hours passed since Shanghai midnight, fractional. */
export function hourOf(instant: number): number {
  return (instant - atHour(dayNumber(instant), 0)) / hour;
}

export interface CalendarDay {
  year: number;
  /** 1 to 12. */
  month: number;
  /** 1 to 31. */
  date: number;
  /** 0 is Sunday. */
  weekday: number;
}

/** Year, month, date and weekday of a Shanghai day number. */
export function calendarDay(dayNo: number): CalendarDay {
  const utc = new Date(dayNo * day);
  return {
    year: utc.getUTCFullYear(),
    month: utc.getUTCMonth() + 1,
    date: utc.getUTCDate(),
    weekday: utc.getUTCDay(),
  };
}

/** MM-DD of a Shanghai day number. */
export function monthAndDate(dayNo: number): string {
  return new Date(dayNo * day).toISOString().slice(5, 10);
}

/** YYYYMMDD of a Shanghai day number. */
export function compactDate(dayNo: number): string {
  return new Date(dayNo * day).toISOString().slice(0, 10).replaceAll('-', '');
}
