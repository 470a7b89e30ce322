import { describe, expect, it } from 'vitest';
import { cardWords } from '../view/cards/card-words.js';
import { menuWords } from '../view/menu/menu-words.js';
import { queueTexts } from '../view/queue/queue-words.js';
import { fill, firstStrings, locales, stringsIn, wordsIn } from './strings.js';

/** Everything that the shopper can read, late parts included. */
async function spoken(locale: (typeof locales)[number]): Promise<Record<string, string>> {
  const strings = await stringsIn(locale);
  if (!strings) throw new Error(`no ${locale}`);
  return {
    ...strings,
    ...wordsIn(menuWords, locale),
    ...wordsIn(cardWords, locale),
    ...wordsIn(queueTexts, locale),
  };
}

describe('strings', () => {
  it('has every text in every language, with the same places to fill', async () => {
    const places = (text = '') => text.split('{}').length;
    const chinese = await spoken('zh-CN');
    for (const locale of locales) {
      const texts = await spoken(locale);
      expect(Object.keys(texts), locale).toEqual(Object.keys(chinese));
      for (const [key, text] of Object.entries(texts)) {
        expect(text.trim(), `${locale} ${key}`).not.toBe('');
        expect(places(text), `${locale} ${key}`).toBe(places(chinese[key]));
      }
    }
  });

  it('speaks English without Chinese and the two kinds of Chinese apart', async () => {
    const chinese = /[\u3400-\u9fff]/;
    expect(Object.values(await spoken('en')).filter((text) => chinese.test(text))).toEqual([]);
    const simplifiedOnly = /[们对话发问这还没请输连网络优领删试读语预计钟]/;
    expect(Object.values(await spoken('zh-TW')).filter((text) => simplifiedOnly.test(text))).toEqual([]);
    expect(Object.values(await spoken('zh-CN')).some((text) => simplifiedOnly.test(text))).toBe(true);
  });

  it('writes Chinese with Chinese punctuation', async () => {
    for (const locale of ['zh-CN', 'zh-TW'] as const) {
      const texts = Object.values(await spoken(locale));
      expect(texts.filter((text) => /[\u3400-\u9fff][,:;?!]/.test(text))).toEqual([]);
    }
  });

  it('fills a value in as it is', () => {
    expect(fill(firstStrings.queued, 2)).toBe('排队中，前面还有 2 位');
    expect(fill(firstStrings.serving, '$&')).toBe('客服 $& 为您服务');
  });
});
