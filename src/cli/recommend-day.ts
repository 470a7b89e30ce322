const form =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/;
const msOfDay = 86_400_000;

/**
 * A date, or date and time, of ISO 8601 (also with a space for the T); without a zone it is UTC.
 * @returns days since 1970 UTC, with fractions; undefined when it is none, or of a day that there is not
 */
export function readDay(text: string): number | undefined {
  const found = form.exec(text);
  if (!found) return undefined;
  const [year, month, date, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return undefined;
  if (date < 1 || date > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  const time = Date.UTC(year, month - 1, date, hour, minute, second);
  return (time - offsetMs(found[7])) / msOfDay;
}

function offsetMs(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000;
}
