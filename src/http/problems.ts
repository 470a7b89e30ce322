import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode, Problem } from '../contract/ack.js';
import { AppError, httpStatusOf, notFound } from '../platform/errors.js';

/** Every error leaves as `application/problem+json` (RFC 9457), with a code that programs can rely on. */
export function answerWithProblems(app: FastifyInstance): void {
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    return sendProblem(reply, notFound(`There is nothing at ${request.method} ${path.slice(0, 200)}.`));
  });
}

/** Also for what fails before there is a route, such as an address that cannot be decoded. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { known, status } = readError(error);
  if (status >= 500) request.log.error({ err: error }, 'A request failed.');
  return sendProblem(reply, known, status);
}

/** What is not even HTTP has no request and no reply: the answer goes to the socket. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, detail] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? [431, 'The headers are too large.']
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? [408, 'The request took too long to arrive.']
        : [400, 'This is not an HTTP request.'];
  const body = JSON.stringify(problemOf(new AppError('invalid-input', String(detail)), Number(status)));
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[Number(status)]}\r\ncontent-type: application/problem+json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

function sendProblem(reply: FastifyReply, error: AppError, status = httpStatusOf(error.code)): FastifyReply {
  if (error.retryAfterSeconds !== undefined) reply.header('retry-after', String(error.retryAfterSeconds));
  return reply.status(status).type('application/problem+json').send(problemOf(error, status));
}

function problemOf(error: AppError, status: number): Problem {
  return {
    type: `urn:zhanggui:problem:${error.code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: error.message,
    code: error.code,
    errors: error.errors,
    ...(error.refusal ? { refusal: error.refusal } : {}),
  };
}

/**
 * Our own errors by their code. Others' that are the sender's fault (bad JSON, wrong media type, too large, no file)
 * keep their status, and Fastify's also their words, which name no value of the request. Anything else is our fault and
 * says nothing.
 */
function readError(error: FastifyError): { known: AppError; status: number } {
  if (error instanceof AppError) return { known: error, status: httpStatusOf(error.code) };
  const status = error.statusCode ?? 500;
  if (status < 400 || status >= 500) {
    const told = 'The server could not do this. It has been logged.';
    return { known: new AppError('internal', told), status: 500 };
  }
  const told = error.code?.startsWith('FST_') ? error.message : `${STATUS_CODES[status] ?? 'Refused'}.`;
  return { known: new AppError(codeOf(status), told), status };
}

function codeOf(status: number): ErrorCode {
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status === 413 || status === 414) return 'too-large';
  return status === 429 ? 'rate-limited' : 'invalid-input';
}
