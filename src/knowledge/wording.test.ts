import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryContent } from '../contract/knowledge.js';
import { entrySlug } from './entry-slug.js';
import { cleanContent, cleanText, sameContent, wordingKey } from './wording.js';

describe('wordingKey', () => {
  it.each([
    ['怎么退货？', '怎么退货'],
    ['怎么 退货!!', '怎么退货'],
    ['ＡＰＰ在哪下载', 'app在哪下载'],
    ['“包邮”吗。', '包邮吗'],
    ['7 天无理由\u200b', '7天无理由'],
  ])('reads %j as %j', (text, key) => {
    expect(wordingKey(text)).toBe(key);
  });

  it('keeps a text of punctuation apart from an empty one', () => {
    expect(wordingKey('？？')).toBe('??');
    expect(wordingKey('？？')).not.toBe(wordingKey('！'));
  });

  it('tells different questions apart', () => {
    expect(wordingKey('可以退货吗')).not.toBe(wordingKey('不可以退货吗'));
    expect(wordingKey('iPhone 15')).not.toBe(wordingKey('iPhone 16'));
  });
});

describe('cleanContent', () => {
  const content = {
    category: ' 退货 ',
    question: '怎么\n退货？',
    similar: ['咋退货', '怎么退货', '咋退货！', '\u0000', '退货\u0007流程'],
    answer: '第一步\r\n第二步\u0000\ud800',
    followUps: ['a', 'b', 'a'],
  };

  it('drops repeated wordings, characters that the database refuses, and line ends inside a line', () => {
    expect(cleanContent(content)).toEqual({
      category: '退货',
      question: '怎么 退货？',
      similar: ['咋退货', '退货流程'],
      answer: '第一步\n第二步',
      followUps: ['a', 'b'],
    });
  });

  it('keeps characters outside the basic plane', () => {
    expect(cleanText('𠮷野家\t👍🏻')).toBe('𠮷野家\t👍🏻');
  });

  it('changes nothing the second time, whatever the text', () => {
    const line = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(line, fc.array(line, { maxLength: 5 }), line, (question, similar, answer) => {
        const once = cleanContent({ category: 'c', question, similar, answer, followUps: [] });
        expect(sameContent(cleanContent(once), once)).toBe(true);
        expect(JSON.stringify(once)).not.toContain('\\u0000');
      }),
    );
  });

  it('is what the schema reads back unchanged', () => {
    const clean = cleanContent(content);
    expect(entryContent.parse(clean)).toEqual(clean);
  });
});

describe('entrySlug', () => {
  it.each([
    ['怎么申请退货？', 'zen-me-shen-qing-tui-huo'],
    ['iPhone 15 支持分期吗', 'iphone-15-zhi-chi-fen-qi-ma'],
    ['绿色包装', 'lv-se-bao-zhuang'],
    ['？？？', 'entry'],
  ])('makes of %j the id %j', (question, slug) => {
    expect(entrySlug(question)).toBe(slug);
  });

  it('ends at a word when the question is long', () => {
    const slug = entrySlug('我昨天买的那个被子到现在还没有动静什么时候才能寄出来呢急用啊拜托了');
    expect(slug.length).toBeLessThanOrEqual(60);
    expect(slug).toMatch(/^wo-zuo-tian-mai-de-[a-z-]+[a-z]$/);
  });
});
