import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedHook<Data = Record<string, unknown>> {
  /** Of the header `zhanggui-delivery`. */
  delivery: string;
  id: string;
  topic: string;
  data: Data;
  signature: string;
  body: string;
}

/** The shop's own server: takes what it is sent over the network, and answers as it is told. */
export async function openHookReceiver() {
  const got: ReceivedHook[] = [];
  /** The next answers; afterwards 200. `never`: none at all. */
  const answers: (number | 'never')[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      got.push({
        ...(JSON.parse(body || '{}') as Pick<ReceivedHook, 'id' | 'topic' | 'data'>),
        delivery: String(request.headers['zhanggui-delivery']),
        signature: String(request.headers['zhanggui-signature']),
        body,
      });
      const answer = answers.shift() ?? 200;
      if (answer === 'never') return;
      const moved = answer >= 300 && answer < 400 ? { location: `${address}/elsewhere` } : {};
      response.writeHead(answer, moved).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${address}/hook`,
    got,
    answers,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * A receiver's own check, as README tells shops to write it.
 * @param seconds since 1970
 */
export function isSignedHook(secret: string, { body, signature }: ReceivedHook, seconds: number): boolean {
  const [, time = '', digest = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
  const expected = createHmac('sha256', secret).update(`${time}.${body}`).digest();
  const given = Buffer.from(digest, 'hex');
  return (
    Math.abs(seconds - Number(time)) <= 300 &&
    given.length === expected.length &&
    timingSafeEqual(given, expected)
  );
}
