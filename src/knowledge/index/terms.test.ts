import { describe, expect, it } from 'vitest';
import { readTerms, soundHits } from './terms.js';
import { compileVocabulary } from './vocabulary.js';

const read = (text: string) => readTerms(text, (value) => value.split(/(?=[,?])/));

describe('readTerms', () => {
  it('gives pairs of characters, whole Latin words and numbers', () => {
    expect(read('退货iphone15运').grams).toEqual(['退货', 'iphone15', '运']);
  });
  it('gives homophones the same sounds', () => {
    expect(read('腿款').sounds).toEqual(read('退款').sounds);
    expect(read('退款').sounds).not.toEqual(read('退货').sounds);
  });
  it('drops punctuation from the words, and repeats', () => {
    expect(readTerms('退货?退货', () => ['退货', '?', '退货']).words).toEqual(['退货']);
    expect(read('').words).toEqual([]);
  });
  it.each(['不可以退货吗', '哪些不支持退货', '不能开发票', '别发圆通', '无法下单'])('%s is negated', (text) =>
    expect(read(text).negated).toBe(true));
  it.each([
    '可以退货吗',
    '能不能退货',
    '有没有货',
    '不好意思问一下',
    '七天无理由退货',
    '质量不错',
    '差不多几天到',
    '发货了没',
    '买别的颜色',
  ])('%s is not negated', (text) => expect(read(text).negated).toBe(false));
  it('reads with the words of the shop: synonyms in every kind of term, stop words in none', () => {
    const vocabulary = compileVocabulary({
      words: [],
      synonyms: [{ means: '快递', said: ['物流'] }],
      stopWords: ['请问'],
    });
    const cut = (text: string) => text.split(/(请问|物流|快递)/).filter((word) => word !== '');
    const asked = readTerms('请问物流单', cut, vocabulary);
    expect(asked).toEqual(readTerms('快递单', cut, vocabulary));
    expect(asked.words).toEqual(['快递', '单']);
    expect(asked.grams).toEqual(['快递', '递单']);
    expect(asked.sounds).toEqual(['kuai di', 'di dan']);
  });
});

describe('soundHits', () => {
  const hits = (said: string, known: string) => {
    const { grams, sounds } = read(known);
    return soundHits(read(said).pairs, { grams: new Set(grams), sounds: new Set(sounds) });
  };
  it('tells what sounds alike and is written otherwise', () => {
    expect(hits('怎么腿款', '怎么退款')).toEqual(['me tui', 'tui kuan']);
    expect(hits('怎么退款', '怎么退款')).toEqual([]);
    expect(hits('', '怎么退款')).toEqual([]);
  });
  it('tells at most ten', () =>
    expect(
      hits(
        '腿款'.repeat(1) + '由费怎么蒜几天道祸包有吗'.repeat(3),
        '退款运费怎么算几天到货包邮吗邮费怎么算'.repeat(2),
      ).length,
    ).toBeLessThanOrEqual(10));
});
