import { createHmac, timingSafeEqual } from 'node:crypto';
import { unauthenticated } from '../../platform/errors.js';
import type { ShopperIdentity } from '../shopper-token.js';

/** Milliseconds: long enough for a tap, too short for a copied address to be of use. */
const lifetime = 10 * 60_000;

/**
 * An address that opens one copy of somebody's data to a browser's download, which cannot send a header:
 * `visitor.conversation.customer.until.mac` with HMAC-SHA256 (RFC 2104) under a key derived from the server's secret.
 * It names the session that asked for it; whoever reads it checks that the session still stands.
 */
export function createExportTickets(secret: string, now: () => number) {
  const key = createHmac('sha256', secret).update('data-export').digest();
  const macOf = (text: string) => createHmac('sha256', key).update(text).digest();
  return {
    issue({ visitorId, conversationId, customerId = '' }: ShopperIdentity): {
      ticket: string;
      expiresAt: string;
    } {
      const until = now() + lifetime;
      const text = [visitorId, conversationId, customerId, until.toString(36)].join('.');
      return {
        ticket: `${text}.${macOf(text).toString('base64url')}`,
        expiresAt: new Date(until).toISOString(),
      };
    },

    /** @throws AppError `unauthenticated` when it is not ours, was changed, or has run out */
    read(ticket: string): ShopperIdentity {
      const [visitorId = '', conversationId = '', customerId = '', until = '', mac = ''] = ticket.split('.');
      const given = Buffer.from(mac, 'base64url');
      const right = macOf([visitorId, conversationId, customerId, until].join('.'));
      const isOurs = given.length === right.length && timingSafeEqual(given, right);
      if (!isOurs || Number.parseInt(until, 36) <= now())
        throw unauthenticated('下载链接已失效，请回到聊天里重新导出。');
      return { visitorId, conversationId, ...(customerId ? { customerId } : {}) };
    },
  };
}
