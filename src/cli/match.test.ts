import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MatchResultLine } from '../contract/matching.js';
import { runMatch } from './match.js';

let folder: string;
const at = (name: string) => join(folder, name);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-match-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const knowledge = [
  { id: '发货', question: '什么时候发货', similar: ['多久能寄出', '今天能发吗'], answer: '48 小时内' },
  { id: 'returns', question: '怎么退货', similar: ['我想退货', '不喜欢能退吗'] },
  { id: 'invoice', question: '可以开发票吗' },
];
const lines = (values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');
// A folder without a model: the command must work by words alone.
async function run(knowledgeLines: string, queryLines: string, modelDir = at('no-model')) {
  await writeFile(at('k.jsonl'), knowledgeLines);
  await writeFile(at('q.jsonl'), queryLines);
  const told: string[] = [];
  await runMatch({
    knowledge: at('k.jsonl'),
    queries: at('q.jsonl'),
    out: at('r.jsonl'),
    modelDir,
    log: (line) => told.push(line),
  });
  const results = (await readFile(at('r.jsonl'), 'utf8')).split('\n').slice(0, -1);
  return { told, results: results.map((line) => JSON.parse(line) as MatchResultLine) };
}

describe('match command', () => {
  it.each(['no-model', 'models'])('answers every query in order, model folder %s', async (modelDir) => {
    const { results, told } = await run(
      lines(knowledge),
      lines([
        { id: 'q1', text: '怎么退货？' },
        { id: 'q2', text: '发票能开吗' },
        { id: 'q3', text: '' },
        { id: 'q1', text: '什么时候发货' },
      ]),
      modelDir === 'models' ? 'models' : at(modelDir),
    );
    expect(results.map((result) => result.id)).toEqual(['q1', 'q2', 'q3', 'q1']);
    expect(results.map((result) => result.candidates[0]?.id)).toEqual([
      'returns',
      'invoice',
      undefined,
      '发货',
    ]);
    expect(results[0]).toMatchObject({ decision: 'answer', confidence: 0.99 });
    expect(results[2]).toMatchObject({ decision: 'hand-off', confidence: 0, candidates: [] });
    for (const result of results) {
      expect(Object.keys(result)).toEqual(['id', 'decision', 'confidence', 'candidates', 'ms']);
      expect(result.confidence).toBe(result.candidates[0]?.score ?? 0);
      expect(result.ms).toBeGreaterThanOrEqual(0);
    }
    if (modelDir === 'no-model') expect(told.join('\n')).toContain('by words alone');
  });

  it.each([
    ['a query without text', lines(knowledge), '{"id":"a","text":"x"}\n{"id":"b"}\n', 'q.jsonl:2: text: '],
    ['an entry with a wrong list', '{"id":"a","question":"x","similar":"y"}\n', '', 'k.jsonl:1: similar: '],
    ['an entry without a question', '{"id":"a","question":" "}\n', '', 'k.jsonl:1: question: '],
    [
      'an id twice',
      lines([...knowledge, { id: 'returns', question: '退' }]),
      '',
      'k.jsonl:4: id: "returns" is already on line 2',
    ],
    ['no entries', '\n', '{"id":"a","text":"x"}\n', 'k.jsonl holds no entries'],
    ['broken JSON', lines(knowledge), '{"id"\n', 'q.jsonl:1: is not JSON'],
  ])('names %s and writes nothing', async (_, k, q, expected) => {
    await writeFile(at('r.jsonl'), 'before');
    await expect(run(k, q)).rejects.toThrow(expected);
    expect(await readFile(at('r.jsonl'), 'utf8')).toBe('before');
    expect((await readdir(folder)).sort()).toEqual(['k.jsonl', 'q.jsonl', 'r.jsonl']);
  });

  it('does not overwrite its input', async () => {
    await writeFile(at('k.jsonl'), lines(knowledge));
    const same = runMatch({
      knowledge: at('k.jsonl'),
      queries: at('q.jsonl'),
      out: at('k.jsonl'),
      modelDir: at('none'),
      log: () => {},
    });
    await expect(same).rejects.toThrow('input files');
    expect(existsSync(at('q.jsonl'))).toBe(false);
  });

  it('writes an empty file for no queries', async () => {
    expect((await run(lines(knowledge), '')).results).toEqual([]);
  });
});
