import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSegmenter, type Segmenter } from '../../understanding/segmenter.js';
import { compileVocabulary, type Vocabulary } from './vocabulary.js';

let segmenter: Segmenter;
beforeAll(async () => {
  segmenter = await createSegmenter();
});

const shop: Vocabulary = {
  words: ['玻小因', '丝苏'],
  synonyms: [
    { means: '快递', said: ['物流', '包裹', '件', 'ems'] },
    { means: '退货', said: ['退掉', '我不想要了'] },
    { means: 'app', said: ['客户端'] },
  ],
  stopWords: ['请问', '亲', '那个', '不好意思'],
};
const segment = (text: string) => segmenter.cut(text);
const read = (text: string, vocabulary = shop) => compileVocabulary(vocabulary)(text, segment);

describe('a vocabulary', () => {
  it('reads synonyms as what they mean, in words and in the text', () => {
    const reading = read('物流到哪了');
    expect(reading.text).toBe('快递到哪了');
    expect(reading.words[0]).toBe('快递');
    expect(reading.said[0]).toBe('物流');
    expect(reading.synonyms).toEqual([{ said: '物流', means: '快递' }]);
    expect(read('这个我不想要了').text).toBe('这个退货');
    expect(read('快递到哪了').synonyms).toEqual([]);
  });

  it.each([
    '申请问题退款',
    '证件照',
    'systems',
    '亲子装',
    '母亲节',
  ])('leaves %s as it is: part of another word', (text) =>
    expect(read(text)).toMatchObject({ text, synonyms: [], stopWords: [] }));

  it('keeps Latin words apart from their neighbours', () => {
    expect(read('客户端v2闪退').text).toBe('app v2闪退');
  });

  it('leaves out stop words, unless nothing else was said', () => {
    expect(read('亲,请问运费多少')).toMatchObject({ text: ', 运费多少', stopWords: ['亲', '请问'] });
    expect(read('亲,请问运费多少').words).not.toContain('请问');
    expect(read('亲,请问')).toMatchObject({ text: '亲,请问', stopWords: [] });
    expect(read('那个').words).toEqual(['那个']);
    expect(read('亲,物流')).toMatchObject({ text: ',快递', stopWords: ['亲'] });
  });

  it('keeps words whole that the segmenter does not know', () => {
    expect(read('有玻小因吗').words).toContain('玻小因');
    expect(read('丝苏多少钱').words).toContain('丝苏');
    expect(read('有玻小因吗').text).toBe('有玻小因吗');
  });

  it('takes the longest of several, and tells each once', () => {
    const vocabulary: Vocabulary = {
      words: [],
      synonyms: [
        { means: '运费', said: ['物流费用'] },
        { means: '快递', said: ['物流'] },
      ],
      stopWords: [],
    };
    expect(read('物流费用和物流,物流', vocabulary)).toMatchObject({
      text: '运费和快递,快递',
      synonyms: [
        { said: '物流费用', means: '运费' },
        { said: '物流', means: '快递' },
      ],
    });
  });

  it('never loses a character of what was said, whatever the text', () => {
    const reader = compileVocabulary(shop);
    const text = fc
      .array(
        fc.constantFrom('物流', '件', '亲', '请问', '玻小因', 'ems', 'a', '退', '掉', ',', ' ', '𠮷', '那个'),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (value) => {
        const reading = reader(value, segment);
        expect(reading.said.join('')).toBe(value);
        expect(reading.words.join('')).toBe(reading.text);
        // Read once more, nothing is left to read.
        expect(reader(reading.text, segment).synonyms).toEqual([]);
      }),
    );
  });
});
