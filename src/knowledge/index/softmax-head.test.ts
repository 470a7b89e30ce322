import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../platform/seeded-random.js';
import { type MatchDocument, nothingExcluded, tabulate } from './document.js';
import { prepareHeads } from './softmax-head.js';

const pause = async () => {};
const shop: Record<string, string[]> = {
  dispatch: ['付款后多久发货', '什么时候能发货', '今天下单今天能发吗', '怎么还没发货'],
  returns: ['怎么申请退货', '我想退货', '不喜欢可以退吗', '退货流程是什么'],
  invoice: ['可以开发票吗', '电子发票在哪里下载', '怎么开专票', '发票抬头写错了怎么改'],
  shipping: ['运费怎么算', '包邮吗', '满多少免运费', '新疆包邮吗'],
  coupon: ['优惠券怎么用', '为什么券用不了', '有没有优惠券', '去哪里领券'],
};
const documents: MatchDocument[] = Object.entries(shop).map(([id, questions]) => ({
  id,
  kind: 'entry',
  title: '',
  questions,
}));
const prepare = (use: MatchDocument[] = documents, vectorOf?: (question: number) => Float32Array) =>
  prepareHeads(
    tabulate(use, (text) => text),
    vectorOf,
    (text) => text,
    seededRandom(5),
    pause,
  );
const likeliest = (scores: Float64Array) => documents[scores.indexOf(Math.max(...scores))]?.id;
const softmax = (scores: Float64Array) => {
  const weights = scores.map((score) => Math.exp(score));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
};

describe('softmax head', () => {
  it('learns from character n-grams alone', async () => {
    const head = await prepare()?.learn(new Set());
    for (const [text, expected] of [
      ['什么时候发货呀', 'dispatch'],
      ['发票怎么下载', 'invoice'],
      ['券怎么领', 'coupon'],
    ] as const)
      expect(likeliest(head?.scores(text, undefined, nothingExcluded) ?? new Float64Array())).toBe(expected);
  });

  it('learns from vectors where words do not repeat', async () => {
    // Texts without a letter in common; the vector of a question points along the axis of its document.
    const coded = documents.map((document, d) => ({
      ...document,
      questions: [0, 1].map((q) => `x${d}${q}`),
    }));
    const vectorOf = (question: number) => {
      const vector = new Float32Array(8);
      vector[question >> 1] = 1;
      return vector;
    };
    const head = await prepare(coded, vectorOf)?.learn(new Set());
    expect(likeliest(head?.scores('新的问法', vectorOf(6), nothingExcluded) ?? new Float64Array())).toBe(
      'shipping',
    );
  });

  it('does not know what it was fitted without', async () => {
    const heads = prepare();
    const question = '电子发票在哪里下载';
    const chance = async (leftOut: Set<number>) =>
      softmax(
        (await heads?.learn(leftOut))?.scores(question, undefined, nothingExcluded) ?? new Float64Array(),
      )[2] as number;
    // Questions 8 to 11 are those of the invoice.
    expect(await chance(new Set())).toBeGreaterThan(0.8);
    expect(await chance(new Set([9]))).toBeLessThan((await chance(new Set())) - 0.1);
  });

  it('takes back what a hidden document taught about the others', async () => {
    const head = await prepare()?.learn(new Set());
    const asked = '电子发票在哪里下载';
    const all = head?.scores(asked, undefined, nothingExcluded) ?? new Float64Array();
    const hidden = head?.scores(asked, undefined, { from: 8, to: 12 }) ?? new Float64Array();
    expect(hidden[2]).toBe(Number.NEGATIVE_INFINITY);
    // Its questions had taught that they are no questions about shipping.
    expect(hidden[3]).toBeGreaterThan(all[3] as number);
  });

  it('comes out the same every time', async () => {
    const scores = async () =>
      (await prepare()?.learn(new Set()))?.scores('退货', undefined, nothingExcluded);
    expect(await scores()).toEqual(await scores());
  });

  it('is not fitted on documents without similar questions', () => {
    expect(prepare(documents.map((d) => ({ ...d, questions: d.questions.slice(0, 1) })))).toBeUndefined();
  });

  it('leaves documents without questions out', async () => {
    const head = await prepare([
      ...documents,
      { id: 'blank', kind: 'entry', title: '', questions: [''] },
    ])?.learn(new Set());
    expect(head?.scores('退货', undefined, nothingExcluded)[5]).toBe(Number.NEGATIVE_INFINITY);
  });

  it('tells hundreds of documents apart by their nearest rivals', { timeout: 60_000 }, async () => {
    const characters = [...'天地人你我他她它们好坏大小多少来去上下左右前后里外东西南北春夏秋冬'];
    const random = seededRandom(2);
    const word = () => characters[Math.floor(random() * characters.length)] as string;
    const many = Array.from({ length: 200 }, (_, d): MatchDocument => {
      const topic = word() + word() + word();
      const questions = Array.from({ length: 4 }, () => topic + word() + word());
      return { id: `d${d}`, kind: 'entry', title: '', questions };
    });
    const head = await prepare(many)?.learn(new Set());
    const right = many.filter(({ questions }, d) => {
      const scores = head?.scores(`${(questions[0] ?? '').slice(0, 3)}吗`, undefined, nothingExcluded);
      return scores !== undefined && scores.indexOf(Math.max(...scores)) === d;
    });
    expect(right.length).toBeGreaterThan(180);
  });
});
