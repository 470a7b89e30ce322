import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres } from '../../test/database.js';
import { silentLog } from '../../test/silent-log.js';
import { migrationsFolder } from './database.js';
import { AppError } from './errors.js';
import { openPostgresDatabase } from './postgres-database.js';

let server: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());

/** The sentence with which the server refuses to start. */
async function refusal(url: string): Promise<string> {
  const opening = openPostgresDatabase(url, migrationsFolder(), silentLog);
  const outcome: unknown = await opening.then(
    (database) => database.close(),
    (error: unknown) => error,
  );
  if (!(outcome instanceof AppError)) throw new Error(`Not refused: ${outcome}`);
  expect(outcome.message).not.toContain('hunter2');
  expect(outcome.message).not.toContain('\n');
  expect(outcome.message).toMatch(/\.$/);
  return outcome.message;
}

it('sets a connection up before anybody asks over it: pg warns of a query beside another', async () => {
  if (!server) return;
  const warned: string[] = [];
  const listen = ({ message }: Error) => warned.push(message);
  process.on('warning', listen);
  const database = await openPostgresDatabase(server.url, migrationsFolder(), silentLog);
  try {
    const zones = await Promise.all(
      Array.from(
        { length: 8 },
        () => database.prisma.$queryRaw<{ zone: string }[]>`SELECT current_setting('TimeZone') AS zone`,
      ),
    );
    expect(new Set(zones.flat().map(({ zone }) => zone))).toEqual(new Set(['UTC']));
  } finally {
    await database.close();
    process.off('warning', listen);
  }
  expect(warned.filter((message) => message.includes('client.query()'))).toEqual([]);
});

describe('a DATABASE_URL that does not work', () => {
  it('at a port where nothing listens', async () => {
    expect(await refusal('postgresql://shop:hunter2@127.0.0.1:1/chat')).toContain(
      'Nothing answers at 127.0.0.1:1',
    );
    expect(await refusal('postgresql://shop:hunter2@localhost:1/chat')).toContain(
      'Nothing answers at localhost:1',
    );
  });

  it('at a host that nobody knows', async () => {
    expect(await refusal('postgresql://shop:hunter2@no-such-host.invalid/chat')).toContain(
      'no-such-host.invalid',
    );
  });

  it('at a server that accepts and says nothing', { timeout: 15_000 }, async () => {
    const mute = createServer();
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const address = mute.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const started = Date.now();
    expect(await refusal(`postgresql://shop:hunter2@127.0.0.1:${port}/chat`)).toContain('no answer within 5');
    expect(Date.now() - started).toBeLessThan(10_000);
    mute.close();
  });

  it('at a server that is no PostgreSQL', async () => {
    const other = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    expect(await refusal(`postgresql://shop:hunter2@127.0.0.1:${port}/chat`)).toContain(`127.0.0.1:${port}`);
    other.close();
  });

  it('with a wrong password, an unknown user, a missing database', async ({ skip }) => {
    if (server === undefined) return skip();
    const wrong = (change: (url: URL) => void) => {
      const url = new URL(String(server?.url));
      change(url);
      return refusal(url.href);
    };
    expect(
      await wrong((url) => {
        url.password = 'hunter2';
      }),
    ).toContain('refuses the password of postgres');
    expect(
      await wrong((url) => {
        url.username = 'nobody';
      }),
    ).toContain('nobody');
    expect(
      await wrong((url) => {
        url.pathname = '/missing';
      }),
    ).toContain('no database named missing');
  });
});
