import { v7 } from 'uuid';

/**
 * A new UUID version 7 (RFC 9562): its first 48 bits are the time in milliseconds, so that rows made one after the
 * other lie beside each other in an index.
 */
export function newId(): string {
  return v7();
}
