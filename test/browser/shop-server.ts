import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { packageRoot } from '../../src/platform/package-root.js';

export interface ShopServer {
  url: string;
  /** Demo staff as the server itself tells: passwords are new in every installation. */
  accounts: { email: string; password: string; name: string; role: string }[];
  close(): Promise<void>;
}

/** Longest first start that is waited for, milliseconds: database, demo shop, embeddings of all known questions. */
const longestStart = 270_000;

/**
 * Starts the built server on a free port, as `npm start` would, with a data folder of its own: a copy of the one that
 * `seeded-shop.ts` made.
 * @param settings more of the environment
 */
export async function startShop(settings: Record<string, string> = {}): Promise<ShopServer> {
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-shop-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await cp(inject('seededShop'), folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
    const server = await runServer(folder, settings);
    const answer = await fetch(`${server.url}/demo/staff`);
    const { accounts } = (await answer.json()) as Pick<ShopServer, 'accounts'>;
    return {
      url: server.url,
      accounts,
      async close() {
        await server.end();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The built server on a free port over this data folder, once it is ready; `end` closes it. */
export async function runServer(
  folder: string,
  settings: Record<string, string> = {},
): Promise<{ url: string; end(): Promise<void> }> {
  const child = spawn(process.execPath, [join(packageRoot(), 'dist', 'server', 'main.js')], {
    env: {
      ...process.env,
      DATA_DIR: folder,
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
      DEMO: 'true',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await addressOf(child);
    await ready(url);
    return { url, end: () => ended(child) };
  } catch (error) {
    await ended(child);
    throw error;
  }
}

/** The address that the server prints once it listens. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const timer = setTimeout(
      () => reject(new Error(`The server did not start in time:\n${printed}`)),
      longestStart,
    );
    child.stdout?.on('data', (chunk) => {
      printed += String(chunk);
      const [, url] = /Shop page\s+(http:\/\/[^\s/]+)/.exec(printed) ?? [];
      if (!url) return;
      clearTimeout(timer);
      resolve(url);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`The server ended with code ${code}:\n${printed}`));
    });
  });
}

/** Waits until the index over all known questions is built, which the first start does beside its first requests. */
async function ready(url: string): Promise<void> {
  const until = Date.now() + longestStart;
  while (!(await fetch(`${url}/readyz`)).ok) {
    if (Date.now() > until) throw new Error('The server did not become ready in time.');
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await gone;
  clearTimeout(timer);
}
