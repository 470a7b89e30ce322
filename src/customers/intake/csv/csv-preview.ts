import type { z } from 'zod';
import type { ImportPreview, importPreviewQuery } from '../../../contract/imports.js';
import { AppError, invalidInput } from '../../../platform/errors.js';
import { readLine } from '../intake.js';
import { csvFields } from './csv-fields.js';
import { guessDelimiter, guessEncoding, guessMapping, refuseOtherFiles } from './csv-guess.js';
import { missingFields, recordOf, rowReader } from './csv-records.js';
import { type CsvRow, csvRows } from './csv-rows.js';

const rowsShown = 20;
const mostPreviewBytes = 512 * 1024;

/**
 * The beginning of a table as it would be read, with what is wrong in it. Stores nothing.
 * @throws AppError `invalid-input` where there is no header, or quotes are broken within the first rows
 */
export async function previewTable(
  start: Buffer,
  { kind, whole, ...told }: z.output<typeof importPreviewQuery>,
  { timeZone, now }: { timeZone: string; now: Date },
): Promise<ImportPreview> {
  refuseOtherFiles(start);
  const encoding = told.encoding ?? guessEncoding(start, whole);
  const delimiter =
    told.delimiter ?? guessDelimiter(new TextDecoder(encoding).decode(start.subarray(0, 64 * 1024)));
  const found = await firstRows(start, { encoding, delimiter, whole });
  const [header, ...rows] = found;
  if (!header) throw invalidInput([{ path: '', message: 'The file is empty.' }]);
  const mapping = told.mapping ?? guessMapping(kind, header.cells);
  const missing = missingFields(kind, mapping);
  const read = missing.length === 0 ? rowReader(kind, mapping, timeZone) : undefined;
  return {
    encoding,
    delimiter,
    header: header.cells,
    mapping,
    fields: csvFields[kind].map(({ field, required = false }) => ({ field, required })),
    missing,
    rows: rows.slice(0, rowsShown).map((row) => ({
      line: row.line,
      cells: row.cells,
      problems: read ? problemsOf(row) : [],
    })),
  };

  function problemsOf(row: CsvRow) {
    const one = read?.(row);
    if (!one) return [];
    if ('problems' in one) return one.problems;
    const checked = readLine(kind, { line: row.line, value: recordOf(kind, [one.values]) }, now);
    return 'problems' in checked ? checked.problems : [];
  }
}

async function firstRows(
  start: Buffer,
  { whole, ...form }: { encoding: 'utf-8' | 'gb18030'; delimiter: ',' | ';' | '\t' | '|'; whole: boolean },
): Promise<CsvRow[]> {
  const found: CsvRow[] = [];
  const rows = csvRows(onePiece(start), form);
  try {
    for await (const row of rows) {
      found.push(row);
      // One more than is shown: the last row of a beginning may have been cut.
      if (found.length > rowsShown + 1) break;
    }
  } catch (error) {
    if (whole || found.length < 2) throw error;
  }
  return whole || found.length > rowsShown + 1 ? found : found.slice(0, Math.max(1, found.length - 1));
}

async function* onePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** What comes, up to the size of a beginning. @throws AppError `too-large`, `invalid-input` for nothing at all */
export async function wholeStart(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > mostPreviewBytes) {
      throw new AppError('too-large', `A preview takes the first ${mostPreviewBytes / 1024} KB of a file.`);
    }
    kept.push(piece);
  }
  if (size === 0) throw invalidInput([{ path: '', message: 'The file is empty.' }]);
  return Buffer.concat(kept);
}
