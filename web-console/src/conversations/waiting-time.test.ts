import { describe, expect, it } from 'vitest';
import { clockWords, dayWords, dueTime, rowTime, waitingLevel, waitingWords } from './waiting-time.js';

const start = new Date(2026, 10, 21, 14, 5, 0);
const iso = start.toISOString();
const later = (seconds: number): number => start.getTime() + seconds * 1000;

describe('waiting time', () => {
  it('speaks in the largest two units', () => {
    expect(waitingWords(iso, later(0))).toBe('0 秒');
    expect(waitingWords(iso, later(59))).toBe('59 秒');
    expect(waitingWords(iso, later(185))).toBe('3 分 05 秒');
    expect(waitingWords(iso, later(3600 + 20 * 60))).toBe('1 小时 20 分');
    expect(waitingWords(iso, later(49 * 3600))).toBe('2 天');
  });

  it('is never negative when clocks differ', () => {
    expect(waitingWords(iso, later(-30))).toBe('0 秒');
    expect(waitingLevel(iso, later(-30))).toBe('calm');
  });

  it('warns after two minutes and alarms after five', () => {
    expect(waitingLevel(iso, later(119))).toBe('calm');
    expect(waitingLevel(iso, later(120))).toBe('warn');
    expect(waitingLevel(iso, later(300))).toBe('bad');
  });
});

describe('times of rows', () => {
  it('shows the clock today, yesterday by word, other days by date', () => {
    expect(clockWords(iso)).toBe('14:05');
    expect(rowTime(iso, later(60), '昨天')).toBe('14:05');
    expect(rowTime(iso, later(86_400), '昨天')).toBe('昨天');
    expect(rowTime(iso, later(5 * 86_400), '昨天')).toBe('11月21日');
    expect(dueTime(iso, later(-3600))).toBe('14:05');
    expect(dueTime(iso, later(-86_400))).toBe('明天 14:05');
    expect(dueTime(iso, later(3 * 86_400))).toBe('11月21日 14:05');
    expect(dayWords(iso, later(400 * 86_400))).toBe('2026年11月21日');
  });
});
