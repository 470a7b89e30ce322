import { describe, expect, it } from 'vitest';
import { type MatchDocument, tabulate } from './document.js';
import { isSharedKeyword } from './short-question.js';

const document = (id: string, questions: string[], outcome?: string): MatchDocument => ({
  id,
  kind: 'entry',
  title: '',
  questions,
  ...(outcome === undefined ? {} : { outcome }),
});
const table = tabulate(
  [
    document('open', ['怎么开发票', '发票在哪里下载']),
    document('title', ['发票抬头写错了', '抬头怎么改']),
    document('shipping', ['包邮吗', '几块钱运费', '运费谁出']),
    document('claim', ['优惠券在哪里领'], 'coupons'),
    document('use', ['优惠券怎么用'], 'coupons'),
  ],
  (text) => text,
);

describe('keywords', () => {
  it.each(['发票', '发票呢', '怎么'])('%s leads to several places', (text) =>
    expect(isSharedKeyword(text, table)).toBe(true));
  it.each(['抬头', '运费', '包邮吗', '包邮', '优惠券', '天气', '', '吗'])('%s does not', (text) =>
    expect(isSharedKeyword(text, table)).toBe(false));
  it('says nothing of longer texts', () => expect(isSharedKeyword('发票怎么开', table)).toBe(false));
});
