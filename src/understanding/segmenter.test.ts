import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shopWords } from './dictionary/shop-words.js';
import { createSegmenter } from './segmenter.js';

describe('shop dictionary', () => {
  it('holds at least 250 distinct words of two characters or more', () => {
    expect(new Set(shopWords).size).toBe(shopWords.length);
    expect(shopWords.length).toBeGreaterThanOrEqual(250);
    expect(shopWords.filter((word) => word.length < 2 || /\s/.test(word))).toEqual([]);
  });
});

describe.each([{ forceFallback: false }, { forceFallback: true }])('segmenter %o', ({ forceFallback }) => {
  it.each([
    ['七天无理由退货运费', ['七天无理由', '退货', '运费']],
    ['运费险怎么用', ['运费险']],
    ['有没有价保', ['价保']],
    ['满减能叠加优惠券吗', ['满减', '叠加', '优惠券']],
    ['预售尾款什么时候付', ['预售', '尾款']],
    ['保税仓清关要多久', ['保税仓', '清关']],
    ['iphone15 pro能开专票吗', ['iphone15', 'pro', '专票']],
  ])('finds the shop words of %s', async (text, expected) => {
    const segmenter = await createSegmenter({ forceFallback });
    expect(segmenter.cut(text)).toEqual(expect.arrayContaining(expected));
  });

  it('loses nothing', async () => {
    const segmenter = await createSegmenter({ forceFallback });
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(fc.constantFrom(...shopWords, 'a1', ' ', '，')).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(segmenter.cut(text).join('')).toBe(text);
      }),
    );
  });

  it('learns a word while running', async () => {
    const segmenter = await createSegmenter({ forceFallback });
    expect(segmenter.cut('绒绒桃卫衣')).not.toContain('绒绒桃');
    segmenter.addWord('绒绒桃');
    expect(segmenter.cut('绒绒桃卫衣')).toEqual(['绒绒桃', '卫衣']);
    segmenter.addWord('');
    segmenter.addWord('两 词');
  });

  it('says when it is the fallback', async () => {
    const segmenter = await createSegmenter({ forceFallback });
    if (segmenter.kind === 'intl') expect(segmenter.notice).toMatch(/\w/);
    else expect(segmenter.notice).toBeUndefined();
    if (forceFallback) expect(segmenter.kind).toBe('intl');
  });
});
