import type { Clock } from '../../platform/clock.js';
import type { Duty } from '../../platform/duty.js';
import type { Log } from '../../platform/log.js';

export interface CouponKeeperNeeds {
  /** Each deals with so many at most, and says how many there were. */
  expireOverdue: (now: Date, limit: number) => Promise<number>;
  releaseUndone: (since: Date, now: Date, limit: number) => Promise<number>;
  lapse: (now: Date, limit: number) => Promise<number>;
  /** Looks for signs of abuse. */
  look: (now: Date) => Promise<number>;
  /** One process at a time; the books would not be wrong without, it saves work. */
  duty: Duty;
  clock: Clock;
  log: Log;
}

const tickEveryMs = 5_000;
/** What is not urgent: lapsed coupons, undone orders, signs of abuse. */
const slowEveryMs = 60_000;
const perStep = 200;
/** After a start, orders are looked at that changed while no server ran; later a little further than the last look. */
const firstLookMs = 7 * 24 * 3_600_000;
const overlapMs = 5 * 60_000;

/**
 * Gives back by itself what was reserved and never paid, and keeps the rest of the coupons' books. Every step is a
 * conditional change, should a process that was thought gone still be at it.
 */
export function createCouponKeeper(needs: CouponKeeperNeeds) {
  const { clock, log } = needs;
  let slowAt = 0;
  let lookedUntil = clock().getTime() - firstLookMs;
  let running: Promise<void> | undefined;
  let closed = false;

  async function tick(): Promise<void> {
    if (!(await needs.duty.hold())) return;
    while (!closed && (await needs.expireOverdue(clock(), perStep)) === perStep)
      if (!(await needs.duty.hold())) return;
    const now = clock().getTime();
    if (now - slowAt < slowEveryMs) return;
    slowAt = now;
    const since = new Date(lookedUntil - overlapMs);
    while (!closed && (await needs.releaseUndone(since, clock(), perStep)) === perStep);
    lookedUntil = now;
    await needs.lapse(clock(), perStep);
    const seen = await needs.look(clock());
    if (seen > 0)
      log.info({ signals: seen }, 'The use of coupons shows something that a person should look at.');
  }

  async function run(): Promise<void> {
    running ??= tick()
      .catch((error) => log.error({ err: error }, 'The coupons could not be kept; trying again shortly.'))
      .finally(() => {
        running = undefined;
      });
    return running;
  }

  return {
    /** Everything that time sets off, once. */
    tick: run,
    start(): { stop(): Promise<void> } {
      const timer = setInterval(() => void run(), tickEveryMs);
      timer.unref();
      return {
        async stop() {
          closed = true;
          clearInterval(timer);
          await running;
          await needs.duty.release();
        },
      };
    },
  };
}
