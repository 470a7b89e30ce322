// Writes the migration that takes the existing ones to prisma/schema.prisma. Nothing is applied to any real database:
// the engine works on PGlite databases in memory. Prisma's native schema engine is not needed, its WebAssembly build is.
// Run: npm run migration -- NAME        (NAME in lower case with underscores, such as add_tags)
//      npm run migration -- --check     (writes nothing; exits 1 when a migration is missing)

import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runInThisContext } from 'node:vm';
import { PGlite } from '@electric-sql/pglite';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPGlite } from 'pglite-prisma-adapter';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'prisma', 'migrations');
const schemaPath = join(root, 'prisma', 'schema.prisma');

const name = process.argv[2] ?? '';
const checkOnly = name === '--check';
if (!checkOnly && !/^[a-z0-9_]{1,60}$/.test(name)) {
  process.stderr.write(
    'Give the migration a name in lower case with underscores: npm run migration -- add_tags\n',
  );
  process.exit(1);
}

const schema = { files: [{ path: schemaPath, content: await readFile(schemaPath, 'utf8') }] };
const lock = '# Prisma reads here which dialect the migrations are written in.\nprovider = "postgresql"\n';
const engine = await openEngine(schema);
const difference = await engine.diff({
  from: { tag: 'migrations', ...(await readMigrations()) },
  to: { tag: 'schemaDatamodel', ...schema },
  script: true,
  exitCode: true,
  filters: { externalTables: [], externalEnums: [] },
});

const changed = 2; // the engine's word for "there is a difference", as in `prisma migrate diff --exit-code`
if (difference.exitCode !== changed) {
  process.stdout.write('The migrations lead to prisma/schema.prisma.\n');
} else if (checkOnly) {
  process.stderr.write('prisma/schema.prisma has changes without a migration: npm run migration -- NAME\n');
  process.exit(1);
} else {
  const timestamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const target = join(folder, `${timestamp}_${name}`);
  await mkdir(target, { recursive: true });
  await writeFile(join(target, 'migration.sql'), difference.stdout);
  await writeFile(join(folder, 'migration_lock.toml'), lock);
  process.stdout.write(`Wrote ${relative(root, target)}/migration.sql: read it before committing it.\n`);
}
process.exit(0); // the engine leaves its databases in memory open

/** @param {{files: {path: string, content: string}[]}} target */
async function openEngine(target) {
  const packageFolder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const bindings = await import(pathToFileURL(join(packageFolder, 'schema_engine_bg.js')).href);
  const code = await readFile(join(packageFolder, 'schema_engine_bg.wasm'));
  // The types of Node do not know this global.
  const { instance } = await runInThisContext('WebAssembly').instantiate(code, {
    './schema_engine_bg.js': bindings,
  });
  bindings.__wbg_set_wasm(instance.exports);
  /** @type {() => void} */ (instance.exports.__wbindgen_start)();
  return bindings.SchemaEngine.new(
    { datamodels: target.files.map((file) => [file.path, file.content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(new PGlite())),
  );
}

async function readMigrations() {
  const found = existsSync(folder) ? await readdir(folder, { withFileTypes: true }) : [];
  const names = found.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: lock },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.sort().map(async (path) => ({
        path,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok', value: await readFile(join(folder, path, 'migration.sql'), 'utf8') },
        },
      })),
    ),
  };
}
