import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CustomerClaim } from '../contract/http.js';
import { unauthenticated } from '../platform/errors.js';

/** How long a signature from the shop's server is good for, and how far its clock may run ahead. Seconds. */
const longestAge = 24 * 60 * 60;
const clockSkew = 5 * 60;

/** Hex HMAC-SHA256 (RFC 2104) of `id.issuedAt`: what the shop's server puts into the page for a signed-in customer. */
export function signCustomer(secret: string, id: string, issuedAt: number): string {
  return sign(secret, id, issuedAt).toString('hex');
}

/** Signs customers as of now, as a shop's server does. */
export function createSigner(secret: string, clock: () => Date) {
  return (id: string): { issuedAt: number; signature: string } => {
    const issuedAt = Math.floor(clock().getTime() / 1000);
    return { issuedAt, signature: signCustomer(secret, id, issuedAt) };
  };
}

/**
 * Checks what a page says about who its visitor is. Any of the shop's current secrets may have signed it, so that a
 * shop can change its secret without signing everybody out. Compared in constant time.
 * @param claim `issuedAt` in seconds since 1970
 * @throws AppError `unauthenticated` for a wrong signature, one that is too old, or one from the future
 */
export function verifyCustomer(
  secrets: readonly string[],
  claim: Pick<CustomerClaim, 'id' | 'issuedAt' | 'signature'>,
  now: Date,
): void {
  const given = Buffer.from(claim.signature, 'hex');
  // Every secret is tried, so that the time taken does not tell which one fits.
  const fits = secrets.filter((secret) => {
    const expected = sign(secret, claim.id, claim.issuedAt);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (fits.length === 0)
    throw unauthenticated('customer.signature does not fit customer.id and customer.issuedAt.');
  const age = now.getTime() / 1000 - claim.issuedAt;
  if (age > longestAge)
    throw unauthenticated('customer.signature has expired: sign again with the current time.');
  if (age < -clockSkew) throw unauthenticated('customer.issuedAt lies in the future.');
}

function sign(secret: string, id: string, issuedAt: number): Buffer {
  return createHmac('sha256', secret).update(`${id}.${issuedAt}`).digest();
}
