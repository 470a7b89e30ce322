import { createHash } from 'node:crypto';
import { lstatSync, unlinkSync } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import { createConnection, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { unavailable } from './errors.js';

export interface DataFolderLock {
  release(): Promise<void>;
}

/** Longest path of a socket that every supported system takes (108 bytes on Linux, 104 on macOS, with the final 0). */
const maxSocketPath = 100;
const pidWaitMs = 500;
const settleMs = 30;

/**
 * Keeps a data folder to one process: two on one folder corrupt the embedded database.
 *
 * The lock is a Unix domain socket that stays bound while the process lives. Unlike a file with a process id it needs
 * no guessing after a crash or kill -9: the system closes the socket, a connection to what is left of it is refused,
 * and then it is replaced. Containers that share the folder on one machine exclude each other too.
 *
 * @param folder made if it is not there
 * @throws AppError `unavailable` with one sentence that names the folder when it cannot be made or is in use
 */
export async function lockDataFolder(folder: string): Promise<DataFolderLock> {
  const real = await makeFolder(folder);
  for (const path of socketPaths(real)) {
    const server = await bind(path, folder);
    if (server !== undefined) return { release: () => close(server) };
  }
  throw unavailable(
    `The data folder ${folder} cannot be locked: neither it nor ${tmpdir()} can hold a socket.`,
  );
}

async function makeFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return await realpath(folder);
  } catch (error) {
    throw unavailable(`The data folder ${folder} cannot be made or read (${codeOf(error)}).`, error);
  }
}

/** Inside the folder; or, where that path is too long or the file system knows no sockets, one that its hash names. */
function socketPaths(folder: string): string[] {
  const name = `zhanggui-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`;
  if (process.platform === 'win32') return [`\\\\.\\pipe\\${name}`];
  const inside = join(folder, 'in-use.sock');
  const outside = join(tmpdir(), `${name}.sock`);
  return Buffer.byteLength(inside) <= maxSocketPath ? [inside, outside] : [outside];
}

/** @returns undefined where no socket can stand at this path */
async function bind(path: string, folder: string): Promise<Server | undefined> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const seen = inodeOf(path);
    const listening = await listen(path);
    if (listening.ok) return await keep(listening.server, path, folder);
    if (listening.code !== 'EADDRINUSE') {
      if (listening.code === 'EACCES') throw unavailable(`The data folder ${folder} is not writable.`);
      return undefined;
    }
    const holder = await ask(path);
    if (holder !== 'nobody') throw inUse(folder, holder.pid);
    // Only what was there before we asked: whatever came since belongs to somebody who is alive.
    if (seen !== undefined && inodeOf(path) === seen) removeIfThere(path);
  }
  throw inUse(folder, undefined);
}

/**
 * Two processes that find the same dead socket may both replace it, the second removing the first's. So the winner is
 * whoever is still there a moment later.
 */
async function keep(server: Server, path: string, folder: string): Promise<Server> {
  const own = inodeOf(path);
  await sleep(settleMs);
  if (inodeOf(path) === own) return server;
  // Closing would remove the file, which is no longer ours.
  server.unref();
  throw inUse(folder, undefined);
}

type Listening = { ok: true; server: Server } | { ok: false; code: string };

function listen(path: string): Promise<Listening> {
  return new Promise((resolve) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end(String(process.pid));
    });
    server.once('error', (error) => resolve({ ok: false, code: codeOf(error) }));
    server.listen(path, () => {
      server.unref();
      server.on('error', () => {});
      resolve({ ok: true, server });
    });
  });
}

/** The kernel accepts connections even while the holder's event loop is busy, so a busy holder is not taken for dead. */
function ask(path: string): Promise<'nobody' | { pid?: string }> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    let pid = '';
    socket.setTimeout(pidWaitMs, () => socket.destroy());
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      pid += chunk;
    });
    socket.on('error', (error) => {
      resolve(['ECONNREFUSED', 'ENOENT'].includes(codeOf(error)) ? 'nobody' : {});
    });
    socket.on('close', () => resolve(/^\d+$/.test(pid) ? { pid } : {}));
  });
}

function inUse(folder: string, pid: string | undefined) {
  const who = pid === undefined ? 'another process' : `another process (${pid})`;
  return unavailable(
    `The data folder ${folder} is in use by ${who}: stop that one, or choose another folder with DATA_DIR.`,
  );
}

function inodeOf(path: string): number | undefined {
  return lstatSync(path, { throwIfNoEntry: false })?.ino;
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
