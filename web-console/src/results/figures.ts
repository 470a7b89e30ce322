import { yuan } from '../cards/money.js';

const rounded = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 0 });

export const countWords = (count: number): string => whole.format(count);
export const numberWords = (value: number): string => rounded.format(value);
/** "12.3%" of 0.123. */
export const percentWords = (share: number): string => `${rounded.format(share * 100)}%`;
/** "+1.2 点" of 0.012: percentage points are no percentages. */
export const pointWords = (difference: number): string =>
  `${signOf(difference)}${rounded.format(difference * 100)} 点`;
/** "+¥1.20": as large as it is, with its direction. */
export const moreMoneyWords = (minor: number): string =>
  `${signOf(Math.round(minor))}${yuan(Math.round(minor))}`;
export const moreWords = (value: number): string => `${signOf(Math.round(value))}${whole.format(value)}`;
/** 12.3 of 0.123, for tables that are computed with. */
export const percentCell = (share: number): number => Math.round(share * 1000) / 10;
export const pointCell = (share: number | null): number | null =>
  share === null ? null : Math.round(share * 10_000) / 100;
export const yuanCell = (minor: number | null): number | null =>
  minor === null ? null : Math.round(minor) / 100;

/** "（低 ~ 高）", or nothing where it is not known. */
export function rangeWords(
  low: number | null,
  high: number | null,
  words: (value: number) => string,
): string {
  return low === null || high === null ? '' : `（${words(low)} ~ ${words(high)}）`;
}

const day = new Intl.DateTimeFormat('zh-CN', { year: 'numeric', month: 'numeric', day: 'numeric' });
export const dayWords = (at: string): string => day.format(new Date(at));

function signOf(value: number): string {
  return value > 0 ? '+' : '';
}
