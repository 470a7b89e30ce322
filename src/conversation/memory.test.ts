import { describe, expect, it } from 'vitest';
import {
  sureAnswer as answer,
  composeInputOf,
  complaintHandOff as handOff,
  knowledgeOf,
  productOf,
  understandingOf,
} from '../../test/conversation-fixtures.js';
import { compose } from './compose.js';
import type { Decision, Dialogue, Pending } from './decision.js';
import type { Evidence, Understanding } from './evidence.js';
import { asksAgain, recall, remember } from './memory.js';

const now = new Date('2026-11-20T02:00:00.000Z');

function outcome(
  decision: Decision,
  changes: { dialogue?: Dialogue; evidence?: Partial<Evidence>; understanding?: Partial<Understanding> } = {},
) {
  const { dialogue: before = { misses: 0 } } = changes;
  const evidence = { missing: {}, ...changes.evidence };
  const understanding = understandingOf(changes.understanding);
  const composed = compose(decision, composeInputOf({ evidence, understanding, dialogue: before }));
  const { topic, ...dialogue } = remember(before, {
    decision,
    composed,
    understanding,
    evidence,
    knowledge: knowledgeOf(),
    now,
  });
  return { dialogue, topic };
}

const perform = (action: 'recommend' | 'points'): Decision => ({
  kind: 'perform',
  action,
  intentId: action,
  upset: false,
  why: '',
});

describe('what the bot remembers', () => {
  it('counts an answer in a row, and forgets misses', () => {
    expect(outcome(answer, { dialogue: { misses: 1 } }).dialogue).toEqual({
      misses: 0,
      last: { id: 'returns', times: 1 },
    });
    const dialogue = { misses: 0, last: { id: 'returns', times: 1 } };
    expect(outcome(answer, { dialogue }).dialogue.last).toEqual({ id: 'returns', times: 2 });
  });

  it('goes on counting an answer that did not help', () => {
    const dialogue = { misses: 0, last: { id: 'returns', times: 2 } };
    expect(outcome(handOff('offer', 'returns'), { dialogue }).dialogue).toEqual({
      misses: 1,
      last: { id: 'returns', times: 3 },
    });
  });

  it('counts misses and choices in a row', () => {
    expect(outcome(handOff('offer'), { dialogue: { misses: 1 } }).dialogue).toEqual({ misses: 2 });
    expect(outcome(handOff('now'), { dialogue: { misses: 1 } }).dialogue).toEqual({ misses: 0 });
    const clarify: Decision = { kind: 'clarify', choices: [], confidence: 0.5, why: '' };
    expect(outcome(clarify, { dialogue: { misses: 0, clarified: 1 } }).dialogue.clarified).toBe(2);
  });

  it('keeps an open question with the wish that it is about', () => {
    const decision: Decision = {
      kind: 'fill-slot',
      action: 'recommend',
      intentId: 'recommend',
      missing: 'consent',
      upset: false,
      why: '',
    };
    const { dialogue } = outcome(decision, {
      understanding: { slots: { category: '羽绒服' }, words: ['羽绒服'] },
    });
    expect(dialogue).toMatchObject({
      pending: { action: 'recommend', intentId: 'recommend', missing: 'consent' },
      wish: { category: '羽绒服' },
    });
  });

  it('keeps everything beside a message without words, and beside silence', () => {
    const dialogue: Dialogue = {
      misses: 1,
      pending: { action: 'points', intentId: 'points', missing: 'login' },
    };
    const wordless: Decision = { kind: 'fill-slot', missing: 'question', upset: false, why: '' };
    expect(outcome(wordless, { dialogue }).dialogue).toEqual(dialogue);
    expect(outcome({ kind: 'stay-silent', why: '' }, { dialogue }).dialogue).toEqual(dialogue);
  });

  it('remembers at most 40 shown products, newest last, and the wish while suggesting goes on', () => {
    const shownProducts = Array.from({ length: 39 }, (_, index) => `old${index}`);
    const evidence = { suggestion: { products: [productOf('P1'), productOf('P2')], personal: false } };
    const after = outcome(perform('recommend'), {
      dialogue: { misses: 0, shownProducts },
      evidence,
    }).dialogue;
    expect(after.shownProducts).toHaveLength(40);
    expect(after.shownProducts?.slice(-2)).toEqual(['P1', 'P2']);
    expect(after.wish).toBeDefined();
    expect(outcome(perform('points'), { dialogue: after }).dialogue.wish).toBeUndefined();
  });
});

const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
const question = { text: '是哪一笔订单呢？' };
const pending = (changes: Partial<Pending> = {}): Pending => ({
  intentId: 'cancel-order',
  action: 'cancel-order',
  missing: 'order',
  question,
  at: minutesAgo(1),
  ...changes,
});

describe('what is forgotten', () => {
  const span = 30 * 60_000;
  const dialogue = (minutes: number): Dialogue => ({
    misses: 1,
    pending: pending({ at: minutesAgo(minutes) }),
    paused: pending({ at: minutesAgo(minutes) }),
    topic: { kind: 'entry', id: 'returns', title: '怎么退货？', text: '怎么退', at: minutesAgo(minutes) },
  });
  it('is an open question, a paused flow and the topic after half an hour, and nothing else', () => {
    expect(recall(dialogue(29), now, span)).toEqual(dialogue(29));
    expect(recall(dialogue(30), now, span)).toEqual({ misses: 1 });
  });
});

describe('a question in the middle of a flow', () => {
  const knowledge = knowledgeOf();
  const small: Decision = { ...answer, from: 'intent', id: 'hello' } as Decision;

  it('puts the open question again, once; the second one pauses the flow', () => {
    const before: Dialogue = { misses: 0, pending: pending() };
    expect(asksAgain(before, answer, knowledge)).toBe(true);
    const after = outcome(answer, { dialogue: before }).dialogue;
    expect(after.pending).toMatchObject({ missing: 'order', interrupted: true });
    expect(asksAgain(after, answer, knowledge)).toBe(false);
    const paused = outcome(answer, { dialogue: after }).dialogue;
    expect(paused.pending).toBeUndefined();
    expect(paused.paused).toMatchObject({ intentId: 'cancel-order', missing: 'order' });
  });

  it('is not small talk, except that a confirmation is always put again', () => {
    expect(asksAgain({ misses: 0, pending: pending() }, small, knowledge)).toBe(false);
    expect(outcome(small, { dialogue: { misses: 0, pending: pending() } }).dialogue.pending).toBeDefined();
    const confirming = pending({ missing: 'confirmation', confirming: { id: 'r', summary: 's' } });
    expect(asksAgain({ misses: 0, pending: confirming }, small, knowledge)).toBe(true);
  });

  it('is kept when another flow begins, and both end with a person', () => {
    const other: Decision = {
      kind: 'fill-slot',
      action: 'exchange',
      intentId: 'exchange-request',
      missing: 'order',
      flow: { intentId: 'exchange-request', action: 'exchange' },
      upset: false,
      why: '',
    };
    const after = outcome(other, { dialogue: { misses: 0, pending: pending() } }).dialogue;
    expect(after.pending).toMatchObject({ action: 'exchange', tries: 1 });
    expect(after.paused).toMatchObject({ action: 'cancel-order' });
    expect(outcome(handOff('now'), { dialogue: after }).dialogue).toEqual({ misses: 0 });
  });
});

describe('the topic', () => {
  it('is the entry answered last, and stays during small talk', () => {
    const { topic } = outcome(answer);
    expect(topic).toMatchObject({ kind: 'entry', id: 'returns', title: '怎么退货？', text: '怎么退货' });
    const small: Decision = { ...answer, from: 'intent', id: 'hello' } as Decision;
    expect(outcome(small, { dialogue: { misses: 0, ...(topic ? { topic } : {}) } }).topic).toEqual(topic);
  });

  it('holds what is on the screen', () => {
    const evidence = { suggestion: { products: [productOf('P1'), productOf('P2')], personal: false } };
    expect(outcome(perform('recommend'), { evidence }).topic?.products).toHaveLength(2);
  });
});
