import { describe, expect, it } from 'vitest';
import { nextShift, tidyTime, trackOf } from './shift-times.js';

describe('times as people type them', () => {
  it.each([
    ['9', '09:00'],
    ['9:5', '09:05'],
    ['930', '09:30'],
    ['1330', '13:30'],
    ['9：30', '09:30'],
    ['9点', '09:00'],
    [' 24:00 ', '24:00'],
    ['早上', '早上'],
  ])('%s is %s', (typed, tidy) => expect(tidyTime(typed)).toBe(tidy));

  it('lie in the day, unless they are none', () => {
    expect(trackOf({ from: '06:00', until: '12:00' })).toEqual({ left: '25%', width: '25%' });
    expect(trackOf({ from: '12:00', until: '06:00' })).toBeUndefined();
    expect(trackOf({ from: '12', until: '18:00' })).toBeUndefined();
  });

  it('begin behind what there is and end with the day', () => {
    expect(nextShift([])).toEqual({ from: '09:00', until: '18:00' });
    expect(nextShift([{ from: '09:00', until: '12:00' }])).toEqual({ from: '13:00', until: '16:00' });
    expect(nextShift([{ from: '09:00', until: '23:30' }])).toEqual({ from: '23:00', until: '24:00' });
  });
});
