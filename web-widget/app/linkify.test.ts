import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkify } from './linkify.js';

const links = (text: string) => linkify(text).flatMap((part) => part.href ?? []);

describe('linkify', () => {
  it('loses and adds no character', () => {
    fc.assert(
      fc.property(
        fc.string(),
        (text) =>
          linkify(text)
            .map((part) => part.text)
            .join('') === text,
      ),
    );
    const text = '看这里https://a.example/b?c=1，或者 https://d.example。';
    expect(
      linkify(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });

  it('finds https addresses and leaves the punctuation of the sentence outside', () => {
    expect(links('看这里https://a.example/b?c=1#d，谢谢')).toEqual(['https://a.example/b?c=1#d']);
    expect(links('See https://a.example/x. Or (https://b.example/y)!')).toEqual([
      'https://a.example/x',
      'https://b.example/y',
    ]);
  });

  it('makes no link of anything else', () => {
    for (const text of [
      'http://a.example',
      'javascript:alert(1)',
      'https://',
      'https://localhost',
      'https://bank.example@evil.example/',
      'ftp://a.example',
    ]) {
      expect(links(text)).toEqual([]);
    }
  });
});
