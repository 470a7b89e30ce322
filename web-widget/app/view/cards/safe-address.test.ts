import { describe, expect, it } from 'vitest';
import { safeAddress } from './safe-address.js';

describe('safeAddress', () => {
  const base = 'https://chat.example/widget/index.html';
  it('lets https and the own origin pass', () => {
    expect(safeAddress('/demo/products/P10001.svg', base)).toBe(
      'https://chat.example/demo/products/P10001.svg',
    );
    expect(safeAddress('https://shop.example/p/1', base)).toBe('https://shop.example/p/1');
    expect(safeAddress('/a.svg', 'http://localhost:3000/widget/index.html')).toBe(
      'http://localhost:3000/a.svg',
    );
  });
  it('refuses scripts, other schemes and nothing', () => {
    for (const address of [
      'javascript:alert(1)',
      'data:text/html,x',
      'http://shop.example/',
      '',
      undefined,
    ]) {
      expect(safeAddress(address, base)).toBeUndefined();
    }
  });
});
