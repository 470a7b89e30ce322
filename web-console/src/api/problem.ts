import type { ErrorCode, FieldError } from '../../../src/contract/ack.js';
import { text } from '../strings.js';

/** A request that failed: what the server said, or `unavailable` when there was no answer at all. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: ErrorCode;
  readonly errors: FieldError[];

  constructor(status: number, code: ErrorCode, detail: string, errors: FieldError[] = []) {
    super(detail);
    this.name = 'ProblemError';
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

const hasHan = (words: string): boolean => /\p{Script=Han}/u.test(words);

/** One Chinese sentence for a failure: the server's own words when they are Chinese, else ours for its code. */
export function sentenceFor(code: ErrorCode, detail?: string): string {
  return detail !== undefined && hasHan(detail) ? detail : text.failure.byCode[code];
}

/** The same for anything that was thrown. */
export function describeFailure(failure: unknown): string {
  return failure instanceof ProblemError
    ? sentenceFor(failure.code, failure.message)
    : text.failure.byCode.internal;
}

/** A field's complaint in Chinese. The server's schemas speak English to API users; people read this. */
export function fieldSentence(message: string): string {
  if (hasHan(message)) return message;
  const tooLong = /at most (\d+)|<=\s*(\d+)/i.exec(message);
  if (tooLong !== null) return text.failure.tooLong(tooLong[1] ?? tooLong[2] ?? '');
  if (/must not be empty|required|>=\s*1\b|received undefined/i.test(message)) return text.failure.required;
  if (/letters, digits/i.test(message)) return text.failure.badId;
  return text.failure.badField(message);
}

/** Field complaints by the path's first part, for a form. */
export function fieldSentences(failure: unknown): { path: (string | number)[]; message: string }[] {
  if (!(failure instanceof ProblemError)) return [];
  return failure.errors.map(({ path, message }) => ({
    path: path
      .split('.')
      .filter((part) => part !== '' && part !== 'body')
      .map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
    message: fieldSentence(message),
  }));
}
