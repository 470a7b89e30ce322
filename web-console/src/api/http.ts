import type { ErrorCode, FieldError } from '../../../src/contract/ack.js';
import { ProblemError } from './problem.js';

const usualTimeout = 20_000;

interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal;
  /** Milliseconds; for what is known to take longer. */
  timeout?: number;
}

/**
 * Asks our own server, same origin, with the session cookie.
 * @returns the parsed JSON, or undefined for 204
 * @throws ProblemError for every status that is not 2xx, and `unavailable` when nobody answered in time
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const timeout = AbortSignal.timeout(options.timeout ?? usualTimeout);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]);
  let response: Response;
  try {
    response = await fetch(path, {
      method: options.method ?? 'GET',
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      signal,
    });
  } catch (failure) {
    if (options.signal?.aborted === true) throw failure;
    throw new ProblemError(0, 'unavailable', '');
  }
  if (response.status === 204) return undefined as T;
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw problemFrom(response.status, body);
  return body as T;
}

/** The problem that an answer tells; one by its status when it tells none. */
export function problemFrom(status: number, body: unknown): ProblemError {
  const given = (typeof body === 'object' && body !== null ? body : {}) as {
    code?: ErrorCode;
    detail?: string;
    errors?: FieldError[];
  };
  return new ProblemError(status, given.code ?? codeOf(status), given.detail ?? '', given.errors ?? []);
}

/** What a status means when a proxy, not our server, answered. */
function codeOf(status: number): ErrorCode {
  switch (status) {
    case 400:
      return 'invalid-input';
    case 401:
      return 'unauthenticated';
    case 403:
      return 'forbidden';
    case 404:
      return 'not-found';
    case 409:
      return 'conflict';
    case 413:
      return 'too-large';
    case 429:
      return 'rate-limited';
    case 500:
      return 'internal';
    default:
      return 'unavailable';
  }
}

/** `?a=b` of the values that are there; empty strings are left out. */
export function query(values: Record<string, string | number | undefined>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const told = parameters.toString();
  return told === '' ? '' : `?${told}`;
}
