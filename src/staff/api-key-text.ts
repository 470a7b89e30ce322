import { createHash } from 'node:crypto';

/** Crockford's Base32 in lower case: no i, l, o, u, so that a key survives being read aloud. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const shape = /^zg_([0-9a-hjkmnp-tv-z]{48})([0-9a-hjkmnp-tv-z]{4})$/;
/** `zg_` and eight characters more: unique, shown in lists, and no help to whoever guesses. */
const prefixLength = 11;
export const apiKeyRandomBytes = 48;

/**
 * A key: `zg_`, 48 characters of 5 random bits each, and four check characters. The first eight of the 48 are known to
 * whoever may list keys; the other 40 hold 200 bits.
 * @param random at least 48 bytes from a cryptographic source
 */
export function makeApiKey(random: Uint8Array): string {
  if (random.length < apiKeyRandomBytes) throw new RangeError(`needs ${apiKeyRandomBytes} random bytes`);
  const body = lettersOf(random, apiKeyRandomBytes);
  return `zg_${body}${checkOf(body)}`;
}

/** Whether this is a whole key, unharmed by copying: asked before the database is. */
export function isApiKey(text: string): boolean {
  const [, body = '', check] = shape.exec(text) ?? [];
  return check !== undefined && check === checkOf(body);
}

/** What is shown of a key, and what it is found by. */
export function apiKeyPrefix(key: string): string {
  return key.slice(0, prefixLength);
}

/** Under which a key is kept: SHA-256, hex. The key is random enough that no slow hash is needed. */
export function apiKeyHash(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** 20 bits of a hash: of a million mangled keys, one passes. */
function checkOf(body: string): string {
  return lettersOf(createHash('sha256').update(`zg_${body}`).digest(), 4);
}

function lettersOf(bytes: Uint8Array, count: number): string {
  return Array.from(bytes.subarray(0, count), (byte) => alphabet.charAt(byte % alphabet.length)).join('');
}
