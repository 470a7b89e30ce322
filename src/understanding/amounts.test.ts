import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAmounts, writeAmounts } from './amounts.js';
import { normalize } from './normalize.js';

describe('writeAmounts', () => {
  it.each([
    ['五百块', '500元'],
    ['500块钱以内', '500元以内'],
    ['五百元的', '500元的'],
    ['三十多块', '30多元'],
    ['一万五千元', '15000元'],
    ['1千块左右', '1000元左右'],
    ['99.9块', '99.9元'],
    ['五块钱', '5元'],
    ['二十块,包邮吗', '20元,包邮吗'],
  ])('%s becomes %s', (text, expected) => {
    expect(writeAmounts(text)).toBe(expected);
    expect(writeAmounts(expected)).toBe(expected);
  });

  it.each([
    '一块手表',
    '两块',
    '十块肥皂',
    '三元桥',
    '二元店里',
    '半价',
    '一下',
    '一起',
    '一直',
    '万一',
    '俩',
    '两千三',
    '百来块钱',
    '三到五百块',
    '两三百块',
    '多元化',
    '单元',
    '第一块',
  ])('leaves %s as it is', (text) => expect(writeAmounts(text)).toBe(text));
});

describe('readAmounts', () => {
  const exactly = (yuan: number) => ({ minMinor: yuan * 100, maxMinor: yuan * 100 });

  it.each([
    ['五百块', exactly(500)],
    ['两千三', exactly(2300)],
    ['一万五', exactly(15_000)],
    ['99块9', exactly(99.9)],
    ['¥128', exactly(128)],
    ['一百二十元', exactly(120)],
    ['三十多块', { minMinor: 3000, maxMinor: 4000 }],
    ['一百多块钱', { minMinor: 10_000, maxMinor: 20_000 }],
    ['百来块', { minMinor: 8000, maxMinor: 12_000 }],
    ['几百块', { minMinor: 20_000, maxMinor: 90_000 }],
  ])('reads %s', (text, expected) =>
    expect(readAmounts(normalize(text))).toEqual([expect.objectContaining(expected)]));

  it.each([
    '半价',
    '一下',
    '万一',
    '俩',
    '一百二十件',
    '两千三个',
    '一块手表',
    '第二件半价',
    '满减',
    '618',
  ])('reads none in %s', (text) => expect(readAmounts(normalize(text))).toEqual([]));

  it('reads several, with what was said', () => {
    expect(readAmounts(normalize('原价五百块，现在399元')).map(({ said }) => said)).toEqual([
      '500元',
      '399元',
    ]);
  });

  it('gives whole minor units in order, whatever is written', () => {
    const part = fc.constantFrom(...'一二两三五十百千万零多来几块元钱.,0195¥ ');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        for (const { minMinor, maxMinor } of readAmounts(parts.join(''))) {
          expect(Number.isSafeInteger(minMinor) && Number.isSafeInteger(maxMinor)).toBe(true);
          expect(minMinor).toBeLessThanOrEqual(maxMinor);
        }
      }),
    );
  });
});
