import { describe, expect, it } from 'vitest';
import { mostVocabularyItems, type VocabularyContent } from '../contract/vocabulary.js';
import { claimVocabulary, cleanVocabulary } from './vocabulary-rules.js';

const group = (means: string, ...said: string[]): VocabularyContent => ({ kind: 'synonyms', means, said });
const stop = (word: string): VocabularyContent => ({ kind: 'stopWord', word });
const whole = (word: string): VocabularyContent => ({ kind: 'word', word });
const there = [group('快递', '物流', '包裹'), stop('请问'), whole('小蓝瓶')];
const faults = (content: VocabularyContent, others = there) =>
  claimVocabulary(others, (text) => (text === '你好' ? '问好' : undefined)).faults(content);

describe('what a vocabulary may hold', () => {
  it.each([
    group('退货', '退掉'),
    stop('那个'),
    whole('玻小因'),
    whole('快递'),
    group('小蓝瓶', '蓝瓶子'),
    whole('7天'),
  ])('%j', (content) => expect(faults(content)).toEqual([]));

  it.each<[VocabularyContent, string, RegExp]>([
    [group('运费', '物流'), 'said.0', /“物流”已经在“快递”这组同义词里/],
    [group('包裹', '包包'), 'means', /“包裹”已经在“快递”/],
    [group('退货', '请问'), 'said.0', /“请问”是停用词/],
    [group('退货'), 'said', /再写一个/],
    [group('', '退掉'), 'means', /请填写/],
    [group('退货', '!?'), 'said.0', /文字或数字开头/],
    [group('退货', '退，货'), 'said.0', /逗号/],
    [stop('物流'), 'word', /同义词里，不能同时作为停用词/],
    [stop('请问'), 'word', /已经是停用词/],
    [stop('小蓝瓶'), 'word', /是专有词/],
    [stop('你好'), 'word', /「问好」的一个问法/],
    [stop('？'), 'word', /文字或数字开头/],
    [whole('请问'), 'word', /是停用词/],
    [whole('小蓝瓶'), 'word', /已经是专有词/],
    [whole('瓶'), 'word', /至少两个字/],
    [whole('长'.repeat(21)), 'word', /最多 20 个字，现在有 21 个/],
  ])('not %j: %s', (content, path, message) => {
    const clean = cleanVocabulary(content, (text) => text.normalize('NFKC'));
    expect(faults(clean)).toEqual([{ path, message: expect.stringMatching(message) }]);
  });

  it('counts characters as people do, and items', () => {
    expect(faults(whole('𠮷'.repeat(20)))).toEqual([]);
    const full = Array.from({ length: mostVocabularyItems }, (_, at) => whole(`词${at}`));
    expect(faults(whole('再一个'), full)).toEqual([
      { path: 'kind', message: expect.stringContaining('5000') },
    ]);
  });

  it('brings expressions into one form, without repeats', () => {
    expect(
      cleanVocabulary(group('App', 'ＡＰＰ', '客户端', '客户端 '), (t) =>
        t.normalize('NFKC').toLowerCase().trim(),
      ),
    ).toEqual(group('app', '客户端'));
  });
});
