import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { migrationsFolder } from '../src/platform/database.js';
import { migratable } from '../src/platform/embedded-database.js';
import { migrate } from '../src/platform/migrate.js';
import { packageRoot } from '../src/platform/package-root.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of a dumped, migrated and otherwise empty PGlite data folder. */
    databaseDump: string;
  }
}

/**
 * Vitest's global set-up: making a cluster takes seconds and loading a dump of one does not, so a migrated one is
 * dumped once. The dump outlives the run, under a name that stands for the migrations and the PGlite version.
 */
export default async function setup(project: TestProject): Promise<void> {
  const cache = join(packageRoot(), 'node_modules', '.cache', 'zhanggui');
  const path = join(cache, `test-database-${await fingerprint()}.tar`);
  if (!existsSync(path)) {
    await mkdir(cache, { recursive: true });
    for (const name of await readdir(cache)) {
      if (/^test-database-[0-9a-f]+\.tar$/.test(name)) await rm(join(cache, name), { force: true });
    }
    const client = new PGlite();
    await migrate(migratable(client), migrationsFolder());
    const dump = await client.dumpDataDir('none');
    await client.close();
    // Whole or not at all: another run may be looking for it right now.
    const partial = `${path}.${process.pid}`;
    await writeFile(partial, Buffer.from(await dump.arrayBuffer()));
    await rename(partial, path);
  }
  project.provide('databaseDump', path);
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  hash.update(await readFile(join(packageRoot(), 'node_modules/@electric-sql/pglite/package.json')));
  const folder = migrationsFolder();
  for (const name of (await readdir(folder)).sort()) {
    const file = join(folder, name, 'migration.sql');
    if (existsSync(file)) hash.update(name).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}
