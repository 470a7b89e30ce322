import fc from 'fast-check';
import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { lookAlikes, misspellings } from './dictionary/misspellings.js';
import { latinWords, pinyinWords } from './dictionary/pinyin-words.js';
import {
  createNormalizer,
  legible,
  maxNormalizedLength,
  normalize,
  normalizeSteps,
  traceNormalize,
} from './normalize.js';

const listed = [...new Set([...misspellings].flat()), ...lookAlikes];
/** Shop text cut and joined at random, so that words run into each other, in both scripts. */
const shopText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...listed),
      fc.constantFrom(...new Set(listed.join(''))),
      fc.constantFrom(...'請問這件衣服什麼時候發貨優惠券帳號登陸麼著乾隆裡面餘額', '\u200d', '！', ' ', '👍'),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

/** Latin letters, signs and numerals, where pinyin, faces and amounts are found. */
const typedText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...pinyinWords.map(({ word }) => pinyin(word, { toneType: 'none', v: true }))),
      fc.constantFrom(...latinWords, 'women', 'xi', 'an', 'you', "'", 'usb-c'),
      fc.constantFrom(...'(（)）^_>.<T;:o0*￣▽°╯︵ツ\\/~-=', '(^_^)', 'T_T', 'orz'),
      fc.constantFrom(...'一二两三五十百千万零多几块元钱第到至0159.,', '五百块', '块钱'),
      fc.constantFrom(' ', ' ', '退', '货'),
    ),
    { maxLength: 30 },
  )
  .chain((parts) => fc.constantFrom(' ', '').map((between) => parts.join(between)));

const anyText = fc.oneof(
  shopText,
  typedText,
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
    ['請問這件衣服什麼時候發貨，運費誰出', '请问这件衣服什么时候发货,运费谁出'],
    ['優惠卷怎麼用', '优惠券怎么用'],
    ['我想取消定單，著急', '我想取消订单,着急'],
    ['帳號登入不了', '账号登录不了'],
    ['快\u200b弟到哪了', '快递到哪了'],
    ['可以开发漂吗', '可以开发票吗'],
    ['邮废谁出', '邮费谁出'],
    ['优惠倦用不了', '优惠券用不了'],
    ['能不能货到负款', '能不能货到付款'],
    ['用支负宝还是花贝', '用支付宝还是花呗'],
    ['ZENME Ｔｕｉｈｕｏ', '怎么退货'],
    ['ｆａｈｕｏ(^_^)', '发货'],
    ['有五百塊以內的嗎', '有500元以内的吗'],
    ['', ''],
    ['👍', ''],
  ])('%j becomes %j', (text, expected) => expect(normalize(text)).toBe(expected));

  it.each([
    '这样可以么',
    '显著的著名品牌,乾隆款',
    '两件一定单独发',
    '固定单价',
    '蚊帐单买多少钱',
    '收到帐篷了',
    '帮我发漂亮一点的',
    '优惠卷纸还有吗',
    '很快第二天就到了',
    '赶紧退款',
    '接受后还能退还货款吗',
    '发或者不发都说一声',
    '支付保证金',
    '阔腿款',
    '要验证吗',
    '关注消息',
    '打折口红',
    '元旦会员价',
  ])('leaves %j as it is', (text) => expect(normalize(text)).toBe(text));

  it('corrects every listed spelling, and keeps what only looks like one', () => {
    expect(misspellings.size).toBeGreaterThan(60);
    for (const [wrong, right] of misspellings) {
      expect(normalize(`请问${wrong}`)).toBe(`请问${right}`);
      expect(normalize(right)).toBe(right);
      // So that no text outgrows the limit.
      expect(right.length).toBeLessThanOrEqual(wrong.length);
    }
    for (const text of lookAlikes) {
      expect(normalize(text)).toBe(text);
      expect([...misspellings.keys()].filter((wrong) => text.includes(wrong))).not.toEqual([]);
    }
  });

  it('comes to rest whatever two listed words stand together', () => {
    const pairs = listed.flatMap((first) => listed.map((second) => first + second));
    const restless = pairs.filter((pair) => {
      const once = normalize(pair);
      return normalizeSteps.some((step) => step.apply(once) !== once);
    });
    expect(restless).toEqual([]);
  });

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

  it('tells the steps that changed something, each with the text after it', () => {
    expect(traceNormalize('包邮吗')).toEqual({ text: '包邮吗', steps: [] });
    expect(traceNormalize('ＺＥＮＭＥ tuihuo？？五百块T_T')).toEqual({
      text: '怎么退货?500元',
      steps: [
        { name: 'kaomoji', text: 'ＺＥＮＭＥ tuihuo？？五百块 ' },
        { name: 'width', text: 'ZENME tuihuo??五百块 ' },
        { name: 'case', text: 'zenme tuihuo??五百块 ' },
        { name: 'punctuation', text: 'zenme tuihuo?五百块 ' },
        { name: 'pinyin', text: '怎么退货?五百块 ' },
        { name: 'amounts', text: '怎么退货?500元 ' },
        { name: 'trim', text: '怎么退货?500元' },
      ],
    });
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: last, steps } = traceNormalize(text);
        expect(last).toBe(normalize(text));
        expect(steps.at(-1)?.text ?? text).toBe(last);
        expect(steps.length).toBeLessThanOrEqual(3 * normalizeSteps.length);
      }),
      { numRuns: 500 },
    );
  });

  it('tells of each step only what can be stored', () => {
    for (const text of [`${'退'.repeat(maxNormalizedLength - 1)}👍`, '退\ud83d \u0000 货', '\u0000Ａ\udc4d'])
      for (const step of traceNormalize(text).steps) expect(step.text).not.toMatch(/[\0\p{Cs}]/u);
  });

  it('asks for the names that stay each time', () => {
    let names = new Set<string>();
    const { normalize: live } = createNormalizer(() => names);
    expect(live('Baoyou 退货')).toBe('包邮 退货');
    names = new Set(['baoyou']);
    expect(live('Baoyou 退货')).toBe('baoyou 退货');
  });

  it('keeps a legible form for what is copied: case, spelling and amounts stay', () => {
    expect(legible('　三元桥Ａ座，五百块\u200b T_T 登陸')).toBe('三元桥A座,五百块 登陆');
  });
});
