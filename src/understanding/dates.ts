import { dayAt, isoDay } from './calendar.js';
import { dateRules, type Span, type Tense } from './date-rules.js';

/** A day or a stretch of days that a text names: ISO calendar days, both included. */
export interface DateReading {
  said: string;
  from: string;
  to: string;
}

/** Most dates that are read from one text. */
const mostDates = 20;

/**
 * Reads the dates that a text names, as calendar days of the shop: 昨天, 上周五, 3天前, 5月20号, 2026-05-20, 双11.
 * What comes round every year is the last or the next one as the words around it suggest, else the nearest.
 *
 * @param normalized Text as `normalize` gives it.
 * @param now The instant of the message.
 * @param timeZone The shop's, an IANA name.
 * @returns In the order of the text, the longest reading at each place; dates that do not exist (2月30号) are not read.
 */
export function readDates(normalized: string, now: Date, timeZone: string): DateReading[] {
  const today = dayAt(now, timeZone);
  const found: { start: number; end: number; said: string; span: Span }[] = [];
  for (const { pattern, span } of dateRules) {
    for (const match of normalized.matchAll(pattern)) {
      const [said] = match;
      const read = span(
        match.groups ?? {},
        today,
        tenseAt(normalized, match.index, match.index + said.length),
      );
      if (read) found.push({ start: match.index, end: match.index + said.length, said, span: read });
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const readings: DateReading[] = [];
  let end = 0;
  for (const { start, end: until, said, span } of found) {
    if (start < end || readings.length === mostDates) continue;
    end = until;
    readings.push({ said: said.trim(), from: isoDay(span[0]), to: isoDay(span[1]) });
  }
  return readings;
}

const past = /了|过|[买拍订下发收付寄]的|下单的|那天|那会|的时候|刚|已经|就/;
const future =
  /会|要|将|能|可以|什么时候|还有|等|打算|准备|快到|有没有|有什么|有活动|到吗|到货|发货吗|预计|送到|之前到/;

/** From the words of the same sentence. */
function tenseAt(text: string, start: number, end: number): Tense {
  const before =
    text
      .slice(Math.max(0, start - 12), start)
      .split(/[,.?!;]/)
      .at(-1) ?? '';
  const after = text.slice(end, end + 12).split(/[,.!;]/)[0] ?? '';
  const [wasSaid, willBeSaid] = [past.test(before + after), future.test(before + after)];
  return wasSaid === willBeSaid ? 'unknown' : wasSaid ? 'past' : 'future';
}
