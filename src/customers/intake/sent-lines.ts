import type { IntakeError } from '../../contract/intake.js';
import { AppError } from '../../platform/errors.js';

/** One thing that was sent: a value, or why there is none. Lines count from 1. */
export type Sent = { line: number } & (
  | { value: unknown }
  | { problem: string }
  | { problems: readonly IntakeError[] }
);

export interface LineLimits {
  /** Bytes of one line. */
  lineBytes: number;
  lines: number;
  /** Bytes altogether. */
  totalBytes: number;
}

export const usualLimits: LineLimits = {
  lineBytes: 1024 * 1024,
  lines: 1_000_000,
  totalBytes: 128 * 1024 * 1024,
};

/** One line as bytes decoded: its text, or why it has none. */
export type TextLine = { line: number } & ({ text: string } | { problem: string });

type Decoder = InstanceType<typeof TextDecoder>;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Cuts a stream into lines, holding no more than one line in memory; empty ones are left out but counted.
 * @param encoding a label of the Encoding Standard in which no line feed is part of a character: utf-8, gb18030
 * @throws AppError `too-large` for a line, a number of lines or a stream beyond the limits
 */
export async function* textLines(
  source: AsyncIterable<Uint8Array>,
  { lineBytes, lines, totalBytes }: LineLimits = usualLimits,
  encoding = 'utf-8',
): AsyncGenerator<TextLine> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  let line = 0;
  let total = 0;
  let open: Buffer[] = [];
  let openBytes = 0;
  const told = (): TextLine | undefined => {
    line += 1;
    if (line > lines) throw tooLarge(`more than ${lines.toLocaleString('en')} lines`, line);
    const bytes = Buffer.concat(open);
    open = [];
    openBytes = 0;
    return decode(decoder, bytes, line);
  };
  for await (const piece of source) {
    const chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    total += chunk.length;
    if (total > totalBytes) throw tooLarge(`more than ${totalBytes / 1024 / 1024} MB`, line + 1);
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      open.push(chunk.subarray(start, end));
      openBytes += end - start;
      start = end + 1;
      if (openBytes > lineBytes) throw lineTooLong(line + 1, lineBytes);
      const text = told();
      if (text) yield text;
    }
    if (start < chunk.length) {
      // A copy: the rest of the chunk must not stay in memory with it.
      open.push(Buffer.from(chunk.subarray(start)));
      openBytes += chunk.length - start;
      if (openBytes > lineBytes) throw lineTooLong(line + 1, lineBytes);
    }
  }
  if (openBytes > 0) {
    const text = told();
    if (text) yield text;
  }
}

/** Newline-delimited JSON: a value a line. */
export async function* jsonLines(
  source: AsyncIterable<Uint8Array>,
  limits: LineLimits = usualLimits,
): AsyncGenerator<Sent> {
  for await (const one of textLines(source, limits)) {
    if ('problem' in one) {
      yield one;
      continue;
    }
    const { line, text } = one;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      yield { line, problem: 'is not JSON' };
      continue;
    }
    yield { line, value };
  }
}

/** A JSON array that is in memory already. */
export async function* valuesOf(values: readonly unknown[]): AsyncGenerator<Sent> {
  for (const [index, value] of values.entries()) yield { line: index + 1, value };
}

function decode(decoder: Decoder, bytes: Buffer, line: number): TextLine | undefined {
  const end = bytes.at(-1) === carriageReturn ? bytes.length - 1 : bytes.length;
  let text: string;
  try {
    text = decoder.decode(bytes.subarray(0, end));
  } catch {
    return { line, problem: `is not ${decoder.encoding === 'utf-8' ? 'UTF-8' : decoder.encoding}` };
  }
  if (line === 1 && text.startsWith('\ufeff')) text = text.slice(1);
  return text.trim() === '' ? undefined : { line, text };
}

function lineTooLong(line: number, most: number): AppError {
  return tooLarge(`a line of more than ${Math.round(most / 1024)} KB`, line);
}

function tooLarge(what: string, line: number): AppError {
  const message = `${what}: nothing from line ${line} on was taken`;
  return new AppError('too-large', `This is too large: ${message}.`, {
    errors: [{ path: `line ${line}`, message }],
  });
}
