import { createReadStream } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { z } from 'zod';
import { fieldErrorsOf, invalidInput } from '../platform/errors.js';

/** Longest line in bytes. */
const maxLineBytes = 1024 * 1024;

/**
 * Reads a JSON Lines file (one JSON object a line, UTF-8, blank lines skipped) and checks each line.
 *
 * @param file Path as the user gave it; errors name it so.
 * @throws AppError `invalid-input`, whose message names file, line and field: unreadable file, invalid UTF-8,
 *   malformed JSON, a line over 1 MB, a value that the schema refuses.
 */
export async function* readJsonl<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): AsyncGenerator<{ line: number; value: z.output<Schema> }> {
  for await (const { line, bytes } of splitLines(file)) {
    const text = decode(file, line, bytes);
    if (text.trim() === '') continue;
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch (error) {
      throw lineError(
        file,
        line,
        undefined,
        `is not JSON (${error instanceof Error ? error.message : error})`,
      );
    }
    const read = schema.safeParse(json);
    if (!read.success) {
      const [first] = fieldErrorsOf(read.error.issues);
      throw lineError(file, line, first?.path, first?.message ?? 'is not valid');
    }
    yield { line, value: read.data };
  }
}

/** The error of one line: `queries.jsonl:3: text: must not be empty`. */
export function lineError(file: string, line: number, field: string | undefined, message: string) {
  const where = `${file}:${line}`;
  const told =
    field === undefined || field === '' ? `${where}: ${message}` : `${where}: ${field}: ${message}`;
  return invalidInput([{ path: where, message }], told);
}

/** What went wrong with reading the file, as a sentence; anything but a fault of the file system stays as it is. */
export function fileError(file: string, error: unknown): unknown {
  if (!(error instanceof Error && 'syscall' in error)) return error;
  return invalidInput(
    [{ path: file, message: 'cannot be read' }],
    `${file} cannot be read: ${reasonOf(error)}`,
  );
}

/** @throws AppError `invalid-input` when the file to write is one of those to read. */
export function checkOutput(out: string, inputs: readonly string[]): void {
  if (inputs.some((file) => resolve(file) === resolve(out)))
    throw invalidInput(
      [{ path: 'out', message: 'is one of the input files' }],
      `--out ${out} is one of the input files`,
    );
}

/**
 * Writes the lines to the file in one step: all of them, or, when something throws on the way, none and an existing
 * file is left as it was.
 */
export async function writeJsonl(file: string, values: readonly unknown[]): Promise<void> {
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  try {
    await writeFile(temporary, values.map((value) => `${JSON.stringify(value)}\n`).join(''));
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw invalidInput(
      [{ path: file, message: 'cannot be written' }],
      `${file} cannot be written: ${reasonOf(error)}`,
    );
  }
}

const newline = 0x0a;

/** Cuts the file at line feeds without holding more than one line and one chunk. Lines are counted from 1. */
async function* splitLines(file: string): AsyncGenerator<{ line: number; bytes: Buffer }> {
  let line = 1;
  let rest: Buffer[] = [];
  let length = 0;
  const take = (piece: Buffer) => {
    rest.push(piece);
    length += piece.length;
    if (length > maxLineBytes) throw lineError(file, line, undefined, 'is longer than 1 MB');
  };
  const stream = createReadStream(file);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      let from = 0;
      for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
        take(chunk.subarray(from, at));
        yield { line, bytes: Buffer.concat(rest) };
        rest = [];
        length = 0;
        line++;
        from = at + 1;
      }
      take(chunk.subarray(from));
    }
  } catch (error) {
    throw fileError(file, error);
  } finally {
    stream.destroy();
  }
  if (length > 0) yield { line, bytes: Buffer.concat(rest) };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A byte order mark is dropped by the decoder. */
function decode(file: string, line: number, bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw lineError(file, line, undefined, 'is not UTF-8; save the file as UTF-8');
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file or folder';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ENOSPC':
      return 'the disk is full';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
