import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { rateLimited } from '../platform/errors.js';

/** Slows down whoever guesses passwords. */
export interface LoginThrottle {
  /** Counts an attempt before it is made, so that many at once do not slip past. @throws AppError `rate-limited` */
  attempt(email: string, address: string): Promise<void>;
  /** The attempt was right: what was counted is forgotten. */
  succeeded(email: string, address: string): Promise<void>;
}

/**
 * @param failures how many wrong attempts are let through
 * @param windowSeconds from the first wrong attempt on
 */
export function createLoginThrottle({ failures = 5, windowSeconds = 15 * 60 } = {}): LoginThrottle {
  const limiter = new RateLimiterMemory({ points: failures, duration: windowSeconds });
  return {
    async attempt(email, address) {
      try {
        await limiter.consume(keyOf(email, address));
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
        throw rateLimited(`密码输错的次数太多了，请 ${inWords(seconds)}后再试。`, seconds);
      }
    },
    async succeeded(email, address) {
      await limiter.delete(keyOf(email, address));
    },
  };
}

/** Of one length, whatever is typed in. */
function keyOf(email: string, address: string): string {
  return createHash('sha256').update(`${email}\n${address}`).digest('base64url');
}

function inWords(seconds: number): string {
  return seconds < 60 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`;
}
