/** Calendar days are counted from 1970-01-01, without a time zone: what the shop's wall calendar shows. */
export type Day = number;

const dayMs = 24 * 3600 * 1000;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The calendar day at an instant in a time zone.
 *
 * @throws RangeError for a time zone that does not exist
 */
export function dayAt(instant: Date, timeZone: string): Day {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts.get('year') ?? 1970, (parts.get('month') ?? 1) - 1, parts.get('day') ?? 1) / dayMs;
}

/** The day of a date; undefined when there is none (30 February, year 0). */
export function dayOf(year: number, month: number, date: number): Day | undefined {
  if (year < 1970 || year > 2199) return undefined;
  const time = Date.UTC(year, month - 1, date);
  const real = new Date(time);
  return real.getUTCMonth() === month - 1 && real.getUTCDate() === date ? time / dayMs : undefined;
}

/** YYYY-MM-DD. */
export function isoDay(day: Day): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

export function yearAndMonth(day: Day): { year: number; month: number } {
  const date = new Date(day * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 };
}

/** 0: Monday .. 6: Sunday. */
export function weekdayOf(day: Day): number {
  return (new Date(day * dayMs).getUTCDay() + 6) % 7;
}

/** First and last day of a month; months beyond 1..12 run into the next or the last year. */
export function monthSpan(year: number, month: number): [Day, Day] {
  return [Date.UTC(year, month - 1, 1) / dayMs, Date.UTC(year, month, 0) / dayMs];
}

const lunarFormat = new Intl.DateTimeFormat('en-u-ca-chinese', {
  timeZone: 'UTC',
  month: 'numeric',
  day: 'numeric',
});

function lunarDate(day: Day): string {
  const parts = lunarFormat.formatToParts(day * dayMs);
  const value = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${value('month')}-${value('day')}`;
}

/**
 * First days of years that the runtime's calendar gets wrong, because the new moon is within minutes of midnight in
 * Beijing: 2027 four before it, 2030 seven after it.
 */
const newYears: Readonly<Record<number, string>> = { 2027: '2027-02-06', 2030: '2030-02-03' };

const lunarDays = new Map<string, Day | undefined>();

/**
 * The day of the Chinese lunisolar calendar in the year that begins at that spring's New Year, by the runtime's own
 * calendar data. Undefined where the runtime has none.
 */
export function lunarDay(year: number, month: number, date: number): Day | undefined {
  const key = `${year} ${month} ${date}`;
  if (!lunarDays.has(key)) lunarDays.set(key, findLunarDay(year, month, date));
  return lunarDays.get(key);
}

/** New Year falls between 21 January and 20 February; month n begins at most 30 n days later, one leap month included. */
function findLunarDay(year: number, month: number, date: number): Day | undefined {
  const newYear = newYears[year];
  if (newYear !== undefined && month === 1) return Date.parse(newYear) / dayMs + date - 1;
  const start = (dayOf(year, 1, 20) ?? 0) + (month - 1) * 29 + date - 1;
  for (let day = start; day < start + 70; day++) if (lunarDate(day) === `${month}-${date}`) return day;
  return undefined;
}
