import { describe, expect, it } from 'vitest';
import type { Message } from '../contract/messages.js';
import { coverNumbers, writeTranscript } from './transcript.js';

const at = '2026-11-21T06:00:00.000Z';
const message = (sequence: number, more: Partial<Message>): Message => ({
  id: String(sequence),
  conversationId: 'c',
  sequence,
  from: 'shopper',
  type: 'text',
  createdAt: at,
  ...more,
});
const parts = {
  conversationId: 'c',
  shopperName: '林女士',
  shortened: false,
  timeZone: 'Asia/Shanghai',
  masked: true,
  messages: [
    message(1, { text: '我电话 13812345678 <script>alert(1)</script>' }),
    message(2, { from: 'agent', agentName: '小禾', text: '好的' }),
    message(3, { from: 'system', type: 'card', card: { kind: 'satisfaction', conversationId: 'c' } }),
  ],
};

describe('a transcript', () => {
  it('tells who said what and when, in the shop’s time', () => {
    const text = writeTranscript(parts, 'text');
    expect(text).toContain('[2026/11/21 14:00:00] 林女士\n我电话 138****5678');
    expect(text).toContain('] 小禾\n好的');
    expect(text).toContain('] 系统\n[满意度评价]');
  });

  it('as a page runs nothing that somebody wrote', () => {
    const page = writeTranscript({ ...parts, masked: false }, 'html');
    expect(page).toContain('13812345678 &lt;script&gt;');
    expect(page).not.toContain('<script');
  });

  it.each([
    ['13812345678', '138****5678'],
    ['138 1234 5678', '138****5678'],
    ['11010119900307123X', '110101**********3X'],
    ['订单 202611210012345678', '订单 202611210012345678'],
    ['ZG2026112113812345678', 'ZG2026112113812345678'],
  ])('covers %s as %s', (text, covered) => expect(coverNumbers(text)).toBe(covered));
});
