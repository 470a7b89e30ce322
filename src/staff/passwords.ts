import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { invalidInput } from '../platform/errors.js';

/** Shortest and longest password, in characters. The upper limit bounds the work that a stranger can ask for. */
export const passwordLength = { min: 10, max: 200 };

/**
 * Argon2id (the library's default kind) with 19 MiB, two passes, one lane: the first recommendation of the OWASP
 * Password Storage Cheat Sheet.
 */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };

/**
 * @returns a PHC string with its own salt, for `passwordMatches`
 * @throws AppError `invalid-input` when the password is too short or too long
 */
export async function hashPassword(password: string): Promise<string> {
  const length = [...password].length;
  if (length < passwordLength.min || length > passwordLength.max) {
    throw invalidInput([
      { path: 'password', message: `密码需要 ${passwordLength.min} 到 ${passwordLength.max} 个字符` },
    ]);
  }
  return hash(password.normalize('NFKC'), cost);
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * A password to be told to somebody once: 16 letters and digits that are not mistaken for each other, in groups of four;
 * 79 bits.
 */
export function oneTimePassword(random: (below: number) => number = randomInt): string {
  const group = () => Array.from({ length: 4 }, () => letters[random(letters.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

let nobody: Promise<string> | undefined;

/**
 * Takes the same time whether there is an account or not, so that nobody can tell which e-mail addresses exist.
 *
 * @param passwordHash absent: no such account, and the answer is false after the same work
 */
export async function passwordMatches(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobody ??= hash('nobody has this password', cost);
  const matches = await verify(passwordHash ?? (await nobody), password.normalize('NFKC'));
  return matches && passwordHash !== undefined;
}
