import { describe, expect, it } from 'vitest';
import { createTitleBadge } from './title-badge.js';

describe('title badge', () => {
  it('marks the title and takes only its own mark away', () => {
    const page = { title: '青禾生活' };
    const show = createTitleBadge(page);
    show(2);
    expect(page.title).toBe('(2) 青禾生活');
    page.title = '购物车';
    show(3);
    expect(page.title).toBe('(3) 购物车');
    show(0);
    expect(page.title).toBe('购物车');
  });

  it('leaves a number that belongs to the page alone', () => {
    const page = { title: '(5) 件商品' };
    const show = createTitleBadge(page);
    show(0);
    expect(page.title).toBe('(5) 件商品');
  });
});
