import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: string;
let server: Server;
let asked: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-fetch-'));
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('{}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterEach(async () => {
  await new Promise((done) => server.close(done));
  await rm(folder, { recursive: true, force: true });
});

/** In a process of its own, as a setup step runs it; npm is left out, so that no test needs a network. */
async function fetchModel(modelDir: string, hub: string) {
  const script = resolve('scripts/fetch-model.mjs');
  const code = `import { fetchModel } from ${JSON.stringify(script)};
    console.log(JSON.stringify(await fetchModel({ modelDir: ${JSON.stringify(modelDir)}, hub: ${JSON.stringify(hub)}, npm: false })));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code]);
  return JSON.parse(stdout) as { ok: boolean; source?: string; reason?: string };
}

describe('fetchModel', () => {
  it('asks the hub for the files, and refuses what has another hash', async () => {
    const { port } = server.address() as AddressInfo;
    const result = await fetchModel(folder, `http://127.0.0.1:${port}/`);
    expect(asked).toContain('/Xenova/bge-small-zh-v1.5/resolve/main/onnx/model_quantized.onnx');
    expect(result).toEqual({ ok: false, reason: expect.stringContaining('wrong sha256') });
    expect(await readdir(folder)).toEqual([]);
  });

  it('says so when the hub cannot be reached, and leaves nothing behind', async () => {
    const started = Date.now();
    const result = await fetchModel(folder, 'http://127.0.0.1:9');
    expect(result.ok).toBe(false);
    expect(result.reason).toContain('hub: ');
    expect(Date.now() - started).toBeLessThan(8000);
    expect(await readdir(folder)).toEqual([]);
  });

  it('says so when the folder cannot be made', async () => {
    const result = await fetchModel(join(process.execPath, 'models'), 'http://127.0.0.1:9');
    expect(result).toEqual({ ok: false, reason: expect.stringContaining('cannot be created') });
  });
});
