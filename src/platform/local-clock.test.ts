import { describe, expect, it } from 'vitest';
import { birthdaysOn, createLocalClock, dayNumberOf, offsetAt } from './local-clock.js';

const dayOf = (text: string) => dayNumberOf(Date.parse(`${text}T00:00:00Z`));

describe('the shop’s clock', () => {
  it('follows the zone through its changes', () => {
    const berlin = createLocalClock('Europe/Berlin');
    for (const text of [
      '2026-03-29T00:59:59Z',
      '2026-03-29T01:00:00Z',
      '2026-10-25T00:59:59Z',
      '2026-10-25T01:00:00Z',
    ]) {
      const at = Date.parse(text);
      expect(berlin(at) - at, text).toBe(offsetAt('Europe/Berlin', at));
    }
    expect(offsetAt('Asia/Shanghai', Date.parse('2026-11-22T00:00:00.500Z'))).toBe(8 * 3_600_000);
  });

  it('lets those born on 29 February celebrate every year, once', () => {
    expect(birthdaysOn(dayOf('2026-11-22'))).toEqual(['11-22']);
    expect(birthdaysOn(dayOf('2026-02-28'))).toEqual(['02-28', '02-29']);
    expect(birthdaysOn(dayOf('2028-02-28'))).toEqual(['02-28']);
    expect(birthdaysOn(dayOf('2028-02-29'))).toEqual(['02-29']);
    expect(birthdaysOn(dayOf('2027-03-01'))).toEqual(['03-01']);
  });
});
