import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { longRandom } from '../platform/seeded-random.js';
import { runUplift } from './uplift.js';

let folder: string;
let said: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-uplift-'));
  said = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = async (name: string, content: string | Buffer) => {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
};
const run = (train: string, score: string, out = join(folder, 'out.jsonl')) =>
  runUplift({
    train,
    score,
    treatment: 'segment',
    outcome: 'visit',
    id: 'customer',
    out,
    log: (line) => said.push(line),
  });

/** People in 成都 with many visits are moved by the e-mail, others are not; a few cells are empty. */
function shop(rows: number, seed: number, treatment: [string, string] = ['No E-Mail', 'E-Mail']) {
  const random = longRandom(seed);
  return Array.from({ length: rows }, (_, index) => {
    const city = random() < 0.5 ? '成都' : '上海, 浦东';
    const visits = Math.floor(random() * 10);
    const treated = random() < 0.5;
    const effect = city === '成都' && visits >= 5 ? 0.4 : 0;
    const visit = random() < 0.1 + (treated ? effect : 0) ? 1 : 0;
    const shown = random() < 0.05 ? '' : String(visits);
    return { id: `k${index}`, city, shown, effect, visit, arm: treated ? treatment[1] : treatment[0] };
  });
}
const trainingFile = (rows: ReturnType<typeof shop>) =>
  `\ufeffcity,visits,segment,visit,only_here\r\n${rows
    .map(({ city, shown, arm, visit }) => `"${city}",${shown},${arm},${visit},x\r\n`)
    .join('')}`;
const scoringFile = (rows: ReturnType<typeof shop>) =>
  `customer,visit,segment,visits,city\n${rows.map(({ id, shown, city }) => `${id},1,x,${shown},"${city}"\n`).join('')}`;

describe('uplift', () => {
  it('writes every row of the file to score in its order, those that are moved first', async () => {
    const train = await put('t.csv', trainingFile(shop(3000, 1)));
    const people = shop(600, 2);
    const score = await put('s.csv', scoringFile(people));
    await run(train, score);
    const lines = (await readFile(join(folder, 'out.jsonl'), 'utf8')).trimEnd().split('\n');
    const results = lines.map((line) => JSON.parse(line) as { row: string; uplift: number });
    expect(results.map(({ row }) => row)).toEqual(people.map(({ id }) => id));
    const moved = new Set(
      people.filter(({ effect, shown }) => effect > 0 && shown !== '').map(({ id }) => id),
    );
    const first = [...results].sort((a, b) => b.uplift - a.uplift).slice(0, moved.size);
    expect(first.filter(({ row }) => moved.has(row)).length / moved.size).toBeGreaterThan(0.85);
    const mean = results.reduce((sum, { uplift }) => sum + uplift, 0) / results.length;
    expect(mean).toBeCloseTo(0.1, 1);
    expect(said.join('\n')).toContain(`only ${train} has them: only_here`);
    expect(said.join('\n')).toContain('"E-Mail" against "No E-Mail"');
    expect(said.join('\n')).toMatch(/Qini value [\d.]+ \([\d.]+ to [\d.]+\)/);
    await run(train, score, join(folder, 'again.jsonl'));
    expect(await readFile(join(folder, 'again.jsonl'), 'utf8')).toBe(`${lines.join('\n')}\n`);
    expect((await readdir(folder)).sort()).toEqual(['again.jsonl', 'out.jsonl', 's.csv', 't.csv']);
  });

  it('gives everybody the average effect where there is too little to tell people apart', async () => {
    const train = await put('t.csv', 'a,segment,visit\n1,0,2\n2,1,5\n3,0,4\n4,1,7\n');
    await run(train, await put('s.csv', 'customer,a\n"x ""y""",9\n'));
    expect(await readFile(join(folder, 'out.jsonl'), 'utf8')).toBe('{"row":"x \\"y\\"","uplift":3}\n');
  });

  const good = 'a,segment,visit\n1,0,0\n2,1,1\n';
  it.each<[string, string | Buffer, string, RegExp]>([
    ['a missing treatment', 'a,visit\n1,0\n', 'customer,a\n', /t\.csv:1: segment: is missing/],
    ['a missing outcome', 'a,segment\n1,0\n', 'customer,a\n', /t\.csv:1: visit: is missing/],
    ['a missing id', good, 'a\n1\n', /s\.csv:1: customer: is missing/],
    ['no feature in common', good, 'customer,b\n1,2\n', /s\.csv:1: has no column in common with .*t\.csv/],
    [
      'one treatment only',
      'a,segment,visit\n1,1,0\n2,1,1\n',
      'customer,a\n1,2\n',
      /t\.csv:2: segment: has one value only, "1"/,
    ],
    [
      'a third treatment',
      'a,segment,visit\n1,a,0\n2,b,1\n3,c,1\n',
      'customer,a\n1,2\n',
      /t\.csv:4: segment: has a third value, "c" beside "a" and "b"/,
    ],
    [
      'treatments of which none is known as control',
      'a,segment,visit\n1,red,0\n2,blue,1\n',
      'customer,a\n1,2\n',
      /t\.csv:1: segment: holds "red" and "blue", and it is not clear which is the control/,
    ],
    ['an empty treatment', `${good}3,,1\n`, 'customer,a\n1,2\n', /t\.csv:4: segment: is empty/],
    [
      'an outcome that is a word',
      `${good}3,1,many\n`,
      'customer,a\n1,2\n',
      /t\.csv:4: visit: must be a number, not "many"/,
    ],
    ['an outcome that is not there', `${good}3,1,\n`, 'customer,a\n1,2\n', /t\.csv:4: visit: is empty/],
    ['too few fields', `${good}3,1\n`, 'customer,a\n1,2\n', /t\.csv:4: has 2 fields where the header has 3/],
    [
      'a header twice',
      'a,a,segment,visit\n1,1,0,0\n',
      'customer,a\n',
      /t\.csv:1: a: is the name of two columns/,
    ],
    ['no rows', 'a,segment,visit\n', 'customer,a\n1,2\n', /t\.csv:1: has a header and no rows/],
    [
      'other bytes in the file to learn from',
      Buffer.concat([Buffer.from(good), Buffer.from([0xcd, 0xcb, 0x2c])]),
      'customer,a\n1,2\n',
      /t\.csv:4: is not UTF-8/,
    ],
    ['too many fields in the file to score', good, 'customer,a\n1,2\n3,4,5\n', /s\.csv:3: has 3 fields/],
  ])('%s: names file, line and column, and writes nothing', async (_, train, score, expected) => {
    const files = [await put('t.csv', train), await put('s.csv', score)] as const;
    await expect(run(...files)).rejects.toThrow(expected);
    expect((await readdir(folder)).sort()).toEqual(['s.csv', 't.csv']);
  });

  it('refuses one column with two meanings, and an output that is an input', async () => {
    const train = await put('t.csv', good);
    const score = await put('s.csv', 'customer,a\n1,2\n');
    await expect(run(train, score, score)).rejects.toThrow('is one of the input files');
    const command = {
      train,
      score,
      treatment: 'a',
      outcome: 'a',
      id: 'customer',
      out: join(folder, 'o'),
      log: () => {},
    };
    await expect(runUplift(command)).rejects.toThrow('the column "a" cannot be two of');
  });
});
