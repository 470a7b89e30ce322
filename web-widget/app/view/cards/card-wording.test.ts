import { describe, expect, it } from 'vitest';
import { dateWords, moneyWords } from './card-wording.js';

describe('wording of cards', () => {
  it('writes prices from minor units, without empty decimals', () => {
    expect(moneyWords({ amountMinor: 12_900, currency: 'CNY' }, 'zh-CN')).toBe('¥129');
    expect(moneyWords({ amountMinor: 129_990, currency: 'CNY' }, 'zh-CN')).toBe('¥1,299.90');
    expect(moneyWords({ amountMinor: 12_900, currency: 'CNY' }, 'en')).toBe('¥129');
    expect(moneyWords({ amountMinor: 500, currency: 'JPY' }, 'zh-CN')).toBe('¥500');
  });

  it('writes day and clock of a moment, and nothing for what is none', () => {
    const iso = new Date(2026, 10, 21, 9, 8).toISOString();
    expect(dateWords(iso, 'zh-CN')).toBe('11/21 09:08');
    expect(dateWords('soon', 'zh-CN')).toBe('');
  });
});
