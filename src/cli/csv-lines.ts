import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { CsvError, Parser } from 'csv-parse';
import { fileError, lineError } from './jsonl.js';

/** Longest record in characters; more is a quote that was never closed. */
const maxRecordLength = 1024 * 1024;
const newline = 0x0a;

/** One record of a CSV file. */
export interface CsvLine {
  /** Line of the file on which the record begins, counted from 1; the header is on the first. */
  line: number;
  /** One value a column, in the order of `CsvFile.columns`; an empty field is ''. */
  values: readonly string[];
}

/** A CSV file whose header was read. */
export interface CsvFile {
  /** Names of the header, in their order, without spaces around them. */
  columns: readonly string[];
  /** Where a column stands in `values`. @returns -1 for one that the file does not have */
  at(column: string): number;
  /** The records behind the header, as they come from the disk. May be read once. */
  lines: AsyncGenerator<CsvLine>;
}

/**
 * Opens a CSV file (RFC 4180: commas, quotes doubled inside quotes, line feeds within quotes; CRLF or LF; UTF-8 with or
 * without byte order mark; blank lines skipped; first line the header) and reads it in pieces, so that memory does not
 * grow with the file. Whoever does not read the lines to their end calls `lines.return()`.
 *
 * @param file Path as the user gave it; errors name it so.
 * @param required Columns that must be there, in any order; others may be.
 * @throws AppError `invalid-input`, whose message names file and line, and the column where there is one: unreadable
 *   file, invalid UTF-8, no header, a column missing or twice, a record with more or fewer fields, broken quotes.
 */
export async function openCsv(file: string, required: readonly string[] = []): Promise<CsvFile> {
  const records = readRecords(file);
  const first = await records.next();
  if (first.done) throw lineError(file, 1, undefined, 'is empty; the first line must name the columns');
  const columns = first.value.values.map((name) => name.trim());
  const places = new Map<string, number>();
  try {
    for (const [place, name] of columns.entries()) {
      if (name !== '' && places.has(name)) throw lineError(file, 1, name, 'is the name of two columns');
      places.set(name, place);
    }
    for (const name of required)
      if (!places.has(name)) throw lineError(file, 1, name, 'is missing among the columns');
  } catch (error) {
    await records.return(undefined);
    throw error;
  }
  return {
    columns,
    at: (column) => places.get(column) ?? -1,
    lines: checkedLines(file, columns.length, records),
  };
}

async function* checkedLines(
  file: string,
  width: number,
  records: AsyncGenerator<CsvLine>,
): AsyncGenerator<CsvLine> {
  for await (const record of records) {
    const { length } = record.values;
    if (length !== width)
      throw lineError(file, record.line, undefined, `has ${length} fields where the header has ${width}`);
    yield record;
  }
}

/** Chunk by chunk through the parser; what a chunk gives is handed on before the next is read. */
async function* readRecords(file: string): AsyncGenerator<CsvLine> {
  let found: CsvLine[] = [];
  const parser = new Parser({
    record_delimiter: ['\r\n', '\n'],
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: maxRecordLength,
    on_record: (values: string[], { lines }) => {
      found.push({ line: lines - lineFeedsIn(values), values });
      return null;
    },
  });
  let failed: unknown;
  parser.on('error', (error) => {
    failed = error;
  });
  parser.resume();
  for await (const text of readText(file)) {
    await new Promise<void>((resolve) => parser.write(text, () => resolve()));
    if (failed !== undefined) throw csvFault(file, failed);
    const ready = found;
    found = [];
    yield* ready;
  }
  await new Promise<void>((resolve) => {
    parser.once('error', () => resolve());
    parser.end(resolve);
  });
  if (failed !== undefined) throw csvFault(file, failed);
  yield* found;
}

/** The file as text without its byte order mark. @throws AppError naming the line that is not UTF-8 */
async function* readText(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const stream = createReadStream(file, { highWaterMark: 1 << 18 });
  let line = 1;
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      // Cut behind the last line feed, so that no character lies across two pieces and a fault has a line.
      const end = chunk.lastIndexOf(newline) + 1;
      const piece = Buffer.concat([rest, chunk.subarray(0, end)]);
      rest =
        end === chunk.length
          ? Buffer.alloc(0)
          : Buffer.concat(end === 0 ? [rest, chunk] : [chunk.subarray(end)]);
      if (rest.length > 4 * maxRecordLength) throw lineError(file, line, undefined, 'is longer than 4 MB');
      yield decode(piece);
      line += lineFeeds(piece);
    }
    yield decode(rest);
  } catch (error) {
    throw fileError(file, error);
  } finally {
    stream.destroy();
  }

  function decode(bytes: Buffer): string {
    try {
      return decoder.decode(bytes);
    } catch {
      throw lineError(file, line + faultyLine(bytes), undefined, 'is not UTF-8; save the file as UTF-8');
    }
  }
}

/** How many lines of the bytes come before the first that is not UTF-8. */
function faultyLine(bytes: Buffer): number {
  let from = 0;
  for (let lines = 0; ; lines++) {
    const end = bytes.indexOf(newline, from);
    if (end === -1 || !isUtf8(bytes.subarray(from, end))) return lines;
    from = end + 1;
  }
}

function lineFeeds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) count++;
  return count;
}

function lineFeedsIn(values: readonly string[]): number {
  let count = 0;
  for (const value of values) if (value.includes('\n')) count += value.split('\n').length - 1;
  return count;
}

function csvFault(file: string, fault: unknown): Error {
  if (!(fault instanceof CsvError)) return fault instanceof Error ? fault : new Error(String(fault));
  const line = typeof fault.lines === 'number' ? fault.lines : 1;
  return lineError(file, line, undefined, sentenceOf(fault.code));
}

function sentenceOf(code: string): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'has a quote that is opened and never closed';
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
      return 'has a quote inside a field; put the whole field in quotes and double those inside';
    case 'CSV_MAX_RECORD_SIZE':
      return 'is part of a record over 1 MB; is a quote missing?';
    default:
      return `is not CSV (${code})`;
  }
}
