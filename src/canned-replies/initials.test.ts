import { describe, expect, it } from 'vitest';
import { initialsOf } from './initials.js';

describe('the first letters of a reply', () => {
  it.each([
    ['退款规则', 'tkgz'],
    ['稍等一下', 'sdyx'],
    ['VIP 专线', 'vipzx'],
    ['7 天无理由', '7twly'],
    ['', ''],
    ['……！', ''],
  ])('%s → %s', (text, initials) => {
    expect(initialsOf(text)).toBe(initials);
  });
});
