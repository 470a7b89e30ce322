import { createHash } from 'node:crypto';

/** Crockford's Base32 alphabet: no I, L, O, U, so that codes survive being read aloud. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Characters of five bits each: 80 bits that nobody guesses. */
const bodyLength = 16;
/** Codes of the first versions had 60 bits; whoever holds one may still use it. */
const earlierBodyLength = 12;

/**
 * A code of 80 random bits and a check character (Luhn mod N, N = 32), grouped for reading: `XXXX-XXXX-XXXX-XXXX-C`.
 * @param randomBytes 16 bytes from a cryptographic source
 */
export function makeCouponCode(randomBytes: Uint8Array): string {
  if (randomBytes.length < bodyLength) throw new RangeError(`needs ${bodyLength} random bytes`);
  const body = Array.from(randomBytes.subarray(0, bodyLength), (byte) => alphabet.charAt(byte % 32)).join('');
  return grouped(body + checkCharacter(body));
}

/** Whether the check character fits: catches typing errors before the database is asked. */
export function isCouponCode(code: string): boolean {
  const plain = plainOf(code);
  if (plain.length !== bodyLength + 1 && plain.length !== earlierBodyLength + 1) return false;
  if ([...plain].some((character) => !alphabet.includes(character))) return false;
  return checkCharacter(plain.slice(0, -1)) === plain.at(-1);
}

/** A code however it was typed, as it was given out: capitals, grouped. Anything else only trimmed and in capitals. */
export function normaliseCode(code: string): string {
  return isCouponCode(code) ? grouped(plainOf(code)) : code.trim().toUpperCase();
}

/** What is kept of a single-use code: it has 80 random bits, so that a plain hash cannot be turned round. */
export function hashOfCode(code: string): string {
  return `sha256:${createHash('sha256').update(normaliseCode(code)).digest('hex')}`;
}

const plainOf = (code: string) => code.trim().replaceAll('-', '').toUpperCase();

function grouped(plain: string): string {
  const body = plain.slice(0, -1);
  return `${body.match(/.{4}/g)?.join('-') ?? body}-${plain.at(-1)}`;
}

function checkCharacter(body: string): string {
  let sum = 0;
  for (const [index, character] of [...body].reverse().entries()) {
    const doubled = alphabet.indexOf(character) * (index % 2 === 0 ? 2 : 1);
    sum += Math.floor(doubled / alphabet.length) + (doubled % alphabet.length);
  }
  return alphabet.charAt((alphabet.length - (sum % alphabet.length)) % alphabet.length);
}
