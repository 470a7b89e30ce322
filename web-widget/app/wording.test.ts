import { describe, expect, it } from 'vitest';
import { stringsIn } from './strings.js';
import { dayWords, momentWords, moneyWords, stateWords, waitWords } from './wording.js';

const t = stringsIn('zh-CN');
const now = new Date(2026, 10, 21, 15, 30).getTime();
const minutes = (count: number) => now - count * 60_000;

describe('wording', () => {
  it('writes prices from minor units, without empty decimals', () => {
    expect(moneyWords({ amountMinor: 12_900, currency: 'CNY' }, 'zh-CN')).toBe('¥129');
    expect(moneyWords({ amountMinor: 129_990, currency: 'CNY' }, 'zh-CN')).toBe('¥1,299.90');
    expect(moneyWords({ amountMinor: 12_900, currency: 'CNY' }, 'en')).toBe('¥129');
    expect(moneyWords({ amountMinor: 500, currency: 'JPY' }, 'zh-CN')).toBe('¥500');
  });

  it('says how long ago within the hour, then the clock', () => {
    expect(momentWords(minutes(0.5), now, 'zh-CN', t)).toBe('刚刚');
    expect(momentWords(minutes(5), now, 'zh-CN', t)).toBe('5 分钟前');
    expect(momentWords(minutes(60 * 6 + 22), now, 'zh-CN', t)).toBe('09:08');
  });

  it('names the day of the separator', () => {
    expect(dayWords(minutes(1), now, 'zh-CN', t)).toBe('今天');
    expect(dayWords(minutes(60 * 24), now, 'zh-CN', t)).toBe('昨天');
    expect(dayWords(new Date(2026, 8, 1).getTime(), now, 'zh-CN', t)).toBe('9月1日');
    expect(dayWords(new Date(2025, 8, 1).getTime(), now, 'zh-CN', t)).toBe('2025年9月1日');
  });

  it('tells who is there or what is waited for', () => {
    const base = { conversationId: 'c', version: 1 };
    expect(stateWords(undefined, t)).toBe('智能客服在线');
    expect(stateWords({ ...base, state: 'queued', queuePosition: 3 }, t)).toBe('排队中，前面还有 2 位');
    expect(stateWords({ ...base, state: 'queued', queuePosition: 1 }, t)).toBe('排队中，下一位就是您');
    expect(stateWords({ ...base, state: 'queued', queuePosition: 1, agentsAvailable: false }, t)).toBe(
      '留言已收到',
    );
    expect(stateWords({ ...base, state: 'human', agent: { name: '小禾' } }, t)).toBe('客服 小禾 为您服务');
    expect(stateWords({ ...base, state: 'closed' }, t)).toBe('对话已结束');
  });

  it('never promises a wait that it does not know, and rounds up', () => {
    expect(waitWords(undefined, t)).toBe('');
    expect(waitWords(30, t)).toBe('很快就到您');
    expect(waitWords(121, t)).toBe('预计等待约 3 分钟');
  });
});
