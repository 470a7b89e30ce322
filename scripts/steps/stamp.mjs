import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Tells whether a step's outputs still belong to its inputs. Asking is cheap: paths, times and sizes are compared
 * first, and only if they differ (a fresh checkout, a touched file) the contents.
 *
 * @param {string} root
 * @param {string} name of the stamp
 * @param {{inputs: string[], outputs: string[], skip?: (path: string) => boolean}} what files and folders from the root
 * @returns {Promise<{current: boolean, save: () => Promise<void>}>} `save` records the inputs as they were when asked,
 *   so that a file which changes during a build counts as changed afterwards
 */
export async function readStamp(root, name, { inputs, outputs, skip = () => false }) {
  const file = join(root, '.cache', 'stamps', `${name}.json`);
  const saved = readJson(file);
  const made = outputs.every((path) => existsSync(join(root, path)));
  const files = await list(root, inputs, skip);
  const listing = hashOf(files.map(({ path, size, time }) => `${path} ${size} ${time}`));
  if (made && saved?.listing === listing) return { current: true, save: async () => {} };

  const content = await contentHash(root, files);
  const save = () => write(file, { listing, content });
  if (!made || saved?.content !== content) return { current: false, save };
  await save();
  return { current: true, save };
}

/**
 * @param {string} root
 * @param {string[]} inputs
 * @param {(path: string) => boolean} skip
 * @returns {Promise<{path: string, size: number, time: number}[]>} every file, sorted by path
 */
async function list(root, inputs, skip) {
  /** @type {{path: string, size: number, time: number}[]} */
  const files = [];
  /** @param {string} path */
  const visit = async (path) => {
    if (skip(path)) return;
    const found = await stat(join(root, path)).catch(() => undefined);
    if (found === undefined) return;
    if (found.isFile()) files.push({ path, size: found.size, time: found.mtimeMs });
    if (found.isDirectory()) {
      const names = await readdir(join(root, path));
      await Promise.all(names.map((each) => visit(`${path}/${each}`)));
    }
  };
  await Promise.all(inputs.map(visit));
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * @param {string} root
 * @param {{path: string}[]} files
 */
async function contentHash(root, files) {
  const parts = await Promise.all(
    files.map(async ({ path }) => {
      const content = await readFile(join(root, path)).catch(() => ''); // gone since it was listed
      return `${path} ${hashOf([content])}`;
    }),
  );
  return hashOf(parts);
}

/** @param {(string | Buffer)[]} parts */
function hashOf(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\n');
  return hash.digest('hex');
}

/**
 * @param {string} file
 * @returns {{listing: string, content: string} | undefined}
 */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // never saved, or cut short: the step simply runs again
  }
}

/**
 * @param {string} file
 * @param {object} content
 */
async function write(file, content) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(content));
}
