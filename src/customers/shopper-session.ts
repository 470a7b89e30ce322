import type { CustomerClaim, ShopperSession } from '../contract/http.js';
import type { Clock } from '../platform/clock.js';
import { verifyCustomer } from './customer-claim.js';
import type { ShopperTokens } from './shopper-token.js';
import type { VisitorStore } from './visitor-store.js';

export interface ShopperSessionNeeds {
  visitors: VisitorStore;
  tokens: ShopperTokens;
  shopSecrets: readonly string[];
  /** Supplied by conversation: the conversation of this person, made when there is none. */
  openConversation: (visitorId: string, customerId?: string) => Promise<string>;
  clock: Clock;
}

export type OpenShopperSession = (request: {
  visitorId?: string | undefined;
  customer?: CustomerClaim | undefined;
}) => Promise<ShopperSession>;

/**
 * Opens or resumes a shopper's session. A visitor id resumes an anonymous visitor; a customer's history opens only to
 * the shop's signature. A browser that belonged to one customer becomes a new visitor when another customer, or
 * nobody, is signed in: histories of two people never mix.
 */
export function createShopperSessions(needs: ShopperSessionNeeds): OpenShopperSession {
  const { visitors, tokens, shopSecrets, openConversation, clock } = needs;

  return async ({ visitorId: givenId, customer }) => {
    if (customer) verifyCustomer(shopSecrets, customer, clock());
    const customerId = customer && (await visitors.customerIdOf(customer));
    const earlier = givenId ? await visitors.find(givenId) : undefined;
    const isSamePerson = earlier && (earlier.customerId === undefined || earlier.customerId === customerId);
    const visitorId = isSamePerson ? earlier.visitorId : await visitors.create();
    if (customerId && earlier?.customerId !== customerId) await visitors.tie(visitorId, customerId);
    await visitors.seen(visitorId, clock());
    const conversationId = await openConversation(visitorId, customerId);
    const token = await tokens.issue({ visitorId, conversationId, ...(customerId ? { customerId } : {}) });
    return { token, visitorId, conversationId };
  };
}
