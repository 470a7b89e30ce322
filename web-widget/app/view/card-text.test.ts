import { describe, expect, it } from 'vitest';
import { cardText } from './card-text.js';

const price = { amountMinor: 12_900, currency: 'CNY' };
const kettle = { productId: 'p1', title: '恒温电热水壶', price, inStock: true };
const cup = { productId: 'p2', title: '随行杯', price, inStock: true, reason: '您上月买过同款杯盖' };

describe('the words of a card', () => {
  it('name products with the reason', () => {
    expect(cardText({ kind: 'product', product: cup })).toBe('随行杯\n您上月买过同款杯盖');
    expect(cardText({ kind: 'productList', products: [kettle, cup] })).toBe('恒温电热水壶\n随行杯');
    expect(cardText({ kind: 'comparison', products: [kettle, cup], rows: [] })).toBe('恒温电热水壶\n随行杯');
  });

  it('tell how it stands with an order', () => {
    const order = {
      orderId: 'QH2026',
      status: 'shipped' as const,
      statusText: '运输中',
      createdAt: '2026-11-01T02:00:00.000Z',
      total: price,
      lines: [],
      trackingNumber: 'SF123',
    };
    expect(cardText({ kind: 'order', order })).toBe('QH2026\n运输中\nSF123');
  });

  it('tell what a coupon is worth and its code', () => {
    const coupon = {
      couponId: 'c1',
      title: '冬日券',
      headline: '¥20',
      conditions: '满 199 元可用',
      validUntil: '2026-12-01T00:00:00.000Z',
      state: 'claimed' as const,
      code: 'DONG20',
    };
    expect(cardText({ kind: 'coupon', coupon })).toBe('¥20\n冬日券\n满 199 元可用\nDONG20');
  });

  it('are none where only buttons matter', () => {
    expect(cardText({ kind: 'satisfaction', conversationId: 'k' })).toBe('');
    expect(cardText({ kind: 'dataExport' })).toBe('');
  });
});
