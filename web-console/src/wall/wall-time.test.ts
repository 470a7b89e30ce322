import { describe, expect, it } from 'vitest';
import { dueWords, secondsWords } from './wall-time.js';

describe('times on the wall', () => {
  it('are short', () => {
    expect([0, 59.4, 65, 3_599, 4_800, 200_000].map(secondsWords)).toEqual([
      '0 秒',
      '59 秒',
      '1 分 05 秒',
      '59 分 59 秒',
      '1 小时 20 分',
      '2 天',
    ]);
  });

  it('say how much is left, and how much too late it is', () => {
    const now = Date.parse('2026-11-21T06:00:00Z');
    expect(dueWords('2026-11-21T06:01:20Z', now)).toBe('还剩 1 分 20 秒');
    expect(dueWords('2026-11-21T05:59:00Z', now)).toBe('超时 1 分 00 秒');
  });
});
