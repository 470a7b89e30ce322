import type { CustomerClaim, ShopperSession } from '../../../src/contract/http.js';
import type { DeviceStorage } from '../device-storage.js';
import { type Api, type ApiProblem, isApiProblem } from './api.js';
import { retryDelay } from './outbox.js';
import { openSession } from './session.js';

export interface SessionKeeper {
  /** Opens or resumes the session for the customer, and repeats with backoff for as long as it takes. */
  open(): Promise<void>;
  /** The server refused the token: a new session, the first time at once, then ever slower. */
  renew(): void;
  /** The token was good. */
  accepted(): void;
  /** The next session is for this customer, or for an anonymous visitor. */
  become(customer: CustomerClaim | undefined): void;
  customerId(): string | undefined;
  isOpen(): boolean;
  /** The shop sends this conversation by e-mail when asked. */
  mails(): boolean;
  /**
   * Runs a call with the present token, once more with a new one when the server no longer takes it.
   * @throws ApiProblem
   */
  withToken<Out>(call: (token: string) => Promise<Out>): Promise<Out>;
}

const refusedWaitMs = 30_000;

/** Holds the session: who the shopper is, the token, and what to do when either is refused. */
export function createSessionKeeper(parts: {
  api: Api;
  storage: DeviceStorage;
  customer: CustomerClaim | undefined;
  random: () => number;
  later: (milliseconds: number, run: () => void) => () => void;
  onOpen: (session: ShopperSession) => void;
  /** `again` is true when it was not the first failure in a row, or one that waiting will hardly cure. */
  onProblem: (problem: ApiProblem, refused: boolean, again: boolean) => void;
}): SessionKeeper {
  const { api, storage, random } = parts;
  let { customer } = parts;
  let session: ShopperSession | undefined;
  /** Raised by every opening; the answer to an older one is dropped. */
  let round = 0;
  let failures = 0;
  let refusals = 0;
  let cancel: (() => void) | undefined;

  async function open(): Promise<void> {
    cancel?.();
    const mine = ++round;
    try {
      const opened = await openSession(api, storage, customer);
      if (mine !== round) return;
      failures = 0;
      session = opened;
      parts.onOpen(opened);
    } catch (error) {
      if (mine !== round) return;
      const problem = isApiProblem(error) ? error : { status: 0, detail: String(error) };
      const refused = problem.status >= 400 && problem.status < 500 && problem.status !== 429;
      parts.onProblem(problem, refused, failures > 0 || (refused && !customer));
      if (refused && customer) {
        customer = undefined; // a wrong signature must not leave the shopper without help
        return open();
      }
      const wait = refused ? refusedWaitMs : retryDelay(failures++, problem.retryAfterSeconds, random);
      cancel = parts.later(wait, open);
    }
  }

  return {
    open,
    renew() {
      cancel?.();
      cancel = parts.later(refusals++ === 0 ? 0 : retryDelay(refusals, undefined, random), open);
    },
    accepted() {
      refusals = 0;
    },
    become(next) {
      customer = next;
      session = undefined;
    },
    customerId: () => customer?.id,
    isOpen: () => session !== undefined,
    mails: () => session?.transcriptMail === true,
    async withToken(call) {
      const token = session?.token;
      if (!token) throw { status: 0, detail: 'no session yet' } satisfies ApiProblem;
      try {
        return await call(token);
      } catch (error) {
        if (!isApiProblem(error) || error.status !== 401) throw error;
        await open();
        if (!session || session.token === token) throw error;
        return call(session.token);
      }
    },
  };
}
