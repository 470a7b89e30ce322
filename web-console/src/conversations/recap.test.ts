import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/contract/messages.js';
import { recapOf } from './recap.js';

let sequence = 0;
function message(from: Message['from'], words: string, more: Partial<Message> = {}): Message {
  sequence += 1;
  return {
    id: `m${sequence}`,
    conversationId: 'c',
    sequence,
    from,
    type: 'text',
    text: words,
    createdAt: '2026-11-21T08:00:00.000Z',
    ...more,
  };
}

describe('recap', () => {
  it('tells for each question what the bot made of it', () => {
    const lines = recapOf(
      [
        message('bot', '您好，我是小掌柜'),
        message('shopper', '多久发货'),
        message('bot', '48 小时内', { source: { entryId: 'e', title: '付款后多久发货？' } }),
        message('shopper', '我的订单'),
        message('bot', '', {
          type: 'card',
          card: { kind: 'satisfaction', conversationId: 'c' },
        }),
        message('shopper', '能改吗'),
        message('bot', '您是想问…', {
          quickReplies: [
            { label: '改地址', payload: 'a' },
            { label: '改尺码', payload: 'b' },
          ],
        }),
        message('shopper', '都不是'),
        message('bot', '这个我拿不准', { quickReplies: [{ label: '转人工客服', payload: 'command:human' }] }),
        message('system', '正在排队', { type: 'event' }),
      ],
      true,
    );
    expect(lines.map(({ question, outcome }) => [question, outcome])).toEqual([
      ['多久发货', 'answered'],
      ['我的订单', 'talk'],
      ['能改吗', 'choices'],
      ['都不是', 'handed'],
    ]);
    expect(lines[0]?.told).toBe('付款后多久发货？');
  });

  it('is about the latest talk with the bot when the shopper comes back', () => {
    const lines = recapOf(
      [
        message('shopper', '老问题'),
        message('bot', '好的'),
        message('agent', '您好'),
        message('shopper', '谢谢'),
        message('system', '本次会话已结束', { type: 'event' }),
        message('shopper', '新问题'),
        message('bot', '好的'),
        message('system', '正在转接', { type: 'event' }),
        message('agent', '我来了'),
        message('shopper', '这是对客服说的'),
      ],
      true,
    );
    expect(lines.map(({ question }) => question)).toEqual(['新问题']);
  });

  it('leaves out the call for a person and what is said while waiting', () => {
    const lines = recapOf(
      [
        message('shopper', '杯子裂了，帮我补发'),
        message('system', '正在为您转接人工客服', { type: 'event' }),
        message('shopper', '有人吗？'),
        message('shopper', '快点'),
      ],
      true,
    );
    expect(lines.map(({ question, outcome }) => [question, outcome])).toEqual([
      ['杯子裂了，帮我补发', 'handed'],
    ]);
    const asked = recapOf(
      [
        message('shopper', '转人工客服'),
        message('system', '正在转接', { type: 'event' }),
        message('system', '已取消排队', { type: 'event' }),
        message('shopper', '算了，多久发货'),
        message('bot', '两天', { source: { entryId: 'e', title: '多久发货' } }),
      ],
      true,
    );
    expect(asked.map(({ question, outcome }) => [question, outcome])).toEqual([
      ['算了，多久发货', 'answered'],
    ]);
  });

  it('does not take the announcement of a person for an answer', () => {
    const talk = [message('shopper', '太差了，我要投诉'), message('bot', '实在抱歉，正在为您转接')];
    expect(recapOf(talk, true)[0]?.outcome).toBe('handed');
    expect(recapOf(talk, false)[0]?.outcome).toBe('talk');
  });

  it('ends where an agent begins and keeps the latest questions', () => {
    const before = Array.from({ length: 10 }, (_, index) => message('shopper', `问题${index}`));
    const lines = recapOf([...before, message('agent', '您好'), message('shopper', '谢谢')], true, 3);
    expect(lines.map(({ question }) => question)).toEqual(['问题7', '问题8', '问题9']);
  });
});
