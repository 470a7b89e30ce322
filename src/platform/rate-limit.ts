import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import { rateLimited } from './errors.js';
import type { Redis } from './redis.js';

export interface RateLimit {
  /** @throws AppError `rate-limited` with the seconds to wait, once `key` has used up its points */
  take(key: string): Promise<void>;
  /** What was counted of a key is forgotten. */
  forget(key: string): Promise<void>;
}

/** So many points within so many seconds for every key. `name` tells one limit from another where they are shared. */
export type MakeRateLimit = (
  name: string,
  points: number,
  seconds: number,
  /** What is told to whoever is refused, given the seconds to wait. */
  words?: (seconds: number) => string,
) => RateLimit;

const usualWords = () => '操作有点频繁，请稍等一下再试。';

/** Counts in this process. */
export const rateLimitsHere: MakeRateLimit = (_name, points, seconds, words) =>
  limitOf(new RateLimiterMemory({ points, duration: seconds }), words);

/** One limit of this process's own. */
export const createRateLimit = (points: number, seconds: number): RateLimit =>
  rateLimitsHere('', points, seconds);

/** Counts over all processes; while Redis is away, each by itself. */
export function sharedRateLimits({
  prefix,
  limiterClient,
}: Pick<Redis, 'prefix' | 'limiterClient'>): MakeRateLimit {
  return (name, points, seconds, words) =>
    limitOf(
      new RateLimiterRedis({
        storeClient: limiterClient,
        useRedisPackage: true,
        rejectIfRedisNotReady: true,
        keyPrefix: `${prefix}limit:${name}`,
        points,
        duration: seconds,
        insuranceLimiter: new RateLimiterMemory({ points, duration: seconds }),
      }),
      words,
    );
}

function limitOf(
  limiter: Pick<RateLimiterMemory, 'consume' | 'delete'>,
  words: (seconds: number) => string = usualWords,
): RateLimit {
  return {
    async take(key) {
      try {
        await limiter.consume(key);
      } catch (refusal) {
        if (refusal instanceof Error) throw refusal;
        const wait = Math.max(1, Math.ceil((refusal as { msBeforeNext: number }).msBeforeNext / 1000));
        throw rateLimited(words(wait), wait);
      }
    },
    async forget(key) {
      await limiter.delete(key);
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
