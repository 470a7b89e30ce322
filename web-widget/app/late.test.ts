import { describe, expect, it } from 'vitest';
import { late } from './late.js';

const address = 'https://chat.example/widget/assets/menu-1a2b.js';
const atOnce = () => Promise.resolve();
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
    const failure = (from: string) => new TypeError(`Failed to fetch dynamically imported module: ${from}`);
    const menu = late(
      () => Promise.reject(failure(address)),
      async (from) => {
        asked.push(from);
        if (asked.length < 3) throw failure(from);
        return 'menu';
      },
      atOnce,
    );
    expect([await menu.load(), await menu.load()]).toEqual([false, true]);
    expect(asked).toEqual([1, 2, 3].map((again) => `${address}?again=${again}`));
    expect(menu.part.value).toBe('menu');
  });

  it('is tried a second time after a pause before it counts as failed', async () => {
    let fetches = 0;
    let pauses = 0;
    const menu = late<string>(
      async () => (++fetches < 2 ? lost('Importing a module script failed.')() : 'menu'),
      async () => 'elsewhere',
      async () => {
        pauses += 1;
        expect(menu.failed.value).toBe(false);
      },
    );
    expect(await menu.load()).toBe(true);
    expect([fetches, pauses, menu.part.value, menu.failed.value]).toEqual([2, 1, 'menu', false]);
  });

  it('repeats the same import where the browser names nothing', async () => {
    let online = false;
    const menu = late(
      async () => (online ? 'menu' : lost('Importing a module script failed.')()),
      async () => 'elsewhere',
      atOnce,
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
