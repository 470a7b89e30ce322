import { expect, it } from 'vitest';
import { createLocalClock } from '../../platform/local-clock.js';
import { occasionsOf, spendingOf } from './history.js';

const local = createLocalClock('Asia/Shanghai');
const order = (at: string, totalMinor: number | null) => ({ at: Date.parse(at), totalMinor });

it('a day is one of the shop’s, also where a month and a year begin', () => {
  const found = occasionsOf(
    [
      order('2026-12-31T15:59:59Z', 100),
      order('2026-12-31T16:00:00Z', 200),
      order('2027-01-01T15:59:59Z', 300),
      order('2027-02-28T16:00:00Z', 400),
    ],
    local,
  );
  expect(found.map(({ amountMinor }) => amountMinor)).toEqual([100, 500, 400]);
  expect(found.map(({ day }) => day - (found[0]?.day ?? 0))).toEqual([0, 1, 60]);
});

it('what was paid in another currency is a purchase, and in no sum', () => {
  const found = occasionsOf(
    [
      order('2026-11-01T02:00:00Z', 3000),
      order('2026-11-02T02:00:00Z', null),
      order('2026-11-03T02:00:00Z', null),
      order('2026-11-03T03:00:00Z', 1000),
    ],
    local,
  );
  expect(found).toHaveLength(3);
  expect(spendingOf(found)).toEqual({ occasions: 2, totalMinor: 4000, mean: 2000, foreign: 2 });
  expect(spendingOf([])).toEqual({ occasions: 0, totalMinor: 0, mean: 0, foreign: 0 });
});
