import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalize } from './normalize.js';
import { readPriceRange } from './price-range.js';

const max = (yuan: number) => ({ maxMinor: yuan * 100 });
const min = (yuan: number) => ({ minMinor: yuan * 100 });
const range = (low: number, high: number) => ({ ...min(low), ...max(high) });

describe('readPriceRange', () => {
  it.each([
    ['500元以内的耳机', max(500)],
    ['500以内', max(500)],
    ['不超过300块', max(300)],
    ['最多1千', max(1000)],
    ['低于99.9元', max(99.9)],
    ['预算500', max(500)],
    ['预算是一千二', max(1200)],
    ['百元以下', max(100)],
    ['两百五十块以内', max(250)],
    ['5块钱以内', max(5)],
    ['1.5k以下', max(1500)],
    ['100到200', range(100, 200)],
    ['100-200元', range(100, 200)],
    ['200到100块', range(100, 200)],
    ['１００～２００元的', range(100, 200)],
    ['两三百的有吗', range(200, 300)],
    ['三四十块', range(30, 40)],
    ['一百到三百之间', range(100, 300)],
    ['3到5百的', range(300, 500)],
    ['1000元以上', min(1000)],
    ['不低于500', min(500)],
    ['两千以上的', min(2000)],
    ['500左右', range(400, 600)],
    ['大概300块', range(240, 360)],
    ['预算1000左右', range(800, 1200)],
  ])('%s', (text, expected) => expect(readPriceRange(normalize(text))).toEqual(expected));

  it.each([
    '便宜点',
    '3到5天',
    '24小时内发货',
    '三天以内',
    '100到200斤穿多大',
    '七天无理由',
    '500ml的',
    '订单20261103123',
    '两三天能到吗',
    '买100个以上',
    '18岁以上',
    '35到40码',
    '',
    '满300减50',
    '5以内',
    '13812345678',
    '一米八左右',
    '双11',
  ])('finds none in %j', (text) => expect(readPriceRange(normalize(text))).toBeUndefined());

  it('takes amounts beyond any price for no price', () => {
    expect(readPriceRange('万万万万左右')).toBeUndefined();
    expect(readPriceRange('9999999万以内')).toBeUndefined();
    expect(readPriceRange('三万以内')).toEqual({ maxMinor: 3_000_000 });
  });

  it('never throws, and never gives an empty or reversed range', () => {
    const parts = fc.constantFrom(
      '500',
      '1',
      '两',
      '三',
      '百',
      '千',
      '万',
      '元',
      '块',
      '以内',
      '到',
      '-',
      '不超过',
      '左右',
      '预算',
      '.',
      'k',
      '以上',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), (pieces) => {
        const found = readPriceRange(pieces.join(''));
        if (found === undefined) return;
        expect(Object.values(found).length).toBeGreaterThan(0);
        expect(found.minMinor ?? 0).toBeLessThanOrEqual(found.maxMinor ?? Number.POSITIVE_INFINITY);
        for (const value of Object.values(found)) expect(Number.isSafeInteger(value)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
