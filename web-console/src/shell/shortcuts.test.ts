import { describe, expect, it } from 'vitest';
import { type KeyPress, shortcutOf } from './shortcuts.js';

const press = (key: string, more: Partial<KeyPress> & { altGraph?: boolean } = {}): KeyPress => ({
  key,
  code: `Key${key.toUpperCase()}`,
  keyCode: 0,
  isComposing: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  getModifierState: () => more.altGraph ?? false,
  ...more,
});

describe('keys', () => {
  it('do something where nobody writes, and are letters where somebody does', () => {
    expect(shortcutOf(press('j'), false)).toEqual({ kind: 'next' });
    expect(shortcutOf(press('?'), false)).toEqual({ kind: 'help' });
    expect(shortcutOf(press('j'), true)).toBeUndefined();
  });

  it('are left to an input method that composes, however the browser tells it', () => {
    expect(shortcutOf(press('n', { isComposing: true }), false)).toBeUndefined();
    expect(shortcutOf(press('n', { keyCode: 229 }), false)).toBeUndefined();
    expect(shortcutOf(press('k', { ctrlKey: true, keyCode: 229 }), true)).toBeUndefined();
  });

  it('with AltGr write letters', () => {
    const digit = { code: 'Digit2', altKey: true };
    expect(shortcutOf(press('2', digit), true)).toEqual({ kind: 'suggestion', number: 2 });
    expect(shortcutOf(press('²', { ...digit, altGraph: true }), true)).toBeUndefined();
    expect(shortcutOf(press('²', { ...digit, ctrlKey: true }), true)).toBeUndefined();
    expect(shortcutOf(press('™', digit), true)).toEqual({ kind: 'suggestion', number: 2 });
  });

  it('with Ctrl or ⌘ search from anywhere', () => {
    expect(shortcutOf(press('k', { ctrlKey: true }), true)).toEqual({ kind: 'search' });
    expect(shortcutOf(press('K', { metaKey: true }), true)).toEqual({ kind: 'search' });
    expect(shortcutOf(press('j', { ctrlKey: true }), false)).toBeUndefined();
  });
});
