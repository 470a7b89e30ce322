import { createHash, createHmac } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileStorage } from './file-storage.js';
import { createLocalStorage } from './local-storage.js';
import { createS3Storage } from './s3-storage.js';

let folder: string;
let server: Server | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-storage-'));
});
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

const hashOf = (content: string) => createHash('sha256').update(content).digest('hex');
async function fileOf(content: string): Promise<string> {
  const path = join(folder, `upload-${Math.random()}`);
  await writeFile(path, content);
  return path;
}
const keys = { accessKeyId: 'key-of-the-test', secretAccessKey: 'secret-of-the-test' };

/** A store in memory that takes nothing but correctly signed requests. @returns its address */
async function openStore(): Promise<string> {
  const kept = new Map<string, Buffer>();
  server = createServer((request, response) => {
    void (async () => {
      const body = Buffer.concat(await request.toArray());
      const status = signatureOf(request, body) ? 200 : 403;
      const path = request.url ?? '';
      if (status === 200 && request.method === 'PUT') kept.set(path, body);
      if (status === 200 && request.method === 'DELETE') kept.delete(path);
      const content = request.method === 'GET' ? kept.get(path) : Buffer.alloc(0);
      response.writeHead(status === 200 && !content ? 404 : status);
      response.end(status === 200 ? content : '<Code>SignatureDoesNotMatch</Code>');
    })();
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Signature Version 4 computed anew from what arrived. */
function signatureOf(request: IncomingMessage, body: Buffer): boolean {
  const given = String(request.headers.authorization);
  const [, day, region, names = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=key-of-the-test\/(\d{8})\/([\w-]+)\/s3\/aws4_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/.exec(
      given,
    ) ?? [];
  const bodyHash = String(request.headers['x-amz-content-sha256']);
  if (bodyHash !== 'UNSIGNED-PAYLOAD' && bodyHash !== createHash('sha256').update(body).digest('hex'))
    return false;
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const canonical = [request.method, request.url, '', headers.join(''), names, bodyHash].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const time = String(request.headers['x-amz-date']);
  const toSign = ['AWS4-HMAC-SHA256', time, scope, hashOf(canonical)].join('\n');
  const sign = (key: string | Buffer, value: string) => createHmac('sha256', key).update(value).digest();
  const key = sign(
    sign(sign(sign(`AWS4${keys.secretAccessKey}`, day ?? ''), region ?? ''), 's3'),
    'aws4_request',
  );
  return sign(key, toSign).toString('hex') === signature;
}

const kinds: [string, () => Promise<FileStorage>][] = [
  ['a folder', async () => createLocalStorage(join(folder, 'kept'))],
  [
    'an S3-compatible store',
    async () =>
      createS3Storage({ ...keys, endpoint: await openStore(), region: 'cn-hangzhou', bucket: 'shop-files' }),
  ],
];

describe.each(kinds)('%s', (_name, open) => {
  it('gives back what was put in, as often as it is asked, until it is deleted', async () => {
    const storage = await open();
    const hash = hashOf('内容');
    for (let times = 0; times < 2; times++)
      await storage.put(hash, await fileOf('内容'), { size: 6, mimeType: 'text/plain' });
    expect(await text(await storage.get(hash))).toBe('内容');
    expect(await text(await storage.get(hash))).toBe('内容');
    await storage.delete(hash);
    await storage.delete(hash);
    await expect(storage.get(hash)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('takes no name but a hash', async () => {
    const storage = await open();
    for (const name of ['../../etc/passwd', '', `${hashOf('a')}/..`])
      await expect((async () => storage.get(name))()).rejects.toThrow('Not the name');
  });
});

describe('a folder', () => {
  it('holds whole files only: nothing beside them', async () => {
    const storage = createLocalStorage(join(folder, 'kept'));
    const hash = hashOf('一');
    await storage.put(hash, await fileOf('一'), { size: 3, mimeType: 'text/plain' });
    expect(await readdir(join(folder, 'kept'))).toEqual([hash.slice(0, 2)]);
    expect(await readdir(join(folder, 'kept', hash.slice(0, 2)))).toEqual([hash]);
  });
});

describe('an S3-compatible store', () => {
  it('that refuses the key is reported as unavailable, without the key', async () => {
    const storage = createS3Storage({
      accessKeyId: keys.accessKeyId,
      secretAccessKey: 'another-secret',
      endpoint: await openStore(),
      region: 'cn-hangzhou',
      bucket: 'shop-files',
    });
    const failure = await storage
      .put(hashOf('x'), await fileOf('x'), { size: 1, mimeType: 'text/plain' })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'unavailable' });
    expect(String((failure as Error).cause)).toContain('403');
    expect(String((failure as Error).cause)).not.toContain('another-secret');
  });
});
