import { describe, expect, it } from 'vitest';
import { shopLocalTime } from './shop-local-time.js';

describe('a moment in a table', () => {
  it.each([
    ['2026-11-22', '2026-11-21T16:00:00.000Z'],
    ['2026/11/2 9:05', '2026-11-02T01:05:00.000Z'],
    ['2026年1月2日 09:05:30', '2026-01-02T01:05:30.000Z'],
    ['2026-11-22T10:00:00+01:00', '2026-11-22T09:00:00.000Z'],
    ['2026-11-22T10:00:00Z', '2026-11-22T10:00:00.000Z'],
  ])('%s is %s in Shanghai', (text, at) => {
    expect(shopLocalTime(text, 'Asia/Shanghai')).toBe(at);
  });

  it.each([
    '',
    'yesterday',
    '2026-02-30',
    '2026-13-01',
    '2026-11-22 25:00',
    '2026-11-22 10:75',
    '46349',
  ])('%s is none', (text) => {
    expect(shopLocalTime(text, 'Asia/Shanghai')).toBeUndefined();
  });

  it('knows both sides of a change of the clocks', () => {
    expect(shopLocalTime('2026-10-25 00:30', 'Europe/Berlin')).toBe('2026-10-24T22:30:00.000Z');
    expect(shopLocalTime('2026-10-25 12:00', 'Europe/Berlin')).toBe('2026-10-25T11:00:00.000Z');
  });
});
