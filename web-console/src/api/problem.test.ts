import { describe, expect, it } from 'vitest';
import { describeFailure, fieldSentence, fieldSentences, ProblemError, sentenceFor } from './problem.js';

describe('failures in words', () => {
  it("takes the server's Chinese and has its own for everything else", () => {
    expect(sentenceFor('conflict', '这个会话刚被别的同事接走了。')).toBe('这个会话刚被别的同事接走了。');
    expect(sentenceFor('forbidden', 'not allowed')).toMatch(/权限/);
    expect(describeFailure(new ProblemError(0, 'unavailable', ''))).toMatch(/连不上/);
    expect(describeFailure(new TypeError('x'))).toMatch(/服务器/);
  });

  it('tells a field in Chinese and where it stands', () => {
    const failure = new ProblemError(400, 'invalid-input', '', [
      { path: 'similar.3', message: 'at most 300 characters' },
      { path: 'body.answer', message: 'must not be empty' },
    ]);
    expect(fieldSentences(failure)).toEqual([
      { path: ['similar', 3], message: '最多 300 个字' },
      { path: ['answer'], message: '请填写这一项' },
    ]);
    expect(fieldSentence('something odd')).toContain('something odd');
    expect(fieldSentences(new Error('x'))).toEqual([]);
  });
});
