import { expect, it } from 'vitest';
import { isWithinServiceHours } from './hours.js';

it.each([
  ['2026-11-21T00:59:59Z', false],
  ['2026-11-21T01:00:00Z', true],
  ['2026-11-21T13:59:59Z', true],
  ['2026-11-21T14:00:00Z', false],
  ['2026-11-21T16:30:00Z', false],
])('at %s people are there in Shanghai: %s', (instant, there) => {
  expect(isWithinServiceHours(new Date(instant), 'Asia/Shanghai')).toBe(there);
});

it('goes by the shop’s clock', () => {
  const instant = new Date('2026-11-21T14:00:00Z');
  expect(isWithinServiceHours(instant, 'Asia/Shanghai')).toBe(false);
  expect(isWithinServiceHours(instant, 'Europe/Paris')).toBe(true);
});
