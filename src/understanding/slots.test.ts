import { describe, expect, it } from 'vitest';
import { normalize } from './normalize.js';
import { emptyCatalogue, readSlots } from './slots.js';

const catalogue = {
  category: ['耳机', '蓝牙耳机', '面膜'],
  brand: ['小米', 'MI', 'Anker'],
  colour: ['红色', '玫红色', '黑色'],
};
const read = (text: string) => readSlots(normalize(text), catalogue);

describe('readSlots', () => {
  it.each([
    ['我的订单QH20261103000123到哪了', 'QH20261103000123'],
    ['qh20261103000123', 'QH20261103000123'],
    ['订单号：2026110312345678', '2026110312345678'],
    ['单号 T20261103-0001-77 退款', 'T20261103-0001-77'],
    ['12345678901234567890', '12345678901234567890'],
  ])('reads the order number of %s', (text, expected) => expect(read(text).orderNumber).toBe(expected));

  it.each([
    '13812345678',
    '我的手机号13812345678',
    '20261103发货吗',
    '2026-11-03',
    '快递单号SF1234567890123',
    'wh-1000xm5',
    '1234567',
    'abcdefgh',
    '税号91310000MA1FL0000X',
    '500元以内',
  ])('takes no order number from %s', (text) => expect(read(text).orderNumber).toBeUndefined());

  it('reads goods words, the longest first', () => {
    expect(read('有没有玫红色的小米蓝牙耳机，500元以内')).toEqual({
      category: '蓝牙耳机',
      brand: '小米',
      colour: '玫红色',
      priceRange: '500元以内',
    });
  });

  it('does not find a Latin brand inside another word', () => {
    expect(read('iPad mini有吗').brand).toBeUndefined();
    expect(read('MI的手环').brand).toBe('MI');
    expect(read('anker充电宝').brand).toBe('Anker');
  });

  it('finds a brand that is written in Traditional characters, in either writing', () => {
    const traditional = { ...emptyCatalogue, brand: ['膳魔師'] };
    for (const text of ['膳魔師保溫杯', '膳魔师保温杯'])
      expect(readSlots(normalize(text), traditional)).toEqual({ brand: '膳魔師' });
  });

  it('finds nothing in nothing', () => {
    expect(read('')).toEqual({});
    expect(readSlots('红色耳机', emptyCatalogue)).toEqual({});
  });
});
