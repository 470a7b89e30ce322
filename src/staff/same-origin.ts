import type { IncomingHttpHeaders } from 'node:http';

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/** True for a method that may change something, hence needs proof that our own page sent it. */
export function changesState(method: string): boolean {
  return !harmless.has(method.toUpperCase());
}

/**
 * Whether the browser says that our own page sent the request: by `Sec-Fetch-Site` (Fetch Metadata), or, on plain http
 * and in older browsers, by `Origin` (OWASP CSRF Prevention Cheat Sheet). Neither header: not known.
 *
 * @param publicUrl where shoppers and staff reach us, when that differs from the `Host` header, as behind a proxy
 */
export function originOf(headers: IncomingHttpHeaders, publicUrl?: string): 'same' | 'other' | 'unknown' {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' ? 'same' : 'other';
  const { origin, host } = headers;
  if (origin === undefined) return 'unknown';
  if (!URL.canParse(origin)) return 'other';
  const url = new URL(origin);
  if (publicUrl !== undefined && url.origin === new URL(publicUrl).origin) return 'same';
  // Read as an address of the same scheme, so that upper case and a default port that is spelt out do not matter.
  const own = `${url.protocol}//${host ?? ''}`;
  return URL.canParse(own) && new URL(own).host === url.host ? 'same' : 'other';
}
