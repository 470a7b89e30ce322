import { describe, expect, it } from 'vitest';
import { createDeviceStorage, memoryStorage } from './device-storage.js';
import { createPreferences, nearestLocale } from './preferences.js';

const system = (matches: boolean) => ({ matches, addEventListener: () => undefined });
const made = (languages: (string | undefined)[], web = memoryStorage(), dark = false) =>
  createPreferences({
    storage: createDeviceStorage('shop', () => web),
    title: undefined,
    languages,
    colorScheme: undefined,
    prefersDark: system(dark),
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

  it('follows the page unless the shopper chose, and speaks simplified Chinese by default', () => {
    expect(made([undefined, 'en-GB']).locale.value).toBe('en');
    expect(made([undefined, 'fr']).locale.value).toBe('zh-CN');
    const web = memoryStorage();
    made(['en'], web).chooseLocale('zh-TW');
    const again = made(['en'], web);
    expect(again.locale.value).toBe('zh-TW');
    expect(again.t.value.toPerson).toBe('轉真人');
    again.proposeLocale('xx');
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
