import { createHmac } from 'node:crypto';

export type SubjectHash = ReturnType<typeof createSubjectHash>;

/**
 * Makes of a device, an address or a customer something that can be compared and not be read: HMAC-SHA256 with the
 * secret of the installation, 32 hex digits.
 */
export function createSubjectHash(secret: string) {
  return (kind: 'device' | 'address' | 'customer', value: string): string =>
    createHmac('sha256', secret).update(`${kind}\0${value.trim()}`).digest('hex').slice(0, 32);
}
