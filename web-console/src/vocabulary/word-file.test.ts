import { describe, expect, it } from 'vitest';
import { readWordFile } from './word-file.js';

const bytes = (...values: number[]): ArrayBuffer => new Uint8Array(values).buffer;
const utf8 = (text: string): ArrayBuffer => bytes(...new TextEncoder().encode(text));

describe('a file of words', () => {
  it('is CSV or YAML by its name', () => {
    expect(readWordFile('词库.csv', utf8('停用词,请问'))).toEqual({ format: 'csv', text: '停用词,请问' });
    expect(readWordFile('words.YML', utf8('words: []'))).toMatchObject({ format: 'yaml' });
  });
  it('is read as spreadsheets in China save it', () => {
    // 请问 in GB 18030
    expect(readWordFile('a.csv', bytes(0xc7, 0xeb, 0xce, 0xca))).toEqual({ format: 'csv', text: '请问' });
  });
  it('is refused when it is too large, or no text', () => {
    expect(readWordFile('a.csv', new ArrayBuffer(1_000_001))).toEqual({ refused: 'too-large' });
    expect(readWordFile('a.csv', bytes(0xff, 0xff, 0xff))).toEqual({ refused: 'unreadable' });
    expect(readWordFile('a.csv', bytes(0x41, 0, 0x42))).toEqual({ refused: 'unreadable' });
  });
});
