import { describe, expect, it } from 'vitest';
import { late } from './late.js';

const address = 'https://chat.example/widget/assets/menu-1a2b.js';
const lost = (text: string) => () => Promise.reject(new TypeError(text));

describe('late part', () => {
  it('is fetched once, however often it is asked for', async () => {
    let fetches = 0;
    const menu = late(async () => ({ fetches: ++fetches }));
    expect(menu.part.value).toBeUndefined();
    expect(await Promise.all([menu.load(), menu.load()])).toEqual([true, true]);
    expect(await menu.load()).toBe(true);
    expect(menu.part.value).toEqual({ fetches: 1 });
  });

  it('comes back under a new address each time where the browser names the one that failed', async () => {
    const asked: string[] = [];
    const menu = late(lost(`Failed to fetch dynamically imported module: ${address}`), async (from) => {
      asked.push(from);
      if (asked.length < 2) throw new TypeError(`Failed to fetch dynamically imported module: ${from}`);
      return 'menu';
    });
    expect([await menu.load(), await menu.load(), await menu.load()]).toEqual([false, false, true]);
    expect(asked).toEqual([`${address}?again=1`, `${address}?again=2`]);
    expect(menu.part.value).toBe('menu');
  });

  it('repeats the same import where the browser names nothing', async () => {
    let online = false;
    const menu = late(
      async () => (online ? 'menu' : lost('Importing a module script failed.')()),
      async () => 'elsewhere',
    );
    expect(await menu.load()).toBe(false);
    expect(menu.failed.value).toBe(true);
    online = true;
    const second = menu.load();
    expect(menu.failed.value).toBe(false);
    expect(await second).toBe(true);
    expect(menu.part.value).toBe('menu');
  });
});
