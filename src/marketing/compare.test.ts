import { describe, expect, it } from 'vitest';
import { compareProducts } from './compare.js';
import type { ModelProduct } from './product-model.js';

const coat = (changes: Partial<ModelProduct>): ModelProduct => ({
  id: 'a',
  externalId: 'a',
  title: '羽绒服',
  category: '女装',
  brand: '暖山',
  priceMinor: 39_900,
  currency: 'CNY',
  stock: 9,
  attributes: { 品类: '羽绒服', 适用人群: ['妈妈'] },
  tags: [],
  ...changes,
});
const row = (products: ModelProduct[], label: string) =>
  compareProducts(products).find((each) => each.label === label)?.values;

describe('compareProducts', () => {
  it('one value a product, of what the shop says', () => {
    const products = [
      coat({ listPriceMinor: 59_900 }),
      coat({ stock: 0, brand: '青禾' }),
      coat({ stock: 3 }),
    ];
    expect(row(products, '划线价')).toEqual(['¥599', '—', '—']);
    expect(row(products, '品牌')).toEqual(['暖山', '青禾', '暖山']);
    expect(row(products, '库存')).toEqual(['有现货', '暂时缺货', '仅剩 3 件']);
    for (const { values } of compareProducts(products)) expect(values).toHaveLength(3);
  });

  it('whom each suits comes of what differs, and of nothing else', () => {
    const warm = coat({ priceMinor: 49_900, attributes: { 品类: '羽绒服', 充绒量: '200克' } });
    const light = coat({ attributes: { 品类: '羽绒服', 充绒量: '90克' } });
    expect(row([warm, light], '适合')).toEqual(['想要充绒量200克的', '想少花点钱的；想要充绒量90克的']);
    expect(row([coat({}), coat({})], '适合')).toBeUndefined();
    const forDad = coat({ attributes: { 品类: '羽绒服', 适用人群: ['爸爸'] } });
    expect(row([coat({}), forDad], '适合')).toEqual(['给妈妈', '给爸爸']);
    expect(row([coat({ attributes: {} }), coat({ attributes: {}, priceMinor: 1 })], '适合')).toEqual([
      '—',
      '想少花点钱的',
    ]);
  });
});
