import { describe, expect, it } from 'vitest';
import { calendarFor, defaultServiceHours } from './hours.js';
import { momentWords, promisedTime } from './promise.js';

const shop = calendarFor(defaultServiceHours('Asia/Shanghai'));
const at = (text: string) => new Date(`${text}+08:00`);
const told = (now: string, minutes = 60) => {
  const promised = promisedTime(shop, at(now), minutes);
  return promised && momentWords(promised, at(now), 'Asia/Shanghai');
};

describe('the promised time of a left message', () => {
  it.each([
    ['2026-11-21T23:10', '明天 10:00'],
    ['2026-11-22T03:00', '今天 10:00'],
    ['2026-11-22T21:30', '明天 09:30'],
    ['2026-11-22T14:03', '今天 15:05'],
  ])('left at %s: by %s', (now, words) => {
    expect(told(now)).toBe(words);
  });

  it('names the date when it is far away', () => {
    const closed = (day: number) => ({ date: `2026-12-0${day}`, name: '休息', shifts: [] });
    const calendar = { ...shop, specialDays: [1, 2, 3, 4].map(closed) };
    const now = at('2026-11-30T22:30');
    const promised = promisedTime(calendar, now, 60);
    expect(promised && momentWords(promised, now, 'Asia/Shanghai')).toBe('12月5日 10:00');
  });
});
