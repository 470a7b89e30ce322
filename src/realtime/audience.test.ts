import { describe, expect, it } from 'vitest';
import { conversationState } from '../contract/messages.js';
import { maySee, rooms, summaryRooms } from './audience.js';

describe('who may see a conversation', () => {
  it('an agent: who waits, and who is theirs', () => {
    const agent = { staffId: 'a', role: 'agent' as const };
    const seen = (assignedStaffId?: string) =>
      conversationState.options.filter((state) =>
        maySee(agent, { state, ...(assignedStaffId ? { assignedStaffId } : {}) }),
      );
    expect(seen()).toEqual(['queued']);
    expect(seen('b')).toEqual(['queued']);
    expect(seen('a')).toEqual(['bot', 'queued', 'human', 'closed']);
  });

  it.each(['supervisor', 'admin'] as const)('a %s: all', (role) => {
    for (const state of conversationState.options)
      expect(maySee({ staffId: 's', role }, { state })).toBe(true);
  });
});

describe('who hears of a change', () => {
  it('of one who waits: everybody', () => {
    expect(summaryRooms({ state: 'queued' })).toEqual({ full: [rooms.overseers, rooms.agents], gone: [] });
  });

  it('of one who was claimed: the owner in full, colleagues only that it is gone', () => {
    expect(summaryRooms({ state: 'human', assignedStaffId: 'a' }, 'queued')).toEqual({
      full: [rooms.overseers, rooms.staff('a')],
      gone: [rooms.agents],
    });
  });

  it('of a running one: owner and overseers alone', () => {
    expect(summaryRooms({ state: 'human', assignedStaffId: 'a' })).toEqual({
      full: [rooms.overseers, rooms.staff('a')],
      gone: [],
    });
    expect(summaryRooms({ state: 'bot' }, 'closed')).toEqual({ full: [rooms.overseers], gone: [] });
  });
});
