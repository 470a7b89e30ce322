import { describe, expect, it } from 'vitest';
import { contradict, readPolarity } from './negation.js';

const opposed = (a: string, b: string) => contradict(readPolarity(a), readPolarity(b));

describe('negation', () => {
  it.each([
    ['能退吗', '不能退吗'],
    ['哪些商品可以退货', '哪些商品不支持退货'],
    ['我要发票', '不要发票了'],
    ['可以开发票吗', '可以不开发票吗'],
    ['东西还没收到', '东西收到了'],
    ['包邮的有哪些', '不包邮的有哪些'],
    ['能不能退货', '不能退货的商品'],
  ])('%s and %s contradict each other', (a, b) => {
    expect(opposed(a, b)).toBe(true);
    expect(opposed(b, a)).toBe(true);
  });

  it.each([
    ['能不能退货', '可以退货吗'],
    ['可不可以开发票', '我要发票'],
    ['收没收到货', '货收到了吗'],
    ['不能退吗', '为什么不给退'],
    ['没收到', '一直没有收到货'],
    ['不好意思，能退吗', '能退吗'],
    ['七天无理由退货', '怎么退货'],
    ['质量不错吗', '质量怎么样'],
    ['发货了没', '什么时候发货'],
    ['不要发票', '明天能到吗'],
    ['不发顺丰就不要了', '发票不要了'],
  ])('%s and %s do not', (a, b) => expect(opposed(a, b)).toBe(false));
});
