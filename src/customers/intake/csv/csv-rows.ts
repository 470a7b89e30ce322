import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { AppError, invalidInput } from '../../../platform/errors.js';
import type { Delimiter, Encoding } from './csv-guess.js';

/** One row of a table, by the line of the file that it ends on. */
export interface CsvRow {
  line: number;
  cells: string[];
  /** Some of its bytes are no text in this encoding. */
  broken: boolean;
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
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: longestRow,
  });
  // What goes wrong here is thrown where the rows are read.
  const feeding = pipeline(Readable.from(textOf(source, encoding)), parser).catch(() => undefined);
  let rows = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      rows += 1;
      if (rows > mostRows) throw tooLarge(`more than ${mostRows.toLocaleString('en')} rows`);
      if (record.length > mostCells) throw tooLarge(`more than ${mostCells} columns in line ${info.lines}`);
      const cells = record.map((cell) => cell.trim());
      yield { line: info.lines, cells, broken: cells.some((cell) => cell.includes('\ufffd')) };
    }
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error) : error;
  } finally {
    parser.destroy();
    await feeding;
  }
}

async function* textOf(source: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  // Not fatal: what is no text is a fault of its row alone.
  const decoder = new TextDecoder(encoding);
  let bytes = 0;
  for await (const piece of source) {
    bytes += piece.length;
    if (bytes > mostBytes) throw tooLarge(`more than ${mostBytes / 1024 / 1024} MB`);
    const text = decoder.decode(piece, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

function tooLarge(what: string): AppError {
  return new AppError('too-large', `This is too large: ${what}.`);
}

function unreadable(error: CsvError): AppError {
  const { lines } = error as CsvError & { lines?: number };
  const message = 'has quotes that do not fit, or is longer than a row can be';
  return invalidInput([{ path: `line ${lines ?? '?'}`, message }]);
}
