import { describe, expect, it } from 'vitest';
import { silentLog } from '../../test/silent-log.js';
import type { IntentDefinition } from '../contract/intents.js';
import type { EntryContent } from '../contract/knowledge.js';
import type { PublishedContent } from './bulk-store.js';
import type { IntentItem } from './content-files.js';
import { buildMatchIndex } from './index/match-index.js';
import { createPublishedKnowledge } from './published-knowledge.js';

function entry(id: string, question: string, more: Partial<EntryContent> = {}): PublishedContent {
  const content = {
    category: '退换',
    question,
    similar: [],
    answer: `${question}的回答`,
    followUps: [],
    ...more,
  };
  return { id, version: 1, content };
}
const greeting: IntentDefinition = {
  id: 'hello',
  name: '问好',
  examples: ['你好'],
  slots: [],
  action: 'reply',
  reply: '您好',
};
const normalize = (text: string) => text.trim().toLowerCase();
const segment = (text: string) => [...text];

/** Knowledge over an index of words alone, with content that a test changes and builds that it can hold up. */
function knowledgeOver(content: { entries: PublishedContent[]; intents?: IntentItem[] }) {
  const builds: { entries: string[]; release(): void; fail(reason: string): void }[] = [];
  let held = false;
  const knowledge = createPublishedKnowledge({
    load: async () => ({ entries: [...content.entries], intents: content.intents ?? [] }),
    async buildIndex(documents) {
      const gate = new Promise<void>((resolve, reject) => {
        builds.push({
          entries: documents.map(({ id }) => id),
          release: resolve,
          fail: (reason) => reject(new Error(reason)),
        });
        if (!held) resolve();
      });
      await gate;
      return buildMatchIndex(documents, { normalize, segment });
    },
    log: silentLog,
  });
  const started = async (count: number) => {
    while (builds.length < count) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  return {
    knowledge,
    builds,
    started,
    hold(on: boolean) {
      held = on;
    },
  };
}

describe('published knowledge', () => {
  it('knows nothing before the first load, and says so', async () => {
    const { knowledge } = knowledgeOver({ entries: [entry('a', '怎么退货')] });
    expect(knowledge.ready()).toBe(false);
    expect(knowledge.status()).toEqual({ ready: false, building: false, entries: 0, intents: 0 });
    await expect(knowledge.match('怎么退货')).rejects.toMatchObject({ code: 'unavailable' });
    expect(knowledge.entry('a')).toBeUndefined();
  });

  it('takes a new answer over without building the index again, but not a new question', async () => {
    const content = { entries: [entry('a', '怎么退货')] };
    const { knowledge, builds } = knowledgeOver(content);
    await knowledge.reload();
    content.entries = [entry('a', '怎么退货', { answer: '新的回答' })];
    await knowledge.reload();
    expect(knowledge.entry('a')?.answer).toBe('新的回答');
    expect(builds).toHaveLength(1);
    content.entries = [entry('a', '怎么退货', { similar: ['想退掉'] })];
    await knowledge.reload();
    expect(builds).toHaveLength(2);
    expect((await knowledge.match('想退掉')).candidates[0]?.id).toBe('a');
  });

  it('matches entries and intents, and gives what stands behind them', async () => {
    const { knowledge } = knowledgeOver({
      entries: [
        entry('a', '怎么退货', { similar: ['咋退啊'], followUps: ['b', 'draft'] }),
        entry('b', '运费谁出'),
      ],
      intents: [{ group: '闲聊', intent: greeting }],
    });
    await knowledge.reload();
    expect((await knowledge.match('咋退啊')).candidates[0]).toMatchObject({
      id: 'a',
      kind: 'entry',
      title: '怎么退货',
    });
    expect((await knowledge.match('你好')).candidates[0]).toMatchObject({
      id: 'hello',
      kind: 'intent',
      title: '问好',
    });
    expect(knowledge.entry('a')).toEqual({
      id: 'a',
      version: 1,
      question: '怎么退货',
      answer: '怎么退货的回答',
      category: '退换',
      followUps: [{ id: 'b', question: '运费谁出' }],
    });
    expect(knowledge.intent('hello')).toEqual(greeting);
    expect(knowledge.intent('a')).toBeUndefined();
    expect(
      knowledge.claims().clashes({ id: 'x', kind: 'entry', title: '', questions: ['你好！'] }),
    ).toHaveLength(1);
    expect(knowledge.status()).toMatchObject({ ready: true, entries: 2, intents: 1 });
  });

  it('can be empty', async () => {
    const { knowledge } = knowledgeOver({ entries: [] });
    await knowledge.reload();
    expect(await knowledge.match('在吗')).toMatchObject({ candidates: [], band: 'hand-off' });
  });

  it('answers from the old index until the new one is whole', async () => {
    const content = { entries: [entry('a', '怎么退货')] };
    const { knowledge, builds, hold, started } = knowledgeOver(content);
    await knowledge.reload();
    content.entries = [entry('a', '怎么退货', { answer: '新的回答' }), entry('b', '运费谁出')];
    hold(true);
    const reloading = knowledge.reload();
    await started(2);
    expect(knowledge.entry('a')?.answer).toBe('怎么退货的回答');
    expect((await knowledge.match('运费谁出')).candidates.map(({ id }) => id)).not.toContain('b');
    builds[1]?.release();
    await reloading;
    expect(knowledge.entry('a')?.answer).toBe('新的回答');
    expect((await knowledge.match('运费谁出')).candidates[0]?.id).toBe('b');
  });

  it('builds once more for all changes made during a build, and each resolves with its change live', async () => {
    const content = { entries: [entry('a', '甲甲')] };
    const { knowledge, builds, hold, started } = knowledgeOver(content);
    hold(true);
    const first = knowledge.reload();
    await started(1);
    content.entries.push(entry('b', '乙乙'));
    const second = knowledge.reload();
    content.entries.push(entry('c', '丙丙'));
    const third = knowledge.reload();
    builds[0]?.release();
    await first;
    expect(knowledge.entry('b')).toBeUndefined();
    await started(2);
    builds[1]?.release();
    await Promise.all([second, third]);
    expect(builds.map(({ entries }) => entries)).toEqual([['a'], ['a', 'b', 'c']]);
    expect(knowledge.entry('c')).toBeDefined();
  });

  it('keeps the old index when a build fails, says so, and recovers', async () => {
    const content = { entries: [entry('a', '甲甲')] };
    const { knowledge, builds, hold, started } = knowledgeOver(content);
    await knowledge.reload();
    content.entries = [entry('b', '乙乙')];
    hold(true);
    const failing = knowledge.reload();
    await started(2);
    const waiting = knowledge.reload();
    builds[1]?.fail('no memory left');
    await expect(failing).rejects.toMatchObject({ code: 'unavailable' });
    expect(knowledge.status()).toMatchObject({ ready: true, entries: 1, failure: 'no memory left' });
    expect(knowledge.entry('a')).toBeDefined();
    await started(3);
    builds[2]?.release();
    await waiting;
    expect(knowledge.entry('b')).toBeDefined();
    expect(knowledge.status()).not.toHaveProperty('failure');
  });

  it('closes an index once another has taken its place, and the last one at the end', async () => {
    const content = { entries: [entry('a', '甲甲')] };
    const closed: string[] = [];
    const signals: AbortSignal[] = [];
    const knowledge = createPublishedKnowledge({
      load: async () => ({ entries: [...content.entries], intents: [] }),
      async buildIndex(documents, _, signal) {
        signals.push(signal);
        const index = await buildMatchIndex(documents, { normalize, segment });
        return {
          match: index.match,
          close: async () => void closed.push(documents.map(({ id }) => id).join()),
        };
      },
      log: silentLog,
    });
    await knowledge.reload();
    await knowledge.reload();
    expect(closed).toEqual([]);
    content.entries.push(entry('b', '乙乙'));
    await knowledge.reload();
    expect(closed).toEqual(['a']);
    await knowledge.close();
    expect(closed).toEqual(['a', 'a,b']);
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
  });

  it('builds an index anew that is lost while it answers', async () => {
    let lose: (reason: Error) => void = () => {};
    let builds = 0;
    const knowledge = createPublishedKnowledge({
      load: async () => ({ entries: [entry('a', '甲甲')], intents: [] }),
      async buildIndex(documents) {
        builds++;
        const lost = new Promise<Error>((resolve) => {
          lose = resolve;
        });
        const { match } = await buildMatchIndex(documents, { normalize, segment });
        return builds === 1 ? { lost, match: () => Promise.reject(new Error('gone')) } : { match };
      },
      log: silentLog,
    });
    await knowledge.reload();
    await expect(knowledge.match('甲甲')).rejects.toThrow('gone');
    lose(new Error('killed'));
    while (builds < 2) await new Promise((resolve) => setTimeout(resolve, 1));
    await knowledge.reload();
    expect(builds).toBe(2);
    expect((await knowledge.match('甲甲')).candidates[0]?.id).toBe('a');
    expect(knowledge.status()).not.toHaveProperty('failure');
  });
});
