/** Crockford's Base32 alphabet: no I, L, O, U, so that codes survive being read aloud. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bodyLength = 12;

/**
 * A code of 60 random bits and a check character (Luhn mod N, N = 32), grouped for reading: `XXXX-XXXX-XXXX-C`.
 * @param randomBytes 12 bytes from a cryptographic source
 */
export function makeCouponCode(randomBytes: Uint8Array): string {
  if (randomBytes.length < bodyLength) throw new RangeError(`needs ${bodyLength} random bytes`);
  const body = Array.from(randomBytes.subarray(0, bodyLength), (byte) => alphabet.charAt(byte % 32)).join('');
  return `${body.slice(0, 4)}-${body.slice(4, 8)}-${body.slice(8)}-${checkCharacter(body)}`;
}

/** Whether the check character fits: catches typing errors before the database is asked. */
export function isCouponCode(code: string): boolean {
  const plain = code.replaceAll('-', '').toUpperCase();
  if (plain.length !== bodyLength + 1 || [...plain].some((character) => !alphabet.includes(character)))
    return false;
  return checkCharacter(plain.slice(0, bodyLength)) === plain.at(-1);
}

function checkCharacter(body: string): string {
  let sum = 0;
  for (const [index, character] of [...body].reverse().entries()) {
    const doubled = alphabet.indexOf(character) * (index % 2 === 0 ? 2 : 1);
    sum += Math.floor(doubled / alphabet.length) + (doubled % alphabet.length);
  }
  return alphabet.charAt((alphabet.length - (sum % alphabet.length)) % alphabet.length);
}
