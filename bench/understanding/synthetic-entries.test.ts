import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/platform/seeded-random.js';
import { makeSyntheticEntries, questionsPerEntry } from './synthetic-entries.js';

const source = ['退货', '换货', '发票', '运费'].map((subject) => ({
  questions: ['怎么 办', '多久 能 好', '可以 不 付 吗', '在 哪里 看', '为什么 还 没有'].map((rest) => [
    subject,
    ...rest.split(' '),
  ]),
}));

describe('synthetic entries', () => {
  it('come as many as asked for, no question twice, the same each time', () => {
    const made = makeSyntheticEntries(source, 12, seededRandom(3));
    expect(made.documents).toHaveLength(12);
    const all = [...made.documents.flatMap(({ questions }) => questions), ...made.askedLater];
    expect(all).toHaveLength(12 * (questionsPerEntry + 1));
    expect(new Set(all).size).toBe(all.length);
    expect(makeSyntheticEntries(source, 12, seededRandom(3)).documents).toEqual(made.documents);
  });

  it('have as many questions each as asked for', () => {
    const { documents } = makeSyntheticEntries(source, 3, seededRandom(3), 7);
    expect(documents.map(({ questions }) => questions.length)).toEqual([7, 7, 7]);
  });

  it('combine the beginning of one real question with the end of another', () => {
    const { parentsOf } = makeSyntheticEntries(source, 5, seededRandom(4));
    for (const [text, [head, tail]] of parentsOf) {
      expect(head.startsWith(text.slice(0, 2))).toBe(true);
      expect(tail.endsWith(text.slice(-1))).toBe(true);
    }
  });

  it('give up on a source that is too small', () => {
    expect(() => makeSyntheticEntries(source, 400, seededRandom(5))).toThrow(RangeError);
  });
});
