import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/platform/seeded-random.js';
import { drawMaterial, protocols } from './draws.js';
import { drawsText, meanWithError, measureDraws } from './measure-draws.js';

const subjects = ['退货', '换货', '发票', '运费', '优惠券', '会员', '地址', '尺码'];
const phrases = ['怎么办', '要多久', '可以吗', '在哪里看', '为什么没有', '找谁', '要钱吗', '有什么要求'];
const questionsOf = (subject: string) =>
  [...phrases, ...phrases.map((phrase) => `请问${phrase}`)].map((phrase) => `${subject}${phrase}`);
const material = drawMaterial(
  {
    documents: subjects.map((id) => ({
      id,
      kind: 'entry',
      title: id,
      questions: questionsOf(id).slice(0, 4),
    })),
    questions: [
      ...subjects.flatMap((id) =>
        questionsOf(id)
          .slice(4)
          .map((text) => ({ text, gold: [id] })),
      ),
      { text: '明天会下雨吗', gold: [] },
    ],
    offTopic: 1,
  },
  subjects.map(questionsOf),
  (text) => [text.slice(0, 2), text.slice(2)],
);
const named = (name: string) => {
  const found = protocols(seededRandom).find((protocol) => protocol.name === name);
  if (found === undefined) throw new Error(`there is no protocol ${name}`);
  return found;
};

describe('draws', () => {
  it('ask what is not known, and the same again for the same seed', () => {
    const { documents, questions } = named('5 known').draw(material, seededRandom(1));
    expect(documents.map(({ questions: known }) => known.length)).toEqual(subjects.map(() => 5));
    expect(questions).toHaveLength(subjects.length * 11 + 1);
    const known = new Set(documents.flatMap((each) => each.questions));
    expect(questions.filter(({ text }) => known.has(text))).toEqual([]);
    expect(named('5 known').draw(material, seededRandom(1))).toEqual({ documents, questions });
    expect(named('5 known').draw(material, seededRandom(2)).documents).not.toEqual(documents);
  });

  it('ask for removed intents too, which nothing answers then', () => {
    const { documents, questions } = named('10 known, half of the intents removed').draw(
      material,
      seededRandom(1),
    );
    expect(documents).toHaveLength(subjects.length / 2);
    expect(questions.filter(({ gold }) => gold.length === 0)).toHaveLength((subjects.length / 2) * 6 + 1);
  });

  it('keep the standard question alone, beside made-up entries that are always the same', () => {
    const { name } = named('starter base, standard questions only, beside 1000 others');
    const some = { ...material, intents: material.intents.slice(0, 2) };
    expect(() => named(name).draw(some, seededRandom(1))).toThrow(RangeError);
    const { documents } = named('starter base, standard questions only').draw(material, seededRandom(1));
    expect(documents.map(({ questions }) => questions)).toEqual(
      subjects.map((subject) => [`${subject}怎么办`]),
    );
  });

  it('are measured with their error, by words where there is no model', async () => {
    const results = await measureDraws(material, 2, undefined, '10 known', () => {});
    expect(results.map(({ name, draws }) => [name, draws.length])).toEqual([['10 known, by words', 2]]);
    expect(results[0]?.draws[0]?.rank1).toBeGreaterThan(0.8);
    expect(drawsText(results)).toMatch(/^\| protocol .*\n\| --- .*\n\| 10 known, by words \| \d\.\d{3} ± \d/);
    expect(meanWithError([1, 2, 3])).toEqual({ mean: 2, error: Math.sqrt(1 / 3) });
  });
});
