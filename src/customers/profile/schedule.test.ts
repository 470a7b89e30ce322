import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { silentLog } from '../../../test/silent-log.js';
import { createLocalClock } from '../../platform/local-clock.js';
import { createSchedule, isFullDue } from './schedule.js';

const local = createLocalClock('Asia/Shanghai');
const at = (time: string) => new Date(`2026-11-${time}+08:00`);

it('a new fit is due once a night of the shop, and where there is none', () => {
  expect(isFullDue(undefined, at('22T12:00:00'), local)).toBe(true);
  expect(isFullDue(at('21T03:05:00'), at('22T02:59:00'), local)).toBe(false);
  expect(isFullDue(at('21T03:05:00'), at('22T03:00:00'), local)).toBe(true);
  expect(isFullDue(at('22T01:00:00'), at('22T03:00:00'), local)).toBe(true);
  expect(isFullDue(at('22T03:00:00'), at('22T23:59:00'), local)).toBe(false);
});

describe('runs', () => {
  beforeEach(() => vi.useFakeTimers({ now: at('22T12:00:00') }));
  afterEach(() => vi.useRealTimers());

  function scheduled() {
    const runs: string[] = [];
    let finish: (() => void) | undefined;
    const run = (kind: string) => async () => {
      runs.push(kind);
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return undefined;
    };
    const stop = vi.fn(() => finish?.());
    const schedule = createSchedule({
      rebuild: { full: run('full'), changes: run('changes'), stop },
      lastFit: async () => at('22T04:00:00'),
      timeZone: 'Asia/Shanghai',
      clock: () => new Date(Date.now()),
      log: silentLog,
    });
    const end = async () => {
      finish?.();
      await vi.advanceTimersByTimeAsync(0);
    };
    return { runs, schedule, end, stop };
  }

  it('come by the minute, and soon after something was sent in, a rush of it once', async () => {
    const { runs, schedule, end } = scheduled();
    schedule.start();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(runs).toEqual(['changes']);
    await end();
    for (let n = 0; n < 50; n++) schedule.kick();
    await vi.advanceTimersByTimeAsync(14_000);
    expect(runs).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_100);
    expect(runs).toHaveLength(2);
    await end();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(runs).toHaveLength(3);
    await end();
    await schedule.stop();
  });

  it('are one at a time; what is asked for meanwhile comes afterwards, the whole of it if anybody wanted that', async () => {
    const { runs, schedule, end, stop } = scheduled();
    schedule.full();
    await vi.advanceTimersByTimeAsync(0);
    expect(schedule.status().running).toBe(true);
    schedule.full();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(runs).toEqual(['full']);
    await end();
    expect(runs).toEqual(['full', 'full']);
    await schedule.stop();
    expect(stop).toHaveBeenCalled();
    schedule.full();
    await vi.advanceTimersByTimeAsync(0);
    expect(runs).toHaveLength(2);
  });
});
