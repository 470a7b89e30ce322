import { parseAddress } from '../../linkify.js';

/**
 * An address that may be put into `href` or `src`: https, or the server's own origin (relative addresses included).
 * @param base absolute address of the page
 */
export function safeAddress(address: string | undefined, base: string): string | undefined {
  const url = address ? parseAddress(address, base) : undefined;
  return url && (url.protocol === 'https:' || url.origin === new URL(base).origin) ? url.href : undefined;
}
