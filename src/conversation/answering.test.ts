import { describe, expect, it } from 'vitest';
import {
  choiceOf,
  customer,
  factsOf,
  knowledgeOf,
  matchOf,
  understandingOf,
  visitor,
} from '../../test/conversation-fixtures.js';
import { type AnsweringNeeds, type AnswerRequest, consentAnswerOf, createAnswering } from './answering.js';
import type { Dialogue } from './decision.js';
import { defaultPolicy } from './policy.js';

/** Matches the texts as listed; everything else is understood by nobody. */
function answering(found: Record<string, [string, number]>, changes: Partial<AnsweringNeeds> = {}) {
  const matched: string[] = [];
  const { facts } = factsOf({ orderChoices: async () => [choiceOf('QH1'), choiceOf('QH2')] });
  const answer = createAnswering({
    understand: (text) =>
      understandingOf({ text, normalized: text, words: [], asksForHuman: text.includes('人工') }),
    knowledge: knowledgeOf(async (text) => {
      matched.push(text);
      const one = found[text];
      return matchOf(one ? [one] : []);
    }),
    facts,
    policy: { ...defaultPolicy, evidenceTimeout: 50 },
    staffing: () => 'present',
    random: () => 0,
    clock: () => new Date('2026-11-20T02:00:00.000Z'),
    newId: () => 'made-in-advance',
    timeZone: 'Asia/Shanghai',
    ...changes,
  });
  const say = (text: string, more: Partial<AnswerRequest> = {}) =>
    answer({
      conversationId: 'c',
      state: 'bot',
      person: customer,
      dialogue: { misses: 0 },
      texts: [text],
      ...more,
    });
  return { say, matched };
}

const both: Record<string, [string, number]> = {
  怎么退货: ['entry:returns', 0.9],
  运费谁出: ['entry:freight', 0.9],
  取消订单: ['intent:cancel-order', 0.9],
  我要换货: ['intent:exchange-request', 0.9],
  查积分: ['intent:points', 0.9],
};

describe('several questions in a turn', () => {
  it('are answered each, with a memory of the last', async () => {
    const { questions, messages, dialogue } = await answering(both).say('怎么退货？另外运费谁出');
    expect(messages.map(({ text }) => text)).toEqual(['七天内都可以退。', '满 59 元包邮。']);
    expect(questions.map(({ decision }) => decision.kind)).toEqual(['answer', 'answer']);
    expect(dialogue.last).toEqual({ id: 'freight', times: 1 });
  });

  it('open one question of the bot at most, which comes last', async () => {
    const { say } = answering(both);
    const { messages, dialogue } = await say('取消订单。怎么退货');
    expect(messages[0]?.text).toBe('七天内都可以退。');
    expect(messages[1]?.quickReplies?.[0]?.payload).toBe('order:QH1');
    expect(dialogue.pending).toMatchObject({ action: 'cancel-order', missing: 'order' });
    const two = await say('取消订单。我要换货');
    expect(two.dialogue).toMatchObject({
      pending: { action: 'cancel-order' },
      paused: { action: 'exchange' },
    });
    expect(two.messages.at(-1)?.quickReplies?.[0]?.payload).toBe('order:QH1');
  });

  it('ask for the same thing once', async () => {
    const { messages } = await answering(both).say('查积分。查积分', { person: visitor });
    expect(messages).toHaveLength(1);
  });

  it('end with a person, who makes every open question needless', async () => {
    const { messages, dialogue } = await answering(both).say('我要人工。取消订单');
    expect(messages).toHaveLength(1);
    expect(dialogue.pending).toBeUndefined();
  });

  it('are matched a bounded number of times', async () => {
    const { say, matched } = answering(both);
    const topic = {
      kind: 'entry' as const,
      id: 'returns',
      title: '怎么退货？',
      text: '怎么退货',
      at: '2026-11-20T01:59:00.000Z',
    };
    await say('运费呢。多久呢。谁呢。哪呢', { dialogue: { misses: 0, topic } });
    expect(matched.length).toBeLessThanOrEqual(defaultPolicy.matchRuns);
  });
});

describe('a question in the middle', () => {
  const dialogue: Dialogue = {
    misses: 0,
    pending: {
      intentId: 'cancel-order',
      action: 'cancel-order',
      missing: 'order',
      offered: ['QH1', 'QH2'],
      question: { text: '是哪一笔？', quickReplies: [{ label: '1', payload: 'order:QH1' }] },
      at: '2026-11-20T01:45:00.000Z',
    },
  };
  it('is answered, and the open question put again', async () => {
    const { messages } = await answering(both).say('怎么退货', { dialogue });
    expect(messages.map(({ text }) => text)).toEqual(['七天内都可以退。', '刚才的还没办完，是哪一笔？']);
    expect(messages[1]?.quickReplies).toEqual(dialogue.pending?.question?.quickReplies);
  });

  it('finds nothing open half an hour later', async () => {
    const late = { clock: () => new Date('2026-11-20T02:15:00.000Z') };
    expect((await answering(both, late).say('怎么退货', { dialogue })).messages).toHaveLength(1);
  });
});

describe('TD', () => {
  it('in a burst is done like TD alone, and the rest is answered beside it', async () => {
    const { say } = answering(both);
    const { stopsMarketing, messages } = await say('', { texts: ['TD', '怎么退货'] });
    expect(stopsMarketing).toBe(true);
    expect(messages.map(({ text }) => text)).toEqual([
      expect.stringContaining('不再给您发'),
      '七天内都可以退。',
    ]);
    expect(await say('', { texts: ['怎么退货', '我想看TD'] })).not.toHaveProperty('stopsMarketing');
  });

  it('is also done in silence while a person has the word', async () => {
    const { stopsMarketing, messages } = await answering(both).say('', {
      state: 'human',
      texts: ['好的', '退订', '谢谢'],
    });
    expect([stopsMarketing, messages]).toEqual([true, []]);
  });
});

describe('matching', () => {
  it('that fails or is late is thrown, because without it nothing can be said', async () => {
    const broken = { knowledge: knowledgeOf(() => Promise.reject(new Error('no index'))) };
    await expect(answering({}, broken).say('怎么退货')).rejects.toThrow('no index');
    const slow = { knowledge: knowledgeOf(() => new Promise(() => {})) };
    await expect(answering({}, slow).say('怎么退货')).rejects.toThrow('match took longer than 200 ms');
  });

  it('is not asked for a tap, for a message without words, or where a person has the word', async () => {
    const { say, matched } = answering(both);
    await say('😀');
    await say('怎么退货？', { payload: 'entry:returns' });
    await say('怎么退货', { state: 'human' });
    expect(matched).toEqual([]);
  });
});

describe('the answer to the question for consent', () => {
  const asked: Dialogue = {
    misses: 0,
    pending: { action: 'recommend', intentId: 'recommend', missing: 'consent' },
  };
  it('is a tap at any time, and words only after the question', () => {
    expect(consentAnswerOf({ misses: 0 }, { kind: 'consent', granted: true }, {})).toBe(true);
    expect(consentAnswerOf(asked, undefined, { confirmation: 'yes' })).toBe(true);
    expect(consentAnswerOf(asked, undefined, { confirmation: 'no' })).toBe(false);
    expect(consentAnswerOf(asked, undefined, {})).toBeUndefined();
    expect(consentAnswerOf({ misses: 0 }, undefined, { confirmation: 'yes' })).toBeUndefined();
    expect(consentAnswerOf(asked, { kind: 'human' }, { confirmation: 'yes' })).toBeUndefined();
  });
});
