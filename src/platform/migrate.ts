import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unavailable } from './errors.js';
import { newId } from './ids.js';

/** What a migration needs of a database: the embedded one and a PostgreSQL server each bring their own. */
export interface MigratableDatabase {
  /** Runs the work in one transaction on one connection; anything thrown rolls it back. */
  transaction<T>(work: (session: SqlSession) => Promise<T>): Promise<T>;
}
export interface SqlSession {
  /** One statement with `$1…` parameters; resolves to its rows. */
  query(sql: string, parameters?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Any number of statements. */
  script(sql: string): Promise<void>;
}

interface Migration {
  name: string;
  sql: string;
  /** Hex SHA-256 of the file, as Prisma records it. */
  checksum: string;
}

/** The key that Prisma's own migrate command locks, so that the two never run at once. */
const lockKey = 72_707_369;
const lockSeconds = 60;

/** The bookkeeping table exactly as Prisma makes it: `prisma migrate deploy` and `status` go on from where we are. */
const bookkeeping = `CREATE TABLE "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/**
 * Brings the database to the newest migration of the folder. Each migration runs in a transaction of its own under an
 * advisory lock, and what is recorded is read again inside it: any number of servers may start at once.
 *
 * @param folder holds `<name>/migration.sql`; applied in order of name
 * @returns the names that this call applied, in order
 * @throws AppError `unavailable` with one sentence when the recorded history and the folder do not fit together, or
 *   when a migration fails (then nothing of it remains)
 */
export async function migrate(database: MigratableDatabase, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const applied: string[] = [];
  for (;;) {
    const name = await database.transaction(async (session) => {
      await lock(session);
      const recorded = await readHistory(session);
      checkHistory(recorded, migrations);
      const next = migrations.find((migration) => !recorded.some(({ name }) => name === migration.name));
      if (next !== undefined) await apply(session, next);
      return next?.name;
    });
    if (name === undefined) return applied;
    applied.push(name);
  }
}

async function lock(session: SqlSession): Promise<void> {
  await session.query(`SET LOCAL lock_timeout = '${lockSeconds}s'`);
  try {
    await session.query(`SELECT 1 FROM (SELECT pg_advisory_xact_lock(${lockKey})) AS locked`);
  } catch (error) {
    throw unavailable(
      `Another process has been changing the database for over ${lockSeconds} seconds: start again when it is done.`,
      error,
    );
  }
}

async function apply(session: SqlSession, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await session.script(sql);
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error);
    throw unavailable(`The migration ${name} could not be applied: ${told}.`, error);
  }
  await session.query(
    `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count")
     VALUES ($1, $2, $3, transaction_timestamp(), clock_timestamp(), 1)`,
    [newId(), checksum, name],
  );
}

interface Recorded {
  name: string;
  checksum: string;
  finished: boolean;
}

/** Makes the bookkeeping table where the database holds nothing yet. */
async function readHistory(session: SqlSession): Promise<Recorded[]> {
  const tables = await session.query(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()`,
  );
  if (!tables.some(({ name }) => name === '_prisma_migrations')) {
    if (tables.length > 0) {
      throw unavailable(
        `The database already holds tables (such as ${String(tables[0]?.name)}) that Zhanggui did not make: give it an empty database of its own.`,
      );
    }
    await session.script(bookkeeping);
  }
  const rows = await session.query(
    `SELECT "migration_name" AS name, "checksum", "finished_at" IS NOT NULL AS finished
     FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL ORDER BY "migration_name"`,
  );
  return rows.map((row) => ({
    name: String(row.name),
    checksum: String(row.checksum),
    finished: row.finished === true,
  }));
}

function checkHistory(recorded: Recorded[], migrations: Migration[]): void {
  for (const { name, checksum, finished } of recorded) {
    const known = migrations.find((migration) => migration.name === name);
    if (known === undefined) {
      throw unavailable(
        `The database was made by a newer version of Zhanggui (its migration ${name} is unknown here): start that version, or restore a backup from before.`,
      );
    }
    if (!finished) {
      throw unavailable(
        `The migration ${name} was begun by another program and never finished: finish or roll it back there first.`,
      );
    }
    if (known.checksum !== checksum) {
      throw unavailable(
        `The file of migration ${name} is not the one that this database was made with: restore the original file.`,
      );
    }
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw unavailable(`The folder of database migrations is missing: ${folder}.`);
  });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8').catch(() => {
        throw unavailable(`The migration ${name} has no migration.sql in ${folder}.`);
      });
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}
