import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { rateLimited } from '../platform/errors.js';
import { type LogLevel, loggerOptions } from '../platform/log.js';
import { describeApi } from './api-description.js';
import { answerWithProblems } from './problems.js';

/** Largest request body, bytes. */
const bodyLimit = 1024 * 1024;
const requestsPerMinute = 600;

/** The Fastify instance that every slice's routes are registered on. Listens nowhere yet. */
export async function createHttpServer(options: {
  logLevel: LogLevel;
  version: string;
}): Promise<FastifyInstance> {
  const app = Fastify({
    logger: loggerOptions(options.logLevel),
    bodyLimit,
    // A request log line for each asset helps nobody; errors are logged where they are answered.
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  });
  answerWithProblems(app);
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
    strictTransportSecurity: false,
  });
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, { ttl }) =>
      rateLimited('Too many requests: wait a moment.', Math.max(1, Math.ceil(ttl / 1000))),
  });
  describeApi(app, options.version);
  return app;
}
