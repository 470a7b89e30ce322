import { RateLimiterMemory } from 'rate-limiter-flexible';
import { rateLimited } from './errors.js';

export interface RateLimit {
  /** @throws AppError `rate-limited` with the seconds to wait, once `key` has used up its points */
  take(key: string): Promise<void>;
}

/** So many points within so many seconds for every key. Counts in this process. */
export function createRateLimit(points: number, seconds: number): RateLimit {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return {
    async take(key) {
      try {
        await limiter.consume(key);
      } catch (refusal) {
        if (refusal instanceof Error) throw refusal;
        const wait = Math.ceil((refusal as { msBeforeNext: number }).msBeforeNext / 1000);
        throw rateLimited('操作有点频繁，请稍等一下再试。', Math.max(1, wait));
      }
    },
  };
}

/** Programs on this very machine, such as the shop's own server or a load test, may do so many times more. */
const ownMachineFactor = 100;

/** A limit on requests by address, in the form that HTTP routes take (`config.rateLimit`). */
export function requestsPerMinute(max: number): {
  max: (request: { ip: string }) => number;
  timeWindow: number;
} {
  return { max: ({ ip }) => (isOwnMachine(ip) ? max * ownMachineFactor : max), timeWindow: 60_000 };
}

function isOwnMachine(ip: string): boolean {
  return ip === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(ip);
}
