import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { ErrorCode, Problem } from '../contract/ack.js';
import { AppError, httpStatusOf, notFound } from '../platform/errors.js';

/** Every error leaves as `application/problem+json` (RFC 9457), with a code that programs can rely on. */
export function answerWithProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const known = asAppError(error);
    if (httpStatusOf(known.code) >= 500) request.log.error({ err: error }, 'A request failed.');
    return sendProblem(reply, known);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    return sendProblem(reply, notFound(`There is nothing at ${request.method} ${path.slice(0, 200)}.`));
  });
}

function sendProblem(reply: FastifyReply, error: AppError): FastifyReply {
  const status = httpStatusOf(error.code);
  const problem: Problem = {
    type: `urn:zhanggui:problem:${error.code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: error.message,
    code: error.code,
    errors: error.errors,
  };
  if (error.retryAfterSeconds !== undefined) reply.header('retry-after', String(error.retryAfterSeconds));
  return reply.status(status).type('application/problem+json').send(problem);
}

/** Fastify's own errors (bad JSON, too large, wrong media type) by their status; anything unknown is our fault. */
function asAppError(error: FastifyError): AppError {
  if (error instanceof AppError) return error;
  const codes: Record<number, ErrorCode> = {
    400: 'invalid-input',
    413: 'too-large',
    415: 'invalid-input',
    429: 'rate-limited',
  };
  const code = codes[error.statusCode ?? 500];
  if (code) return new AppError(code, error.message);
  return new AppError('internal', 'The server could not do this. It has been logged.');
}
