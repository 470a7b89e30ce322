import { describe, expect, it } from 'vitest';
import { knowledgeOf, matchOf } from '../../test/conversation-fixtures.js';
import { partsToAnswer, splitQuestions } from './questions.js';

describe('the questions of a text', () => {
  it.each([
    ['怎么退货？运费谁出？', ['怎么退货', '运费谁出']],
    ['怎么退货\n发票怎么开', ['怎么退货', '发票怎么开']],
    ['怎么退货，另外运费谁出', ['怎么退货', '运费谁出']],
    ['退货运费谁出，顺便问一下发票怎么开', ['退货运费谁出', '发票怎么开']],
    ['我要退货另外我要发票', ['我要退货', '我要发票']],
    ['我想问一下\n怎么退货\n发票怎么开', ['怎么退货', '发票怎么开']],
    ['在吗\n我想问一下', ['在吗']],
  ])('%s', (text, parts) => {
    expect(splitQuestions(text)).toEqual(parts);
  });

  it.each([
    '怎么退货',
    '还有别的吗',
    '还有货吗',
    '你好，怎么退货',
    '另外一个呢',
    '一。二。三。四。五。',
    '我想问一下',
    '',
  ])('%s is one', (text) => {
    expect(splitQuestions(text)).toEqual([text]);
  });
});

describe('the parts that are answered by themselves', () => {
  const part = (text: string, name: string, chance = 0.9, asksForHuman = false) => ({
    text,
    match: matchOf([[name, chance]]),
    asksForHuman,
  });
  const answered = (...parts: ReturnType<typeof part>[]) =>
    partsToAnswer(parts, knowledgeOf())?.map(({ text }) => text);

  it('are all of them, in order', () => {
    expect(answered(part('a', 'entry:returns'), part('b', 'entry:freight'))).toEqual(['a', 'b']);
  });
  it('are none where one is not understood', () => {
    expect(answered(part('a', 'entry:returns'), part('b', 'entry:freight', 0.5))).toBeUndefined();
  });
  it('leave out small talk beside a question, and what comes to the same', () => {
    expect(answered(part('hi', 'intent:hello'), part('a', 'entry:returns'))).toEqual(['a']);
    expect(answered(part('hi', 'intent:hello'), part('ho', 'intent:hello'))).toEqual(['hi']);
    expect(answered(part('a', 'entry:returns'), part('b', 'intent:return-request'))).toEqual(['a']);
  });
  it('end with a person, once', () => {
    const human = part('人', 'entry:returns', 0.1, true);
    expect(answered(human, part('a', 'entry:freight'), part('b', 'intent:urge'))).toEqual(['a', '人']);
  });
  it('hold no marketing beside a complaint', () => {
    const parts = [part('a', 'intent:recommend'), part('b', 'intent:complain'), part('c', 'entry:returns')];
    expect(answered(...parts)).toEqual(['c', 'b']);
  });
});
