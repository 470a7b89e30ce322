import { describe, expect, it } from 'vitest';
import type { Connection } from './connection.js';
import { createTracking } from './tracking.js';

type Answer = { ok: true; recorded: boolean } | { ok: false; error: { code: string; message: string } };

function shop(answers: () => Answer) {
  const asked: string[] = [];
  const ask = (async (_name: string, { name }: { name: string }) => {
    const answer = answers();
    if (answer.ok) asked.push(name);
    return answer;
  }) as unknown as Connection['ask'];
  return { asked, tracking: createTracking(ask) };
}
const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('what happens on the page', () => {
  it('waits for the connection and is told in order', async () => {
    let online = false;
    const { asked, tracking } = shop(() =>
      online ? { ok: true, recorded: true } : { ok: false, error: { code: 'unavailable', message: '' } },
    );
    tracking.track('page_view', { path: '/' });
    tracking.track('product_view', { productId: 'P1' });
    await settle();
    expect(asked).toEqual([]);
    online = true;
    tracking.again();
    await settle();
    expect(asked).toEqual(['page_view', 'product_view']);
    tracking.again();
    await settle();
    expect(asked).toHaveLength(2);
  });

  it('is not sent any more once the shopper has not agreed, and again when that may have changed', async () => {
    let agreed = false;
    const { asked, tracking } = shop(() => ({ ok: true, recorded: agreed }));
    tracking.track('page_view', { path: '/' });
    await settle();
    tracking.track('cart_add', { productId: 'P1' });
    tracking.track('page_view', { path: '/p/1' });
    await settle();
    expect(asked).toEqual(['page_view']);
    agreed = true;
    tracking.again();
    await settle();
    // The page that is being looked at, not what was done before the shopper agreed.
    expect(asked).toEqual(['page_view', 'page_view']);
  });

  it('is forgotten when somebody else sits down', async () => {
    let online = false;
    const { asked, tracking } = shop(() =>
      online ? { ok: true, recorded: true } : { ok: false, error: { code: 'unavailable', message: '' } },
    );
    tracking.track('cart_add', { productId: 'P1' });
    await settle();
    tracking.forget();
    online = true;
    tracking.again();
    await settle();
    expect(asked).toEqual([]);
  });
});
