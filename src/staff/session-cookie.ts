import { sessionHours } from './session-store.js';

export const sessionCookieName = 'zg_staff';

/** The token in a `Cookie` header, if there is one. Our tokens need no decoding: base64url only (RFC 6265, 4.1.1). */
export function readSessionCookie(header: string | undefined): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [name, value] = pair.split('=', 2);
    if (name?.trim() === sessionCookieName && value !== undefined) return value.trim();
  }
  return undefined;
}

/** `Set-Cookie`: out of reach for scripts, never sent along from another site. */
export function sessionCookie(token: string, secure: boolean): string {
  return `${sessionCookieName}=${token}; Max-Age=${sessionHours * 3600}${attributes(secure)}`;
}

/** `Set-Cookie` that takes the cookie back. */
export function expiredSessionCookie(secure: boolean): string {
  return `${sessionCookieName}=; Max-Age=0${attributes(secure)}`;
}

function attributes(secure: boolean): string {
  return `; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}
