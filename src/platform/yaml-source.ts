import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { fieldErrorsOf } from './errors.js';

/** Something wrong in a content file. */
export interface ContentProblem {
  file: string;
  /** Starts at 1; absent when the file as a whole is the trouble. */
  line?: number;
  /** Dotted path into the file, such as `entries.3.answer`; empty for the whole. */
  path: string;
  message: string;
}

/** A file that was read and fits its schema. */
export interface ContentSource<T> {
  file: string;
  value: T;
  /** Line (from 1) of a dotted path, or of its nearest parent that is in the file. */
  lineOf(path: string): number;
}

/** Largest content file, in bytes. */
export const maxFileBytes = 5 * 1024 * 1024;

/** Brackets nested by the thousand exhaust the stack; the library catches some of that and passes the words on. */
const exhausted = /call stack/i;
const tooDeep = 'is nested too deeply';

/** Folders stand for the `.yml` and `.yaml` files in them, in order of name; anything else stays as it is. */
export async function expandFolders(paths: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(
    paths.map(async (path) => {
      const found = await stat(path).catch(() => undefined);
      if (!found?.isDirectory()) return [path];
      const names = (await readdir(path)).filter((name) => /\.ya?ml$/i.test(name)).sort();
      // A folder without any stays, so that reading it says so.
      return names.length === 0 ? [path] : names.map((name) => join(path, name));
    }),
  );
  return lists.flat();
}

/**
 * Reads one YAML file and checks it against its schema.
 *
 * @returns the source, or every problem found in it, in order of line
 */
export async function readSource<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<ContentSource<z.output<Schema>> | ContentProblem[]> {
  const text = await readText(file);
  return typeof text === 'string' ? parseSource(file, text, schema) : [{ file, path: '', ...text }];
}

/** The same for a text that is there already. @param file what problems call it */
export function parseSource<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
): ContentSource<z.output<Schema>> | ContentProblem[] {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const faults = [...document.errors, ...document.warnings];
    if (faults.length > 0) {
      return faults.map((fault) => ({
        file,
        line: lines.linePos(fault.pos[0]).line,
        path: '',
        message: exhausted.test(fault.message) ? tooDeep : `is not valid YAML: ${fault.message}`,
      }));
    }
    if (document.contents === null) return [{ file, path: '', message: 'is empty' }];
    const lineOf = (path: string) => lineOfPath(document, lines, path);
    const checked = schema.safeParse(document.toJS());
    if (checked.success) return { file, value: checked.data, lineOf };
    return fieldErrorsOf(checked.error.issues)
      .map(({ path, message }) => ({ file, line: lineOf(path), path, message }))
      .sort((a, b) => a.line - b.line);
  } catch (error) {
    // Brackets nested by the thousand exhaust the stack; aliases that multiply are refused by the library.
    const told =
      error instanceof RangeError
        ? 'is nested too deeply'
        : error instanceof Error
          ? error.message
          : String(error);
    return [{ file, path: '', message: `cannot be read as YAML: ${told}` }];
  }
}

async function readText(file: string): Promise<string | { line?: number; message: string }> {
  let bytes: Buffer;
  try {
    const { size } = await stat(file);
    if (size > maxFileBytes) return { message: `is larger than ${maxFileBytes / 1024 / 1024} MB` };
    bytes = await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return { message: 'does not exist' };
    if (code === 'EISDIR') return { message: 'is a folder without .yml files' };
    return { message: `cannot be read (${String(code ?? error)})` };
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { line: lineOfBadByte(bytes), message: 'is not UTF-8 text: save the file as UTF-8' };
  }
}

/** The first line that does not decode on its own. A line feed is never part of a longer UTF-8 character. */
function lineOfBadByte(bytes: Buffer): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  let start = 0;
  while (start < bytes.length) {
    const next = bytes.indexOf(0x0a, start);
    const end = next === -1 ? bytes.length : next;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end + 1;
    line += 1;
  }
  return line;
}

function lineOfPath(document: Document, lines: LineCounter, path: string): number {
  const keys = path === '' ? [] : path.split('.');
  for (; keys.length > 0; keys.pop()) {
    const node = document.getIn(keys, true);
    const range = isNodeWithRange(node) ? node.range : undefined;
    if (range !== undefined) return lines.linePos(range[0]).line;
  }
  return 1;
}

function isNodeWithRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}
