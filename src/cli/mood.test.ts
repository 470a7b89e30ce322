import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MoodResultLine } from '../contract/matching.js';
import { runMood } from './mood.js';

let folder: string;
const at = (name: string) => join(folder, name);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-mood-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(queryLines: string): Promise<{ told: string[]; results: MoodResultLine[] }> {
  await writeFile(at('q.jsonl'), queryLines);
  const told: string[] = [];
  await runMood({ queries: at('q.jsonl'), out: at('r.jsonl'), log: (line) => told.push(line) });
  const results = (await readFile(at('r.jsonl'), 'utf8')).split('\n').slice(0, -1);
  return { told, results: results.map((line) => JSON.parse(line) as MoodResultLine) };
}

describe('mood command', () => {
  it('reads every text in order, 0 to 1', async () => {
    const texts = ['你们是骗子吧！！！我要投诉', '谢谢，很满意', '', '有点失望', '什么时候发货'];
    const { results, told } = await run(
      texts.map((text, n) => `${JSON.stringify({ id: `q${n % 4}`, text })}\n`).join(''),
    );
    expect(results.map((result) => result.id)).toEqual(['q0', 'q1', 'q2', 'q3', 'q0']);
    for (const result of results) {
      expect(Object.keys(result)).toEqual(['id', 'angry', 'negative']);
      for (const value of [result.angry, result.negative]) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    }
    expect(results[0]?.angry).toBeGreaterThan(0.7);
    expect(results[3]?.negative).toBeGreaterThan(results[3]?.angry ?? 1);
    for (const calm of [1, 2, 4]) expect(results[calm]).toMatchObject({ angry: 0, negative: 0 });
    expect(told).toEqual(['the mood of 5 texts read']);
  });

  it.each([
    ['a query without text', '{"id":"a","text":"x"}\n{"id":"b"}\n', 'q.jsonl:2: text: '],
    ['a query without id', '{"text":"x"}\n', 'q.jsonl:1: id: '],
    ['an empty id', '{"id":"","text":"x"}\n', 'q.jsonl:1: id: '],
    ['a text that is a number', '\n{"id":"a","text":5}\n', 'q.jsonl:2: text: '],
    [
      'a text that is too long',
      `${JSON.stringify({ id: 'a', text: 'x'.repeat(20_001) })}\n`,
      'q.jsonl:1: text: ',
    ],
    ['broken JSON', '{"id":"a","text":"x"}\n{"id"\n', 'q.jsonl:2: is not JSON'],
  ])('names %s and writes nothing', async (_, q, expected) => {
    await writeFile(at('r.jsonl'), 'before');
    await expect(run(q)).rejects.toThrow(expected);
    expect(await readFile(at('r.jsonl'), 'utf8')).toBe('before');
    expect((await readdir(folder)).sort()).toEqual(['q.jsonl', 'r.jsonl']);
  });

  it('names a file that is not there', async () => {
    const command = runMood({ queries: at('none.jsonl'), out: at('r.jsonl'), log: () => {} });
    await expect(command).rejects.toThrow('none.jsonl cannot be read');
    expect(existsSync(at('r.jsonl'))).toBe(false);
  });

  it('does not overwrite its input', async () => {
    const line = '{"id":"a","text":"x"}\n';
    await writeFile(at('q.jsonl'), line);
    const same = runMood({ queries: at('q.jsonl'), out: join(folder, '.', 'q.jsonl'), log: () => {} });
    await expect(same).rejects.toThrow('input files');
    expect(await readFile(at('q.jsonl'), 'utf8')).toBe(line);
  });

  it('writes an empty file for no queries', async () => {
    expect((await run('')).results).toEqual([]);
  });
});
