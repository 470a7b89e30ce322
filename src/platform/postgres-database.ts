import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { Database } from './database.js';
import { type AppError, unavailable } from './errors.js';
import { PrismaClient } from './generated/prisma/client.js';
import type { Log } from './log.js';
import { type MigratableDatabase, migrate } from './migrate.js';
import { transactionOptions } from './transaction-limits.js';

const connectTimeoutMs = 5_000;
const connections = 10;
const statementTimeoutMs = 30_000;

/**
 * A PostgreSQL server, migrated and ready.
 *
 * @param url `postgresql://user:password@host:port/database`
 * @throws AppError `unavailable` with one sentence about what is wrong, without the password
 */
export async function openPostgresDatabase(url: string, migrations: string, log: Log): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    // Also the wait for a connection of the pool: a rush queues up here, and waiting is better than refusing.
    connectionTimeoutMillis: transactionOptions.maxWait,
    application_name: 'zhanggui',
    keepAlive: true,
    // Before anybody gets the connection: a query beside theirs would be refused by the next version of pg. Prisma's
    // adapter reads every time as if the session's zone were UTC.
    onConnect: async (client) => {
      await client.query(`SET TIME ZONE 'UTC'; SET statement_timeout = ${statementTimeoutMs}`);
    },
  });
  // An idle connection that the server drops is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'An idle database connection was lost.'));
  try {
    await checkConnection(url);
    const applied = await migrate(migratable(pool), migrations);
    if (applied.length > 0) log.info({ migrations: applied }, 'The database was brought up to date.');
  } catch (error) {
    await pool.end();
    throw error;
  }
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions });
  return {
    kind: 'postgres',
    prisma,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

async function checkConnection(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
  try {
    await client.connect();
  } catch (error) {
    throw explained(error, new URL(url));
  } finally {
    await client.end().catch(() => undefined);
  }
}

function migratable(pool: pg.Pool): MigratableDatabase {
  return {
    transaction: async (work) => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await client.query('SET LOCAL statement_timeout = 0');
        const result = await work({
          query: async (sql, parameters) => (await client.query(sql, parameters)).rows,
          script: async (sql) => {
            await client.query(sql);
          },
        });
        await client.query('COMMIT');
        client.release();
        return result;
      } catch (error) {
        // The connection goes too: whatever state it is in, the server rolls back when it closes.
        client.release(true);
        throw error;
      }
    },
  };
}

/** PostgreSQL's SQLSTATE codes (appendix A of its manual) and Node's network codes, in words. */
function explained(error: unknown, url: URL): AppError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const where = `${url.hostname}:${url.port || '5432'}`;
  const user = decodeURIComponent(url.username) || 'the default user';
  const database = decodeURIComponent(url.pathname.slice(1));
  switch (code) {
    case 'ECONNREFUSED':
      return unavailable(`Nothing answers at ${where}: start PostgreSQL there, or correct DATABASE_URL.`);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return unavailable(`The database host ${url.hostname} in DATABASE_URL is not known.`);
    case '28P01':
      return unavailable(`PostgreSQL at ${where} refuses the password of ${user} in DATABASE_URL.`);
    case '28000':
      return unavailable(`PostgreSQL at ${where} does not let ${user} in: check the user and pg_hba.conf.`);
    case '3D000':
      return unavailable(`PostgreSQL at ${where} has no database named ${database}: create it first.`);
    case '42501':
      return unavailable(`${user} may not connect to the database ${database} at ${where}.`);
    case '53300':
      return unavailable(`PostgreSQL at ${where} has no connection left: raise its max_connections.`);
    case '57P03':
      return unavailable(`PostgreSQL at ${where} is still starting: try again in a moment.`);
    default:
      return unavailable(`The database at ${where} cannot be reached: ${reason(error)}.`);
  }
}

function reason(error: unknown): string {
  const told = error instanceof Error && error.message !== '' ? error.message : 'no reason was given';
  return /timeout/i.test(told)
    ? `no answer within ${connectTimeoutMs / 1000} seconds`
    : told.replace(/\.$/, '');
}
