import type { Figure } from '../../contract/profile.js';

/** Makes figures of one moment. */
export function figuresOf(asOf: Date) {
  const at = asOf.toISOString();
  return <Value>(value: Value, reason: string): Figure<Value> => ({ value, reason, asOf: at });
}
export type MakeFigure = ReturnType<typeof figuresOf>;

/** ¥1,234.50 of 123450 minor units; whole yuan without decimals. */
export function yuan(minor: number): string {
  const digits = minor % 100 === 0 ? 0 : 2;
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return `¥${(minor / 100).toLocaleString('zh-CN', options)}`;
}

export function daysAgo(days: number): string {
  return days <= 0 ? '今天' : days === 1 ? '昨天' : `${days} 天前`;
}

export function percent(share: number): string {
  if (share > 0 && share < 0.005) return '不到 1%';
  return `${Math.round(share * 100)}%`;
}

/** The same after other characters, with the space that Chinese typesetting has before digits. */
export function spacedDaysAgo(days: number): string {
  return days > 1 ? ` ${daysAgo(days)}` : daysAgo(days);
}

/** At most so many digits after the point, for what is stored. */
export function rounded(value: number, digits = 4): number {
  return Number(value.toFixed(digits));
}
