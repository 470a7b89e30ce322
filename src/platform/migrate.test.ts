import { appendFile, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { startPostgres } from '../../test/database.js';
import { silentLog } from '../../test/silent-log.js';
import { migrationsFolder } from './database.js';
import { migratable } from './embedded-database.js';
import { AppError } from './errors.js';
import { migrate } from './migrate.js';
import { openPostgresDatabase } from './postgres-database.js';

const folders: string[] = [];
const clients: PGlite[] = [];
let folder: string;
let client: PGlite;

/** A folder with our real migrations, free to be changed, and an empty database, for every test. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-migrations-'));
  folders.push(folder);
  await cp(migrationsFolder(), folder, { recursive: true });
  client = new PGlite();
  clients.push(client);
});
afterAll(async () => {
  await Promise.all(clients.map((each) => each.close()));
  await Promise.all(folders.map((each) => rm(each, { recursive: true })));
});

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name));
  await writeFile(join(folder, name, 'migration.sql'), sql);
}

async function names(): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

async function tables(): Promise<string[]> {
  const { rows } = await client.query<{ tablename: string }>(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`,
  );
  return rows.map(({ tablename }) => tablename);
}

async function refusal(): Promise<string> {
  const error: unknown = await migrate(migratable(client), folder).catch((thrown: unknown) => thrown);
  if (!(error instanceof AppError)) throw new Error(`Not refused: ${error}`);
  expect(error.message).not.toContain('\n');
  return error.message;
}

describe('migrate', () => {
  it('makes a fresh database, records it as Prisma does, and has nothing to do the second time', async () => {
    expect(await migrate(migratable(client), folder)).toEqual(await names());
    expect(await tables()).toEqual(expect.arrayContaining(['Conversation', 'Message', 'OutboxEvent']));

    const { rows } = await client.query<Record<string, unknown>>(
      'SELECT * FROM "_prisma_migrations" ORDER BY migration_name',
    );
    expect(rows).toHaveLength((await names()).length);
    for (const row of rows) {
      expect(row).toMatchObject({ logs: null, rolled_back_at: null, applied_steps_count: 1 });
      expect(row.checksum).toMatch(/^[0-9a-f]{64}$/);
      expect(row.finished_at).toBeInstanceOf(Date);
    }
    expect(await migrate(migratable(client), folder)).toEqual([]);
  });

  it('applies only what is new', async () => {
    await migrate(migratable(client), folder);
    await addMigration('29990101000000_more', 'CREATE TABLE "More" (id int); INSERT INTO "More" VALUES (1);');
    expect(await migrate(migratable(client), folder)).toEqual(['29990101000000_more']);
  });

  it('applies everything once when two start at the same time', async () => {
    const both = await Promise.all([
      migrate(migratable(client), folder),
      migrate(migratable(client), folder),
    ]);
    expect(both.flat().sort()).toEqual(await names());
  });

  it('refuses a file that was changed after it was applied', async () => {
    await migrate(migratable(client), folder);
    const [first] = await names();
    await appendFile(join(folder, String(first), 'migration.sql'), '\n-- one more line\n');
    expect(await refusal()).toContain(String(first));
  });

  it('refuses a database of a newer version', async () => {
    await addMigration('29990101000000_future', 'CREATE TABLE "Future" (id int);');
    await migrate(migratable(client), folder);
    await rm(join(folder, '29990101000000_future'), { recursive: true });
    expect(await refusal()).toContain('newer version of Zhanggui');
  });

  it('refuses a migration that another program left unfinished', async () => {
    await migrate(migratable(client), folder);
    await client.exec('UPDATE "_prisma_migrations" SET finished_at = NULL');
    expect(await refusal()).toContain('never finished');
  });

  it("refuses a database that holds somebody else's tables", async () => {
    await client.exec('CREATE TABLE wp_posts (id int)');
    expect(await refusal()).toContain('wp_posts');
    expect(await tables()).toEqual(['wp_posts']);
  });

  it('leaves nothing of a migration that fails half way, and goes on once it is mended', async () => {
    await addMigration('29990101000000_broken', 'CREATE TABLE "Half" (id int); SELECT nonsense;');
    expect(await refusal()).toContain('29990101000000_broken');
    expect(await tables()).not.toContain('Half');
    await writeFile(join(folder, '29990101000000_broken', 'migration.sql'), 'CREATE TABLE "Half" (id int);');
    expect(await migrate(migratable(client), folder)).toEqual(['29990101000000_broken']);
  });

  it('refuses a folder without migrations, and one that lacks its file', async () => {
    await mkdir(join(folder, '29990101000000_empty'));
    expect(await refusal()).toContain('29990101000000_empty has no migration.sql');
    await rm(folder, { recursive: true });
    expect(await refusal()).toContain('missing');
    folders.pop();
  });
});

describe('two servers on one PostgreSQL', () => {
  it('may start at the same time', async ({ skip }) => {
    const server = await startPostgres();
    if (server === undefined) return skip();
    try {
      const opened = await Promise.all(
        [1, 2, 3].map(() => openPostgresDatabase(server.url, migrationsFolder(), silentLog)),
      );
      const [first] = opened;
      expect(await first?.prisma.visitor.count()).toBe(0);
      await Promise.all(opened.map((database) => database.close()));
    } finally {
      await server.stop();
    }
  });
});
