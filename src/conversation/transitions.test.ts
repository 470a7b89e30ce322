import { describe, expect, it } from 'vitest';
import { conversationState } from '../contract/messages.js';
import { type ConversationEvent, nextState, statesThatAllow, transitions } from './transitions.js';

const events: ConversationEvent[] = [
  'shopper-wrote',
  'person-needed',
  'request-cancelled',
  'agent-claimed',
  'agent-released',
  'closed',
];

/** What each event leads to, state by state; a dash refuses. Written out a second time on purpose. */
const expected = {
  bot: ['bot', 'queued', '-', '-', '-', 'closed'],
  queued: ['queued', '-', 'bot', 'human', '-', 'closed'],
  human: ['human', '-', '-', '-', 'queued', 'closed'],
  closed: ['bot', 'queued', '-', '-', '-', '-'],
} as const;

describe('the transition table', () => {
  for (const state of conversationState.options) {
    for (const [index, event] of events.entries()) {
      const to = expected[state][index];
      it(`${state} + ${event} → ${to}`, () => {
        expect(nextState(state, event) ?? '-').toBe(to);
        expect(statesThatAllow(event).includes(state)).toBe(to !== '-');
      });
    }
  }

  it('names every state, and no event twice', () => {
    expect(Object.keys(transitions).sort()).toEqual([...conversationState.options].sort());
  });

  it('gives a person the word only out of the queue, and leaves the bot no way back from a person', () => {
    for (const state of conversationState.options) {
      for (const event of events) {
        if (nextState(state, event) === 'human' && state !== 'human') expect(state).toBe('queued');
        if (state === 'human') expect(nextState(state, event)).not.toBe('bot');
      }
    }
  });
});
