import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 200;
const patienceMs = 15 * 60_000;
const heartbeatMs = 2_000;
const silentMs = 20_000;

/**
 * Lets one process at a time set the project up; the others wait and then find the work done.
 *
 * @template T
 * @param {string} root
 * @param {() => void} onWait called once when somebody else is at it
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withSetupLock(root, onWait, work) {
  const file = join(root, '.cache', 'setup.pid');
  mkdirSync(dirname(file), { recursive: true });
  const deadline = Date.now() + patienceMs;
  for (let told = false; !take(file); await sleep(pollMs)) {
    if (!told) onWait();
    told = true;
    if (Date.now() > deadline)
      throw new Error(`another process has been setting up for too long; see ${file}`);
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  const heartbeat = setInterval(() => touch(file), heartbeatMs);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.off('exit', release);
    release();
  }
}

/** @param {string} file */
function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Somebody cleaned up under us; at worst a second process does the same work.
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code !== 'EEXIST') throw new Error(`the project folder cannot be written to (${code} at ${file})`);
    if (!isAlive(file)) rmSync(file, { force: true });
    return false;
  }
}

/**
 * The process is there and has been heard of lately: its number alone may by now be another's.
 *
 * @param {string} file
 */
function isAlive(file) {
  try {
    if (Date.now() - statSync(file).mtimeMs > silentMs) return false;
    const pid = Number(readFileSync(file, 'utf8'));
    if (pid === 0) return true; // just being written
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
