import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { ColorScheme, Locale } from '../frame-protocol.js';
import type { DeviceStorage } from './device-storage.js';
import { firstStrings, type Strings, type stringsIn } from './strings/strings.js';

export interface Preferences {
  title: Signal<string>;
  /** The language that `t` is in. One that was wished for is here only once its texts have come. */
  locale: ReadonlySignal<Locale>;
  t: ReadonlySignal<Strings>;
  /** When the first language is there, or could not be had and simplified Chinese stands in. */
  ready: Promise<void>;
  dark: ReadonlySignal<boolean>;
  sound: ReadonlySignal<boolean>;
  /**
   * The shopper's own choice: kept on this device, stronger than what the page says at the next load.
   * False when its texts could not be fetched; then nothing changes.
   */
  chooseLocale(locale: Locale): Promise<boolean>;
  /** The page changed its language (a BCP 47 tag); one that we do not speak changes nothing. */
  proposeLocale(tag: string): Promise<void>;
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
  stringsIn: typeof stringsIn;
}): Preferences {
  const { storage, prefersDark } = parts;
  const stored = storage.read('prefer:locale');
  const wishes = [typeof stored === 'string' ? stored : undefined, ...parts.languages];
  const locale = signal<Locale>('zh-CN');
  const t = signal(firstStrings);
  let wanted: Locale = wishes.map(nearestLocale).find((known) => known) ?? 'zh-CN';
  const scheme = signal(asScheme(parts.colorScheme));
  const system = signal(prefersDark.matches);
  const sound = signal(storage.read('prefer:sound') !== false);
  prefersDark.addEventListener('change', () => {
    system.value = prefersDark.matches;
  });

  /** False when the texts could not be fetched. A later wish wins over one whose texts come late. */
  async function speak(next: Locale): Promise<boolean> {
    wanted = next;
    const texts = await parts.stringsIn(next);
    if (texts && wanted === next) {
      batch(() => {
        locale.value = next;
        t.value = texts;
      });
    }
    return texts !== undefined;
  }

  return {
    title: signal(parts.title ?? '青禾生活'),
    locale,
    t,
    ready: speak(wanted).then(() => undefined),
    dark: computed(() => (scheme.value === 'auto' ? system.value : scheme.value === 'dark')),
    sound,
    async chooseLocale(next) {
      const came = await speak(next);
      if (wanted === next && came) storage.write('prefer:locale', next);
      return came;
    },
    async proposeLocale(tag) {
      const near = nearestLocale(tag);
      if (near) await speak(near);
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
