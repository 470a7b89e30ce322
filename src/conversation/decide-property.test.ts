import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  choiceOf,
  composeInputOf,
  customer,
  decideInputOf,
  declined,
  granted,
  intents,
  knowledgeOf,
  matchOf,
  neverAsked,
  orderOf,
  requestOf,
  understandingOf,
  visitor,
} from '../../test/conversation-fixtures.js';
import { performedAction, slotName } from '../contract/intents.js';
import { conversationState } from '../contract/messages.js';
import { type OrderChoice, type OrderRequest, orderAction } from '../contract/order-actions.js';
import type { Command } from './command.js';
import { compose } from './compose.js';
import { decide } from './decide.js';
import { type Dialogue, freshDialogue, type Pending } from './decision.js';
import { isOrderAction } from './flow-reply.js';
import { remember } from './memory.js';

const level = fc.double({ min: 0, max: 1, noNaN: true });
const names = [
  ...intents.map(({ id }) => `intent:${id}`),
  'intent:nowhere',
  'entry:returns',
  'entry:freight',
  'entry:no',
];
const now = new Date('2026-11-20T02:00:00.000Z');
const consentStates = fc.constantFrom(undefined, granted, declined, neverAsked, []);
const maybe = <Value>(one: fc.Arbitrary<Value>) => fc.option(one, { nil: undefined });

/** What shoppers say in flows, and anything else. */
const text = fc.oneof(
  fc.constantFrom(
    ...[
      '第一个',
      '第二个',
      '都不是',
      '算了',
      '不知道',
      '好的',
      '取消',
      '换一个订单',
      '不是红色，是蓝色的',
      '改成42码',
    ],
    ...[
      '地址错了，是杭州市文三路1号',
      '继续',
      '13800138000',
      '浙江省杭州市西湖区文三路138号',
      '多少钱',
      'QH1',
      '还有别的吗',
    ],
  ),
  fc.string({ maxLength: 30 }),
);
const missing = fc.constantFrom<Pending['missing']>(
  ...slotName.options,
  'login',
  'consent',
  'order',
  'request',
  'confirmation',
  'email',
);
const pending = fc.record({
  action: fc.constantFrom<Pending['action']>(...performedAction.options, 'hand-off'),
  intentId: fc.constantFrom(...intents.map(({ id }) => id), 'nowhere', ''),
  missing,
  orderId: maybe(fc.constantFrom('QH1', 'QH9')),
  requestId: maybe(fc.constantFrom('r1', 'r9')),
  details: maybe(fc.constant({ reason: '不合适', colour: '红色' })),
  offered: maybe(fc.constantFrom<string[]>(['QH1', 'QH2'], [])),
  confirming: maybe(fc.constant({ id: 'c1', summary: '取消 QH1' })),
  asked: maybe(fc.nat(12)),
  tries: maybe(fc.nat(3)),
  interrupted: maybe(fc.boolean()),
});
const command = fc.constantFrom<Command | undefined>(
  undefined,
  undefined,
  undefined,
  { kind: 'human' },
  { kind: 'entry', id: 'returns' },
  { kind: 'entry', id: 'no' },
  { kind: 'intent', id: 'coupon' },
  { kind: 'intent', id: 'no' },
  { kind: 'consent', granted: true },
  { kind: 'order', orderNumber: 'QH1' },
  { kind: 'request', id: 'r1' },
  { kind: 'confirm', id: 'c1' },
  { kind: 'confirm', id: 'c9' },
  { kind: 'choice', value: '不合适' },
  { kind: 'do', action: 'refund', orderNumber: 'QH1' },
  { kind: 'other-order' },
  { kind: 'stop' },
  { kind: 'resume' },
);
const choices = fc.constantFrom<OrderChoice[]>(
  [],
  [choiceOf('QH1')],
  [choiceOf('QH1'), choiceOf('QH2')],
  [choiceOf('QH1', { missing: [{ detail: 'reason', prompt: '为什么？', choices: ['不合适', '其他'] }] })],
  [choiceOf('QH1', { missing: [{ detail: 'address', prompt: '地址？' }] }), choiceOf('QH2')],
  [{ order: orderOf('QH1'), verdict: { allowed: false as const, why: '已经发货了。' } }],
);
const said = fc.record({
  text,
  found: fc.array(fc.tuple(fc.constantFrom(...names), level), { maxLength: 10 }),
  mood: fc.record({ angry: level, negative: level }),
  asksForHuman: fc.boolean(),
  confirmation: fc.constantFrom(undefined, 'yes' as const, 'no' as const),
  consents: consentStates,
  command,
  choices: maybe(choices),
  requests: maybe(fc.constantFrom<OrderRequest[]>([], [requestOf('r1')], [requestOf('r1'), requestOf('r2')])),
  choicesAreFor: fc.constantFrom(...orderAction.options),
});
const anyInput = fc.record({
  state: fc.constantFrom(...conversationState.options),
  known: fc.boolean(),
  misses: fc.nat(5),
  last: maybe(fc.record({ id: fc.constantFrom('returns', 'hello', 'x'), times: fc.nat(6) })),
  pending: maybe(pending),
  paused: maybe(pending),
  said,
});

type Said = ReturnType<(typeof said)['generate']>['value'];

/** Without the names whose value is undefined. */
function defined<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

function inputOf(turn: Said, dialogue: Dialogue, known = true, action = turn.choicesAreFor) {
  return decideInputOf({
    person: known ? customer : visitor,
    understanding: understandingOf({
      text: turn.text,
      normalized: turn.text,
      mood: turn.mood,
      asksForHuman: turn.asksForHuman,
      ...(turn.confirmation ? { confirmation: turn.confirmation } : {}),
    }),
    dialogue,
    evidence: {
      match: matchOf(turn.found),
      missing: {},
      ...(turn.consents ? { consents: turn.consents } : {}),
      ...(turn.choices
        ? { orderChoices: { action, choices: turn.choices }, orders: turn.choices.map(({ order }) => order) }
        : {}),
      ...(turn.requests ? { orderRequests: turn.requests } : {}),
    },
    ...(turn.command ? { command: turn.command } : {}),
  });
}

describe('for any input', () => {
  it('decides, silently where a person has the word, and hands off when asked', () => {
    fc.assert(
      fc.property(anyInput, (any) => {
        const dialogue = {
          misses: any.misses,
          ...(any.last ? { last: any.last } : {}),
          ...(any.pending ? { pending: defined(any.pending) } : {}),
          ...(any.paused ? { paused: defined(any.paused) } : {}),
        } as Dialogue;
        const input = {
          ...inputOf(any.said, dialogue, any.known, orderActionOf(any.pending) ?? any.said.choicesAreFor),
          state: any.state,
        };
        const decision = decide(input);
        const { command: tapped, asksForHuman, mood, confirmation } = any.said;
        expect(decision.why).not.toBe('');
        if (any.state !== 'bot') {
          expect(decision.kind).toBe('stay-silent');
          return;
        }
        expect(decision.kind).not.toBe('stay-silent');
        if (tapped?.kind === 'human' || (!tapped && asksForHuman))
          expect(decision).toMatchObject({ kind: 'hand-off', mode: 'now' });
        const upset = Math.max(mood.angry, mood.negative) >= input.policy.upsetBar;
        if (upset) expect(decision).not.toMatchObject({ kind: 'perform', action: 'offer-coupon' });
        if (!any.known) expect(decision).not.toMatchObject({ missing: 'consent' });
        // No change without a confirmation directly before: of the same thing, by the one who is known.
        const changes =
          decision.kind === 'perform' &&
          (isOrderAction(decision.action) || decision.action === 'withdraw-request');
        if (changes) {
          expect(any.known).toBe(true);
          expect(any.pending?.missing).toBe('confirmation');
          expect(any.pending?.action).toBe(decision.action);
          expect(decision.confirmed).toEqual(any.pending?.confirming);
          if (tapped) expect(tapped).toEqual({ kind: 'confirm', id: any.pending?.confirming?.id });
          else expect(confirmation === 'yes' || /^(确认|是|好|可以)/.test(any.said.text)).toBe(true);
        }
        expect(decide(input)).toEqual(decision);
      }),
      { numRuns: 3000 },
    );
  });

  it('never has a flow go on for ever, nor asks two things at once', () => {
    fc.assert(
      fc.property(fc.array(said, { minLength: 25, maxLength: 25 }), (turns) => {
        let dialogue: Dialogue = freshDialogue;
        let inARow = 0;
        for (const turn of turns) {
          const calm = { ...turn, asksForHuman: false, mood: { angry: 0, negative: 0 } };
          const input = inputOf(calm, dialogue, true, orderActionOf(dialogue.pending) ?? turn.choicesAreFor);
          const decision = decide(input);
          const composed = compose(decision, composeInputOf({ ...input }));
          const { evidence, understanding } = input;
          const before = dialogue.pending;
          dialogue = remember(dialogue, {
            decision,
            composed,
            understanding,
            evidence,
            knowledge: knowledgeOf(),
            now,
          });
          if (decision.kind === 'hand-off' && decision.mode === 'now') dialogue = freshDialogue;
          const isOpen = decision.kind === 'fill-slot' && decision.missing !== 'question';
          expect(dialogue.pending?.missing).toBe(
            isOpen ? decision.missing : dialogue.pending ? before?.missing : undefined,
          );
          const { asked = 0 } = dialogue.pending ?? {};
          expect(asked).toBeLessThanOrEqual(input.policy.flowQuestions + 2);
          const sameFlow =
            isOpen && before?.intentId === decision.intentId && before.action === decision.action;
          inARow = sameFlow && decision.because !== 'resumed' ? inARow + 1 : 0;
          expect(inARow).toBeLessThanOrEqual(input.policy.flowQuestions + 2);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function orderActionOf(open: { action: Pending['action'] } | undefined) {
  const action = orderAction.safeParse(open?.action);
  return action.success ? action.data : undefined;
}
