import { describe, expect, it } from 'vitest';
import { markWords } from './marked-words.js';

describe('the words of a trace', () => {
  it('show what the shop’s own words made of them', () => {
    expect(
      markWords({
        words: ['请问', '物流', '到', '哪', '了'],
        synonyms: [{ said: '物流', means: '快递' }],
        stopWords: ['请问'],
      }),
    ).toEqual([
      { word: '请问', dropped: true },
      { word: '物流', means: '快递' },
      { word: '到' },
      { word: '哪' },
      { word: '了' },
    ]);
  });
});
