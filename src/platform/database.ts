import { join } from 'node:path';
import { openEmbeddedDatabase } from './embedded-database.js';
import type { PrismaClient } from './generated/prisma/client.js';
import type { Log } from './log.js';
import { packageRoot } from './package-root.js';
import { openPostgresDatabase } from './postgres-database.js';

export interface Database {
  prisma: PrismaClient;
  kind: 'embedded' | 'postgres';
  /** Waits for running queries, closes, and gives the data folder free. */
  close(): Promise<void>;
}

export function migrationsFolder(): string {
  return join(packageRoot(), 'prisma', 'migrations');
}

/**
 * The database that the settings name, with all migrations applied: a PostgreSQL server where there is an address, else
 * the embedded one in the data folder, which then belongs to this process alone.
 *
 * @throws AppError `unavailable` whose message is one sentence for the operator, without the password
 */
export function openDatabase(settings: {
  dataDir: string;
  databaseUrl?: string;
  log: Log;
}): Promise<Database> {
  const { dataDir, databaseUrl, log } = settings;
  return databaseUrl === undefined
    ? openEmbeddedDatabase(dataDir, migrationsFolder(), log)
    : openPostgresDatabase(databaseUrl, migrationsFolder(), log);
}
