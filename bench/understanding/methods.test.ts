import { describe, expect, it } from 'vitest';
import { knownQuestions } from './method.js';
import { nearestCentroidMethod, nearestQuestionMethod } from './model-methods.js';
import { shareOfMost, softmaxOfBest } from './score-reading.js';
import { bm25Method, characterTokenizer, flexSearchMethod, wordTokenizer } from './word-methods.js';

const same = (text: string) => text;
const known = knownQuestions(
  [
    { id: 'a', kind: 'entry', title: '', questions: ['red shoe', 'shoe size'] },
    { id: 'b', kind: 'entry', title: '', questions: ['blue coat coat'] },
  ],
  same,
);
const byWords = wordTokenizer((text) => text.split(/(\s+)/));

describe('BM25', () => {
  it('scores as the formula says, computed by hand', async () => {
    const method = bm25Method('', known, same, byWords, shareOfMost);
    // Three questions of 2, 2 and 3 terms. "coat": in one of them, twice; "gone": in none.
    const idf = Math.log(1 + (3 - 1 + 0.5) / 1.5);
    const unknown = Math.log(1 + 3.5 / 0.5);
    const score = (idf * 2 * 2.2) / (2 + 1.2 * (0.25 + (0.75 * 3) / (7 / 3)));
    const { ids, confidence } = await method.rank('coat gone');
    expect(ids).toEqual(['b']);
    expect(confidence).toBeCloseTo(Math.sqrt(score / (2.2 * (idf + unknown))));
  });

  it('takes an entry as its best question, and finds nothing where no word is known', async () => {
    const method = bm25Method('', known, same, byWords, shareOfMost);
    expect((await method.rank('shoe blue')).ids).toEqual(['b', 'a']);
    expect(await method.rank('gone')).toEqual({ ids: [], confidence: 0 });
  });
});

describe('a reading of scores', () => {
  it('may compare the best with the other ones', () => {
    expect(softmaxOfBest(3).read([6, 3], 50)).toBeCloseTo(1 / (1 + Math.exp(-1)));
    expect(softmaxOfBest(3).read([6], 50)).toBe(1);
  });
});

describe('the other baselines', () => {
  it('cut Chinese into characters and pairs, and leave signs out', () => {
    expect(characterTokenizer('退货, 吗')).toEqual(['退', '货', '退货', '吗']);
  });

  it('FlexSearch names each entry once', async () => {
    const method = flexSearchMethod('', known, same, byWords);
    expect((await method.rank('shoe')).ids).toEqual(['a']);
  });

  it('the model: the nearest question and the nearest centroid may differ', async () => {
    const rows = [
      [1, 0],
      [0, 1],
      [0.8, 0.6],
    ].map((row) => Float32Array.from(row));
    const embed = async () => Float32Array.from([0.98, 0.199]);
    expect((await nearestQuestionMethod(known, rows, embed).rank('')).ids).toEqual(['a', 'b']);
    const { ids, confidence, cosine } = await nearestCentroidMethod(known, rows, embed).rank('');
    expect(ids).toEqual(['b', 'a']);
    const [best, second] = [0.8 * 0.98 + 0.6 * 0.199, (0.98 + 0.199) / Math.SQRT2];
    expect(cosine).toBeCloseTo(best);
    expect(confidence).toBeCloseTo(1 / (1 + Math.exp((second - best) / 0.03)));
  });
});
