import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpServer } from './http-server.js';
import { serveBuiltPages } from './static-files.js';

let folder: string;
let demo: FastifyInstance;
let production: FastifyInstance;

async function serve(distDir: string, isDemo: boolean): Promise<FastifyInstance> {
  const app = await createHttpServer({ logLevel: 'silent', version: '1' });
  await serveBuiltPages(app, distDir, { demo: isDemo });
  return app;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-pages-'));
  const files = {
    'dist/widget/widget.js': 'loader',
    'dist/widget/index.html': '<p>chat</p>',
    'dist/widget/assets/app-1a2b3c.js': 'chat',
    'dist/console/index.html': '<p>console</p>',
    'dist/console/assets/app-4d5e6f.js': 'console',
    'dist/console/assets/app-4d5e6f.js.map': 'map',
    'dist/demo/index.html': '<p>shop</p>',
    'dist/demo/logo.svg': '<svg/>',
    'dist/server/main.js': 'TOP SECRET',
    'secret.txt': 'TOP SECRET',
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  demo = await serve(join(folder, 'dist'), true);
  production = await serve(join(folder, 'dist'), false);
});
afterAll(async () => {
  await demo.close();
  await production.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the built pages', () => {
  it('the chat may be framed by any shop, and is not weakened otherwise', async () => {
    const { headers, body } = await demo.inject('/widget/index.html');
    expect(body).toBe('<p>chat</p>');
    expect(headers['content-security-policy']).toContain('frame-ancestors *');
    expect(headers['content-security-policy']).toMatch(/script-src 'self';/);
    expect(headers['x-frame-options']).toBeUndefined();
  });

  it.each([
    '/console',
    '/console/conversations/1',
    '/',
    '/docs',
  ])('%s may not be framed by others', async (url) => {
    const { headers, statusCode } = await demo.inject(url);
    expect(statusCode).toBe(200);
    expect(headers['content-security-policy']).toContain("frame-ancestors 'self'");
    expect(headers['x-frame-options']).toBe('SAMEORIGIN');
  });

  it('the loader may be taken into any page and is fresh within minutes', async () => {
    const { headers, body } = await production.inject('/widget.js');
    expect(body).toBe('loader');
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
    expect(headers['cache-control']).toContain('max-age=300');
  });

  it('pages are asked for every time, hashed assets never again', async () => {
    expect((await demo.inject('/console')).headers['cache-control']).toBe('no-cache');
    const asset = await demo.inject('/widget/assets/app-1a2b3c.js');
    expect(asset.headers['cache-control']).toContain('immutable');
    expect(asset.headers['content-type']).toContain('javascript');
  });

  it('the shop page is there in demo mode only', async () => {
    expect((await demo.inject('/')).body).toBe('<p>shop</p>');
    expect((await demo.inject('/logo.svg')).statusCode).toBe(200);
    expect((await production.inject('/')).headers.location).toBe('/console');
    expect((await production.inject('/logo.svg')).statusCode).toBe(404);
  });

  it.each([
    '/server/main.js',
    '/widget/../server/main.js',
    '/widget/assets/../../server/main.js',
    '/widget/assets/..%2f..%2fserver%2fmain.js',
    '/widget/assets/%2e%2e/%2e%2e/server/main.js',
    '/widget/assets/..%5c..%5cserver%5cmain.js',
    '/console/assets/../../../secret.txt',
    '/assets/%00',
    '/widget/assets/',
    '/widget/assets/nothing.js',
  ])('%s gives nothing away', async (url) => {
    const { statusCode, body } = await demo.inject(url);
    expect(body).not.toContain('TOP SECRET');
    expect(statusCode === 200 ? body : statusCode).toSatisfy(
      (told: unknown) => told === '<p>console</p>' || (typeof told === 'number' && told >= 400 && told < 500),
    );
  });

  it('without a build there are no pages, and no failure', async () => {
    const bare = await serve(join(folder, 'not-built'), true);
    const { statusCode, headers } = await bare.inject('/console');
    expect([statusCode, headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
    await bare.close();
  });
});
