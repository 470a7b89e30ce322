import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDates } from './dates.js';
import { normalize } from './normalize.js';

/** A Sunday, 22 November 2026, 02:00 in Shanghai and still Saturday in London. */
const now = new Date('2026-11-21T18:00:00Z');
const read = (text: string, at = now, zone = 'Asia/Shanghai') =>
  readDates(normalize(text), at, zone).map(({ from, to }) => (from === to ? from : `${from}/${to}`));

describe('readDates', () => {
  it.each([
    ['今天', '2026-11-22'],
    ['昨天', '2026-11-21'],
    ['前天', '2026-11-20'],
    ['大前天晚上', '2026-11-19'],
    ['明天', '2026-11-23'],
    ['后天', '2026-11-24'],
    ['大后天', '2026-11-25'],
    ['今晚', '2026-11-22'],
    ['昨晚', '2026-11-21'],
    ['早上', '2026-11-22'],
    ['上周五', '2026-11-13'],
    ['這週末', '2026-11-21/2026-11-22'],
    ['下礼拜三', '2026-11-25'],
    ['上上周日', '2026-11-08'],
    ['上个星期', '2026-11-09/2026-11-15'],
    ['周五能到吗', '2026-11-27'],
    ['周五下的单', '2026-11-20'],
    ['3天前', '2026-11-19'],
    ['三天前买的', '2026-11-19'],
    ['十天之前', '2026-11-12'],
    ['两周后', '2026-12-06'],
    ['半个月前', '2026-11-07'],
    ['半年前', '2026-05-22'],
    ['一年多前', '2024-11-22/2025-11-22'],
    ['一个月前', '2026-10-22'],
    ['几天前', '2026-11-13/2026-11-20'],
    ['前两天', '2026-11-19/2026-11-21'],
    ['上个月', '2026-10-01/2026-10-31'],
    ['上个月20号', '2026-10-20'],
    ['下月初', '2026-12-01/2026-12-10'],
    ['月底', '2026-11-25/2026-11-30'],
    ['年底', '2026-12-01/2026-12-31'],
    ['去年', '2025-01-01/2025-12-31'],
    ['5月20号买的', '2026-05-20'],
    ['五月二十号', '2027-05-20'],
    ['12月3日能到吗', '2026-12-03'],
    ['去年5月底', '2025-05-26/2025-05-31'],
    ['20号发货', '2026-11-20'],
    ['2026-05-20', '2026-05-20'],
    ['2026年5月20日', '2026-05-20'],
    ['20260520', '2026-05-20'],
    ['双11', '2026-11-11'],
    ['雙十一買的', '2026-11-11'],
    ['双11有活动吗', '2027-11-11'],
    ['去年双11', '2025-11-11'],
    ['618买的', '2026-06-18'],
    ['双12', '2026-12-12'],
    // Chinese New Year 2027 is on 6 February: the days before it, and the sale of the month before.
    ['除夕', '2027-02-05'],
    ['春节还发货吗', '2027-02-06/2027-02-12'],
    ['年货节', '2027-01-07/2027-02-05'],
  ])('%s', (text, expected) => expect(read(text)).toEqual([expected]));

  it.each([
    '七天无理由',
    '每周五',
    '一周三次',
    '3天',
    '2月30号',
    '2026-13-01',
    '42号的鞋',
    '3号楼',
    '618元',
    '提前天数',
    '今日头条',
    '早上好',
    '月饼',
    '12个月',
    '双肩包',
    '订单20261103123',
    '',
  ])('reads none in %j', (text) => expect(read(text)).toEqual([]));

  it.each([
    [2024, '2024-02-10', '2024-06-10', '2024-09-17'],
    [2025, '2025-01-29', '2025-05-31', '2025-10-06'],
    [2026, '2026-02-17', '2026-06-19', '2026-09-25'],
    [2027, '2027-02-06', '2027-06-09', '2027-09-15'],
    [2028, '2028-01-26', '2028-05-28', '2028-10-03'],
    [2029, '2029-02-13', '2029-06-16', '2029-09-22'],
    [2030, '2030-02-03', '2030-06-05', '2030-09-12'],
  ])('knows the festivals of the lunisolar calendar of %i', (year, newYear, dragonBoat, midAutumn) => {
    expect(read(`${year}年春节`)[0]?.slice(0, 10)).toBe(newYear);
    expect(read(`${year}年端午`)).toEqual([dragonBoat]);
    expect(read(`${year}年中秋`)).toEqual([midAutumn]);
  });

  it('keeps what was said, in the order of the text', () => {
    const said = readDates(normalize('上周五买的,说昨天到,明天下午能到吗'), now, 'Asia/Shanghai').map(
      (d) => d.said,
    );
    expect(said).toEqual(['上周五', '昨天', '明天下午']);
  });

  it('goes by the calendar of the shop', () => {
    expect(read('今天', now, 'Europe/London')).toEqual(['2026-11-21']);
    expect(read('昨天', new Date('2026-03-01T01:00:00Z'))).toEqual(['2026-02-28']);
    expect(read('一个月前', new Date('2026-03-31T01:00:00Z'))).toEqual(['2026-02-28']);
  });

  it('gives real days, the first not after the last, whatever is written', () => {
    const part = fc.constantFrom(
      ...'上下这个本周月年底初末天日号前后大昨今明一二三十半几多0123456789-/.双的 '.split(''),
      '星期',
      '春节',
      '20',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        for (const { from, to } of readDates(parts.join(''), now, 'Asia/Shanghai')) {
          expect(from).toMatch(/^\d{4}-\d\d-\d\d$/);
          expect(from <= to).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
