import { unauthenticated } from './errors.js';

/**
 * The token that a shopper's request brings.
 * @param authorization the header of that name
 * @throws AppError `unauthenticated` where there is none
 */
export function sessionTokenOf(authorization: string | undefined): string {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw unauthenticated('Send the session token as "Authorization: Bearer …".');
  return token;
}
