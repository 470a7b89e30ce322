import { createLocalClock, dayNumberOf } from '../../platform/local-clock.js';
import type { Log } from '../../platform/log.js';
import type { Rebuild, RunReport } from './rebuild.js';

/** What is new is looked for so often. */
const everyMs = 60_000;
/** After the start, so that the first shoppers are not kept waiting. */
const firstAfterMs = 3_000;
/** After something was sent in, so that a rush of it is one run … */
const kickAfterMs = 1_500;
/** … and while it goes on, the runs leave room for it. */
const restMs = 15_000;
/** Everything is computed anew each night from this hour of the shop on. */
const nightHour = 3;

/** Whether the night of a new fit has come. @param local milliseconds → the shop's clock on the wall */
export function isFullDue(lastFit: Date | undefined, now: Date, local: (instant: number) => number): boolean {
  if (!lastFit) return true;
  const shifted = (at: Date) => dayNumberOf(local(at.getTime()) - nightHour * 3_600_000);
  return shifted(now) > shifted(lastFit);
}

/** Runs the rebuild when time or news call for it, one run at a time. */
export function createSchedule({
  rebuild,
  lastFit,
  timeZone,
  clock,
  log,
}: {
  rebuild: Rebuild;
  lastFit: () => Promise<Date | undefined>;
  timeZone: string;
  clock: () => Date;
  log: Log;
}) {
  const local = createLocalClock(timeZone);
  let running: Promise<void> | undefined;
  let again: 'full' | 'changes' | undefined;
  let closed = false;
  let lastRun: RunReport | undefined;
  let endedAt = Number.NEGATIVE_INFINITY;
  const timers = new Set<NodeJS.Timeout>();

  function run(kind: 'full' | 'changes'): Promise<void> {
    if (closed) return Promise.resolve();
    if (running) {
      again = kind === 'full' ? kind : (again ?? kind);
      return running;
    }
    running = (async () => {
      const full = kind === 'full' || isFullDue(await lastFit(), clock(), local);
      const report = await (full ? rebuild.full() : rebuild.changes());
      if (report && (report.customers > 0 || !lastRun)) lastRun = report;
    })()
      .catch((error) => {
        if (!closed)
          log.error({ err: error }, 'Customer profiles could not be computed; trying again shortly.');
      })
      .finally(() => {
        running = undefined;
        endedAt = clock().getTime();
        const next = again;
        again = undefined;
        if (next) void run(next);
      });
    return running;
  }

  function later(ms: number, kind: 'full' | 'changes'): void {
    if (closed) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      void run(kind);
    }, ms);
    timer.unref();
    timers.add(timer);
  }

  let kicked: NodeJS.Timeout | undefined;
  return {
    start(): void {
      later(firstAfterMs, 'changes');
      const timer = setInterval(() => void run('changes'), everyMs);
      timer.unref();
      timers.add(timer);
    },
    /** Something was sent in. Cheap, may be called any number of times. */
    kick(): void {
      if (closed || kicked) return;
      const rest = endedAt + restMs - clock().getTime();
      kicked = setTimeout(
        () => {
          kicked = undefined;
          void run('changes');
        },
        Math.max(kickAfterMs, rest),
      );
      kicked.unref();
    },
    full: (): void => void run('full'),
    status: () => ({ running: running !== undefined, lastRun }),
    async stop(): Promise<void> {
      closed = true;
      again = undefined;
      clearTimeout(kicked);
      for (const timer of timers) clearTimeout(timer);
      rebuild.stop();
      await running;
    },
  };
}
