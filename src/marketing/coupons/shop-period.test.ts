import { expect, it } from 'vitest';
import { shopMoment, shopPeriod } from './shop-period.js';

it.each([
  ['Asia/Shanghai', '2026-12-31T15:59:59.999Z', '2026-12-31', '2026-12-31 23'],
  ['Asia/Shanghai', '2026-12-31T16:00:00.000Z', '2027-01-01', '2027-01-01 00'],
  ['Asia/Kathmandu', '2026-02-28T18:15:00.000Z', '2026-03-01', '2026-03-01 00'],
  // The hour that comes twice when the clocks go back is one hour of the sale.
  ['Europe/Berlin', '2026-10-25T00:30:00.000Z', '2026-10-25', '2026-10-25 02'],
  ['Europe/Berlin', '2026-10-25T01:30:00.000Z', '2026-10-25', '2026-10-25 02'],
])('in %s, %s is on %s, in hour %s', (zone, at, day, hour) => {
  expect([shopPeriod('day', new Date(at), zone), shopPeriod('hour', new Date(at), zone)]).toEqual([
    day,
    hour,
  ]);
});

it('midnight is told as 00:00', () => {
  expect(shopMoment(new Date('2026-11-24T16:00:00Z'), 'Asia/Shanghai')).toBe('11月25日 00:00');
});
