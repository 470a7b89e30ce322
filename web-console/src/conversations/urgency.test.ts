import { describe, expect, it } from 'vitest';
import { reasonWords, urgencyOf } from './urgency.js';

describe('urgency', () => {
  it('puts complaints above members, members above the rest', () => {
    expect([0, 9, 10, 20, 30, 100].map(urgencyOf)).toEqual([
      'normal',
      'normal',
      'high',
      'high',
      'urgent',
      'urgent',
    ]);
  });
});

describe('reason', () => {
  it('speaks Chinese for the words of the contract and leaves other words alone', () => {
    expect(reasonWords('after-sales')).toBe('售后处理');
    expect(reasonWords('想改尺码')).toBe('想改尺码');
    expect(reasonWords('')).toBeUndefined();
    expect(reasonWords(undefined)).toBeUndefined();
  });
});
