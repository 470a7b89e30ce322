import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../platform/package-root.js';
import {
  type ContentProblem,
  describeProblem,
  maxEntries,
  readIntentFiles,
  readKnowledgeFiles,
} from './content-files.js';
import { claimantsOf } from './published-knowledge.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-content-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let count = 0;
async function file(text: string | Uint8Array, name = `file-${++count}.yml`): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

/** Problems without the name of the file. */
function brief(problems: ContentProblem[]): [number | undefined, string, string][] {
  return problems.map(({ line, path, message }) => [line, path, message]);
}

const good = `category: 退换
entries:
  - id: returns-how
    question: 怎么退货？
    similar:
      - 咋退啊
      - 退货流程
    answer: |
      先申请，再寄回。
      仓库签收后退款。
    followUps: [returns-freight]
  - id: returns-freight
    question: 退货运费谁出？
    answer: 不是质量问题的话由您承担。
`;

describe('knowledge files', () => {
  it('gives the entries in order, trimmed and with their category', async () => {
    const { items, problems } = await readKnowledgeFiles([await file(good)]);
    expect(problems).toEqual([]);
    expect(items).toEqual([
      {
        id: 'returns-how',
        content: {
          category: '退换',
          question: '怎么退货？',
          similar: ['咋退啊', '退货流程'],
          answer: '先申请，再寄回。\n仓库签收后退款。',
          followUps: ['returns-freight'],
        },
      },
      {
        id: 'returns-freight',
        content: {
          category: '退换',
          question: '退货运费谁出？',
          similar: [],
          answer: '不是质量问题的话由您承担。',
          followUps: [],
        },
      },
    ]);
  });

  it('names the line of malformed YAML', async () => {
    const { problems } = await readKnowledgeFiles([
      await file(good.replace('    similar:', '   similar: [')),
      await file(good),
    ]);
    expect(problems[0]?.line).toBe(5);
    expect(problems[0]?.message).toContain('is not valid YAML');
  });

  it('names line, field and trouble of everything that does not fit, not only of the first', async () => {
    const bad = good
      .replace('question: 怎么退货？', 'question: ""')
      .replace('answer: 不是质量问题的话由您承担。', 'anwser: 由您承担。')
      .replace('      - 咋退啊', '      - 17');
    const { problems } = await readKnowledgeFiles([await file(bad)]);
    expect(brief(problems)).toEqual([
      [4, 'entries.0.question', 'must not be empty'],
      [6, 'entries.0.similar.0', expect.stringContaining('expected string')],
      [12, 'entries.1.answer', expect.stringContaining('expected string')],
      [14, 'entries.1.anwser', 'is not a known field'],
    ]);
  });

  it('finds ids that are used twice, over all files, and says where before', async () => {
    const first = await file(good);
    const second = await file(
      'category: 别的\nentries:\n  - id: returns-how\n    question: 别的问题\n    answer: 好\n',
    );
    const { problems } = await readKnowledgeFiles([first, second]);
    expect(problems).toEqual([
      {
        file: second,
        line: 3,
        path: 'entries.0.id',
        message: `the id "returns-how" is used before, in ${first}:3`,
      },
    ]);
  });

  it('finds a wording that two entries claim, whatever its punctuation, width and case', async () => {
    const clash = good
      .replace('answer: 不是', 'similar: [ＡＰＰ 里退货, "退货 流程!"]\n    answer: 不是')
      .replace('咋退啊', 'app里退货');
    const { problems } = await readKnowledgeFiles([await file(clash)]);
    expect(brief(problems)).toEqual([
      [14, 'entries.1.similar.0', '"ＡＰＰ 里退货" is claimed by the entry "returns-how" too'],
      [14, 'entries.1.similar.1', '"退货 流程!" is claimed by the entry "returns-how" too'],
    ]);
  });

  it('finds a wording that stands in one entry twice', async () => {
    const { problems } = await readKnowledgeFiles([await file(good.replace('咋退啊', '怎么退货'))]);
    expect(brief(problems)).toEqual([[6, 'entries.0.similar.0', '"怎么退货" stands in this entry twice']]);
  });

  it('finds follow-ups that lead nowhere', async () => {
    const { problems } = await readKnowledgeFiles([
      await file(good.replace('[returns-freight]', '[returns-fright]')),
    ]);
    expect(brief(problems)).toEqual([[11, 'entries.0.followUps.0', 'there is no entry "returns-fright"']]);
  });

  it('knows what exists besides the files, and that the files replace it', async () => {
    const existing = [
      { id: 'old', kind: 'entry' as const, title: '旧', questions: ['退货流程'] },
      { id: 'returns-freight', kind: 'entry' as const, title: '运费', questions: ['怎么退货？'] },
      { id: 'returns-how', kind: 'intent' as const, title: '意图', questions: ['帮我退了'] },
    ];
    const { problems } = await readKnowledgeFiles([await file(good)], { claimants: existing });
    expect(brief(problems)).toEqual([
      [3, 'entries.0.id', 'the id "returns-how" belongs to an intent'],
      [7, 'entries.0.similar.1', '"退货流程" is claimed by the entry "old" too'],
    ]);
    const { problems: none } = await readKnowledgeFiles(
      [await file(good.replace('[returns-freight]', '[old]'))],
      {
        claimants: [{ id: 'old', kind: 'entry', title: '旧', questions: ['旧问题'] }],
      },
    );
    expect(none).toEqual([]);
  });

  it.each([
    ['an empty file', '', 'is empty'],
    ['only a comment', '# nothing\n', 'is empty'],
    ['two documents', `${good}---\n${good}`, 'is not valid YAML'],
    ['a key twice', good.replace('entries:', 'category: 又一个\nentries:'), 'is not valid YAML'],
    ['an unknown tag', good.replace('怎么退货？', '!!js/function "x"'), 'is not valid YAML'],
    ['a list', '- a\n', 'expected object'],
    ['no entries', 'category: x\nentries: []\n', 'entries'],
    ['nested without end', `category: ${'['.repeat(200_000)}`, 'nested too deeply'],
  ])('refuses %s in a sentence', async (_name, text, message) => {
    const { problems } = await readKnowledgeFiles([await file(text)]);
    expect(problems.length).toBeGreaterThan(0);
    expect(describeProblem(problems[0] as ContentProblem)).toContain(message);
  });

  it('refuses aliases that multiply', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, n) => `l${n}: &l${n} [${Array(10).fill(n === 0 ? 'x' : `*l${n - 1}`)}]`,
    );
    const { problems } = await readKnowledgeFiles([await file(levels.join('\n'))]);
    expect(problems[0]?.message).toContain('cannot be read as YAML');
  });

  it('refuses text that is not UTF-8, with the line', async () => {
    const gbk = Buffer.concat([
      Buffer.from('category: a\nentries:\n  - id: '),
      Buffer.from([0xcd, 0xcb, 0xbb, 0xf5]),
    ]);
    const { problems } = await readKnowledgeFiles([await file(gbk)]);
    expect(brief(problems)).toEqual([[3, '', 'is not UTF-8 text: save the file as UTF-8']]);
  });

  it('takes a byte order mark', async () => {
    const { items, problems } = await readKnowledgeFiles([await file(`\ufeff${good}`)]);
    expect(problems).toEqual([]);
    expect(items).toHaveLength(2);
  });

  it('refuses files that are too large, missing, or have too many entries', async () => {
    const large = await file(`${good}#${'x'.repeat(5 * 1024 * 1024)}`);
    const many = (from: number) =>
      `category: 多\nentries:\n${Array.from({ length: 10_001 }, (_, n) => `  - {id: e${from + n}, question: 问${from + n}, answer: 答}`).join('\n')}`;
    const { problems } = await readKnowledgeFiles([
      large,
      join(folder, 'nowhere.yml'),
      await file(many(0)),
      await file(many(20_000)),
    ]);
    expect(problems.map(({ message }) => message).sort()).toEqual([
      `20002 entries in all: at most ${maxEntries} are allowed`,
      'does not exist',
      'is larger than 5 MB',
    ]);
  }, 60_000);

  it('reads a folder as the YAML files in it', async () => {
    await mkdir(join(folder, 'base'));
    await file(good, 'base/a.yml');
    await file('# Not content', 'base/README.md');
    const { items, problems } = await readKnowledgeFiles([join(folder, 'base')]);
    expect(problems).toEqual([]);
    expect(items).toHaveLength(2);
    await mkdir(join(folder, 'none'));
    const { problems: none } = await readKnowledgeFiles([join(folder, 'none')]);
    expect(brief(none)).toEqual([[undefined, '', 'is a folder without .yml files']]);
  });
});

const intents = `group: 订单
intents:
  - id: order-status
    name: 查询订单
    examples: [我的快递到哪了, 查物流]
    slots: [{name: orderNumber, prompt: 哪一笔？}]
    action: order-status
  - id: want-return
    name: 退货
    examples: [帮我退掉]
    action: answer
    entry: returns-how
`;

describe('intent files', () => {
  it('gives the definitions with their group and defaults', async () => {
    const { items, problems } = await readIntentFiles([await file(intents)]);
    expect(problems).toEqual([]);
    expect(items.map(({ group, intent }) => [group, intent.id, intent.slots])).toEqual([
      ['订单', 'order-status', [{ name: 'orderNumber', required: false, prompt: '哪一笔？' }]],
      ['订单', 'want-return', []],
    ]);
  });

  it('names what is wrong with an action and its fields', async () => {
    const bad = intents
      .replace('action: order-status', 'action: order-stats')
      .replace('    entry: returns-how\n', '')
      .replace('orderNumber', 'orderNo');
    const { problems } = await readIntentFiles([await file(bad)]);
    expect(brief(problems)).toEqual([
      [
        7,
        'intents.0.action',
        expect.stringContaining('must be one of reply, answer, hand-off, order-status'),
      ],
      [8, 'intents.1.entry', expect.stringContaining('expected string')],
    ]);
    const { problems: slots } = await readIntentFiles([
      await file(intents.replace('orderNumber', 'orderNo')),
    ]);
    expect(brief(slots)).toEqual([[6, 'intents.0.slots.0.name', expect.stringContaining('"orderNumber"')]]);
  });

  it('finds examples claimed twice, and, next to knowledge, missing entries and shared wordings', async () => {
    const twice = intents
      .replace('帮我退掉', '帮我退掉, 查物流！, 咋退啊')
      .replace('entry: returns-how', 'entry: returns-hwo');
    expect(brief((await readIntentFiles([await file(twice)])).problems)).toEqual([
      [10, 'intents.1.examples.1', '"查物流！" is claimed by the intent "order-status" too'],
    ]);
    const { items } = await readKnowledgeFiles([await file(good)]);
    const { problems } = await readIntentFiles([await file(twice)], { claimants: claimantsOf(items, []) });
    expect(brief(problems)).toEqual([
      [10, 'intents.1.examples.1', '"查物流！" is claimed by the intent "order-status" too'],
      [10, 'intents.1.examples.2', '"咋退啊" is claimed by the entry "returns-how" too'],
      [12, 'intents.1.entry', 'there is no entry "returns-hwo"'],
    ]);
  });
});

describe('the starter content', () => {
  it('has nothing wrong', async () => {
    const knowledge = await readKnowledgeFiles([join(packageRoot(), 'knowledge-base')]);
    expect(knowledge.problems.map(describeProblem)).toEqual([]);
    expect(knowledge.items.length).toBeGreaterThan(150);
    const { items, problems } = await readIntentFiles([join(packageRoot(), 'intents')], {
      claimants: claimantsOf(knowledge.items, []),
    });
    expect(problems.map(describeProblem)).toEqual([]);
    expect(items.length).toBeGreaterThan(35);
  });
});
