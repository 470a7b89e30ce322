import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { errorCode } from '../contract/ack.js';
import { messageSend } from '../contract/shopper-socket.js';
import { AppError, fromZodError, httpStatusOf, invalidInput, rateLimited, unavailable } from './errors.js';

/** The fields that are told about an input that must be wrong. */
function toldAbout(schema: z.ZodType, input: unknown, at?: string) {
  const result = schema.safeParse(input);
  if (result.success) throw new Error('The input was accepted.');
  return fromZodError(result.error, at);
}

describe('httpStatusOf', () => {
  it('has an error status for every code', () => {
    for (const code of errorCode.options) {
      expect(httpStatusOf(code)).toBeGreaterThanOrEqual(400);
      expect(httpStatusOf(code)).toBeLessThan(600);
    }
  });

  it('tells the usual ones apart', () => {
    expect(httpStatusOf('invalid-input')).toBe(400);
    expect(httpStatusOf('unauthenticated')).toBe(401);
    expect(httpStatusOf('forbidden')).toBe(403);
    expect(httpStatusOf('not-found')).toBe(404);
    expect(httpStatusOf('conflict')).toBe(409);
    expect(httpStatusOf('too-large')).toBe(413);
    expect(httpStatusOf('rate-limited')).toBe(429);
    expect(httpStatusOf('internal')).toBe(500);
    expect(httpStatusOf('unavailable')).toBe(503);
  });
});

describe('fromZodError', () => {
  const schema = z.strictObject({ lines: z.array(z.strictObject({ quantity: z.int().positive() })) });

  it('names a field deep inside by its dotted path', () => {
    const error = toldAbout(schema, { lines: [{ quantity: 1 }, { quantity: -1 }] }, 'body');
    expect(error.code).toBe('invalid-input');
    expect(error.errors.map(({ path }) => path)).toEqual(['body.lines.1.quantity']);
    expect(error.message).toContain('body.lines.1.quantity');
  });

  it('names an unknown field itself', () => {
    expect(toldAbout(schema, { lines: [], color: 'red' }).errors).toEqual([
      { path: 'color', message: 'is not a known field' },
    ]);
  });

  it('names the field inside the branch of a union that was meant', () => {
    const error = toldAbout(messageSend, {
      clientMessageId: '01935b6e-0000-7000-8000-000000000000',
      text: '   ',
    });
    expect(error.errors).toEqual([{ path: 'text', message: 'must not be empty' }]);
  });
});

describe('AppError', () => {
  it('takes the first field as its message', () => {
    const error = invalidInput([{ path: 'email', message: 'is missing' }]);
    expect(error).toBeInstanceOf(AppError);
    expect(error.message).toBe('email: is missing');
  });

  it('carries the wait of a rate limit and no wait otherwise', () => {
    expect(rateLimited('Too fast.', 7).retryAfterSeconds).toBe(7);
    expect(unavailable('Gone.').retryAfterSeconds).toBeUndefined();
  });

  it('keeps what caused it for the log', () => {
    const cause = new Error('disk full');
    expect(unavailable('The folder cannot be written.', cause).cause).toBe(cause);
  });
});
