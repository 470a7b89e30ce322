import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { unauthenticated } from '../platform/errors.js';

/** Who a shopper's connection belongs to. `customerId` is ours; present only after the shop's signature was checked. */
const shopperIdentity = z.object({
  visitorId: z.uuid(),
  conversationId: z.uuid(),
  customerId: z.uuid().optional(),
});
export type ShopperIdentity = z.infer<typeof shopperIdentity>;

const audience = 'zhanggui-shopper';
const lifetime = '30d';

export interface ShopperTokens {
  issue(identity: ShopperIdentity): Promise<string>;
  /** @throws AppError `unauthenticated` when the token is not ours, was changed or has expired */
  verify(token: string): Promise<ShopperIdentity>;
}

/** Signed, not encrypted: JWS with HMAC-SHA256 (RFC 7515, RFC 7519). Holds ids only. */
export function createShopperTokens(secret: string): ShopperTokens {
  const key = new TextEncoder().encode(secret);
  return {
    issue: (identity) =>
      new SignJWT({ ...identity })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(lifetime)
        .sign(key),
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, key, { audience, algorithms: ['HS256'] });
        return shopperIdentity.parse(payload);
      } catch {
        throw unauthenticated('The token is not valid or has expired: open a new session.');
      }
    },
  };
}
