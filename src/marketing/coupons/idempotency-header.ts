import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { fromZodError } from '../../platform/errors.js';

const header = z.string().trim().min(8, 'at least 8 characters').max(200, 'at most 200 characters');

/**
 * The header `Idempotency-Key` of a request, if there is one.
 * @throws AppError `invalid-input` for one that is too short to be unique, or too long
 */
export function idempotencyKeyOf(headers: IncomingHttpHeaders): { idempotencyKey?: string } {
  const given = headers['idempotency-key'];
  if (given === undefined) return {};
  const read = header.safeParse(given);
  if (!read.success) throw fromZodError(read.error, 'Idempotency-Key');
  return { idempotencyKey: read.data };
}
