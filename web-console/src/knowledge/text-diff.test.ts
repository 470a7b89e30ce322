import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DiffPart, diffContent, diffList, diffText } from './text-diff.js';

const side = (parts: DiffPart[], without: DiffPart['kind']): string =>
  parts
    .filter(({ kind }) => kind !== without)
    .map(({ words }) => words)
    .join('');

describe('diffText', () => {
  it('gives both texts back, whatever they are (property)', () => {
    const anyText = fc.string({
      unit: fc.constantFrom('发', '货', '时', '间', '48', ' ', '，', '\n', 'a'),
      maxLength: 40,
    });
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const parts = diffText(before, after);
        expect(side(parts, 'added')).toBe(before);
        expect(side(parts, 'removed')).toBe(after);
      }),
    );
  });

  it('marks only the words that changed', () => {
    const parts = diffText('付款后 48 小时内发出', '付款后 24 小时内发出');
    expect(parts).toEqual([
      { kind: 'same', words: '付款后 ' },
      { kind: 'removed', words: '48' },
      { kind: 'added', words: '24' },
      { kind: 'same', words: ' 小时内发出' },
    ]);
  });

  it('is empty of changes for equal texts and quick for long ones', () => {
    expect(diffText('一样', '一样')).toEqual([{ kind: 'same', words: '一样' }]);
    const long = (seed: number): string =>
      Array.from({ length: 4000 }, (_, index) => String.fromCodePoint(0x4e00 + ((index * seed) % 900))).join(
        '',
      );
    const started = performance.now();
    diffText(long(7), long(11));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('diffList', () => {
  it('tells what came and what went', () => {
    expect(diffList(['甲', '乙'], ['乙', '丙'])).toEqual([
      { kind: 'same', words: '乙' },
      { kind: 'added', words: '丙' },
      { kind: 'removed', words: '甲' },
    ]);
  });
});

describe('diffContent', () => {
  it('names only the fields that differ', () => {
    const content = {
      category: '配送',
      question: '多久发货',
      similar: ['啥时候发'],
      answer: '两天',
      followUps: [],
    };
    expect(diffContent(content, content)).toEqual([]);
    const changed = diffContent(content, { ...content, answer: '三天', similar: [] });
    expect(changed.map(({ field }) => field)).toEqual(['answer', 'similar']);
  });
});
