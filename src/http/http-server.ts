import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { rateLimited } from '../platform/errors.js';
import { type LogLevel, loggerOptions } from '../platform/log.js';
import { requestsPerMinute } from '../platform/rate-limit.js';
import { describeApi } from './api-description.js';
import { readJsonBodies } from './json-body.js';
import { measureRequests } from './metrics.js';
import { answerBrokenRequest, answerError, answerWithProblems } from './problems.js';

/** Largest request body, bytes. */
const bodyLimit = 1024 * 1024;
/** By address, over all routes. */
const usualLimit = requestsPerMinute(600);

export interface HttpServerOptions {
  logLevel: LogLevel;
  /** Absent: those on this machine. */
  trustedProxies?: string[];
  version: string;
  /** With https, browsers are told to stay with it. */
  publicUrl?: string;
}

/** The Fastify instance that every slice's routes are registered on. Listens nowhere yet. */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: loggerOptions(options.logLevel),
    bodyLimit,
    // A request log line for each asset helps nobody; errors are logged where they are answered.
    logController: new LogController({ disableRequestLogging: true }),
    // Long enough for an upload of 20 MB over a slow mobile network; headers must come within Node's own minute.
    requestTimeout: 180_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    // These may say whom they speak for; anybody else could lie about it.
    trustProxy: options.trustedProxies ?? ['loopback'],
    frameworkErrors: answerError,
    clientErrorHandler: answerBrokenRequest,
  });
  answerWithProblems(app);
  readJsonBodies(app);
  await app.register(cookie);
  await app.register(helmet, {
    // The widget page is made to be framed by shops; its own answer says who may (see `static-files.ts`).
    frameguard: { action: 'sameorigin' },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        // Ant Design writes its styles into the page.
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'https:'],
        'connect-src': ["'self'", 'ws:', 'wss:'],
        'font-src': ["'self'", 'data:'],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'self'"],
      },
    },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: options.publicUrl?.startsWith('https:') ? { maxAge: 180 * 24 * 3600 } : false,
  });
  await app.register(rateLimit, {
    ...usualLimit,
    errorResponseBuilder: (_request, { ttl }) =>
      rateLimited('Too many requests: wait a moment.', Math.max(1, Math.ceil(ttl / 1000))),
  });
  measureRequests(app);
  describeApi(app, options.version);
  return app;
}
