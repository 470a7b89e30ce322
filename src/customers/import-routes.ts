import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { type ImportPreview, importPreview, importPreviewQuery, importQuery } from '../contract/imports.js';
import { type IntakeKind, type IntakeSummary, intakeSummary } from '../contract/intake.js';
import type { Clock } from '../platform/clock.js';
import { invalidInput, parse } from '../platform/errors.js';
import { previewTable, wholeStart } from './intake/csv/csv-preview.js';
import { csvRecords, rowReader } from './intake/csv/csv-records.js';
import { type CsvRow, csvRows } from './intake/csv/csv-rows.js';
import type { Intake } from './intake/intake.js';
import { type Counts, piecesOf, plainStream } from './intake-routes.js';

export interface ImportRoutesNeeds {
  intake: Intake;
  requireAdmin: preHandlerAsyncHookHandler;
  /** What times without an offset in a table mean. */
  timeZone: string;
  clock: Clock;
  noteImport: (request: FastifyRequest, kind: IntakeKind, counts: Counts) => Promise<void>;
}

/** Tables that admins bring from other systems: looked at first, then taken as if a program had sent the rows. */
export function importRoutes(app: FastifyInstance, needs: ImportRoutesNeeds): void {
  const { intake, requireAdmin, timeZone, clock, noteImport } = needs;
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('text/csv', plainStream);
    // Before the body is read.
    const admins = { onRequest: requireAdmin };

    scope.post(
      '/v1/imports/preview',
      {
        ...admins,
        config: {
          api: {
            summary: 'Looks at the beginning of a table (text/csv); stores nothing',
            who: 'admins',
            auth: 'staff',
            query: importPreviewQuery,
            response: importPreview,
          },
        },
      },
      async (request): Promise<ImportPreview> => {
        const query = parse(importPreviewQuery, request.query);
        return previewTable(await wholeStart(piecesOf(bodyOf(request))), query, { timeZone, now: clock() });
      },
    );

    scope.post(
      '/v1/imports',
      {
        ...admins,
        config: {
          api: {
            summary: 'Takes a table (text/csv), row by row, as if a program had sent it',
            who: 'admins',
            auth: 'staff',
            query: importQuery,
            response: intakeSummary,
          },
        },
      },
      async (request): Promise<IntakeSummary> => {
        const { kind, encoding, delimiter, mapping, createMissing } = parse(importQuery, request.query);
        const read = rowReader(kind, mapping, timeZone);
        const rows = csvRows(piecesOf(bodyOf(request)), { encoding, delimiter });
        const summary = await intake.take(kind, csvRecords(kind, withoutHeader(rows), read), {
          createMissing,
          atomic: false,
        });
        const { errors: _told, ...counts } = summary;
        await noteImport(request, kind, counts);
        return summary;
      },
    );
  });
}

async function* withoutHeader(rows: AsyncIterable<CsvRow>): AsyncGenerator<CsvRow> {
  let first = true;
  for await (const row of rows) {
    if (!first) yield row;
    first = false;
  }
}

function bodyOf({ body }: FastifyRequest): Readable {
  if (typeof body === 'object' && body !== null && 'pipe' in body) return body as Readable;
  throw invalidInput([], 'The body must be a table, with the type text/csv.');
}
