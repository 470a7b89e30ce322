import { createHmac, timingSafeEqual } from 'node:crypto';

/** A request is refused by its receiver when it is older than this, seconds. */
export const signatureTolerance = 5 * 60;

/**
 * The header `zhanggui-signature`: `t=SECONDS,v1=HEX`, HMAC-SHA256 (RFC 2104) of `SECONDS.BODY` with the secret that
 * both sides know. The time is signed with the body, so that what was overheard cannot be sent again later.
 * @param at seconds since 1970
 */
export function signWebhook(secret: string, body: string, at: number): string {
  return `t=${at},v1=${digestOf(secret, body, at)}`;
}

/** What a receiver checks. @param now seconds since 1970 */
export function isSignedWebhook(secret: string, body: string, header: string, now: number): boolean {
  const [, time = '', digest = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  if (time === '' || Math.abs(now - Number(time)) > signatureTolerance) return false;
  return timingSafeEqual(Buffer.from(digest), Buffer.from(digestOf(secret, body, Number(time))));
}

function digestOf(secret: string, body: string, at: number): string {
  return createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
}
