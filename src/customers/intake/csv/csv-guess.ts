import type { z } from 'zod';
import type {
  ImportKind,
  ImportMapping,
  importDelimiter,
  importEncoding,
} from '../../../contract/imports.js';
import { invalidInput } from '../../../platform/errors.js';
import { csvFields } from './csv-fields.js';

export type Encoding = z.infer<typeof importEncoding>;
export type Delimiter = z.infer<typeof importDelimiter>;

const otherFiles: { begins: readonly number[]; message: string }[] = [
  { begins: [0xff, 0xfe], message: 'is UTF-16: save it as CSV UTF-8' },
  { begins: [0xfe, 0xff], message: 'is UTF-16: save it as CSV UTF-8' },
  { begins: [0x50, 0x4b, 0x03, 0x04], message: 'is an Excel workbook: save it as CSV' },
  { begins: [0xd0, 0xcf, 0x11, 0xe0], message: 'is an Excel workbook: save it as CSV' },
];

/** @param start the first bytes of a file @throws AppError `invalid-input` for what is no table of text by its first bytes */
export function refuseOtherFiles(start: Uint8Array): void {
  const found = otherFiles.find(({ begins }) => begins.every((byte, at) => start[at] === byte));
  if (found) throw invalidInput([{ path: 'file', message: found.message }]);
}

/** UTF-8 where the bytes are; otherwise what Excel in China writes. @param whole whether nothing was cut off the end */
export function guessEncoding(start: Uint8Array, whole: boolean): Encoding {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: !whole });
    return 'utf-8';
  } catch {
    return 'gb18030';
  }
}

/** The sign that the first line has most of, outside of quotes. */
export function guessDelimiter(text: string): Delimiter {
  const [first = ''] = text.split(/\r?\n/, 1);
  const plain = first.replace(/"[^"]*"/g, '');
  const counts = ([',', '\t', ';', '|'] as const).map((sign) => ({
    sign,
    count: plain.split(sign).length - 1,
  }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}

/** Columns by what they are called. Each column is one field, and each field one column: the first that fits. */
export function guessMapping(kind: ImportKind, header: readonly string[]): ImportMapping {
  const names = header.map(plainName);
  const taken = new Set<number>();
  const mapping: ImportMapping = {};
  for (const { field, names: known } of csvFields[kind]) {
    const column = known
      .map((name) => names.findIndex((given, index) => given === name && !taken.has(index)))
      .find((index) => index !== -1);
    if (column === undefined) continue;
    mapping[field] = column;
    taken.add(column);
  }
  return mapping;
}

/** `单价（元）` and `Unit Price` as they are compared. */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[（(][^）)]*[）)]/g, '')
    .replace(/[\s*＊:：]/g, '');
}
