import { describe, expect, it } from 'vitest';
import { couponItem } from '../../contract/cards.js';
import { presentCoupon } from './coupon-presenter.js';

const row = {
  externalId: 'coupon-1',
  title: '一张券',
  kind: 'threshold',
  thresholdMinor: 19_900,
  valueMinor: 2000 as number | null,
  percentOff: null as number | null,
  scope: {} as unknown,
  validUntil: new Date('2026-12-01T15:59:59Z'),
};

describe('presentCoupon', () => {
  it.each([
    [{}, '¥20', '满 199 元可用 · 全场可用'],
    [{ valueMinor: 1250 }, '¥12.5', '满 199 元可用 · 全场可用'],
    [{ kind: 'percent', valueMinor: null, percentOff: 15 }, '8.5折', '满 199 元可用 · 全场可用'],
    [{ kind: 'percent', valueMinor: null, percentOff: 10 }, '9折', '满 199 元可用 · 全场可用'],
    [
      { kind: 'shipping', thresholdMinor: 0, valueMinor: 1000 },
      '包邮',
      '无门槛 · 全场可用 · 运费最多免 10 元',
    ],
    [
      { memberTiers: ['gold'], channels: ['小程序', 'App'], exclusive: true },
      '¥20',
      '满 199 元可用 · 全场可用 · 限部分会员等级 · 限小程序、App下单 · 不和别的券一起用',
    ],
    [{ kind: 'gift' }, '赠品', '满 199 元可用 · 全场可用'],
    [
      { kind: 'amount', thresholdMinor: 9950, scope: { categories: ['母婴用品', '宠物用品'] } },
      '¥20',
      '满 99.5 元可用 · 限母婴用品、宠物用品',
    ],
    [
      {
        kind: 'percent',
        percentOff: 20,
        maxDiscountMinor: 5000,
        newCustomersOnly: true,
        scope: { brands: ['青禾'], products: ['P1'], excludedCategories: ['奶粉'], excludedProducts: ['P2'] },
      },
      '8折',
      '满 199 元可用 · 限青禾、指定商品 · 奶粉、个别商品除外 · 最多减 50 元 · 限新客',
    ],
  ])('%j reads %s, %s', (changes, headline, conditions) => {
    const shown = presentCoupon({ ...row, ...changes });
    expect(shown).toMatchObject({ headline, conditions, validUntil: '2026-12-01T15:59:59.000Z' });
    expect(couponItem.strict().parse({ ...shown, state: 'offered' })).toBeTruthy();
  });
});
