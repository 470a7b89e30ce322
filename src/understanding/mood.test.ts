import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMood } from './mood.js';

const furious = [
  '你们就是骗子！退钱！',
  '垃圾店铺，再也不来了',
  '什么垃圾玩意',
  '妈的到底发不发货',
  '我要投诉你们！！！',
  '再不处理我就打12315了',
  '气死我了，都三天了还没发货',
  '你们客服什么态度',
  '太过分了！！',
  '黑店！奸商！',
  '傻逼客服',
  '投诉投诉投诉',
  '忍无可忍，起诉你们',
  '敷衍我是吧，忽悠谁呢',
  '坑人',
  '店大欺客，太恶心了',
  '受够了你们踢皮球',
  '我收到的东西坏了！！！你们怎么回事',
];
const unhappy = [
  '东西坏了',
  '收到就破损了',
  '有点失望',
  '质量太差',
  '怎么还没发货',
  '一直没收到货',
  '漏发了一件',
  '掉色严重',
  '等太慢了',
  '后悔买了',
  '催了好几次了',
  '打不开',
  '用了过敏',
  '没人理我',
];
const calm = [
  '请问什么时候发货',
  '包邮吗',
  '有优惠券吗',
  '垃圾袋有大号的吗',
  '滚筒洗衣机多少钱',
  '怎么申请退货',
  '谢谢你',
  '很好用，推荐',
  '不是骗子吧，哈哈',
  '好的',
  '红色有货吗',
  '速度快吗',
  '碎花裙多长',
  '防过敏面霜有吗',
  '',
  '？',
  '尺码怎么选',
  '我没生气',
  '垃圾桶几升',
  '东西没坏',
  '这个按键不亮是怎么回事',
  '500元以内送妈妈的羽绒服',
  '我妈的生日礼物',
];

describe('readMood', () => {
  it.each(furious)('hears anger in %s', (text) => {
    const { angry, negative } = readMood(text);
    expect(angry).toBeGreaterThanOrEqual(0.45);
    expect(negative).toBeGreaterThanOrEqual(0.45);
  });
  it.each(unhappy)('hears displeasure without anger in %s', (text) => {
    const { angry, negative } = readMood(text);
    expect(negative).toBeGreaterThanOrEqual(0.25);
    expect(angry).toBeLessThan(0.45);
  });
  it.each(calm)('stays calm at %j', (text) => {
    const { angry, negative } = readMood(text);
    expect(angry).toBeLessThan(0.2);
    expect(negative).toBeLessThan(0.25);
  });

  it('rises with exclamation marks and repetition', () => {
    expect(readMood('怎么还没发货！！！！！').angry).toBeGreaterThan(readMood('怎么还没发货').angry);
    expect(readMood('还没发货还没发货还没发货').negative).toBeGreaterThan(readMood('还没发货').negative);
  });

  it('stays within 0..1 and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => {
        const { angry, negative } = readMood(text);
        expect(Math.min(angry, negative)).toBeGreaterThanOrEqual(0);
        expect(Math.max(angry, negative)).toBeLessThanOrEqual(1);
      }),
    );
    expect(readMood('垃圾骗子！'.repeat(400)).angry).toBeLessThanOrEqual(1);
  });
});
