import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { notFound, unavailable } from '../platform/errors.js';
import { assertHash, type FileStorage } from './file-storage.js';

/** A folder on this machine: `<folder>/ab/abcdef…`. What is there is complete: written elsewhere, synced, then moved. */
export function createLocalStorage(folder: string): FileStorage {
  const placeOf = (hash: string) => {
    assertHash(hash);
    return join(folder, hash.slice(0, 2), hash);
  };
  return {
    async put(hash, path, { size }) {
      const place = placeOf(hash);
      try {
        if ((await sizeOf(place)) === size) return;
        await mkdir(dirname(place), { recursive: true });
        await sync(path);
        await move(path, place);
        await sync(dirname(place));
      } catch (error) {
        throw unavailable('文件没能存下来，请稍后再试。', error);
      }
    },
    async get(hash) {
      const place = placeOf(hash);
      try {
        const file = await open(place, 'r');
        return file.createReadStream();
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw notFound('这个文件已经不在了。');
        throw unavailable('文件暂时打不开，请稍后再试。', error);
      }
    },
    async delete(hash) {
      await rm(placeOf(hash), { force: true });
    },
  };
}

async function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ size }) => size,
    () => undefined,
  );
}

/** Waits until a file's bytes, or a folder's names, are on the disk. */
async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some systems cannot sync a folder (Windows): the rename is then as durable as they make it.
    if (!['EPERM', 'EINVAL', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await handle.close();
  }
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    const beside = `${to}.partial`;
    await copyFile(from, beside);
    await sync(beside);
    await rename(beside, to);
  }
}
