import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

const immutable = { maxAge: '365d', immutable: true } as const;

/** The chat holds nothing that the page around it could read, so any shop may frame it. */
const widgetPolicy =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; " +
  "connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'; frame-ancestors *";

/**
 * Serves what Vite built: loader, widget, console, and in demo mode the shop page. Files in `assets/` carry a hash in
 * their name and are kept by browsers for good; pages are asked for every time. Where the build left a compressed
 * copy beside a file, that is sent. What was not built is not served.
 */
export async function serveBuiltPages(
  app: FastifyInstance,
  distDir: string,
  options: { demo: boolean },
): Promise<void> {
  if (!existsSync(distDir)) return;
  await app.register(fastifyStatic, { root: distDir, serve: false, preCompressed: true });
  const sites = [
    { folder: 'widget', prefix: '/widget' },
    { folder: 'console', prefix: '/console' },
    ...(options.demo ? [{ folder: 'demo', prefix: '' }] : []),
  ];
  for (const site of sites) await serveSite(app, join(distDir, site.folder), site.prefix);

  app.get('/widget.js', (_request, reply) =>
    reply
      .header('access-control-allow-origin', '*')
      .sendFile('widget.js', join(distDir, 'widget'), { maxAge: '5m' }),
  );
  app.get('/widget/index.html', (_request, reply) =>
    sendPage(reply.header('content-security-policy', widgetPolicy), join(distDir, 'widget')).removeHeader(
      'x-frame-options',
    ),
  );
  const consolePage = (_request: unknown, reply: FastifyReply) => sendPage(reply, join(distDir, 'console'));
  app.get('/console', consolePage);
  app.get('/console/*', consolePage);
  app.get('/', (_request, reply) =>
    options.demo ? sendPage(reply, join(distDir, 'demo')) : reply.redirect('/console'),
  );
}

/** A site's hashed assets, and the few files that lie beside its page. */
async function serveSite(app: FastifyInstance, folder: string, prefix: string): Promise<void> {
  const assets = join(folder, 'assets');
  if (existsSync(assets)) {
    await app.register(fastifyStatic, {
      root: assets,
      prefix: `${prefix}/assets/`,
      index: false,
      decorateReply: false,
      preCompressed: true,
      ...immutable,
    });
  }
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isFile() || entry.name === 'index.html' || /\.(map|br|gz)$/.test(entry.name)) continue;
    app.get(`${prefix}/${entry.name}`, (_request, reply) =>
      reply.sendFile(entry.name, folder, { maxAge: '1h' }),
    );
  }
}

function sendPage(reply: FastifyReply, folder: string): FastifyReply {
  return reply.sendFile('index.html', folder, { cacheControl: false }).header('cache-control', 'no-cache');
}
