import { describe, expect, it } from 'vitest';
import { readTerms } from './terms.js';

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
});
