import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, type Results } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { lockDataFolder } from './data-folder-lock.js';
import type { Database } from './database.js';
import { AppError, unavailable } from './errors.js';
import { PrismaClient } from './generated/prisma/client.js';
import type { Log } from './log.js';
import { type MigratableDatabase, migrate } from './migrate.js';
import { transactionOptions } from './transaction-limits.js';
import { yieldingAdapter } from './yielding-adapter.js';

/**
 * PostgreSQL inside our own process (PGlite), in `<dataDir>/pglite`, migrated and ready.
 *
 * It has one connection: a transaction has the database to itself, and a query that goes past the transaction's own
 * client from inside it would wait for itself. Use only the client that `$transaction` hands over.
 *
 * @throws AppError `unavailable` with one sentence when the folder is in use, unreadable or of a newer version
 */
export async function openEmbeddedDatabase(dataDir: string, migrations: string, log: Log): Promise<Database> {
  const lock = await lockDataFolder(dataDir);
  try {
    const client = await openFolder(dataDir, log);
    try {
      const applied = await migrate(migratable(client), migrations);
      if (applied.length > 0) log.info({ migrations: applied }, 'The database was brought up to date.');
    } catch (error) {
      await client.close();
      throw error;
    }
    const database = databaseOn(client);
    return {
      ...database,
      close: async () => {
        await database.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Wraps a PGlite that is open and migrated; closing the result closes it. */
export function databaseOn(client: PGlite): Database {
  const prisma = new PrismaClient({ adapter: yieldingAdapter(new PrismaPGlite(client)), transactionOptions });
  return {
    kind: 'embedded',
    prisma,
    close: async () => {
      await prisma.$disconnect();
      if (!client.closed) await client.close();
    },
  };
}

export function migratable(client: PGlite): MigratableDatabase {
  return {
    transaction: (work) =>
      client.transaction((transaction) =>
        work({
          query: async (sql, parameters) => {
            const { rows }: Results<Record<string, unknown>> = await transaction.query(sql, parameters);
            return rows;
          },
          script: async (sql) => {
            await transaction.exec(sql);
          },
        }),
      ),
  };
}

/** A first start that is cut short leaves its half-made cluster in a folder of its own, which the next start drops. */
async function openFolder(dataDir: string, log: Log): Promise<PGlite> {
  const folder = join(dataDir, 'pglite');
  if (!existsSync(folder)) {
    log.info('Making the embedded database for the first time: this takes a few seconds.');
    const unfinished = join(dataDir, 'pglite.unfinished');
    await rm(unfinished, { recursive: true, force: true });
    const fresh = await openAt(unfinished);
    await fresh.close();
    await rename(unfinished, folder);
  }
  return openAt(folder);
}

async function openAt(folder: string): Promise<PGlite> {
  try {
    const client = new PGlite({ dataDir: folder });
    await client.waitReady;
    // Prisma's adapter reads every time as if the session's zone were UTC.
    await client.exec(`SET TIME ZONE 'UTC'`);
    return client;
  } catch (error) {
    if (error instanceof AppError) throw error;
    const told = error instanceof Error ? error.message : String(error);
    throw unavailable(`The embedded database in ${folder} does not open: ${told}.`, error);
  }
}
