import type { VocabularyFormat } from '../../../src/contract/vocabulary.js';

/** Bytes; the server takes somewhat less text than this, and says so itself. */
const largestFile = 1_000_000;

export type WordFile = { format: VocabularyFormat; text: string } | { refused: 'too-large' | 'unreadable' };

/**
 * Reads a file of words as text. Spreadsheets in China often save CSV in GB 18030, so that is tried when it is no UTF-8.
 *
 * @param name decides about the format: `.yml` and `.yaml` are YAML, anything else is CSV
 */
export function readWordFile(name: string, bytes: ArrayBuffer): WordFile {
  if (bytes.byteLength > largestFile) return { refused: 'too-large' };
  const text = decode('utf-8', bytes) ?? decode('gb18030', bytes);
  if (text === undefined || text.includes('\0')) return { refused: 'unreadable' };
  return { format: /\.ya?ml$/i.test(name) ? 'yaml' : 'csv', text };
}

function decode(encoding: string, bytes: ArrayBuffer): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
