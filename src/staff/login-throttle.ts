import { createHash } from 'node:crypto';
import { type MakeRateLimit, rateLimitsHere } from '../platform/rate-limit.js';

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
 * @param limits where is counted
 */
export function createLoginThrottle({
  failures = 5,
  windowSeconds = 15 * 60,
  limits = rateLimitsHere,
}: {
  failures?: number;
  windowSeconds?: number;
  limits?: MakeRateLimit;
} = {}): LoginThrottle {
  const limit = limits(
    'login',
    failures,
    windowSeconds,
    (seconds) => `密码输错的次数太多了，请 ${inWords(seconds)}后再试。`,
  );
  return {
    attempt: (email, address) => limit.take(keyOf(email, address)),
    succeeded: (email, address) => limit.forget(keyOf(email, address)),
  };
}

/** Of one length, whatever is typed in. */
function keyOf(email: string, address: string): string {
  return createHash('sha256').update(`${email}\n${address}`).digest('base64url');
}

function inWords(seconds: number): string {
  return seconds < 60 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`;
}
