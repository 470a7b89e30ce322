import type { Figure } from '../../contract/profile.js';

/** Makes figures of one moment. */
export function figuresOf(asOf: Date) {
  const at = asOf.toISOString();
  return <Value>(value: Value, reason: string): Figure<Value> => ({ value, reason, asOf: at });
}
export type MakeFigure = ReturnType<typeof figuresOf>;

/** ¥1,234.5 of 123450 minor units. */
export function yuan(minor: number): string {
  return `¥${(minor / 100).toLocaleString('zh-CN', { maximumFractionDigits: 2 })}`;
}

export function daysAgo(days: number): string {
  return days <= 0 ? '今天' : days === 1 ? '昨天' : `${days} 天前`;
}

export function percent(share: number): string {
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
