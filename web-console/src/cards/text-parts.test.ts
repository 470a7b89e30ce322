import { describe, expect, it } from 'vitest';
import { linkify } from './linkify.js';
import { moneyWords, yuan } from './money.js';

describe('linkify', () => {
  it('finds addresses and leaves the punctuation behind them', () => {
    expect(linkify('看这里https://shop.example/a?b=1，谢谢')).toEqual([
      { kind: 'text', words: '看这里' },
      { kind: 'link', href: 'https://shop.example/a?b=1' },
      { kind: 'text', words: '，谢谢' },
    ]);
    expect(linkify('(http://shop.example).').map((part) => part.kind)).toEqual(['text', 'link', 'text']);
  });

  it('makes nothing else a link', () => {
    expect(linkify('javascript:alert(1) ftp://x data:text/html,1')).toHaveLength(1);
    expect(linkify('')).toEqual([]);
  });
});

describe('money', () => {
  it('shows whole amounts without decimals and others with two', () => {
    expect(yuan(129_900)).toBe('¥1,299');
    expect(yuan(1990)).toBe('¥19.90');
    expect(yuan(0)).toBe('¥0');
    expect(moneyWords({ amountMinor: 505, currency: 'USD' })).toBe('US$5.05');
  });
});
