import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { packageRoot } from '../src/platform/package-root.js';

const folders = ['knowledge-base', 'intents', 'order-rules', 'src/demo'];
const week = 7 * 24 * 3600 * 1000;

/**
 * Stands for what the first start writes: starter content and demo shop. The week counts, because the demo shop's orders
 * lead up to the day on which it was made.
 * @param databaseDump path of the empty database's dump, whose name stands for the schema
 */
export async function contentFingerprint(databaseDump: string): Promise<string> {
  const hash = createHash('sha256')
    .update(basename(databaseDump))
    .update(String(Math.floor(Date.now() / week)));
  for (const folder of folders) {
    const names = await readdir(join(packageRoot(), folder), { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile() && !entry.name.includes('.test.'));
    for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort())
      hash.update(await readFile(path));
  }
  return hash.digest('hex').slice(0, 16);
}
