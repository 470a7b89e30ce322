import type { Locale } from '../../frame-protocol.js';
import { late } from '../late.js';
import { strings as zhCn } from './zh-cn.js';

export type Strings = Readonly<Record<keyof typeof zhCn, string>>;

export const locales = ['zh-CN', 'zh-TW', 'en'] as const satisfies readonly Locale[];

/** Each language in its own words. */
export const localeNames: Record<Locale, string> = { 'zh-CN': '简体', 'zh-TW': '繁體', en: 'English' };

/** The language that is spoken until another has come. */
export const firstStrings: Strings = zhCn;

const fetched = { 'zh-TW': late(() => import('./zh-tw.js')), en: late(() => import('./en.js')) };

/** The texts of a language; undefined when they could not be fetched. Simplified Chinese is always at hand. */
export async function stringsIn(locale: Locale): Promise<Strings | undefined> {
  if (locale === 'zh-CN') return zhCn;
  await fetched[locale].load();
  return fetched[locale].part.value?.strings;
}

/** Texts of a part that comes late: one line each, in the order of `locales`. */
export type WordTable<Key extends string> = Readonly<Record<Key, readonly [string, string, string]>>;

/** A late part's texts in one language. */
export function wordsIn<Key extends string>(table: WordTable<Key>, locale: Locale): Record<Key, string> {
  const column = locales.indexOf(locale);
  const entries = Object.keys(table).map((key) => [key, table[key as Key][column]]);
  return Object.fromEntries(entries) as Record<Key, string>;
}

/** Puts a value into the place that a text leaves for it. */
export function fill(text: string, value: string | number): string {
  return text.replace('{}', () => String(value));
}
