import type { CustomerClaim, ShopperSession } from '../contract/http.js';
import type { Clock } from '../platform/clock.js';
import { unauthenticated } from '../platform/errors.js';
import { verifyCustomer } from './customer-claim.js';
import type { ShopperIdentity, ShopperTokens } from './shopper-token.js';
import type { VisitorStore } from './visitor-store.js';

export interface ShopperSessionNeeds {
  visitors: VisitorStore;
  tokens: ShopperTokens;
  shopSecrets: readonly string[];
  /** Supplied by conversation: the conversation of this person, made when there is none. */
  openConversation: (visitorId: string, customerId?: string) => Promise<string>;
  /** The shop sends transcripts by e-mail. */
  transcriptMail?: boolean;
  clock: Clock;
}

export type OpenShopperSession = (request: {
  visitorId?: string | undefined;
  token?: string | undefined;
  customer?: CustomerClaim | undefined;
}) => Promise<ShopperSession>;

/**
 * Opens or resumes a shopper's session. A visitor id, or the token of an earlier session, resumes an anonymous
 * visitor; a customer's history opens only to the shop's signature. A browser that belonged to one customer becomes a
 * new visitor when another customer, or nobody, is signed in: histories of two people never mix.
 */
export function createShopperSessions(needs: ShopperSessionNeeds): OpenShopperSession {
  const { visitors, tokens, shopSecrets, openConversation, clock } = needs;

  /** The browser as far as it is this person's. A token that has run out only means that its visitor id must do. */
  async function earlierVisitor(
    givenId: string | undefined,
    token: string | undefined,
    customerId: string | undefined,
  ): Promise<string | undefined> {
    const fromToken = token ? await tokens.verify(token).catch(() => undefined) : undefined;
    const id = fromToken?.visitorId ?? givenId;
    const earlier = id ? await visitors.find(id) : undefined;
    if (!earlier) return undefined;
    if (earlier.customerId === customerId) return earlier.visitorId;
    if (earlier.customerId !== undefined || customerId === undefined) return undefined;
    return (await visitors.tie(earlier.visitorId, customerId)) ? earlier.visitorId : undefined;
  }

  return async ({ visitorId: givenId, token: givenToken, customer }) => {
    if (customer) verifyCustomer(shopSecrets, customer, clock());
    const customerId = customer && (await visitors.customerIdOf(customer));
    const visitorId =
      (await earlierVisitor(givenId, givenToken, customerId)) ?? (await visitors.create(customerId));
    await visitors.seen(visitorId, clock());
    const conversationId = await openConversation(visitorId, customerId);
    const token = await tokens.issue({ visitorId, conversationId, ...(customerId ? { customerId } : {}) });
    return {
      token,
      visitorId,
      conversationId,
      ...(needs.transcriptMail ? { transcriptMail: true as const } : {}),
    };
  };
}

/**
 * Whose token it is, as things stand now. A browser's anonymous token ends when the browser turns out to be a
 * customer's, and any token ends when its visitor is erased.
 * @throws AppError `unauthenticated`
 */
export function createShopperIdentification({
  visitors,
  tokens,
}: Pick<ShopperSessionNeeds, 'visitors' | 'tokens'>): (token: string) => Promise<ShopperIdentity> {
  return async (token) => {
    const identity = await tokens.verify(token);
    const visitor = await visitors.find(identity.visitorId);
    if (!visitor || visitor.customerId !== identity.customerId)
      throw unauthenticated('The token is no longer valid: open a new session.');
    return identity;
  };
}
