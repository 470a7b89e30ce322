import { describe, expect, it } from 'vitest';
import { knowledgeOf, matchOf } from '../../test/conversation-fixtures.js';
import type { MatchTrace } from '../contract/trace.js';
import type { Topic } from './decision.js';
import { addition, isElliptical, read, rewritings } from './ellipsis.js';
import { defaultPolicy } from './policy.js';

const topic: Topic = {
  kind: 'entry',
  id: 'returns',
  title: '怎么退货？',
  text: '怎么退货',
  at: '2026-11-20T02:00:00.000Z',
};

describe('a text that leaves something out', () => {
  it.each([
    '那运费呢',
    '运费呢',
    '那这个呢',
    '多久',
    '要钱吗',
    '可以换吗',
    '这个怎么洗',
    '过期了呢？',
  ])('%s', (text) => expect(isElliptical(text)).toBe(true));
  it.each([
    '你好',
    '好的',
    '转人工',
    '',
    '？',
    '不喜欢可以退吗',
    '发票抬头填个人还是公司',
  ])('is not %j', (text) => expect(isElliptical(text)).toBe(false));

  it.each([
    ['那运费呢', '运费'],
    ['那纸质的呢', '纸质的'],
    ['这个怎么洗', '怎么洗'],
    ['那这个呢', ''],
    ['多久？', '多久'],
  ])('%s adds %j', (text, added) => expect(addition(text)).toBe(added));
});

describe('readings', () => {
  it('join the topic with what is added, first by what people ask next', () => {
    expect(rewritings('那运费呢', topic, [{ question: '运费谁出？' }])).toEqual([
      { text: '运费谁出？', follows: true },
      { text: '退货 运费', follows: false },
    ]);
    expect(rewritings('那这个呢', topic)).toEqual([{ text: '怎么退货？', follows: false }]);
  });

  type Chances = Record<string, [string, number]>;
  const reading = async (
    chances: Chances,
    text = '那运费呢',
    runs = 6,
    stage: MatchTrace['stage'] = 'full',
  ) => {
    const asked: string[] = [];
    const match = async (query: string): Promise<MatchTrace> => {
      asked.push(query);
      const found = chances[query];
      return { ...matchOf(found ? [found] : []), stage };
    };
    const result = await read(text, text, {
      topic,
      match,
      knowledge: knowledgeOf(),
      lean: defaultPolicy.topicLean,
      runs,
    });
    return { ...result, asked };
  };

  it('take what leads away from the topic only when it is clearly surer', async () => {
    const sure = await reading({ 那运费呢: ['entry:freight', 0.5], '退货 运费': ['intent:points', 0.9] });
    expect(sure.rewritten).toBe('退货 运费');
    expect(sure.readings).toEqual([
      { text: '那运费呢', confidence: 0.5, best: 'entry:freight' },
      { text: '运费谁出？', confidence: 0 },
      { text: '退货 运费', confidence: 0.9, best: 'intent:points' },
    ]);
    const close = await reading({ 那运费呢: ['entry:freight', 0.85], '退货 运费': ['intent:points', 0.9] });
    expect(close.rewritten).toBeUndefined();
  });

  it('lean to what people ask next after the answer, and the more so the more is left out', async () => {
    const next = await reading({ 那运费呢: ['intent:points', 0.91], '运费谁出？': ['entry:freight', 0.97] });
    expect(next.rewritten).toBe('运费谁出？');
    const bare = await reading({ 多久: ['intent:points', 0.7], '退货 多久': ['entry:freight', 0.6] }, '多久');
    expect(bare.rewritten).toBe('退货 多久');
    const short = { 谁来取: ['intent:points', 0.7], '退货 谁来取': ['entry:freight', 0.6] } satisfies Chances;
    expect((await reading(short, '谁来取')).rewritten).toBeUndefined();
  });

  it('do not bend a known question', async () => {
    const known = {
      多久发货: ['intent:points', 0.99],
      '退货 多久发货': ['entry:freight', 0.99],
    } satisfies Chances;
    expect((await reading(known, '多久发货', 6, 'exact')).asked).toEqual(['多久发货']);
  });

  it('do not give the same answer again where the addition is understood', async () => {
    const again = await reading({ 那运费呢: ['entry:freight', 0.6], '退货 运费': ['entry:returns', 0.95] });
    expect(again.rewritten).toBeUndefined();
  });

  it('are not made for a complete question, and stay within the number of matchings', async () => {
    expect((await reading({}, '发票抬头填个人还是公司')).asked).toEqual(['发票抬头填个人还是公司']);
    expect((await reading({}, '那运费呢', 2)).asked).toHaveLength(2);
    expect((await reading({}, '那运费呢', 1)).asked).toHaveLength(1);
  });
});
