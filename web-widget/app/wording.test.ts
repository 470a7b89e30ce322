import { describe, expect, it } from 'vitest';
import { firstStrings as t } from './strings/strings.js';
import { dayWords, momentWords, stateWords } from './wording.js';

const now = new Date(2026, 10, 21, 15, 30).getTime();
const minutes = (count: number) => now - count * 60_000;

describe('wording', () => {
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
});
