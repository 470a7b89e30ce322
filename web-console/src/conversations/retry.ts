import type { ErrorCode } from '../../../src/contract/ack.js';

/** Whether the same request may succeed a little later without anybody changing it. */
export function isTransient(code: ErrorCode): boolean {
  switch (code) {
    case 'unavailable':
    case 'rate-limited':
    case 'internal':
      return true;
    case 'invalid-input':
    case 'unauthenticated':
    case 'forbidden':
    case 'not-found':
    case 'conflict':
    case 'too-large':
      return false;
    default:
      return code satisfies never;
  }
}

const firstDelay = 800;
const longestDelay = 15_000;

/**
 * Milliseconds to wait before attempt `attempt + 1`: exponential with equal jitter (half fixed, half random), so that
 * many clients do not come back at the same moment. A server that names a time is obeyed.
 */
export function retryDelay(attempt: number, random: () => number, retryAfterSeconds?: number): number {
  if (retryAfterSeconds !== undefined) return retryAfterSeconds * 1000 + random() * 300;
  const ceiling = Math.min(longestDelay, firstDelay * 2 ** attempt);
  return ceiling / 2 + (random() * ceiling) / 2;
}
