import type { Problem } from '../../../src/contract/ack.js';
import type { ShopperSession, shopperSessionRequest } from '../../../src/contract/http.js';

/** What a call throws when the answer is not success. `status` 0: no answer at all. */
export interface ApiProblem {
  status: number;
  /** For the shop's developer, with the fields that were wrong; never shown to the shopper. */
  detail: string;
  retryAfterSeconds?: number;
}

export function isApiProblem(error: unknown): error is ApiProblem {
  return typeof error === 'object' && error !== null && 'status' in error && 'detail' in error;
}

export interface Api {
  openSession(request: (typeof shopperSessionRequest)['_output']): Promise<ShopperSession>;
  /** Any other of the shopper's routes, by its path below `/v1/shopper/`. */
  call<Out>(method: string, path: string, token?: string, body?: unknown): Promise<Out>;
}

const timeoutMs = 15_000;

/** The shopper's HTTP routes of contract.md. Every failure is an `ApiProblem`. */
export function createApi(origin: string, fetchIt: typeof fetch): Api {
  async function call<Out>(method: string, path: string, token?: string, body?: unknown): Promise<Out> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), timeoutMs);
    try {
      const response = await fetchIt(`${origin}/v1/shopper/${path}`, {
        method,
        signal: stop.signal,
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (response.ok) return (text ? JSON.parse(text) : undefined) as Out;
      throw toProblem(response, text);
    } catch (error) {
      throw isApiProblem(error) ? error : { status: 0, detail: String(error) };
    } finally {
      clearTimeout(timer);
    }
  }
  return {
    openSession: (request) => call('POST', 'sessions', undefined, request),
    call,
  };
}

function toProblem(response: Response, text: string): ApiProblem {
  let problem: Partial<Problem> = {};
  try {
    problem = JSON.parse(text);
  } catch {
    // a proxy's HTML page: the status says enough
  }
  const fields = (problem.errors ?? []).map((each) => `${each.path}: ${each.message}`);
  const wait = Number(response.headers.get('retry-after'));
  return {
    status: response.status,
    detail: [problem.detail ?? response.statusText, ...fields].join(' '),
    ...(wait > 0 ? { retryAfterSeconds: wait } : {}),
  };
}
