const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
}

/** What a clock on the wall shows somewhere at an instant, as milliseconds as if it stood in UTC; whole seconds. */
export function wallClock(timeZone: string, instant: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(instant)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** How far the zone's clocks are ahead of UTC at an instant, milliseconds. */
export function offsetAt(timeZone: string, instant: number): number {
  return wallClock(timeZone, instant) - Math.floor(instant / 1000) * 1000;
}

const quarterHour = 900_000;
const most = 100_000;

/**
 * What a clock on the wall of the shop shows, as milliseconds as if it stood in UTC; cheap enough for millions of
 * instants. Zones change their offset at full quarters of an hour, so that one question a quarter is enough.
 */
export function createLocalClock(timeZone: string): (instant: number) => number {
  const offsets = new Map<number, number>();
  return (instant) => {
    const quarter = Math.floor(instant / quarterHour);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      offset = offsetAt(timeZone, quarter * quarterHour);
      if (offsets.size >= most) offsets.clear();
      offsets.set(quarter, offset);
    }
    return instant + offset;
  };
}

const day = 86_400_000;

/** Days since 1970 on the calendar of a local time. */
export const dayNumberOf = (local: number): number => Math.floor(local / day);

/** `MM-DD` of a day number. */
export const monthDayOf = (dayNumber: number): string => new Date(dayNumber * day).toISOString().slice(5, 10);

/** `YYYY-MM-DD` of a day number. */
export const isoDayOf = (dayNumber: number): string => new Date(dayNumber * day).toISOString().slice(0, 10);
