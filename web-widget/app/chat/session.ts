import type { CustomerClaim, ShopperSession, shopperSessionRequest } from '../../../src/contract/http.js';
import type { DeviceStorage } from '../device-storage.js';
import { type Api, isApiProblem } from './api.js';

type SessionRequest = (typeof shopperSessionRequest)['_output'];

/** Who this browser is to the server, and for whom. The token is not kept: every page asks for a new one. */
export interface StoredIdentity {
  visitorId: string;
  customerId?: string;
}

const key = 'identity';
/** What the server answers to a visitor that it does not take. */
const refusing: ReadonlySet<number> = new Set([400, 401, 403, 404, 409, 422]);

/**
 * What is asked of the server. A browser that last spoke for a customer starts as somebody new when the shop now names
 * nobody or somebody else: on a shared device nobody may read another's conversation.
 */
export function sessionRequest(
  stored: StoredIdentity | undefined,
  customer: CustomerClaim | undefined,
): SessionRequest {
  const same =
    stored !== undefined && (stored.customerId === undefined || stored.customerId === customer?.id);
  return {
    ...(same ? { visitorId: stored.visitorId } : {}),
    ...(customer ? { customer } : {}),
  };
}

/**
 * Opens or resumes the session and remembers the visitor. One that the server no longer takes is dropped once.
 * @throws ApiProblem as the server said, also for a refused customer claim
 */
export async function openSession(
  api: Api,
  storage: DeviceStorage,
  customer: CustomerClaim | undefined,
): Promise<ShopperSession> {
  const request = sessionRequest(readIdentity(storage), customer);
  const session = await api.openSession(request).catch((error: unknown) => {
    // Only the server's own word counts: a network that gives no answer must not cost the shopper the history.
    const stale = isApiProblem(error) && refusing.has(error.status) && request.visitorId;
    if (!stale) throw error;
    return api.openSession(customer ? { customer } : {});
  });
  const identity: StoredIdentity = {
    visitorId: session.visitorId,
    ...(customer ? { customerId: customer.id } : {}),
  };
  storage.write(key, identity);
  return session;
}

/** Forgets everything about this shopper on this device, messages that were not sent yet included. */
export function forgetShopper(storage: DeviceStorage): void {
  for (const each of storage.keys('')) if (!each.startsWith('prefer:')) storage.remove(each);
}

function readIdentity(storage: DeviceStorage): StoredIdentity | undefined {
  const stored = storage.read(key) as Partial<StoredIdentity> | undefined;
  if (typeof stored?.visitorId !== 'string') return undefined;
  return {
    visitorId: stored.visitorId,
    ...(typeof stored.customerId === 'string' ? { customerId: stored.customerId } : {}),
  };
}
