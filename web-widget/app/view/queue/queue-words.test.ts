import { describe, expect, it } from 'vitest';
import { wordsIn } from '../../strings/strings.js';
import { queueTexts, waitWords } from './queue-words.js';

const words = wordsIn(queueTexts, 'zh-CN');

describe('words of the queue', () => {
  it('never promises a wait that it does not know, and rounds up', () => {
    expect(waitWords(undefined, words)).toBe('');
    expect(waitWords(30, words)).toBe('很快就到您');
    expect(waitWords(121, words)).toBe('预计等待约 3 分钟');
    expect(waitWords(121, words, 121)).toBe('预计等待约 3 分钟');
  });

  it('gives a range where it is uncertain', () => {
    expect(waitWords(121, words, 400)).toBe('预计等待约 3–7 分钟');
    expect(waitWords(30, words, 60)).toBe('很快就到您');
    expect(waitWords(30, words, 300)).toBe('预计等待约 1–5 分钟');
  });
});
