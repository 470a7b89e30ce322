import type { ApiScope } from '../contract/api-keys.js';
import type { StaffRole } from '../contract/staff-socket.js';
import { forbidden, unauthenticated } from '../platform/errors.js';
import { type MakeRateLimit, rateLimitsHere } from '../platform/rate-limit.js';
import type { ApiKeyIdentity, ApiKeyStore } from './api-key-store.js';
import { isApiKey } from './api-key-text.js';
import type { AuditActor } from './audit-store.js';
import { bearerToken, type GuardedRequest, type StaffGuard } from './guard.js';

/** What the guard looks at of a request; a Fastify request is one. */
export interface KeyedRequest extends GuardedRequest {
  /** Where it came from. */
  ip: string;
}

/** Wrong keys from one address within five minutes before it has to wait. */
const wrongKeys = 20;
const wrongKeysSeconds = 300;

export interface KeyGuard {
  /**
   * A Fastify `onRequest` or `preHandler` hook that lets in whoever shows a key with this scope
   * (`Authorization: Bearer zg_…`). Throws AppError `unauthenticated`, `forbidden` or `rate-limited`.
   */
  requireKey(scope: ApiScope): (request: KeyedRequest) => Promise<void>;
  /** Also lets in staff of at least this role. `staffOf` holds only for them. */
  requireKeyOrRole(scope: ApiScope, role: StaffRole): (request: KeyedRequest) => Promise<void>;
  /** Whom either of them let in, as the audit names it. Throws when neither did: that is a fault of ours. */
  actorOf(request: KeyedRequest): AuditActor;
}

/** @param staff who else may come in where a role is enough */
export function createKeyGuard({
  keys,
  staff,
  limits = rateLimitsHere,
  requestsPerMinute,
}: {
  keys: Pick<ApiKeyStore, 'find'>;
  staff: Pick<StaffGuard, 'requireRole' | 'staffOf'>;
  limits?: MakeRateLimit;
  /** Of one key. A bulk request counts as one. */
  requestsPerMinute: number;
}): KeyGuard {
  const admitted = new WeakMap<KeyedRequest, ApiKeyIdentity>();
  const perKey = limits('api-key', requestsPerMinute, 60);
  const wrong = limits('wrong-api-key', wrongKeys, wrongKeysSeconds);

  async function admit(request: KeyedRequest, shown: string | undefined, scope: ApiScope): Promise<void> {
    if (shown === undefined) {
      throw unauthenticated('This needs an API key: Authorization: Bearer zg_… (设置 → 接口密钥).');
    }
    const key = await keys.find(shown);
    if (key === undefined) {
      // What has no check characters that fit costs no look into the database, and is no guess.
      if (isApiKey(shown)) await wrong.take(request.ip);
      throw unauthenticated('The API key is not valid, has expired or was revoked.');
    }
    await perKey.take(key.keyId);
    if (!key.scopes.includes(scope)) throw forbidden(`This API key lacks the scope ${scope}.`);
    admitted.set(request, key);
  }

  return {
    requireKey: (scope) => (request) => admit(request, shownKey(request), scope),

    requireKeyOrRole(scope, role) {
      const requireRole = staff.requireRole(role);
      return async (request) => {
        const shown = shownKey(request);
        await (shown?.startsWith('zg_') ? admit(request, shown, scope) : requireRole(request));
      };
    },

    actorOf(request) {
      const key = admitted.get(request);
      return key ? { type: 'api-key', id: key.keyId } : { type: 'staff', id: staff.staffOf(request).staffId };
    },
  };
}

function shownKey({ headers }: KeyedRequest): string | undefined {
  return bearerToken(headers.authorization);
}
