import { describe, expect, it } from 'vitest';
import { fill, locales, stringsIn, table } from './strings.js';

describe('strings', () => {
  it('has every text in every language, with the same places to fill', () => {
    for (const [key, texts] of Object.entries(table)) {
      expect(texts, key).toHaveLength(locales.length);
      for (const text of texts) {
        expect(text.trim(), key).not.toBe('');
        expect(text.split('{}').length, `${key}: ${text}`).toBe(texts[0].split('{}').length);
      }
    }
  });

  it('speaks English without Chinese and the two kinds of Chinese apart', () => {
    const chinese = /[\u3400-\u9fff]/;
    expect(Object.values(stringsIn('en')).filter((text) => chinese.test(text))).toEqual([]);
    const simplifiedOnly = /[们对话发问这还没请输连网络优领删试读语预计钟]/;
    expect(Object.values(stringsIn('zh-TW')).filter((text) => simplifiedOnly.test(text))).toEqual([]);
  });

  it('writes Chinese with Chinese punctuation', () => {
    for (const locale of ['zh-CN', 'zh-TW'] as const) {
      expect(Object.values(stringsIn(locale)).filter((text) => /[\u3400-\u9fff][,:;?!]/.test(text))).toEqual(
        [],
      );
    }
  });

  it('fills a value in as it is', () => {
    expect(fill(stringsIn('zh-CN').queued, 2)).toBe('排队中，前面还有 2 位');
    expect(fill(stringsIn('zh-CN').serving, '$&')).toBe('客服 $& 为您服务');
  });
});
