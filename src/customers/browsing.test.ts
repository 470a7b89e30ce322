import { describe, expect, it } from 'vitest';
import { browsingOf, withoutQueries } from './browsing.js';

const now = new Date('2026-11-22T10:00:00Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const event = (name: string, properties: Record<string, unknown>, minutes = 1) => ({
  name,
  properties,
  occurredAt: minutesAgo(minutes),
});

describe('what somebody looks at', () => {
  it('is the newest page, for half an hour', () => {
    const older = event('page_view', { path: '/', title: '首页' }, 5);
    const newer = event('product_view', { productId: 'P1', title: '保温杯' }, 2);
    expect(browsingOf([newer, older], now)).toEqual({
      page: { at: minutesAgo(2).toISOString(), title: '保温杯', productId: 'P1' },
      cart: [],
    });
    expect(browsingOf([event('page_view', { path: '/' }, 31)], now)).toBeUndefined();
  });

  it('knows the cart from whole carts and from single changes', () => {
    const events = [
      event('cart_remove', { productId: 'P2' }, 1),
      event('cart_add', { productId: 'P1', title: '保温杯' }, 2),
      event(
        'cart',
        {
          items: [
            { productId: 'P1', title: '保温杯', quantity: 2 },
            { productId: 'P2', title: '饭盒', quantity: 1 },
          ],
        },
        3,
      ),
      event('cart_add', { productId: 'P9', title: '早就不在了' }, 4),
    ];
    expect(browsingOf(events, now)?.cart).toEqual([{ title: '保温杯', quantity: 3 }]);
  });

  it('survives what is not as agreed', () => {
    const events = [
      event('cart', { items: 'many' }),
      event('cart_add', { quantity: -5 }),
      event('page_view', { path: 5, title: ' ' }),
    ];
    expect(browsingOf(events, now)).toBeUndefined();
  });

  it('never keeps what stands behind an address', () => {
    expect(
      withoutQueries({ path: '/s?q=我的名字', url: 'https://shop.test/a#token=1', title: '问?答', count: 3 }),
    ).toEqual({ path: '/s', url: 'https://shop.test/a', title: '问?答', count: 3 });
  });
});
