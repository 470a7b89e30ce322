import { createHmac } from 'node:crypto';

/**
 * The header `zhanggui-signature`: `t=SECONDS,v1=HEX`, HMAC-SHA256 (RFC 2104) of `SECONDS.BODY` with the secret that
 * both sides know. The time is signed with the body, so that a receiver who refuses old times cannot be sent again
 * later what was overheard.
 * @param at seconds since 1970
 */
export function signWebhook(secret: string, body: string, at: number): string {
  const digest = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
  return `t=${at},v1=${digest}`;
}
