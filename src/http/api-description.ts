import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { problem } from '../contract/ack.js';

/** What a route tells about itself: put into its `config.api`. The schemas are the ones that check the request. */
export interface ApiDescription {
  summary: string;
  body?: z.ZodType;
  query?: z.ZodType;
  response?: z.ZodType;
  /** Who may call it, in words. */
  who: string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    api?: ApiDescription;
  }
}

type Described = ApiDescription & { method: string; path: string };

/** Collects every route that describes itself and serves `GET /openapi.json` (OpenAPI 3.1) and a page to read it. */
export function describeApi(app: FastifyInstance, version: string): void {
  const routes: Described[] = [];
  app.addHook('onRoute', ({ method, url, config }) => {
    const api = config?.api;
    if (!api) return;
    for (const name of [method].flat()) if (name !== 'HEAD') routes.push({ ...api, method: name, path: url });
  });
  app.get('/openapi.json', async (_request, reply) => {
    reply.type('application/json');
    return openApiDocument(routes, version);
  });
  app.get('/docs', async (_request, reply) => {
    reply.type('text/html; charset=utf-8');
    return docsPage(routes);
  });
}

function openApiDocument(routes: Described[], version: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = openApiPath(route.path);
    paths[path] ??= {};
    paths[path][route.method.toLowerCase()] = operation(route, path);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Zhanggui', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: { schemas: { Problem: jsonSchema(problem) } },
  };
}

function operation(route: Described, path: string) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const query = route.query
    ? (jsonSchema(route.query) as { properties?: Record<string, unknown> })
    : undefined;
  const inQuery = Object.entries(query?.properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    schema,
  }));
  const success = route.response
    ? { description: 'Done', content: { 'application/json': { schema: jsonSchema(route.response) } } }
    : { description: 'Done' };
  return {
    summary: route.summary,
    description: `Who: ${route.who}`,
    parameters: [...inPath, ...inQuery],
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: jsonSchema(route.body) } },
          },
        }
      : {}),
    responses: {
      '200': success,
      default: {
        description: 'A problem (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

/** `/a/:id` and `/a/:id::publish` as OpenAPI writes them: `/a/{id}` and `/a/{id}:publish`. */
function openApiPath(path: string): string {
  return path.replace(/(?<!:):(\w+)(\([^)]*\))?/g, '{$1}').replaceAll('::', ':');
}

function jsonSchema(schema: z.ZodType): object {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

function docsPage(routes: Described[]): string {
  const rows = routes
    .map(
      ({ method, path, summary, who }) =>
        `<tr><td><code class="m">${method}</code></td><td><code>${escapeHtml(openApiPath(path))}</code></td><td>${escapeHtml(summary)}</td><td>${escapeHtml(who)}</td></tr>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Zhanggui API</title>
<style>
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 68rem; margin: 3rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } p { opacity: .75; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; margin-top: 1.5rem; }
td, th { text-align: left; padding: .55rem .7rem; border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); vertical-align: top; }
code { font: 13px ui-monospace, monospace; } .m { font-weight: 700; color: #c8401f; }
</style></head><body>
<h1>Zhanggui 掌柜 API</h1>
<p>Generated from the same schemas that check the requests. Machine-readable: <a href="/openapi.json">/openapi.json</a>. Errors are <code>application/problem+json</code>.</p>
<div class="scroll"><table><thead><tr><th></th><th>Path</th><th>Does</th><th>Who</th></tr></thead><tbody>
${rows}
</tbody></table></div></body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
