import { describe, expect, it } from 'vitest';
import { productOf } from '../../test/conversation-fixtures.js';
import { comparingIn } from './comparison.js';

const shown = ['A', 'B', 'C', 'D'].map((id) => ({ ...productOf(id), title: `毛球社 猫粮 ${id}味` }));
const ask = (normalized: string, count = 4) => comparingIn({ normalized }, shown.slice(0, count));

describe('comparingIn', () => {
  it.each<[string, string[]]>([
    ['第一个和第三个有什么区别', ['A', 'C']],
    ['对比第1个和第2个', ['A', 'B']],
    ['前两个哪个好', ['A', 'B']],
    ['后两款对比一下', ['C', 'D']],
    ['对比一下a味和c味', ['A', 'C']],
  ])('%s', (text, productIds) => {
    expect(ask(text)).toEqual({ kind: 'shown', productIds });
  });

  it('two or three on the screen are all meant; of more it is not clear which', () => {
    expect(ask('这两个有什么区别', 2)).toEqual({ kind: 'shown', productIds: ['A', 'B'] });
    expect(ask('哪个更好', 3)).toMatchObject({ kind: 'shown' });
    expect(ask('哪个更好')).toMatchObject({ kind: 'unclear' });
  });

  it('names that are not on the screen have to be looked for', () => {
    expect(ask('对比一下猫砂盆和逗猫棒', 0)).toEqual({ kind: 'named', names: ['猫砂盆', '逗猫棒'] });
    expect(ask('猫砂盆跟逗猫棒有什么区别?', 0)).toEqual({ kind: 'named', names: ['猫砂盆', '逗猫棒'] });
  });

  it.each(['多少钱', '耳机哪款好', '有什么好用的面霜', '第一个多少钱'])('%s: nothing to compare', (text) => {
    expect(ask(text, 0)).toBeUndefined();
  });
});
