import type { FastifyInstance } from 'fastify';
import { invalidInput } from '../platform/errors.js';

/**
 * Reads JSON bodies as Fastify does, except that bytes which are no UTF-8 are refused: decoded as they come, every one
 * of them would be stored as a replacement character, and nobody could tell what had been meant.
 */
export function readJsonBodies(app: FastifyInstance): void {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parseText = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    let text: string;
    try {
      text = decoder.decode(body);
    } catch {
      done(invalidInput([{ path: 'body', message: 'is not UTF-8' }]));
      return;
    }
    parseText(request, text, done);
  });
}
