import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { ColorScheme, Locale } from '../frame-protocol.js';
import type { DeviceStorage } from './device-storage.js';
import { type Strings, stringsIn } from './strings.js';

export interface Preferences {
  title: Signal<string>;
  locale: Signal<Locale>;
  t: ReadonlySignal<Strings>;
  dark: ReadonlySignal<boolean>;
  sound: ReadonlySignal<boolean>;
  /** The shopper's own choice: kept on this device, stronger than what the page says at the next load. */
  chooseLocale(locale: Locale): void;
  /** The page changed its language (a BCP 47 tag); one that we do not speak changes nothing. */
  proposeLocale(tag: string): void;
  chooseSound(on: boolean): void;
  setColorScheme(scheme: string): void;
}

/** Languages, colours and sound. The page proposes, the shopper decides. */
export function createPreferences(parts: {
  storage: DeviceStorage;
  title: string | undefined;
  /** BCP 47 tags in order of weight; the first that we speak is taken. */
  languages: readonly (string | undefined)[];
  colorScheme: string | undefined;
  prefersDark: Pick<MediaQueryList, 'matches' | 'addEventListener'>;
}): Preferences {
  const { storage, prefersDark } = parts;
  const stored = storage.read('prefer:locale');
  const wishes = [typeof stored === 'string' ? stored : undefined, ...parts.languages];
  const locale = signal<Locale>(wishes.map(nearestLocale).find((known) => known) ?? 'zh-CN');
  const scheme = signal(asScheme(parts.colorScheme));
  const system = signal(prefersDark.matches);
  const sound = signal(storage.read('prefer:sound') !== false);
  prefersDark.addEventListener('change', () => {
    system.value = prefersDark.matches;
  });
  return {
    title: signal(parts.title ?? '青禾生活'),
    locale,
    t: computed(() => stringsIn(locale.value)),
    dark: computed(() => (scheme.value === 'auto' ? system.value : scheme.value === 'dark')),
    sound,
    chooseLocale(next) {
      locale.value = next;
      storage.write('prefer:locale', next);
    },
    proposeLocale(tag) {
      locale.value = nearestLocale(tag) ?? locale.value;
    },
    chooseSound(on) {
      sound.value = on;
      storage.write('prefer:sound', on);
    },
    setColorScheme(next) {
      scheme.value = asScheme(next);
    },
  };
}

/** Puts language and colours on the document. */
export function showPreferences(preferences: Preferences, root: HTMLElement): void {
  effect(() => {
    root.lang = preferences.locale.value;
    root.dataset.theme = preferences.dark.value ? 'dark' : 'light';
    root.style.colorScheme = root.dataset.theme;
  });
}

function asScheme(scheme: string | undefined): ColorScheme {
  return scheme === 'dark' || scheme === 'light' ? scheme : 'auto';
}

/** The shown language that is nearest to a BCP 47 tag; undefined for a language that we do not have. */
export function nearestLocale(tag: string | undefined): Locale | undefined {
  if (!tag) return undefined;
  if (/^zh(?![a-z])/i.test(tag)) return /hant|[-_](tw|hk|mo)\b/i.test(tag) ? 'zh-TW' : 'zh-CN';
  return /^en(?![a-z])/i.test(tag) ? 'en' : undefined;
}
