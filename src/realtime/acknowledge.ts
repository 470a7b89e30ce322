import type { z } from 'zod';
import type { Ack, AckError } from '../contract/ack.js';
import { AppError, parse } from '../platform/errors.js';
import type { Log } from '../platform/log.js';
import type { RateLimit } from '../platform/rate-limit.js';

/**
 * Guards an event that a client may send: limit, shape, one ack, and no error that ends the connection.
 * Gives a listener for `socket.on`.
 */
export type EventGuard = <Schema extends z.ZodType, Out extends object>(
  schema: Schema,
  handle: (input: z.output<Schema>) => Promise<Out> | Out,
) => (input: unknown, ack: unknown) => void;

/** @param key who pays for the event: one limit for all of a person's connections */
export function createEventGuard(key: string, limit: RateLimit, log: Log): EventGuard {
  return (schema, handle) => (input, ack) => {
    const reply = (answer: Ack) => {
      if (typeof ack === 'function') ack(answer);
    };
    void (async () => {
      try {
        await limit.take(key);
        reply({ ok: true, ...(await handle(parse(schema, input))) });
      } catch (error) {
        reply({ ok: false, error: ackErrorOf(error, log) });
      }
    })();
  };
}

/** What a client may know of an error. Anything unplanned is logged here and leaves as `internal`. */
export function ackErrorOf(error: unknown, log: Log): AckError {
  if (!(error instanceof AppError)) {
    log.error({ err: error }, 'A socket event failed.');
    return { code: 'internal', message: '服务器出了点问题，请稍后再试。' };
  }
  return {
    code: error.code,
    message: error.message,
    ...(error.errors.length > 0 ? { errors: error.errors } : {}),
    ...(error.retryAfterSeconds !== undefined ? { retryAfterSeconds: error.retryAfterSeconds } : {}),
  };
}
