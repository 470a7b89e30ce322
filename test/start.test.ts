import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProgram } from './build-program.js';

/** The server as a process of its own, as an operator meets it when something is wrong. */
let program: string;
let folder: string;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  program = await buildProgram('src/main.ts');
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-start-'));
}, 60_000);
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

function launch(settings: Record<string, string>) {
  const child = spawn(process.execPath, [program], {
    env: {
      PATH: process.env.PATH,
      DATA_DIR: join(folder, 'data'),
      MODEL_DIR: join(folder, 'no-model'),
      PORT: '0',
      DEMO: 'false',
      LOG_LEVEL: 'silent',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    said.out += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    said.err += String(chunk);
  });
  const ended = once(child, 'exit').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  return { child, said, ended };
}

/** What the program says when it refuses to start: one line on stderr, no stack, exit code 1. */
async function refusal(settings: Record<string, string>): Promise<string> {
  const { said, ended } = launch(settings);
  expect(await ended).toBe(1);
  expect(said.out).toBe('');
  expect(said.err.trim().split('\n')).toHaveLength(1);
  return said.err.trim();
}

async function untilOpen({ said }: ReturnType<typeof launch>): Promise<string> {
  await expect.poll(() => said.out, { timeout: 60_000 }).toContain('Ctrl-C closes it cleanly');
  return /http:\/\/[^\s/]+/.exec(said.out)?.[0] ?? '';
}

describe('a start that cannot succeed says why in one sentence', () => {
  it.each([
    [{ PORT: 'eighty' }, /PORT must be a whole number/],
    [{ ZHANGGUI_PORT: '80' }, /ZHANGGUI_PORT is not a known variable/],
    [{ SHOP_TIME_ZONE: 'Mars/Olympus' }, /SHOP_TIME_ZONE/],
    [{ DATABASE_URL: 'mysql://localhost/shop' }, /DATABASE_URL must look like postgresql:/],
    [{ DATABASE_URL: 'postgresql://shop:very-secret@127.0.0.1:1/shop' }, /127\.0\.0\.1/],
    [{ TOKEN_SECRET: 'short' }, /TOKEN_SECRET/],
  ])('%o', async (settings, sentence) => {
    const said = await refusal(settings);
    expect(said).toMatch(sentence);
    expect(said).not.toContain('very-secret');
  });

  it('a data folder that is a file', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    expect(await refusal({ DATA_DIR: file })).toContain(file);
  });

  it('a port that another program has', async () => {
    const other: Server = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    expect(await refusal({ PORT: String(port), DATA_DIR: join(folder, 'used-port') })).toBe(
      `Port ${port} on 127.0.0.1 is already in use: stop the other program or set PORT.`,
    );
    other.close();
  }, 60_000);

  it('a data folder that another server has; the first one goes on, and Ctrl-C closes it cleanly', async () => {
    const first = launch({});
    const address = await untilOpen(first);
    expect(first.said.out).toContain('staff add');
    expect(await refusal({})).toContain(join(folder, 'data'));
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    // Without the demo there is no demo page, and nobody's password is told.
    expect((await fetch(`${address}/demo/staff`)).status).toBe(404);
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
    expect(first.said.err).toBe('');
  }, 90_000);
});
