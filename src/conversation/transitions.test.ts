import { describe, expect, it } from 'vitest';
import { conversationState } from '../contract/messages.js';
import {
  type ConversationEvent,
  guards,
  mayCause,
  nextState,
  type Party,
  statesThatAllow,
  transitions,
} from './transitions.js';

/** What each event leads to from bot, queued, human and closed; a dash refuses. Written out a second time on purpose. */
const expected: Record<ConversationEvent, readonly [string, string, string, string]> = {
  'shopper-wrote': ['bot', 'queued', 'human', 'bot'],
  'person-needed': ['queued', '-', '-', 'queued'],
  'left-message': ['queued', 'queued', '-', 'queued'],
  'follow-up-due': ['queued', '-', '-', 'queued'],
  'request-cancelled': ['-', 'bot', '-', '-'],
  'agent-claimed': ['-', 'human', '-', '-'],
  'agent-released': ['-', '-', 'queued', '-'],
  'agent-transferred': ['-', '-', 'human', '-'],
  'sent-to-skill': ['-', '-', 'queued', '-'],
  'wait-sent-to-skill': ['-', 'queued', '-', '-'],
  'left-message-taken': ['human', '-', '-', 'human'],
  'agent-dropped': ['-', '-', 'queued', '-'],
  'supervisor-took-over': ['human', 'human', 'human', '-'],
  'idle-closed': ['-', '-', 'closed', '-'],
  closed: ['closed', 'closed', 'closed', '-'],
};
const events = Object.keys(expected) as ConversationEvent[];
const states = ['bot', 'queued', 'human', 'closed'] as const;

describe('the transition table', () => {
  for (const event of events) {
    for (const [index, state] of states.entries()) {
      const to = expected[event][index];
      it(`${state} + ${event} → ${to}`, () => {
        expect(nextState(state, event) ?? '-').toBe(to);
        expect(statesThatAllow(event).includes(state)).toBe(to !== '-');
      });
    }
  }

  it('names every state and event', () => {
    expect(Object.keys(transitions).sort()).toEqual([...conversationState.options].sort());
    expect(Object.keys(guards).sort()).toEqual([...events].sort());
  });

  it('leaves the bot no way back from a person, and lets only staff take the word from it', () => {
    for (const state of states) {
      for (const event of events) {
        const to = nextState(state, event);
        if (state === 'human') expect(to).not.toBe('bot');
        if (to === 'human' && state !== 'human')
          expect(guards[event].by.every((party) => party !== 'shopper' && party !== 'bot')).toBe(true);
      }
    }
  });
});

describe('who may', () => {
  const may = (party: Party, event: ConversationEvent, state: (typeof states)[number], owner?: string) =>
    mayCause({ party, staffId: 'me' }, event, { state, assignedStaffId: owner ?? null });

  it('an agent does only with their own conversation what a supervisor does with any', () => {
    for (const event of ['agent-released', 'agent-transferred', 'sent-to-skill', 'closed'] as const) {
      expect(may('agent', event, 'human', 'me')).toBe(true);
      expect(may('agent', event, 'human', 'somebody')).toBe(false);
      expect(may('supervisor', event, 'human', 'somebody')).toBe(true);
    }
    expect(may('agent', 'closed', 'queued')).toBe(true);
  });

  it('shoppers ask, cancel and end; agents claim; supervisors take over; the clock does the rest', () => {
    expect(may('shopper', 'person-needed', 'bot')).toBe(true);
    expect(may('shopper', 'request-cancelled', 'queued')).toBe(true);
    expect(may('shopper', 'closed', 'human', 'somebody')).toBe(true);
    expect(may('shopper', 'agent-claimed', 'queued')).toBe(false);
    expect(may('agent', 'supervisor-took-over', 'queued')).toBe(false);
    expect(may('agent', 'request-cancelled', 'queued')).toBe(false);
    for (const event of ['agent-dropped', 'idle-closed'] as const) {
      expect(may('system', event, 'human', 'me')).toBe(true);
      for (const party of ['shopper', 'bot', 'agent', 'supervisor'] as const)
        expect(may(party, event, 'human', 'me')).toBe(false);
    }
  });

  it('only supervisors send who waits elsewhere', () => {
    expect(may('supervisor', 'wait-sent-to-skill', 'queued')).toBe(true);
    for (const party of ['shopper', 'bot', 'agent', 'system'] as const)
      expect(may(party, 'wait-sent-to-skill', 'queued')).toBe(false);
  });

  it('a left message is taken up only while it is owed an answer', () => {
    for (const state of ['bot', 'closed'] as const)
      for (const followUpOpen of [true, false])
        expect(
          mayCause({ party: 'agent', staffId: 'me' }, 'left-message-taken', { state, followUpOpen }),
        ).toBe(followUpOpen);
  });

  it('a lost connection takes only what was had over it', () => {
    expect(may('system', 'agent-dropped', 'human', 'somebody')).toBe(false);
  });
});
