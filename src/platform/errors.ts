import type { z } from 'zod';
import type { ErrorCode, FieldError } from '../contract/ack.js';
import type { CouponRefusal } from '../contract/coupon-checkout.js';
import { unstorableText } from './storable-text.js';

/**
 * The one exception that our own code throws on purpose. Its message is safe to show to whoever asked: it names the
 * field, never a secret. Anything else that is thrown is a fault of ours and leaves the server as `internal`.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** Which fields were wrong; empty when the trouble is not about fields. */
  readonly errors: FieldError[];
  readonly retryAfterSeconds: number | undefined;
  /** Why a coupon cannot be used. */
  readonly refusal: CouponRefusal | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    details: {
      errors?: FieldError[];
      retryAfterSeconds?: number;
      refusal?: CouponRefusal;
      cause?: unknown;
    } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'AppError';
    this.code = code;
    this.errors = details.errors ?? [];
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.refusal = details.refusal;
  }
}

/** The HTTP status of every code. A new code does not compile until it has one. */
export function httpStatusOf(code: ErrorCode): number {
  switch (code) {
    case 'invalid-input':
      return 400;
    case 'unauthenticated':
      return 401;
    case 'forbidden':
      return 403;
    case 'not-found':
      return 404;
    case 'conflict':
      return 409;
    case 'too-large':
      return 413;
    case 'rate-limited':
      return 429;
    case 'internal':
      return 500;
    case 'unavailable':
      return 503;
    default:
      return code satisfies never;
  }
}

/** One or more fields were wrong. The message is the first of them unless given. */
export function invalidInput(errors: FieldError[], message?: string): AppError {
  const [first] = errors;
  const told = first === undefined ? 'The input is not valid.' : sentenceOf(first);
  return new AppError('invalid-input', message ?? told, { errors });
}

export function unauthenticated(message: string): AppError {
  return new AppError('unauthenticated', message);
}

export function forbidden(message: string): AppError {
  return new AppError('forbidden', message);
}

export function notFound(message: string): AppError {
  return new AppError('not-found', message);
}

export function conflict(message: string): AppError {
  return new AppError('conflict', message);
}

/** Too many requests; the same request may be sent again after so many seconds. */
export function rateLimited(message: string, retryAfterSeconds: number): AppError {
  return new AppError('rate-limited', message, { retryAfterSeconds });
}

/** Something that we depend on is not there: a database, a model, a folder. */
export function unavailable(message: string, cause?: unknown): AppError {
  return new AppError('unavailable', message, { cause });
}

/**
 * @param at prefix of every path, such as `line 3` or `body`
 * @returns `invalid-input` with one entry a wrong field, by dotted path
 */
export function fromZodError(error: z.ZodError, at = ''): AppError {
  return invalidInput(fieldErrorsOf(error.issues, at));
}

/**
 * Reads what came over a boundary.
 *
 * @returns the value as the schema gives it, with defaults filled in
 * @throws AppError `invalid-input` with one entry a wrong field, by dotted path
 */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const read = schema.safeParse(value);
  if (!read.success) throw fromZodError(read.error);
  const unstorable = unstorableText(read.data);
  if (unstorable.length > 0) throw invalidInput(unstorable);
  return read.data;
}

/**
 * Flattens zod's issues. Of a union only the nearest branch is told, the one with the fewest issues, because
 * "invalid input" without a field helps nobody; an unknown key is named as the field.
 */
export function fieldErrorsOf(issues: readonly z.core.$ZodIssue[], at = ''): FieldError[] {
  return issues.flatMap((issue) => {
    const path = dotted(at, issue.path);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: dotted(path, [key]), message: 'is not a known field' }));
    }
    if (issue.code === 'invalid_union') {
      const [nearest] = issue.errors
        .map((branch) => fieldErrorsOf(branch, path))
        .filter((branch) => branch.length > 0)
        .sort((a, b) => a.length - b.length);
      if (nearest !== undefined) return nearest;
    }
    return [{ path, message: issue.message }];
  });
}

function sentenceOf({ path, message }: FieldError): string {
  return path === '' ? message : `${path}: ${message}`;
}

function dotted(at: string, path: readonly PropertyKey[]): string {
  return [at, ...path.map(String)].filter((part) => part !== '').join('.');
}
