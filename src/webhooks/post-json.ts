import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { guardedLookup, hostOf, innerAddress, mayReach, type ReceiverRule } from './receiver-address.js';

export interface JsonPost {
  address: string;
  body: string;
  headers: Record<string, string>;
  /** For everything, from looking up the name to the answer's first line. Milliseconds. */
  timeoutMs: number;
  rule: ReceiverRule;
}

/**
 * Posts to an address. Redirects are not followed: who answers with another address might lead our words anywhere.
 * @returns the status of the answer; its content is not read
 * @throws Error in one sentence when there is none, or when the address may not be reached
 */
export async function postJson({ address, body, headers, timeoutMs, rule }: JsonPost): Promise<number> {
  const hostname = hostOf(address);
  // What is no name is not looked up.
  if (isIP(hostname) !== 0 && !mayReach(hostname, hostname, rule)) throw new Error(innerAddress);
  const signal = AbortSignal.timeout(timeoutMs);
  const send = address.startsWith('https:') ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = send(address, {
      method: 'POST',
      // A connection of its own: one that is kept open would not be looked at again.
      agent: false,
      lookup: guardedLookup(hostname, rule),
      signal,
      headers: {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        ...headers,
      },
    });
    request.once('response', (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    request.on('error', (error) =>
      reject(signal.aborted ? new Error(`no answer within ${timeoutMs / 1000} s`) : error),
    );
    request.end(body);
  });
}
