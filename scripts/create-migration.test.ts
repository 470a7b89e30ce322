import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../src/platform/package-root.js';

/** A copy of what the script works on, so that the real migrations stay as they are. */
let copy: string;
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'zhanggui-authoring-'));
  const root = packageRoot();
  await cp(join(root, 'prisma'), join(copy, 'prisma'), { recursive: true });
  await cp(join(root, 'scripts/create-migration.mjs'), join(copy, 'scripts/create-migration.mjs'));
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rm(copy, { recursive: true }));

function createMigration(argument: string) {
  return spawnSync(process.execPath, ['scripts/create-migration.mjs', argument], {
    cwd: copy,
    encoding: 'utf8',
  });
}

async function change(from: string, to: string): Promise<void> {
  const path = join(copy, 'prisma/schema.prisma');
  const schema = await readFile(path, 'utf8');
  expect(schema).toContain(from);
  await writeFile(path, schema.replace(from, to));
}

describe('create-migration', { timeout: 120_000 }, () => {
  it('finds that our migrations lead to our schema', () => {
    expect(createMigration('--check')).toMatchObject({ status: 0, stderr: '' });
  });

  it('writes the step to a changed schema, once', async () => {
    await change('model Setting {', 'model Setting {\n  note String?');
    expect(createMigration('--check')).toMatchObject({ status: 1 });
    expect(createMigration('add_note')).toMatchObject({ status: 0 });
    const names = await readdir(join(copy, 'prisma/migrations'));
    const name = names.find((each) => each.endsWith('_add_note'));
    const sql = await readFile(join(copy, 'prisma/migrations', String(name), 'migration.sql'), 'utf8');
    expect(sql).toContain('ALTER TABLE "Setting" ADD COLUMN     "note" TEXT');
    expect(createMigration('--check')).toMatchObject({ status: 0 });
  });

  it('asks for a proper name', () => {
    const { status, stderr } = createMigration('Add Note!');
    expect(status).toBe(1);
    expect(stderr).toContain('lower case');
  });
});
