import { describe, expect, it } from 'vitest';
import { normalize } from './normalize.js';
import { readConfirmation } from './yes-no.js';

const yes = [
  '好的',
  '好',
  '好呀',
  '可以',
  '可以的',
  '行',
  '行吧',
  '同意',
  '嗯',
  '嗯嗯',
  '嗯，好的',
  '是的',
  '对',
  '确认',
  '没问题',
  '要',
  '需要',
  'OK',
  'ok好的',
  '好的谢谢',
  '那好吧',
  '愿意',
  '好的，帮我领一张',
  '来一张',
  '当然可以',
  '好～',
  '可以！',
];
const no = [
  '不用',
  '不用了',
  '不用了谢谢',
  '算了',
  '算了吧',
  '不要',
  '先不',
  '先不要了',
  '不需要',
  '不行',
  '不同意',
  '不了',
  '下次吧',
  '再看看',
  '没兴趣',
  'no',
  '好的，不用了',
  '好的不用了',
  '不用了，我自己看看',
  '暂时不需要',
  '谢谢，不用了',
  '取消',
];
const neither = [
  '',
  '可以吗',
  '好不好',
  '不好意思',
  '什么时候发货',
  '可以退货吗',
  '谢谢',
  '要多少钱',
  '是不是包邮',
  '不包邮吗',
  '是的，但是我没收到货',
  '好的那怎么退',
  '对了，发票怎么开',
  '行李箱多大',
  '好评返现',
  '我要退货',
  '可是已经过了七天',
  '不能用',
  '好难用',
  '你好',
  '1000',
  '为什么不行',
];

describe('readConfirmation', () => {
  it.each(yes)('takes %s for yes', (text) => expect(readConfirmation(normalize(text))).toBe('yes'));
  it.each(no)('takes %s for no', (text) => expect(readConfirmation(normalize(text))).toBe('no'));
  it.each(neither)('takes %j for neither', (text) =>
    expect(readConfirmation(normalize(text))).toBeUndefined());
});
