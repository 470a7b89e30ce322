import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../platform/seeded-random.js';
import { nothingExcluded, tabulate } from './document.js';
import { buildLexicalIndex } from './lexical.js';
import { readTerms } from './terms.js';
import { buildWordRecall } from './word-recall.js';

const pause = async () => {};
const random = seededRandom(11);
const pick = (words: string) => words.split(' ')[Math.floor(random() * words.split(' ').length)] as string;
const starts = '请问 我想问问 麻烦看下 你好 老板 帮我查查 想了解 打扰了';
const things =
  '羽绒服 连衣裙 牛仔裤 运动鞋 充电宝 蓝牙耳机 电饭锅 保温杯 洗面奶 面霜 口红 牛奶 坚果 茶叶 床单 枕头 台灯 书包 雨伞 手表 键盘 鼠标 显示器 路由器';
const doings =
  '怎么退货 怎么换货 什么时候发货 能不能便宜 有没有优惠券 多久能到 可以开发票吗 坏了怎么保修 尺码怎么选 会不会掉色';
const ends = '呢 呀 啊 谢谢 急用 在线等 麻烦了 好吗';
const texts = Array.from(
  { length: 7000 },
  (_, n) => `${pick(starts)}${n}号${pick(things)}${pick(doings)}${pick(ends)}`,
);
const table = tabulate(
  texts.map((text, n) => ({ id: `e${n}`, kind: 'entry' as const, title: text, questions: [text] })),
  (text) => text,
);
const segment = (text: string) => text.match(/\d+|\p{Script=Han}{1,2}/gu) ?? [];

describe('recall by words in a large table', () => {
  it('finds what scoring every question puts first', async () => {
    const lexical = await buildLexicalIndex(table, (text) => readTerms(text, segment), pause);
    const all = Array.from(table.texts.keys());
    let found = 0;
    let wanted = 0;
    for (let n = 0; n < 40; n++) {
      const query = lexical.read(`${pick(things)}${pick(doings)}${n * 17}`, nothingExcluded);
      const scores = all.map((q) => lexical.score(query, q).bm25);
      const recalled = new Set(lexical.recall(query, nothingExcluded));
      expect(recalled.size).toBeLessThanOrEqual(300);
      const best = all.toSorted((a, b) => (scores[b] as number) - (scores[a] as number)).slice(0, 10);
      // Of equals any will do.
      const last = scores[best.at(-1) as number] as number;
      wanted += 10;
      const good = [...recalled].filter((q) => (scores[q] as number) >= last).length;
      found += Math.min(10, good);
    }
    expect(found / wanted).toBeGreaterThan(0.9);
  });

  it('finds something by a word that is everywhere, and nothing by none', async () => {
    const rows = { terms: new Int32Array(7000), starts: Int32Array.from({ length: 7001 }, (_, q) => q) };
    const recall = await buildWordRecall([rows], pause);
    expect(recall([new Set([0])])).toHaveLength(300);
    expect(recall([new Set([1])])).toEqual([]);
    expect(recall([new Set()])).toEqual([]);
  });
});

describe('recall by words in a small table', () => {
  it('puts what shares most terms first, and keeps kinds of terms apart', async () => {
    const row = (questions: number[][]) => ({
      terms: Int32Array.from(questions.flat()),
      starts: Int32Array.from([0, ...questions.map((_, at) => questions.slice(0, at + 1).flat().length)]),
    });
    const recall = await buildWordRecall([row([[0, 1], [1], []]), row([[0], [2], [1]])], pause);
    expect(recall([new Set([0, 1]), new Set<number>()])).toEqual([0, 1]);
    expect(recall([new Set<number>(), new Set([1])])).toEqual([2]);
  });

  it('holds without a question', async () => {
    const recall = await buildWordRecall([{ terms: new Int32Array(), starts: Int32Array.of(0) }], pause);
    expect(recall([new Set([0])])).toEqual([]);
  });
});
