import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import type { ApiScope } from '../contract/api-keys.js';
import {
  type IntakeKind,
  type IntakeSummary,
  intakeKind,
  intakeOutcome,
  intakeQuery,
  intakeRecords,
  intakeSummary,
  shopId,
} from '../contract/intake.js';
import { AppError, invalidInput, parse, unavailable } from '../platform/errors.js';
import { requestsPerMinute } from '../platform/rate-limit.js';
import type { Intake } from './intake/intake.js';
import { jsonLines, valuesOf } from './intake/sent-lines.js';

export interface IntakeRoutesNeeds {
  intake: Intake;
  /** Lets in who shows an API key with this scope. */
  requireKey: (scope: ApiScope) => preHandlerAsyncHookHandler;
  /** Notes in the audit who sent what, in numbers: a file by itself, single records together. */
  noteMany: (request: FastifyRequest, kind: IntakeKind, counts: Counts) => Promise<void>;
  noteOne: (request: FastifyRequest, kind: IntakeKind, counts: Counts) => void;
  /** Which of these customers of the shop's were erased, and when last. */
  erasedAt: (externalIds: readonly string[]) => Promise<Map<string, Date>>;
}

export type Counts = Omit<IntakeSummary, 'errors'>;

const scopes: Record<IntakeKind, ApiScope> = {
  products: 'catalogue:write',
  customers: 'customers:write',
  orders: 'orders:write',
  events: 'events:write',
};
/** Of a JSON array, which is in memory as a whole. */
const mostValues = 1_000;
const arrayBytes = 4 * 1024 * 1024;
/** By address, as many as a key may be allowed at most; every key has a limit of its own besides. */
const rateLimit = requestsPerMinute(30_000);
export const ndjson = 'application/x-ndjson';

/** `PUT /v1/products/:id` and `POST /v1/products`, and the same for customers, orders and events. */
export function intakeRoutes(app: FastifyInstance, needs: IntakeRoutesNeeds): void {
  void app.register(async (scope) => {
    // Only here: a stream is no body that any other route could read.
    scope.addContentTypeParser(ndjson, plainStream);
    for (const kind of intakeKind.options) kindRoutes(scope, kind, needs);
  });
}

function kindRoutes(
  app: FastifyInstance,
  kind: IntakeKind,
  { intake, requireKey, noteMany, noteOne, erasedAt }: IntakeRoutesNeeds,
): void {
  // Before the body is read: nobody without a key makes us take 100 MB.
  const onRequest = requireKey(scopes[kind]);
  const who = `an API key with \`${scopes[kind]}\``;
  const record: z.ZodType = intakeRecords[kind];

  app.put(
    `/v1/${kind}/:id`,
    {
      onRequest,
      config: {
        rateLimit,
        api: {
          summary: `Stores one of the shop’s ${kind}, by the shop’s own id; the id is not needed in the body`,
          who,
          auth: 'key',
          body: record,
          query: intakeQuery.pick({ createMissing: true }),
          response: intakeOutcome,
        },
      },
    },
    async (request) => {
      const { id } = parse(z.strictObject({ id: shopId }), request.params);
      const { createMissing } = parse(intakeQuery.pick({ createMissing: true }), request.query);
      const outcome = await intake.takeOne(kind, withId(request.body, id), createMissing);
      noteOne(request, kind, { ...nothing, [outcome]: 1 });
      const erased = kind === 'customers' ? (await erasedAt([id])).get(id) : undefined;
      return { outcome, ...(erased ? { erasedAt: erased.toISOString() } : {}) };
    },
  );

  app.post(
    `/v1/${kind}`,
    {
      onRequest,
      bodyLimit: arrayBytes,
      config: {
        rateLimit,
        api: {
          summary: `Stores many ${kind}: a JSON array of up to ${mostValues}, or NDJSON of any length`,
          who,
          auth: 'key',
          body: z.array(record).max(mostValues),
          lines: record,
          query: intakeQuery,
          response: intakeSummary,
        },
      },
    },
    async (request): Promise<IntakeSummary> => {
      const options = parse(intakeQuery, request.query);
      const sent = isStream(request.body)
        ? jsonLines(piecesOf(request.body))
        : valuesOf(arrayOf(request.body));
      const summary = await intake.take(kind, sent, options);
      const { errors: _told, ...counts } = summary;
      await noteMany(request, kind, counts);
      return summary;
    },
  );
}

const nothing: Counts = { accepted: 0, unchanged: 0, stale: 0, failed: 0, duplicates: 0 };

function withId(body: unknown, id: string): object {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalidInput([{ path: '', message: 'The body must be a JSON object.' }]);
  const given = (body as { id?: unknown }).id;
  if (given !== undefined && given !== id)
    throw invalidInput([{ path: 'id', message: 'must be the id of the address, or be left out' }]);
  return { ...body, id };
}

function arrayOf(body: unknown): unknown[] {
  if (!Array.isArray(body) || body.length === 0)
    throw invalidInput([], `The body must be a JSON array of records, or ${ndjson} with one a line.`);
  if (body.length > mostValues) {
    throw new AppError(
      'too-large',
      `An array may hold ${mostValues} records: send more as ${ndjson}, one a line.`,
    );
  }
  return body;
}

/** A body as it comes. Unpacked here, a small file could become one of any size: packed ones are not taken. */
export function plainStream(
  { headers }: Pick<FastifyRequest, 'headers'>,
  payload: Readable,
  done: (error: Error | null, body?: Readable) => void,
): void {
  const packed = headers['content-encoding'];
  if (packed === undefined || packed === 'identity') done(null, payload);
  else
    done(
      invalidInput([{ path: 'content-encoding', message: 'must be left out: send the lines as they are' }]),
    );
}

function isStream(body: unknown): body is Readable {
  return typeof body === 'object' && body !== null && 'pipe' in body;
}

/** A sender who says nothing for so long has gone, milliseconds. */
const longestSilence = 30_000;

/** What arrives, as fast as it is used. A refusal must still reach the sender: the connection stays open for it. */
export async function* piecesOf(content: Readable): AsyncGenerator<Uint8Array> {
  const pieces = content.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;
  try {
    for (;;) {
      // Counted while we wait for the sender, not while the sender waits for us.
      const silence = setTimeout(() => content.destroy(new Error('Nothing came any more.')), longestSilence);
      const next = await pieces.next().finally(() => clearTimeout(silence));
      if (next.done) return;
      yield next.value;
    }
  } catch (error) {
    throw unavailable('The body broke off: send it again, what was stored already stays as it is.', error);
  } finally {
    await pieces.return?.();
  }
}
