import { describe, expect, it } from 'vitest';
import { addLines, mostLines } from './similar-lines.js';

describe('addLines', () => {
  it('takes many lines at once, without bullets and numbers', () => {
    const { lines, added, skipped } = addLines(
      ['多久发货'],
      '1. 啥时候发\r\n- 几天能寄\n\n•今天能走吗\n',
      '付款后多久发货？',
    );
    expect(lines).toEqual(['多久发货', '啥时候发', '几天能寄', '今天能走吗']);
    expect({ added, skipped }).toEqual({ added: 3, skipped: 0 });
  });

  it('skips what differs only in width, case or punctuation, also from the question', () => {
    const { lines, skipped } = addLines(
      ['APP怎么下载'],
      'ａｐｐ怎么下载？\n付款后多久发货\n？？',
      '付款后多久发货？',
    );
    expect(lines).toEqual(['APP怎么下载']);
    expect(skipped).toBe(3);
  });

  it('keeps numbers that belong to the question', () => {
    expect(addLines([], '7天无理由吗\n48小时发货吗', '').lines).toEqual(['7天无理由吗', '48小时发货吗']);
  });

  it('stops at the limit and at long lines', () => {
    const many = Array.from({ length: mostLines + 5 }, (_, index) => `问法${index}`).join('\n');
    expect(addLines([], many, '')).toMatchObject({ added: mostLines, skipped: 5 });
    expect(addLines([], '长'.repeat(301), '')).toMatchObject({ added: 0, skipped: 1 });
  });
});
