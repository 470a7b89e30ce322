import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildProgram } from '../../test/build-program.js';
import { silentLog } from '../../test/silent-log.js';
import { openDatabase } from './database.js';

let program: string;
let dataDir: string;
let child: ChildProcess | undefined;
beforeAll(async () => {
  program = await buildProgram('test/programs/write-rows.ts');
});
afterAll(() => rm(dirname(program), { recursive: true }));
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'zhanggui-data-'));
});
afterEach(async () => {
  await kill(child);
  child = undefined;
  await rm(dataDir, { recursive: true, force: true });
});

/** Starts the writing program and resolves once it has acknowledged so many rows. */
async function startWriter(rows: number): Promise<{ acknowledged: string[] }> {
  const writer = spawn(process.execPath, [program, dataDir], { stdio: ['ignore', 'pipe', 'pipe'] });
  child = writer;
  let printed = '';
  let failure = '';
  writer.stderr.on('data', (chunk: Buffer) => {
    failure += chunk;
  });
  return new Promise((resolve, reject) => {
    writer.stdout.on('data', (chunk: Buffer) => {
      printed += chunk;
      const acknowledged = printed.split('\n').slice(1, -1);
      if (acknowledged.length >= rows) resolve({ acknowledged });
    });
    writer.on('exit', () => reject(new Error(failure)));
  });
}

async function kill(process: ChildProcess | undefined): Promise<void> {
  if (process === undefined || process.exitCode !== null || process.signalCode !== null) return;
  const gone = new Promise((resolve) => process.once('exit', resolve));
  process.kill('SIGKILL');
  await gone;
}

const open = () => openDatabase({ dataDir, log: silentLog });

describe('the embedded database', () => {
  it('belongs to one process, and after kill -9 opens again with every acknowledged row', async () => {
    const { acknowledged } = await startWriter(20);
    const refused = open();
    await expect(refused).rejects.toMatchObject({ code: 'unavailable' });
    await expect(refused).rejects.toThrow(`${dataDir} is in use by another process (${child?.pid})`);

    await kill(child);
    const database = await open();
    const kept = await database.prisma.visitor.findMany({ select: { id: true } });
    expect(kept.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged));
    await database.close();
  });

  it('gives the folder free when it is closed', async () => {
    const first = await open();
    await first.prisma.visitor.create({ data: {} });
    await first.close();
    const second = await open();
    expect(await second.prisma.visitor.count()).toBe(1);
    await second.close();
  });

  it('starts over when the very first start was cut short', async () => {
    await mkdir(join(dataDir, 'pglite.unfinished', 'base'), { recursive: true });
    await writeFile(join(dataDir, 'pglite.unfinished', 'PG_VERSION'), '18\n');
    const database = await open();
    expect(await database.prisma.visitor.count()).toBe(0);
    await database.close();
    expect(existsSync(join(dataDir, 'pglite.unfinished'))).toBe(false);
  });

  it('says which folder does not open, and holds no lock afterwards', async () => {
    await mkdir(join(dataDir, 'pglite'));
    await writeFile(join(dataDir, 'pglite', 'PG_VERSION'), '9.6\n');
    for (const _ of [1, 2]) {
      await expect(open()).rejects.toThrow(
        `The embedded database in ${join(dataDir, 'pglite')} does not open`,
      );
    }
  });
});
