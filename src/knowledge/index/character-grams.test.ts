import { describe, expect, it } from 'vitest';
import { countCharacterGrams } from './character-grams.js';

const length = (values: Float32Array) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

describe('character n-grams', () => {
  const grams = countCharacterGrams(['怎么退货', '怎么开发票', 'iphone15 怎么退']);

  it('reads one to three characters of Chinese, and whole Latin words and numbers', () => {
    // 退, 货, 怎, 么 · 怎么, 么退, 退货 · 怎么退, 么退货
    expect(grams.read('怎么退货').values).toHaveLength(9);
    expect(grams.read('iphone15').values).toHaveLength(1);
  });

  it('leaves out what no known question holds', () => {
    expect(grams.read('退货天气')).toEqual(grams.read('退货'));
    expect(grams.read('天气').values).toHaveLength(0);
    expect(grams.read('货', ['怎么退货']).values).toHaveLength(0);
  });

  it('gives unit vectors in which rare n-grams count more', () => {
    const { values } = grams.read('怎票');
    expect(length(values)).toBeCloseTo(1, 5);
    expect(Math.abs(values[1] as number)).toBeGreaterThan(Math.abs(values[0] as number));
  });
});
