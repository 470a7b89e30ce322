import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCsv } from './csv-lines.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-csv-'));
  file = join(folder, 'in.csv');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function read(content: string | Buffer, required: string[] = []) {
  await writeFile(file, content);
  const { columns, lines } = await openCsv(file, required);
  const rows: [number, ...string[]][] = [];
  for await (const { line, values } of lines) rows.push([line, ...values]);
  return { columns, rows };
}

describe('openCsv', () => {
  it('reads byte order mark, CRLF and LF, quotes, line feeds in quotes, blank lines, no newline at the end', async () => {
    const { columns, rows } = await read('\ufeffid, 名称\r\n\r\n1,"红,\n""大"""\r\n2,\n\n3,y');
    expect(columns).toEqual(['id', '名称']);
    expect(rows).toEqual([
      [3, '1', '红,\n"大"'],
      [5, '2', ''],
      [7, '3', 'y'],
    ]);
  });

  it('reads characters and records that lie across two pieces of the file', async () => {
    const values = Array.from({ length: 40_000 }, (_, n) => `退货,运费险 ${n}`);
    const { rows } = await read(`id,text\n${values.map((text, n) => `${n},"${text}"\n`).join('')}`);
    expect(rows).toHaveLength(values.length);
    expect(rows.every(([line, id, text], n) => line === n + 2 && id === `${n}` && text === values[n])).toBe(
      true,
    );
  });

  it('finds columns by name, in any order, and knows of no others', async () => {
    await writeFile(file, 'b,c,a\n1,2,3\n');
    const { at, lines } = await openCsv(file, ['a', 'b']);
    expect([at('a'), at('b'), at('d')]).toEqual([2, 0, -1]);
    await lines.return(undefined);
    expect((await read('a,b\n')).rows).toEqual([]);
  });

  it.each<[string, string | Buffer, string]>([
    ['a file without anything', '', ':1: is empty'],
    ['a column that is missing', 'b,c\n1,2\n', ':1: a: is missing among the columns'],
    ['a column twice', 'a,b,a\n1,2,3\n', ':1: a: is the name of two columns'],
    ['a field too few', 'a,b\n1,2\n\n3\n', ':4: has 1 fields where the header has 2'],
    ['a field too many', 'a,b\n1,2,3\n', ':2: has 3 fields where the header has 2'],
    ['a quote that is never closed', 'a,b\n1,2\n3,"4\n5,6\n', ' has a quote that is opened and never closed'],
    ['a quote in the middle', 'a,b\n1,2\n3,"4"x\n', ':3: has a quote inside a field'],
    ['another quote in the middle', 'a,b\n1,2\n3,x"4\n', ':3: has a quote inside a field'],
    ['a record over 1 MB', `a,b\n1,"${'x\n'.repeat(600_000)}"\n`, ' is part of a record over 1 MB'],
    ['a line over 4 MB', `a,b\n1,${'x'.repeat(5_000_000)}`, ' is '],
    [
      'another encoding',
      Buffer.concat([Buffer.from('a,b\n1,2\n3,'), Buffer.from([0xcd, 0xcb]), Buffer.from('\n')]),
      ':3: is not UTF-8',
    ],
  ])('names file and line of %s', async (_, content, expected) => {
    await expect(read(content, ['a'])).rejects.toThrow(expected);
    await expect(read(content, ['a'])).rejects.toThrow(file);
  });

  it('names a file that is not there, and a folder', async () => {
    await expect(openCsv(join(folder, 'none.csv'))).rejects.toThrow(
      'none.csv cannot be read: there is no such file',
    );
    await expect(openCsv(folder)).rejects.toThrow('it is a folder');
  });
});
