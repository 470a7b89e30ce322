import { expect, it } from 'vitest';
import { maskedName } from './masked-name.js';

it.each([
  ['张伟', '张*'],
  ['林小满', '林**'],
  ['张', '张*'],
  ['爱吃橙子的猫', '爱***'],
  ['Tom Li', 'T***'],
  ['周先生', '周先生'],
  ['张伟先生', '张先生'],
  ['欧阳娜娜女士', '欧阳女士'],
  ['先生', '先*'],
  ['𠮷野家', '𠮷**'],
])('%s is shown as %s', (name, shown) => expect(maskedName(name)).toBe(shown));
