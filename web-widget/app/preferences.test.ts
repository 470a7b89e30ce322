import { describe, expect, it } from 'vitest';
import { createDeviceStorage, memoryStorage } from './device-storage.js';
import { createPreferences, nearestLocale } from './preferences.js';
import { stringsIn } from './strings/strings.js';

const system = (matches: boolean) => ({ matches, addEventListener: () => undefined });
const made = (languages: (string | undefined)[], web = memoryStorage(), dark = false, texts = stringsIn) =>
  createPreferences({
    storage: createDeviceStorage('shop', () => web),
    title: undefined,
    languages,
    colorScheme: undefined,
    prefersDark: system(dark),
    stringsIn: texts,
  });

describe('preferences', () => {
  it('knows which language is nearest', () => {
    expect(['zh', 'zh-Hans-CN', 'zh-HK', 'zh-Hant', 'zh_TW', 'en-US', 'fr', ''].map(nearestLocale)).toEqual([
      'zh-CN',
      'zh-CN',
      'zh-TW',
      'zh-TW',
      'zh-TW',
      'en',
      undefined,
      undefined,
    ]);
  });

  it('follows the page unless the shopper chose, and speaks simplified Chinese by default', async () => {
    const english = made([undefined, 'en-GB']);
    await english.ready;
    expect(english.locale.value).toBe('en');
    expect(english.t.value.toPerson).toBe('Ask a person');
    const french = made([undefined, 'fr']);
    await french.ready;
    expect(french.locale.value).toBe('zh-CN');
    const web = memoryStorage();
    await made(['en'], web).chooseLocale('zh-TW');
    const again = made(['en'], web);
    await again.ready;
    expect(again.locale.value).toBe('zh-TW');
    expect(again.t.value.toPerson).toBe('轉真人');
    await again.proposeLocale('xx');
    expect(again.locale.value).toBe('zh-TW');
  });

  it('keeps its language when another cannot be fetched, and tries again', async () => {
    const web = memoryStorage();
    let online = false;
    const preferences = made([], web, false, async (locale) => (online ? stringsIn(locale) : undefined));
    await preferences.ready;
    expect(await preferences.chooseLocale('en')).toBe(false);
    expect([preferences.locale.value, preferences.t.value.send]).toEqual(['zh-CN', '发送']);
    expect(web.length).toBe(0);
    online = true;
    expect(await preferences.chooseLocale('en')).toBe(true);
    expect([preferences.locale.value, preferences.t.value.send]).toEqual(['en', 'Send']);
  });

  it('ends with the last wish when an earlier language comes later', async () => {
    let come: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      come = resolve;
    });
    const web = memoryStorage();
    const preferences = made([], web, false, async (locale) => {
      if (locale === 'en') await slow;
      return stringsIn(locale);
    });
    const first = preferences.chooseLocale('en');
    await preferences.chooseLocale('zh-TW');
    come();
    await first;
    expect(preferences.locale.value).toBe('zh-TW');
    const again = made([], web);
    await again.ready;
    expect(again.locale.value).toBe('zh-TW');
  });

  it('is dark with the system or by command', () => {
    const preferences = made([], memoryStorage(), true);
    expect(preferences.dark.value).toBe(true);
    preferences.setColorScheme('light');
    expect(preferences.dark.value).toBe(false);
  });

  it('keeps the choice of sound', () => {
    const web = memoryStorage();
    made([], web).chooseSound(false);
    expect(made([], web).sound.value).toBe(false);
  });
});
