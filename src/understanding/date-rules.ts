import { type Day, dayOf, monthSpan, weekdayOf, yearAndMonth } from './calendar.js';
import { festivals } from './festivals.js';
import { numeralCharacters, readNumber } from './numerals.js';

export type Span = [from: Day, to: Day];
/** Which way a date without a year lies: what was bought is past, what shall arrive is to come. */
export type Tense = 'past' | 'future' | 'unknown';

export interface DateRule {
  pattern: RegExp;
  span(groups: Record<string, string | undefined>, today: Day, tense: Tense): Span | undefined;
}

const count = `(?:\\d{1,3}|[${numeralCharacters}]{1,4}|半|几)`;
const number = `(?:\\d{1,2}|[${numeralCharacters}]{1,3})`;
const partOfDay = '(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜)';
const week = '(?:周|星期|礼拜)';

const days: Readonly<Record<string, number>> = {
  大前: -3,
  前: -2,
  昨: -1,
  今: 0,
  当: 0,
  明: 1,
  后: 2,
  大后: 3,
};
const weekdays = '一二三四五六日';

/** Rough words, each a choice: 月初 the first ten days, 月中 the second, 月底 the last six; 前几天 two to seven days ago. */
const partOfMonth: Readonly<Record<string, (span: Span) => Span>> = {
  初: ([from]) => [from, from + 9],
  上旬: ([from]) => [from, from + 9],
  中: ([from]) => [from + 10, from + 19],
  中旬: ([from]) => [from + 10, from + 19],
  下旬: ([from, to]) => [from + 20, to],
  底: ([, to]) => [to - 5, to],
  末: ([, to]) => [to - 5, to],
};

/** One rule for each way of naming a date. No pattern repeats without a limit. */
export const dateRules: readonly DateRule[] = [
  {
    // 昨天, 前天晚上, 今早, 明晚
    pattern: new RegExp(
      `(?:(?<day>大前|大后|前|昨|今|明|(?<![之以\\d${numeralCharacters}几])后)(?:天|日(?!头条)|儿(?!童))|(?<early>今|昨|明|当)(?=[早晚](?!于|就|点))[早晚])(?!数|性)${partOfDay}?`,
      'g',
    ),
    span: ({ day, early }, today) => single(today + (days[day ?? early ?? ''] ?? 0)),
  },
  {
    pattern: new RegExp(`(?<![天日周期拜五六末号每])${partOfDay}(?!好)`, 'g'),
    span: (_, today) => single(today),
  },
  {
    // 上周五, 这周末, 下个礼拜三, 周日
    pattern: new RegExp(
      `(?<![每一两三四五六七八九十\\d几半])(?<which>上上个?|下下个?|上个?|下个?|这个?|本)?${week}(?<day>[一二三四五六日天末])?(?![年岁期转长边围])`,
      'g',
    ),
    span: ({ which, day }, today, tense) => weekSpan(which, day, today, tense),
  },
  {
    // 3天前, 半个月前, 两周后, 一年前
    pattern: new RegExp(
      `(?<![第满超\\d.])(?<count>${count})(?<unit>多?(?:天|日|个?多?星期|个?多?礼拜|周|个?多?月|年)多?)(?:之|以)?(?<way>前|后)`,
      'g',
    ),
    span: ({ count: said, unit, way }, today) => distance(said, unit ?? '', way, today),
  },
  { pattern: /前两天|前俩天/g, span: (_, today) => [today - 3, today - 1] },
  { pattern: /前几天|前些天|前阵子/g, span: (_, today) => [today - 7, today - 2] },
  { pattern: /这几天|这两天/g, span: (_, today) => [today - 2, today + 2] },
  { pattern: /(?:刚刚|刚才)/g, span: (_, today) => single(today) },
  {
    // 上个月底, 下月初, 这个月20号, 月底
    pattern: new RegExp(
      `(?:(?<which>上上|下下|上|下|这|本|当)个?月(?:份)?(?:(?<date>${number})[号日]|的?(?<part>底|初|末|中旬?|上旬|下旬))?|(?<![\\d${numeralCharacters}个满岁每])月(?<bare>底|初|末|中旬|上旬|下旬))`,
      'g',
    ),
    span: ({ which, date, part, bare }, today) => {
      const { year, month } = yearAndMonth(today);
      const shift = steps(which);
      if (date !== undefined) {
        const at = readNumber(date);
        const { year: y, month: m } = yearAndMonth(monthSpan(year, month + shift)[0]);
        return at === undefined ? undefined : singleOrNone(dayOf(y, m, at));
      }
      const span = monthSpan(year, month + shift);
      return partOfMonth[part ?? bare ?? '']?.(span) ?? span;
    },
  },
  {
    // 2026-05-20, 2026/5/20, 2026年5月20日, 20260520
    pattern:
      /(?<![\d.-])(?<year>20\d\d)(?:[-/.年](?<month>\d{1,2})[-/.月](?<date>\d{1,2})[日号]?|(?<packed>(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])))(?![\d-])/g,
    span: ({ year, month, date, packed }) =>
      singleOrNone(
        dayOf(Number(year), Number(month ?? packed?.slice(0, 2)), Number(date ?? packed?.slice(2))),
      ),
  },
  {
    // 5月20号, 去年十二月三日, 5月底, 5月份
    pattern: new RegExp(
      `(?<![\\d.${numeralCharacters}个])(?:(?<year>前年|去年|今年|明年|20\\d\\d年))?的?(?<month>\\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|(?<date>${number})[号日]?|(?<part>底|初|末|中旬?|上旬|下旬))?(?![\\d${numeralCharacters}饼亮子嫂球])`,
      'g',
    ),
    span: ({ year, month, date, part }, today, tense) =>
      yearly(year, today, tense, (y) => {
        const m = readNumber(month ?? '') ?? 0;
        if (m < 1 || m > 12) return undefined;
        if (date !== undefined) return singleOrNone(dayOf(y, m, readNumber(date) ?? 0));
        const span = monthSpan(y, m);
        return partOfMonth[part ?? '']?.(span) ?? span;
      }),
  },
  {
    // 20号发货, 15号之前: a number with 号 alone may be a size or a house.
    pattern: new RegExp(
      `(?<![\\d.\\-月路街楼院${numeralCharacters}])(?<date>[12]?\\d|3[01]|${number})号(?=之前|以前|以后|前|后|左右|早|晚|上午|下午|中午|买|拍|下单|发货|到货|收|签|付|送|寄)`,
      'g',
    ),
    span: ({ date }, today, tense) => {
      const { year, month } = yearAndMonth(today);
      const at = readNumber(date ?? '') ?? 0;
      const spans = [-1, 0, 1].flatMap((shift) => {
        const first = yearAndMonth(monthSpan(year, month + shift)[0]);
        const day = dayOf(first.year, first.month, at);
        return day === undefined ? [] : [[day, day] satisfies Span];
      });
      return choose(spans, today, tense);
    },
  },
  {
    pattern: /(?<year>前年|去年|今年|明年)(?<part>年?底|年?初)?|(?<![\d几两今去明个半])年(?<bare>底|初)/g,
    span: ({ year, part, bare }, today) => {
      const y = yearOf(year, yearAndMonth(today).year);
      const end = part?.at(-1) ?? bare;
      const [from, to] = [monthSpan(y, end === '底' ? 12 : 1)[0], monthSpan(y, end === '初' ? 1 : 12)[1]];
      return [from, to];
    },
  },
  ...festivals.map(
    ({ words, span }): DateRule => ({
      pattern: new RegExp(`(?<year>前年|去年|今年|明年|20\\d\\d年)?的?(?:${words})`, 'g'),
      span: ({ year }, today, tense) => yearly(year, today, tense, span),
    }),
  ),
];

function single(day: Day): Span {
  return [day, day];
}

function singleOrNone(day: Day | undefined): Span | undefined {
  return day === undefined ? undefined : [day, day];
}

function steps(which: string | undefined): number {
  if (which === undefined) return 0;
  const size = /^(?:上上|下下)/.test(which) ? 2 : 1;
  return which.startsWith('上') ? -size : which.startsWith('下') ? size : 0;
}

function weekSpan(
  which: string | undefined,
  day: string | undefined,
  today: Day,
  tense: Tense,
): Span | undefined {
  if (which === undefined && day === undefined) return undefined;
  const monday = today - weekdayOf(today) + 7 * steps(which);
  if (day === undefined) return [monday, monday + 6];
  const [first, last] = day === '末' ? [5, 6] : [weekdayNumber(day), weekdayNumber(day)];
  const spans = (which === undefined ? [-7, 0, 7] : [0]).map(
    (shift): Span => [monday + first + shift, monday + last + shift],
  );
  return choose(spans, today, tense);
}

function weekdayNumber(day: string): number {
  return weekdays.indexOf(day === '天' ? '日' : day);
}

function distance(
  said: string | undefined,
  unitSaid: string,
  way: string | undefined,
  today: Day,
): Span | undefined {
  const more = unitSaid.includes('多');
  const unit = unitSaid.replaceAll('多', '');
  const half = said === '半';
  const some = said === '几';
  const value = half ? 0.5 : some ? 2 : readNumber(said ?? '');
  if (value === undefined || value > 999 || (half && /天|日|周|星期|礼拜/.test(unit))) return undefined;
  const direction = way === '前' ? -1 : 1;
  const near = moved(today, value, unit, direction);
  if (!some && !more) return [near, near];
  const far = moved(today, some ? 9 : value + 1, unit, direction);
  return [Math.min(near, far), Math.max(near, far)];
}

/** Half a month counts fifteen days, half a year six months; a month has the same date, or its last day. */
function moved(today: Day, value: number, unit: string, direction: number): Day {
  if (/天|日/.test(unit)) return today + direction * value;
  if (/周|星期|礼拜/.test(unit)) return today + direction * value * 7;
  if (unit.endsWith('月') && value < 1) return today + direction * 15;
  const months = Math.round(unit === '年' ? value * 12 : value) * direction;
  const { year, month } = yearAndMonth(today);
  const date = today - monthSpan(year, month)[0];
  const [from, to] = monthSpan(year, month + months);
  return Math.min(from + date, to);
}

function yearOf(said: string | undefined, thisYear: number): number {
  const shift = ({ 前年: -2, 去年: -1, 今年: 0, 明年: 1 } as Record<string, number>)[said ?? ''];
  if (shift !== undefined) return thisYear + shift;
  return said === undefined ? thisYear : Number(said.slice(0, 4));
}

function yearly(
  said: string | undefined,
  today: Day,
  tense: Tense,
  spanIn: (year: number) => Span | undefined,
): Span | undefined {
  const { year } = yearAndMonth(today);
  if (said !== undefined) return spanIn(yearOf(said, year));
  return choose(
    [-1, 0, 1].flatMap((shift) => {
      const span = spanIn(year + shift);
      return span ? [span] : [];
    }),
    today,
    tense,
  );
}

/** The last that has begun, the next that has not ended, or the nearest. */
function choose(spans: readonly Span[], today: Day, tense: Tense): Span | undefined {
  const fitting = spans.filter(([from, to]) =>
    tense === 'past' ? from <= today : tense === 'future' ? to >= today : true,
  );
  const away = ([from, to]: Span) => (today < from ? from - today : today > to ? today - to : 0);
  return [...(fitting.length > 0 ? fitting : spans)].sort((a, b) => away(a) - away(b))[0];
}
