import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderOf, understandingOf } from '../../test/conversation-fixtures.js';
import { slotName } from '../contract/intents.js';
import { orderRequestDetail } from '../contract/order-actions.js';
import { mentionedDetails, readCorrection, readDetail } from './details.js';
import { pickOrders } from './order-pick.js';

const said = (text: string) => understandingOf({ text, normalized: text.toLowerCase(), words: [] });

describe('the answer to a question', () => {
  it.each([
    ['phone', '我的号码是138 0013 8000', '13800138000'],
    ['email', '发到 me@example.com 吧', 'me@example.com'],
    ['taxNumber', '税号91330106ma2cdefg12', '91330106MA2CDEFG12'],
    ['size', '改成42码', '42'],
    ['size', 'xl', 'XL'],
    ['quantity', '两件', '两'],
    ['date', '下周三', '下周三'],
    ['address', '改到浙江省杭州市文三路138号', '浙江省杭州市文三路138号'],
    ['address', '浙江省杭州市文三路138号。谢谢', '浙江省杭州市文三路138号'],
    ['invoiceTitle', '抬头是清河科技有限公司', '清河科技有限公司'],
    ['reason', '放门口就行', '放门口就行'],
  ] as const)('%s: %s', (detail, text, value) => expect(readDetail(detail, said(text))).toBe(value));

  it.each([
    ['phone', '12345'],
    ['email', '我的邮箱'],
    ['address', '那边'],
    ['date', '不知道'],
    ['quantity', '很多'],
    ['reason', '！！'],
  ] as const)('is not one for %s: %s', (detail, text) =>
    expect(readDetail(detail, said(text))).toBeUndefined());

  it('never throws, is never empty nor longer than a form holds', () => {
    const detail = fc.constantFrom(...orderRequestDetail.options, ...slotName.options);
    fc.assert(
      fc.property(detail, fc.string({ unit: 'binary', maxLength: 500 }), (name, text) => {
        const value = readDetail(name, said(text));
        if (value !== undefined) expect(value.length > 0 && value.length <= 200).toBe(true);
      }),
    );
  });
});

describe('what a wish names itself', () => {
  it('needs not be asked for', () => {
    expect(mentionedDetails('change-address', said('地址改成浙江省杭州市文三路138号'))).toEqual({
      address: '浙江省杭州市文三路138号',
    });
    expect(mentionedDetails('exchange', said('鞋大了，换成39码'))).toMatchObject({
      size: '39',
      reason: '大了',
    });
    expect(mentionedDetails('cancel-order', said('取消订单'))).toEqual({});
  });
});

describe('a correction', () => {
  const collected = {
    colour: '红色',
    size: '41',
    address: '杭州市文三路1号',
    invoiceTitle: '清河科技有限公司',
  };
  it.each([
    ['不是红色，是蓝色的', { colour: '蓝色' }],
    ['改成42码', { size: '42' }],
    ['地址错了，是杭州市滨江区江南大道100号', { address: '杭州市滨江区江南大道100号' }],
    ['抬头写错了，是清河网络有限公司', { invoiceTitle: '清河网络有限公司' }],
  ])('%s', (text, details) => expect(readCorrection(said(text), collected)).toEqual({ details, wrong: [] }));

  it('may only say what is wrong', () => {
    expect(readCorrection(said('地址错了'), collected)).toEqual({ details: {}, wrong: ['address'] });
  });

  it.each(['好的', '多少钱', '不喜欢'])('is not %s', (text) =>
    expect(readCorrection(said(text), collected)).toBeUndefined());
});

describe('an order in words', () => {
  const orders = [
    { ...orderOf('QH11'), lines: [{ ...line(), title: '不粘炒锅' }], createdAt: '2026-11-03T00:00:00.000Z' },
    { ...orderOf('QH12'), lines: [{ ...line(), title: '豆腐猫砂' }], createdAt: '2026-11-05T00:00:00.000Z' },
    { ...orderOf('QH13'), lines: [{ ...line(), title: '混合猫砂' }], createdAt: '2026-11-01T00:00:00.000Z' },
  ];
  const picked = (text: string, words: string[] = [], orderNumber?: string) =>
    pickOrders(orders, { normalized: text, words, slots: orderNumber ? { orderNumber } : {} }, [
      'QH12',
      'QH11',
    ])?.map(({ orderId }) => orderId);

  it('is a number, a place among those shown, the newest, or what was bought', () => {
    expect(picked('qh13', [], 'QH13')).toEqual(['QH13']);
    expect(picked('qh99', [], 'QH99')).toEqual([]);
    expect(picked('第二个')).toEqual(['QH11']);
    expect(picked('最后一个')).toEqual(['QH11']);
    expect(picked('最近那单')).toEqual(['QH12']);
    expect(picked('锅那单')).toEqual(['QH11']);
    expect(picked('猫砂的', ['猫砂', '的'])).toEqual(['QH12', 'QH13']);
    expect(picked('随便看看')).toBeUndefined();
  });
});

function line() {
  return { quantity: 1, unitPrice: { amountMinor: 100, currency: 'CNY' } };
}
