import { offsetAt } from '../../../platform/local-clock.js';

/** Nothing of a shop's is older; the two-digit years of old tables are not guessed. */
const earliestYear = 1900;

/**
 * A moment as people write it into tables: `2026-11-22`, `2026/11/22 9:05`, `2026-11-22 09:05:30`, in the shop's time
 * zone, or with an offset of its own (ISO 8601).
 * @param timeZone IANA name
 * @returns ISO 8601 in UTC; undefined for what is no moment
 */
export function shopLocalTime(text: string, timeZone: string): string | undefined {
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(text)) {
    const at = Date.parse(text);
    return Number.isNaN(at) || text < `${earliestYear}` ? undefined : new Date(at).toISOString();
  }
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(
    text,
  );
  if (!found) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0));
  if (year < earliestYear) return undefined;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(local);
  // The 30th of February and 25 o'clock come back as something else.
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day || back.getUTCHours() !== hour)
    return undefined;
  if (minute > 59 || second > 59) return undefined;
  // The offset may itself change between the two moments; the second look is right.
  const guess = local - offsetAt(timeZone, local);
  return new Date(local - offsetAt(timeZone, guess)).toISOString();
}
