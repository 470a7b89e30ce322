import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxNormalizedLength, normalize, normalizeSteps } from './normalize.js';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 100 }),
  fc
    .array(
      fc.constantFrom(
        '退',
        '货',
        '！',
        '!',
        '？',
        '?',
        'Ａ',
        'ﷺ',
        '\u200d',
        '\ufe0f',
        '👍🏽',
        '🇨🇳',
        ' ',
        '\u0301',
        'e',
        '1',
        '\ud83d',
      ),
    )
    .map((parts) => parts.join('')),
);

describe('normalize', () => {
  it.each([
    ['  包邮\t吗 \n', '包邮 吗'],
    ['ＩＰｈｏｎｅ１５　多少钱？', 'iphone15 多少钱?'],
    ['退\u200b货\u202e运\u0000费', '退货运费'],
    ['什么时候发货？？？！！', '什么时候发货?!'],
    ['太好了👍🏽👍🏽🇨🇳', '太好了'],
    ['快快快快快', '快快'],
    ['订单1000000号 尺码XXXL', '订单1000000号 尺码xxxl'],
    ['①㎏', '1kg'],
    ['', ''],
    ['👍', ''],
  ])('%j becomes %j', (text, expected) => expect(normalize(text)).toBe(expected));

  it('never throws, and normalising again changes nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(normalize(normalize(text))).toBe(normalize(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('gives well-formed, trimmed text within the limit', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const result = normalize(text);
        expect(result.length).toBeLessThanOrEqual(maxNormalizedLength);
        expect(result).toBe(result.trim());
        expect(result).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]| {2}/u);
      }),
      { numRuns: 1000 },
    );
  });

  it('cuts what is beyond the limit, also inside a surrogate pair', () => {
    expect(normalize('退'.repeat(1) + '货x'.repeat(5000))).toHaveLength(maxNormalizedLength);
    expect(normalize(`${'ab'.repeat(maxNormalizedLength / 2 - 1)}a𠮷`)).not.toMatch(/\p{Cs}/u);
    expect(normalize('ﷺ'.repeat(maxNormalizedLength)).length).toBeLessThanOrEqual(maxNormalizedLength);
  });

  it('names every step once', () => {
    expect(new Set(normalizeSteps.map((step) => step.name)).size).toBe(normalizeSteps.length);
  });
});
