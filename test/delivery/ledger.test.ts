import { describe, expect, it } from 'vitest';
import { judge, noFault, sum } from './ledger.js';

const sent = new Map([
  ['a', ['a1', 'a2']],
  ['b', ['b1']],
]);
const messages = (...texts: string[]) => texts.map((text, index) => ({ text, sequence: index + 1 }));

/** The judge is what the suite rests on: it must see what goes wrong. */
describe('the judge', () => {
  it('lets each sender’s order stand between the others’', () => {
    expect(judge(sent, messages('a1', 'b1', 'bot', 'a2'))).toEqual({ received: 4, ...noFault });
  });

  it('sees what is lost, doubled, out of order, and gaps in the sequence', () => {
    expect(judge(sent, messages('a1', 'a2'))).toMatchObject({ lost: 1 });
    expect(judge(sent, messages('a1', 'a1', 'a2', 'b1'))).toMatchObject({ doubled: 1 });
    expect(judge(sent, messages('a2', 'b1', 'a1'))).toMatchObject({ outOfOrder: 1 });
    const gap = [...messages('a1', 'a2'), { text: 'b1', sequence: 4 }];
    expect(judge(sent, gap)).toMatchObject({ lost: 1 });
    const twice = [...messages('a1', 'a2', 'b1'), { text: 'bot', sequence: 3 }];
    expect(judge(sent, twice)).toMatchObject({ doubled: 1 });
  });

  it('adds up', () => {
    expect(sum([judge(sent, []), judge(sent, messages('a1', 'a2', 'b1'))])).toMatchObject({
      received: 3,
      lost: 3,
    });
  });
});
