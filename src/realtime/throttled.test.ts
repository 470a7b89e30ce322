import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { throttled } from './throttled.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('calls at once, then once for all that was asked meanwhile', () => {
  let calls = 0;
  const go = throttled(1000, () => void calls++);
  for (let asked = 0; asked < 5; asked++) go();
  expect(calls).toBe(1);
  vi.advanceTimersByTime(999);
  expect(calls).toBe(1);
  vi.advanceTimersByTime(1);
  expect(calls).toBe(2);
  vi.advanceTimersByTime(5000);
  expect(calls).toBe(2);
  go();
  expect(calls).toBe(3);
});
