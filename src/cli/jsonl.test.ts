import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readJsonl, writeJsonl } from './jsonl.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-jsonl-'));
  file = join(folder, 'in.jsonl');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const schema = z.object({ id: z.string().min(1), n: z.int().default(7) });
async function read(content: string | Buffer) {
  await writeFile(file, content);
  const rows = [];
  for await (const row of readJsonl(file, schema)) rows.push(row);
  return rows;
}

describe('readJsonl', () => {
  it('reads lines with their numbers: LF, CRLF, byte order mark, blank lines, no newline at the end', async () => {
    expect(await read('\ufeff{"id":"一"}\r\n\n  \n{"id":"b","n":2}')).toEqual([
      { line: 1, value: { id: '一', n: 7 } },
      { line: 4, value: { id: 'b', n: 2 } },
    ]);
    expect(await read('')).toEqual([]);
  });

  it('reads characters that lie across two chunks', async () => {
    const lines = Array.from({ length: 3000 }, (_, n) => ({ id: '退货运费险'.repeat(10), n }));
    const rows = await read(lines.map((line) => JSON.stringify(line)).join('\n'));
    expect(rows.map((row) => row.value)).toEqual(lines);
  });

  it.each<[string, string | Buffer, string]>([
    ['malformed JSON', '{"id":"a"}\n{"id":', ':2: is not JSON'],
    ['a wrong field', '{"id":"a","n":"x"}', ':1: n: '],
    ['a missing field', '\n{"n":1}', ':2: id: '],
    ['something that is not an object', '[1]', ':1: '],
    [
      'another encoding',
      Buffer.concat([Buffer.from('{"id":"a"}\n{"id":"'), Buffer.from([0xcd, 0xcb]), Buffer.from('"}')]),
      ':2: is not UTF-8',
    ],
    ['a line over 1 MB', `{"id":"a"}\n{"id":"${'x'.repeat(1024 * 1024)}"}`, ':2: is longer than 1 MB'],
  ])('names file and line of %s', async (_, content, expected) => {
    await expect(read(content)).rejects.toThrow(`${file}${expected}`);
  });

  it('names a file that is not there, and a folder', async () => {
    const first = (path: string) => readJsonl(path, schema).next();
    await expect(first(join(folder, 'none'))).rejects.toThrow('there is no such file');
    await expect(first(folder)).rejects.toThrow('it is a folder');
  });
});

describe('writeJsonl', () => {
  it('writes all lines, and leaves nothing else behind', async () => {
    await writeJsonl(file, [{ a: 1 }, { b: '二' }]);
    expect(await readFile(file, 'utf8')).toBe('{"a":1}\n{"b":"二"}\n');
    expect(await readdir(folder)).toEqual(['in.jsonl']);
  });

  it('says what is wrong with the place', async () => {
    await expect(writeJsonl(join(folder, 'no', 'out'), [])).rejects.toThrow('no such file or folder');
    await expect(writeJsonl(folder, [])).rejects.toThrow('cannot be written');
  });
});
