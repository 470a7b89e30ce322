import { describe, expect, it } from 'vitest';
import type { CannedReply } from '../../../src/contract/agent-tools.js';
import { fillReply, findReplies, gapsIn, typedAfter } from './canned.js';

const reply = (title: string, more: Partial<CannedReply> = {}): CannedReply => ({
  id: title,
  scope: 'shared',
  title,
  category: '售后',
  text: '…',
  initials: '',
  version: 1,
  updatedAt: '2026-11-22T00:00:00.000Z',
  ...more,
});
const replies = [
  reply('退款规则', { initials: 'tkgzsh' }),
  reply('稍等一下', { initials: 'sdyxwh', category: '问候' }),
  reply('我的退款', { initials: 'wdtk', scope: 'personal' }),
  reply('致歉', { initials: 'zqsh', text: '给您退款时出了错' }),
];
const found = (typed: string) => findReplies(replies, typed).map(({ title }) => title);

describe('finding a reply', () => {
  it('goes by title first, then by what is in it', () => {
    expect(found('退款')).toEqual(['退款规则', '我的退款', '致歉']);
  });
  it('goes by the first letters of the syllables, from the start before from within', () => {
    expect(found('tk')).toEqual(['退款规则', '我的退款']);
    expect(found('SDYX')).toEqual(['稍等一下']);
  });
  it('goes by category', () => {
    expect(found('问候')).toEqual(['稍等一下']);
  });
  it('shows one’s own first when nothing is typed, and nothing for what does not fit', () => {
    expect(found('')[0]).toBe('我的退款');
    expect(found('xyz')).toEqual([]);
  });
});

describe('blanks', () => {
  it('are filled with what is known; the rest stays marked', () => {
    const text = fillReply('{顾客称呼}您好，订单 {订单号} 会在 {时间} 前发出。', { 顾客称呼: '林女士' });
    expect(text).toBe('林女士您好，订单 {订单号} 会在 {时间} 前发出。');
    expect(gapsIn(text).map(({ words, from, until }) => [words, text.slice(from, until)])).toEqual([
      ['{订单号}', '{订单号}'],
      ['{时间}', '{时间}'],
    ]);
  });
});

describe('what is typed after a mark', () => {
  it.each([
    ['/', '/tk', 3, 'tk'],
    ['/', '您好 /tk', 6, 'tk'],
    ['/', '/', 1, ''],
    ['/', '1/2', 3, undefined],
    ['/', 'https://a.cn', 12, undefined],
    ['/', '/tk 好', 5, undefined],
    ['/', '/tkgz', 3, 'tk'],
    ['@', '请@小', 3, '小'],
    ['@', '请@小青 看', 6, undefined],
  ] as const)('%s in %s at %d', (mark, text, cursor, typed) => {
    expect(typedAfter(mark, text, cursor)).toBe(typed);
  });
});
