import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { problem } from '../contract/ack.js';
import { docsPage } from './docs-page.js';

/** What a route tells about itself: put into its `config.api`. The schemas are the ones that check the request. */
export interface ApiDescription {
  summary: string;
  body?: z.ZodType;
  /** The route also takes NDJSON with one of these a line. */
  lines?: z.ZodType;
  query?: z.ZodType;
  response?: z.ZodType;
  /** Who may call it, in words. */
  who: string;
  /** How they show who they are; absent: nobody is asked. */
  auth?: 'shopper' | 'staff' | 'key' | 'key-or-staff' | 'ticket';
}

export interface DescribedRoute extends ApiDescription {
  method: string;
  /** As OpenAPI writes it: `/a/{id}`. */
  path: string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    api?: ApiDescription;
  }
  interface FastifyInstance {
    /** Every route of the server, described or not, as `GET /path/:id`. */
    allRoutes: () => string[];
  }
}

const securitySchemes = {
  shopperToken: { type: 'http', scheme: 'bearer', description: 'The token of `POST /v1/shopper/sessions`' },
  staffCookie: {
    type: 'apiKey',
    in: 'cookie',
    name: 'zg_staff',
    description: 'Set by `POST /v1/staff/login`',
  },
  apiKey: { type: 'http', scheme: 'bearer', description: 'A key of `POST /v1/api-keys`' },
  copyTicket: {
    type: 'apiKey',
    in: 'query',
    name: 'ticket',
    description: 'Of `POST /v1/shopper/data-export`',
  },
  staffToken: { type: 'http', scheme: 'bearer', description: 'The same session token, for scripts' },
};
const security = {
  shopper: [{ shopperToken: [] }],
  staff: [{ staffCookie: [] }, { staffToken: [] }],
  key: [{ apiKey: [] }],
  ticket: [{ copyTicket: [] }],
  'key-or-staff': [{ apiKey: [] }, { staffCookie: [] }, { staffToken: [] }],
};

/** Collects every route that describes itself and serves `GET /openapi.json` (OpenAPI 3.1) and a page to read it. */
export function describeApi(app: FastifyInstance, version: string): void {
  const described: DescribedRoute[] = [];
  const all: string[] = [];
  app.decorate('allRoutes', () => [...all]);
  app.addHook('onRoute', ({ method, url, config }) => {
    const api = config?.api;
    for (const name of [method].flat()) {
      if (name === 'HEAD') continue;
      all.push(`${name} ${url}`);
      if (api) described.push({ ...api, method: name, path: openApiPath(url) });
    }
  });
  app.get('/openapi.json', async (_request, reply) => {
    reply.type('application/json');
    return openApiDocument(described, version);
  });
  app.get('/docs', async (_request, reply) => {
    reply.type('text/html; charset=utf-8');
    return docsPage(described, version);
  });
}

/** https://spec.openapis.org/oas/v3.1.0; its schemas are JSON Schema 2020-12, which zod writes. */
function openApiDocument(routes: DescribedRoute[], version: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    paths[route.path] ??= {};
    (paths[route.path] ?? {})[route.method.toLowerCase()] = operation(route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Zhanggui',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: { schemas: { Problem: jsonSchema(problem, 'output') }, securitySchemes },
  };
}

function operation(route: DescribedRoute) {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const success = route.response
    ? {
        description: 'Done',
        content: { 'application/json': { schema: jsonSchema(route.response, 'output') } },
      }
    : { description: 'Done' };
  return {
    summary: route.summary,
    description: `Who: ${route.who}`,
    parameters: [...inPath, ...queryParameters(route.query)],
    ...(route.auth ? { security: security[route.auth] } : {}),
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: {
              'application/json': { schema: jsonSchema(route.body, 'input') },
              ...(route.lines
                ? { 'application/x-ndjson': { schema: jsonSchema(route.lines, 'input') } }
                : {}),
            },
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

function queryParameters(query: z.ZodType | undefined) {
  if (!query) return [];
  const { properties = {}, required = [] } = jsonSchema(query, 'input') as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

/** `/a/:id` and `/a/:id(^.+)::publish` as OpenAPI writes them: `/a/{id}` and `/a/{id}:publish`. */
function openApiPath(path: string): string {
  return path.replace(/(?<!:):(\w+)(\([^)]*\))?/g, '{$1}').replaceAll('::', ':');
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
