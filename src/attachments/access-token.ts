import { createHmac, timingSafeEqual } from 'node:crypto';

/** Milliseconds. Long enough for a look at what is on the screen; a copied address is of no use the next day. */
const lifetime = 30 * 60_000;

/**
 * What opens the attachments of one conversation to whoever holds it, for a short while: `<conversation>.<until>.<mac>`,
 * with HMAC-SHA256 (RFC 2104) under a key derived from the server's own secret. It stands in addresses, because an
 * `<img>` cannot send a header.
 */
export function createAttachmentTokens(secret: string, now: () => number = Date.now) {
  const key = createHmac('sha256', secret).update('attachments').digest();
  const macOf = (text: string) => createHmac('sha256', key).update(text).digest();
  return {
    issue(conversationId: string): { token: string; expiresAt: string } {
      const until = now() + lifetime;
      const text = `${conversationId}.${until.toString(36)}`;
      return {
        token: `${text}.${macOf(text).toString('base64url')}`,
        expiresAt: new Date(until).toISOString(),
      };
    },
    /** @returns the conversation that it opens; undefined when it is not ours, was changed, or has run out */
    read(token: string): string | undefined {
      const [conversationId = '', until = '', mac = ''] = token.split('.');
      const given = Buffer.from(mac, 'base64url');
      const right = macOf(`${conversationId}.${until}`);
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
      return Number.parseInt(until, 36) > now() ? conversationId : undefined;
    },
  };
}

export type AttachmentTokens = ReturnType<typeof createAttachmentTokens>;
