import { describe, expect, it } from 'vitest';
import { knowledgeOf } from '../../test/conversation-fixtures.js';
import { readSaid } from './command.js';

const knowledge = knowledgeOf();
const tapped = (payload: string) => readSaid({ texts: ['标签'], payload }, knowledge);

describe('what a turn says', () => {
  it('is the typed words, a line each', () => {
    expect(readSaid({ texts: ['你好', '怎么退货'] }, knowledge)).toEqual({ text: '你好\n怎么退货' });
  });

  it.each([
    ['command:human', { kind: 'human' }],
    ['command:consent:yes', { kind: 'consent', granted: true }],
    ['command:consent:no', { kind: 'consent', granted: false }],
    ['entry:returns', { kind: 'entry', id: 'returns' }],
    ['intent:coupon', { kind: 'intent', id: 'coupon' }],
    ['order:QH2026110300127', { kind: 'order', orderNumber: 'QH2026110300127' }],
  ])('is a command for the payload %s', (payload, command) => {
    expect(tapped(payload)).toEqual({ text: '标签', command });
  });

  it('is the payload itself when it is plain words', () => {
    expect(tapped('怎么退货')).toEqual({ text: '怎么退货' });
    expect(tapped('：')).toEqual({ text: '：' });
  });

  it.each([
    'entry:withdrawn',
    'intent:nowhere',
    'command:drop-tables',
    'entry:',
    'order:',
  ])('is the label when %s leads nowhere', (payload) => expect(tapped(payload)).toEqual({ text: '标签' }));
});
