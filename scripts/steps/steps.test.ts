import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/platform/package-root.js';

const here = (file: string) => new URL(file, import.meta.url).href;
const { readStamp } = await import(here('./stamp.mjs'));
const { isInstalled } = await import(here('./install-packages.mjs'));
const { nodeVersionProblem } = await import(here('./node-version.mjs'));
const { runCommand } = await import(here('./run-command.mjs'));

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'zhanggui-steps-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(path: string, content: string): Promise<void> {
  await mkdir(join(root, path, '..'), { recursive: true });
  await writeFile(join(root, path), content);
}

describe('readStamp', () => {
  const what = { inputs: ['src'], outputs: ['out'], skip: (path: string) => path.endsWith('.test.ts') };
  const read = () => readStamp(root, 'example', what);

  beforeEach(async () => {
    await write('src/a.ts', 'a');
    await write('out', '');
    await (await read()).save();
  });

  it('is current until an input changes, is added or goes', async () => {
    expect((await read()).current).toBe(true);
    await write('src/a.ts', 'b');
    expect((await read()).current).toBe(false);
    await write('src/a.ts', 'a');
    expect((await read()).current).toBe(true);
    await write('src/deep/b.ts', 'b');
    expect((await read()).current).toBe(false);
    await rm(join(root, 'src/deep'), { recursive: true });
    await rm(join(root, 'src/a.ts'));
    expect((await read()).current).toBe(false);
  });

  it('takes no notice of times alone, of what is skipped, or of other files', async () => {
    await utimes(join(root, 'src/a.ts'), new Date(0), new Date(0));
    await write('src/a.test.ts', 'test');
    await write('elsewhere/c.ts', 'c');
    expect((await read()).current).toBe(true);
  });

  it('is not current without its output', async () => {
    await rm(join(root, 'out'));
    expect((await read()).current).toBe(false);
  });

  it('records the inputs as they were before the work, not after', async () => {
    await write('src/a.ts', 'new');
    const before = await read();
    await write('src/a.ts', 'changed while building');
    await before.save();
    expect((await read()).current).toBe(false);
  });
});

describe('isInstalled', () => {
  const lock = (packages: object) => JSON.stringify({ packages });

  it.each([
    ['nothing installed', { 'node_modules/a': { version: '1.0.0' } }, undefined, false],
    [
      'the same',
      { '': {}, 'node_modules/a': { version: '1.0.0' } },
      { 'node_modules/a': { version: '1.0.0' } },
      true,
    ],
    [
      'another version',
      { 'node_modules/a': { version: '1.0.1' } },
      { 'node_modules/a': { version: '1.0.0' } },
      false,
    ],
    ['one missing', { 'node_modules/a': { version: '1.0.0' } }, {}, false],
    ['an optional one missing', { 'node_modules/a': { version: '1.0.0', optional: true } }, {}, true],
  ])('%s', async (_, wanted, present, expected) => {
    await write('package-lock.json', lock(wanted));
    if (present !== undefined) await write('node_modules/.package-lock.json', lock(present));
    expect(isInstalled(root)).toBe(expected);
  });

  it('holds for the folder that this test runs in', () => {
    expect(isInstalled(packageRoot())).toBe(true);
  });
});

describe('nodeVersionProblem', () => {
  it('agrees with package.json and .nvmrc', () => {
    const { engines } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
    const pinned = readFileSync(join(packageRoot(), '.nvmrc'), 'utf8').trim();
    expect(engines.node).toBe(`>=${pinned}`);
    expect(nodeVersionProblem(`${pinned}.0`)).toBeUndefined();
    expect(nodeVersionProblem('24.1.0')).toBeUndefined();
  });

  it.each(['20.18.9', '18.20.4'])('says what to do about %s', (version) => {
    expect(nodeVersionProblem(version)).toMatch(/needs Node .* is .*: install/);
  });
});

describe('runCommand', () => {
  it('tells how a failing command ended and what it printed', async () => {
    const program = `console.log('half'); console.error('way'); process.exit(3)`;
    await expect(runCommand(process.execPath, ['-e', program], { cwd: root })).rejects.toThrow(
      /exit code 3\nhalf\nway/,
    );
  });

  it('tells of a command that is not there', async () => {
    await expect(runCommand('no-such-command', [], { cwd: root })).rejects.toThrow('cannot be started');
  });
});

describe('setUp', () => {
  /** Runs two steps with our real set-up in a project folder of its own. */
  async function setUp(steps: string): Promise<{ code: number | null; stderr: string; stdout: string }> {
    await write('main.mjs', `import { setUp } from './scripts/setup.mjs';\nawait setUp(${steps});\n`);
    const child = spawn(process.execPath, ['main.mjs'], { cwd: root });
    let stderr = '';
    let stdout = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk;
    });
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk;
    });
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, stderr, stdout };
  }

  beforeEach(() => cp(join(packageRoot(), 'scripts'), join(root, 'scripts'), { recursive: true }));

  it('prints a line a step on stderr and nothing on stdout', async () => {
    const did = `{ name: 'a', run: async () => ({ did: 'a made' }) }`;
    const idle = `{ name: 'b', run: async () => ({ upToDate: 'b is there' }) }`;
    const { code, stdout, stderr } = await setUp(`[${did}, [${idle}]]`);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(/^✓ a made \(\d+\.\d s\)\n· b is there \(\d+\.\d s\)\n$/);
    expect((await setUp(`[${did}, ${idle}], { quiet: true }`)).stderr).not.toContain('b is there');
  });

  it('ends with exit code 1 and the name of the step that failed, without running the next', async () => {
    const bad = `{ name: 'a', run: async () => { throw new Error('disk full') } }`;
    const { code, stderr } = await setUp(`[${bad}, { name: 'b', run: async () => ({ did: 'b made' }) }]`);
    expect(code).toBe(1);
    expect(stderr).toBe('✗ a: disk full\n');
  });

  it('runs once at a time in one folder, and not for ever after a kill -9', async () => {
    const slow = `[{ name: 'a', run: async ({ root }) => {
      const { existsSync, writeFileSync, rmSync } = await import('node:fs');
      if (existsSync(root + '/busy')) throw new Error('two at once');
      writeFileSync(root + '/busy', '');
      await new Promise((resolve) => setTimeout(resolve, 400));
      rmSync(root + '/busy');
      return { did: 'done' };
    } }]`;
    const both = await Promise.all([setUp(slow), setUp(slow)]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.map(({ stderr }) => stderr).join('')).toContain('waiting for another set-up');
    expect(existsSync(join(root, '.cache/setup.pid'))).toBe(false);

    await write('.cache/setup.pid', '999999999');
    expect((await setUp(slow)).code).toBe(0);
  });
});
