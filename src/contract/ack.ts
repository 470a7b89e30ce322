import { z } from 'zod';
import { couponRefusal } from './coupon-checkout.js';

/** Stable machine words for everything that can go wrong at a boundary. The HTTP status of each is in `platform/errors.ts`. */
export const errorCode = z.enum([
  'invalid-input',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'rate-limited',
  'too-large',
  'unavailable',
  'internal',
]);
export type ErrorCode = z.infer<typeof errorCode>;

/** One field that was wrong: a dotted path into the request (or `file:line`) and a sentence about it. */
export const fieldError = z.object({ path: z.string(), message: z.string() });
export type FieldError = z.infer<typeof fieldError>;

/** `application/problem+json` (RFC 9457) as every HTTP error leaves the server. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: errorCode,
  errors: z.array(fieldError),
  /** Of a coupon that cannot be used: why, for programs, and what would help. */
  refusal: couponRefusal.optional(),
});
export type Problem = z.infer<typeof problem>;

export const ackError = z.object({
  code: errorCode,
  message: z.string(),
  errors: z.array(fieldError).optional(),
  retryAfterSeconds: z.number().optional(),
});
export type AckError = z.infer<typeof ackError>;

/** Every client→server socket event answers with one of these. */
export type Ack<T extends object = object> = ({ ok: true } & T) | { ok: false; error: AckError };
