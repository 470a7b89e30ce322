import { describe, expect, it } from 'vitest';
import {
  annoyed,
  choiceOf,
  customer,
  decideInputOf,
  matchOf,
  orderOf,
  requestOf,
  understandingOf,
  visitor,
} from '../../test/conversation-fixtures.js';
import type { OrderChoice, OrderRequest } from '../contract/order-actions.js';
import type { Command } from './command.js';
import { decide } from './decide.js';
import type { Decision, Dialogue, Pending } from './decision.js';
import type { Person } from './evidence.js';

const cancelling = (changes: Partial<Pending> = {}): Dialogue => ({
  misses: 0,
  pending: {
    intentId: 'cancel-order',
    action: 'cancel-order',
    missing: 'order',
    offered: ['QH1', 'QH2'],
    ...changes,
  },
});
const confirming = (changes: Partial<Pending> = {}): Dialogue =>
  cancelling({
    missing: 'confirmation',
    orderId: 'QH1',
    confirming: { id: 'r1', summary: '取消 QH1' },
    ...changes,
  });

function given(
  text: string,
  {
    dialogue = { misses: 0 },
    found = [],
    choices = [choiceOf('QH1'), choiceOf('QH2')],
    requests = [],
    person = customer,
    command,
    ...understanding
  }: {
    dialogue?: Dialogue;
    found?: [string, number][];
    choices?: OrderChoice[];
    requests?: OrderRequest[];
    person?: Person;
    command?: Command;
    confirmation?: 'yes' | 'no';
    mood?: { angry: number; negative: number };
    words?: string[];
  } = {},
): Decision {
  const action = dialogue.pending?.action;
  return decide(
    decideInputOf({
      person,
      dialogue,
      understanding: understandingOf({ text, normalized: text, words: [], ...understanding }),
      evidence: {
        match: matchOf(found),
        missing: {},
        orderChoices: { action: action === 'exchange' ? 'exchange' : 'cancel-order', choices },
        orderRequests: requests,
        orders: choices.map(({ order }) => order),
      },
      ...(command ? { command } : {}),
    }),
  );
}

const wish: [string, number][] = [['intent:cancel-order', 0.9]];
const notAllowed = (orderId: string): OrderChoice => ({
  order: orderOf(orderId),
  verdict: { allowed: false, why: '已经发货了。', instead: 'refund' },
});

describe('which order', () => {
  it('is asked when several are possible', () => {
    expect(given('取消订单', { found: wish })).toMatchObject({
      kind: 'fill-slot',
      missing: 'order',
      offered: ['QH1', 'QH2'],
    });
  });

  it('is clear when only one is possible, and is then named in the confirmation', () => {
    expect(given('取消订单', { found: wish, choices: [notAllowed('QH2'), choiceOf('QH1')] })).toMatchObject({
      missing: 'confirmation',
      flow: { orderId: 'QH1' },
      confirming: { summary: '取消 QH1' },
    });
  });

  it('is clear when goods, a place or the newest one are named', () => {
    expect(
      given('QH2那单取消', { found: wish, words: ['QH2', '那单'].map((word) => word.toLowerCase()) }),
    ).toMatchObject({
      missing: 'confirmation',
      flow: { orderId: 'QH2' },
    });
    expect(given('第二个', { dialogue: cancelling() })).toMatchObject({ flow: { orderId: 'QH2' } });
    expect(given('最近那单', { dialogue: cancelling() })).toMatchObject({ missing: 'confirmation' });
  });

  it('puts allowed orders first, five at most', () => {
    const choices = [
      notAllowed('QH0'),
      ...['QH1', 'QH2', 'QH3', 'QH4', 'QH5', 'QH6'].map((id) => choiceOf(id)),
    ];
    expect(given('取消订单', { found: wish, choices })).toMatchObject({
      offered: ['QH1', 'QH2', 'QH3', 'QH4', 'QH5'],
    });
  });

  it('is not asked of visitors, who sign in first, nor where there are no orders', () => {
    expect(given('取消订单', { found: wish, person: visitor })).toMatchObject({ missing: 'login' });
    expect(given('取消订单', { found: wish, choices: [] })).toMatchObject({ news: 'no-orders' });
  });
});

describe('what the rules say', () => {
  it('is told when it is not possible', () => {
    expect(given('取消订单', { found: wish, choices: [notAllowed('QH1')] })).toMatchObject({
      kind: 'answer',
      news: 'not-allowed',
      flow: { orderId: 'QH1' },
    });
  });

  it('asks for details one at a time', () => {
    const missing = [
      { detail: 'reason' as const, prompt: '为什么？' },
      { detail: 'phone' as const, prompt: '电话？' },
    ];
    expect(given('取消订单', { found: wish, choices: [choiceOf('QH1', { missing })] })).toMatchObject({
      kind: 'fill-slot',
      missing: 'reason',
    });
  });

  it('is not asked again for what is being handled already', () => {
    const requests = [requestOf('r0')];
    expect(given('取消订单', { found: wish, choices: [choiceOf('QH1')], requests })).toMatchObject({
      news: 'open-request',
    });
  });
});

describe('the confirmation', () => {
  it('performs after a yes in words or by a tap, with what was confirmed', () => {
    for (const said of [
      given('好的', { dialogue: confirming(), confirmation: 'yes' }),
      given('确认提交', { dialogue: confirming(), command: { kind: 'confirm', id: 'r1' } }),
    ])
      expect(said).toMatchObject({
        kind: 'perform',
        action: 'cancel-order',
        confirmed: { id: 'r1' },
        flow: { orderId: 'QH1' },
      });
  });

  it('is for that request alone: a tap on another one changes nothing', () => {
    const command = { kind: 'confirm' as const, id: 'r0' };
    expect(given('确认提交', { dialogue: confirming(), command })).toMatchObject({
      news: 'stale-confirmation',
    });
    expect(given('确认提交', { command })).toMatchObject({ news: 'stale-confirmation' });
  });

  it('is asked again when the terms have changed, and told when it is not possible any more', () => {
    const yes = { dialogue: confirming(), confirmation: 'yes' as const };
    expect(
      given('好的', { ...yes, choices: [choiceOf('QH1', { summary: '取消 QH1，扣 5 元' })] }),
    ).toMatchObject({
      missing: 'confirmation',
      because: 'out-of-date',
      confirming: { summary: '取消 QH1，扣 5 元' },
    });
    expect(given('好的', { ...yes, choices: [notAllowed('QH1')] })).toMatchObject({
      news: 'changed-meanwhile',
    });
  });

  it('does not take 取消 for yes or no where cancelling is the wish', () => {
    expect(given('取消', { dialogue: confirming(), confirmation: 'no' })).toMatchObject({
      missing: 'confirmation',
      because: 'not-recognised',
    });
    expect(given('确认取消', { dialogue: confirming() })).toMatchObject({ kind: 'perform' });
  });

  it('is no confirmation when the shopper declines or stops', () => {
    expect(given('先不用', { dialogue: confirming(), confirmation: 'no' })).toMatchObject({
      news: 'stopped',
    });
    expect(given('先不用', { dialogue: confirming(), command: { kind: 'stop' } })).toMatchObject({
      news: 'stopped',
    });
  });
});

describe('answers that are none', () => {
  it('are asked for once more, then a person goes on with what is known', () => {
    expect(given('阿巴', { dialogue: cancelling() })).toMatchObject({
      missing: 'order',
      because: 'not-recognised',
    });
    expect(given('阿巴', { dialogue: cancelling({ tries: 2 }) })).toMatchObject({
      kind: 'hand-off',
      mode: 'now',
    });
  });

  it('that are surely about something else are answered', () => {
    expect(given('怎么退货', { dialogue: cancelling(), found: [['entry:returns', 0.9]] })).toMatchObject({
      kind: 'answer',
      id: 'returns',
    });
  });

  it('that only name what was asked for are asked for again, even where an answer is known for them', () => {
    const choices = [choiceOf('QH1', { missing: [{ detail: 'address', prompt: '地址？' }] })];
    const dialogue = cancelling({ missing: 'address', orderId: 'QH1' });
    const found: [string, number][] = [['entry:returns', 0.95]];
    expect(given('我的地址', { dialogue, choices, found })).toMatchObject({
      missing: 'address',
      because: 'not-recognised',
    });
    expect(given('地址怎么改', { dialogue, choices, found })).toMatchObject({ kind: 'answer' });
  });

  it('go to a person when none of the offered ones is meant', () => {
    expect(given('都不是', { dialogue: cancelling() })).toMatchObject({ kind: 'hand-off', mode: 'now' });
  });
});

describe('taking back', () => {
  const taking: [string, number][] = [['intent:cancel-return', 0.9]];
  it('takes the only open request, asks which of several, and tells when there is none', () => {
    expect(given('撤销', { found: taking, requests: [requestOf('r1')] })).toMatchObject({
      missing: 'confirmation',
      flow: { requestId: 'r1' },
    });
    expect(given('撤销', { found: taking, requests: [requestOf('r1'), requestOf('r2')] })).toMatchObject({
      missing: 'request',
      offered: ['r1', 'r2'],
    });
    expect(given('撤销', { found: taking, requests: [requestOf('r1', { state: 'done' })] })).toMatchObject({
      news: 'no-requests',
    });
  });
});

describe('what only a person can do', () => {
  const modify: [string, number][] = [['intent:modify-order', 0.9]];
  const asking: Dialogue = {
    misses: 0,
    pending: { intentId: 'modify-order', action: 'hand-off', missing: 'reason', orderId: 'QH1', asked: 1 },
  };
  it('asks for its slots before the person is called', () => {
    expect(given('改商品', { found: modify })).toMatchObject({ kind: 'fill-slot', missing: 'order' });
    expect(given('换成红色', { dialogue: asking })).toMatchObject({
      kind: 'hand-off',
      mode: 'now',
      reason: 'order-change',
      flow: { orderId: 'QH1', details: { reason: '红色' } },
    });
  });

  it('asks nothing of somebody upset, nor more than a few questions', () => {
    expect(given('改商品', { found: modify, mood: annoyed })).toMatchObject({
      kind: 'hand-off',
      mode: 'now',
    });
    expect(given('换成红色', { dialogue: asking, mood: annoyed })).toMatchObject({ kind: 'hand-off' });
    const often: Dialogue = {
      misses: 0,
      pending: { ...asking.pending, asked: 3, missing: 'order', offered: ['QH1'] } as Pending,
    };
    expect(given('第一个', { dialogue: often })).toMatchObject({
      kind: 'hand-off',
      flow: { orderId: 'QH1' },
    });
  });

  it('leaves out what is optional', () => {
    expect(given('不知道', { dialogue: asking })).toMatchObject({
      kind: 'hand-off',
      flow: { orderId: 'QH1' },
    });
  });

  it('takes no small talk for an answer, unless it is one', () => {
    const hello: [string, number][] = [['intent:hello', 0.9]];
    expect(given('稍等一下', { dialogue: asking, found: hello })).toMatchObject({
      kind: 'answer',
      id: 'hello',
    });
    expect(given('不需要了', { dialogue: asking, found: hello })).toMatchObject({
      kind: 'hand-off',
      flow: { details: { reason: '不需要了' } },
    });
  });

  it('keeps what was collected when a person is asked for', () => {
    expect(given('转人工', { dialogue: asking, command: { kind: 'human' } })).toMatchObject({
      kind: 'hand-off',
      reason: 'requested',
      flow: { orderId: 'QH1' },
    });
  });
});

describe('a paused flow', () => {
  const paused: Dialogue = {
    misses: 0,
    ...(cancelling().pending ? { paused: cancelling().pending as Pending } : {}),
  };
  it('goes on when asked for, and is nothing otherwise', () => {
    expect(given('继续', { dialogue: paused })).toMatchObject({ missing: 'order', because: 'resumed' });
    expect(given('继续', { dialogue: paused, command: { kind: 'resume' } })).toMatchObject({
      because: 'resumed',
    });
    expect(given('继续', { command: { kind: 'resume' } })).toMatchObject({ news: 'nothing-paused' });
  });
});
