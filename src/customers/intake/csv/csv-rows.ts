import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type CsvError, parse } from 'csv-parse';
import { AppError, invalidInput } from '../../../platform/errors.js';
import { type Delimiter, type Encoding, refuseOtherFiles } from './csv-guess.js';

/** One row of a table, by the line of the file that it ends on. */
export interface CsvRow {
  line: number;
  cells: string[];
  /** Some of its bytes are no text in this encoding. */
  broken: boolean;
  /** There is something beyond the columns of the first row: a value holds the delimiter, and all after it slipped. */
  slipped: boolean;
}

const mostBytes = 128 * 1024 * 1024;
const mostRows = 1_000_000;
const mostCells = 500;
/** Letters of one row: more is a quote that was never closed. */
const longestRow = 256 * 1024;

/**
 * Reads a table (RFC 4180, with any of the usual delimiters) piece by piece, so that memory does not grow with it.
 * @throws AppError `invalid-input` that names the line where quotes are broken, `too-large`
 */
export async function* csvRows(
  source: AsyncIterable<Uint8Array>,
  { encoding, delimiter }: { encoding: Encoding; delimiter: Delimiter },
): AsyncGenerator<CsvRow> {
  let failure: (CsvError & { lines?: number }) | undefined;
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: longestRow,
    // Thrown, it would take along the rows before it that are read and not asked for yet.
    skip_records_with_error: true,
    on_skip: (error) => {
      failure ??= error;
      return undefined;
    },
  });
  // What goes wrong here is thrown where the rows are read.
  const feeding = pipeline(
    Readable.from(textOf(source, encoding, () => failure === undefined)),
    parser,
  ).catch(() => undefined);
  let rows = 0;
  let width = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      if (failure && info.lines >= (failure.lines ?? 0)) break;
      rows += 1;
      if (rows > mostRows) throw tooLarge(`more than ${mostRows.toLocaleString('en')} rows`, info.lines);
      if (record.length > mostCells) throw tooLarge(`more than ${mostCells} columns`, info.lines);
      const cells = record.map(plainCell);
      if (rows === 1) width = cells.length;
      yield {
        line: info.lines,
        cells,
        broken: cells.some((cell) => cell.includes('\ufffd')),
        slipped: cells.slice(width).some((cell) => cell !== ''),
      };
    }
    if (failure) throw unreadable(failure);
  } finally {
    parser.destroy();
    await feeding;
  }
}

/** Without what spreadsheets and shops put around numbers to keep them text: `="00123"`, `'00123`. */
function plainCell(cell: string): string {
  const trimmed = cell.trim();
  return /^="(.*)"$/s.exec(trimmed)?.[1]?.trim() ?? trimmed.replace(/^'(?=\d)/, '');
}

async function* textOf(
  source: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  wanted: () => boolean,
): AsyncGenerator<string> {
  // Not fatal: what is no text is a fault of its row alone.
  const decoder = new TextDecoder(encoding);
  let bytes = 0;
  for await (const piece of source) {
    if (bytes === 0) refuseOtherFiles(piece);
    bytes += piece.length;
    if (bytes > mostBytes) throw tooLarge(`more than ${mostBytes / 1024 / 1024} MB`);
    const text = decoder.decode(piece, { stream: true });
    if (text !== '') yield text;
    if (!wanted()) return;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** @param line where it is known */
function tooLarge(what: string, line?: number): AppError {
  const message = `${what}: nothing ${line === undefined ? 'beyond that' : 'from here on'} was taken`;
  const path = line === undefined ? 'file' : `line ${line}`;
  return new AppError('too-large', `This is too large: ${path}: ${message}.`, {
    errors: [{ path, message }],
  });
}

function unreadable({ lines }: { lines?: number }): AppError {
  const message =
    'has quotes that do not fit, or is longer than a row can be: nothing from here on was taken';
  return invalidInput([{ path: `line ${lines ?? '?'}`, message }]);
}
