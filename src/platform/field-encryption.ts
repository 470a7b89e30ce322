import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { AppError } from './errors.js';

/**
 * Single fields of the database, encrypted with AES-256-GCM (NIST SP 800-38D). A value names the key that sealed it,
 * so that keys can be changed while older values stay readable, and is bound to where it belongs, so that it cannot be
 * moved to another field.
 */
export interface FieldEncryption {
  /** @param place where it belongs, such as `Customer.phone` */
  seal(text: string, place: string): string;
  /**
   * Text that was never sealed, as rows of an earlier version, is given back as it is.
   * @throws AppError `unavailable` when the key is gone, or the value was changed
   */
  open(value: string, place: string): string;
  /** A keyed hash (HMAC-SHA256, base64url) to compare contents by, from which nothing can be guessed. */
  fingerprint(text: string): string;
}

const prefix = 'zgenc1';
const ivBytes = 12;
const tagBytes = 16;

interface Key {
  id: string;
  bytes: Buffer;
}

/** @param secrets newest first: the first seals, all open. At least 32 characters each */
export function createFieldEncryption(secrets: readonly [string, ...string[]]): FieldEncryption {
  const keys = secrets.map(keyOf);
  const newest = keys[0] as Key;
  const byId = new Map(keys.map((key) => [key.id, key]));
  // By the oldest, so that adding a key does not make everything look changed.
  const hashKey = Buffer.from(hkdfSync('sha256', secrets.at(-1) ?? '', 'zhanggui', 'field-fingerprint', 32));

  return {
    seal(text, place) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', newest.bytes, iv);
      cipher.setAAD(Buffer.from(place));
      const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      const sealed = Buffer.concat([iv, cipher.getAuthTag(), content]).toString('base64url');
      return `${prefix}.${newest.id}.${sealed}`;
    },

    open(value, place) {
      const parts = isSealed(value) ? value.split('.') : [];
      if (parts.length === 0) return value;
      const key = byId.get(parts[1] ?? '');
      if (!key)
        throw new AppError('unavailable', 'A stored field was sealed with a key that DATA_KEY lacks.');
      const bytes = Buffer.from(parts[2] ?? '', 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, ivBytes));
      decipher.setAAD(Buffer.from(place));
      decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      try {
        return Buffer.concat([
          decipher.update(bytes.subarray(ivBytes + tagBytes)),
          decipher.final(),
        ]).toString('utf8');
      } catch (error) {
        throw new AppError('unavailable', 'A stored field was changed and cannot be read.', { cause: error });
      }
    },

    fingerprint: (text) => createHmac('sha256', hashKey).update(text).digest('base64url'),
  };
}

function isSealed(value: string): boolean {
  return /^zgenc1\.[0-9a-f]{8}\.[\w-]{38,}$/.test(value);
}

/** HKDF (RFC 5869): a secret is text of any length. */
function keyOf(secret: string): Key {
  const bytes = Buffer.from(hkdfSync('sha256', secret, 'zhanggui', 'field-encryption', 32));
  return { bytes, id: createHash('sha256').update(bytes).digest('hex').slice(0, 8) };
}
