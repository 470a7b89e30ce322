import { afterEach, describe, expect, it, vi } from 'vitest';
import { callWidget, snippetText } from './widget-snippet.js';

afterEach(() => vi.unstubAllGlobals());

describe('snippet', () => {
  it('keeps calls in order until widget.js takes over, then passes them on', () => {
    const page: { zhanggui?: ((...call: unknown[]) => void) & { q?: unknown[][] } } = {};
    vi.stubGlobal('window', page);
    callWidget('boot', { shop: 'demo' });
    callWidget('open');
    expect(page.zhanggui?.q).toEqual([['boot', { shop: 'demo' }], ['open']]);
    const taken: unknown[][] = [];
    page.zhanggui = (...call) => taken.push(call);
    callWidget('close');
    expect(taken).toEqual([['close']]);
  });

  it('names the server that it was copied from', () => {
    expect(snippetText('https://chat.example')).toContain(
      '<script async src="https://chat.example/widget.js"></script>',
    );
  });
});
