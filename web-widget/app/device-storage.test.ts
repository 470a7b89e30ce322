import { describe, expect, it } from 'vitest';
import { createDeviceStorage, memoryStorage } from './device-storage.js';

describe('device storage', () => {
  it('keeps shops apart', () => {
    const web = memoryStorage();
    const [one, two] = ['one', 'two'].map((shop) => createDeviceStorage(shop, () => web));
    one?.write('a:1', { x: 1 });
    two?.write('a:2', 2);
    expect(one?.keys('a:')).toEqual(['a:1']);
    expect(two?.read('a:1')).toBeUndefined();
    one?.remove('a:1');
    expect(one?.keys('')).toEqual([]);
  });

  it('works where the browser blocks storage', () => {
    const storage = createDeviceStorage('shop', () => {
      throw new Error('SecurityError');
    });
    storage.write('a', 1);
    expect(storage.read('a')).toBe(1);
  });

  it('survives a full store and foreign content', () => {
    const web = memoryStorage();
    web.setItem('zhanggui:shop:a', 'not json');
    const full = {
      ...web,
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
    };
    const storage = createDeviceStorage('shop', () => full);
    expect(storage.read('a')).toBeUndefined();
    storage.write('a', 1);
    expect(storage.read('a')).toBeUndefined();
  });
});
