import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conversationState } from '../contract/messages.js';
import { mayRead, maySee, type Ownership, rooms, summaryRooms, type Viewer } from './audience.js';

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

describe('what a mention and a left message change', () => {
  const viewer: fc.Arbitrary<Viewer> = fc.record({
    staffId: fc.constantFrom('a', 'b'),
    role: fc.constantFrom('agent' as const, 'supervisor' as const, 'admin' as const),
  });
  const conversation: fc.Arbitrary<Ownership> = fc.record(
    {
      state: fc.constantFrom(...conversationState.options),
      assignedStaffId: fc.constantFrom('a', 'b'),
      owed: fc.boolean(),
    },
    { requiredKeys: ['state'] },
  );

  it('a mention grants reading, always, and nothing that goes beyond it', () => {
    fc.assert(
      fc.property(viewer, conversation, (who, what) => {
        expect(mayRead(who, { ...what, spokenTo: true })).toBe(true);
        // Without it one reads what one sees, neither more nor less.
        expect(mayRead(who, { ...what, spokenTo: false })).toBe(maySee(who, what));
        expect(maySee(who, { ...what, ...{ spokenTo: true } })).toBe(maySee(who, what));
      }),
    );
  });

  it('what is owed an answer is there for everybody, until somebody has it', () => {
    fc.assert(
      fc.property(viewer, conversation, (who, what) => {
        const isTheirs = who.role !== 'agent' || what.assignedStaffId === who.staffId;
        const forAnybody = what.state === 'queued' || (what.owed === true && what.state !== 'human');
        expect(maySee(who, what)).toBe(isTheirs || forAnybody);
      }),
    );
  });

  it('whoever hears of a conversation in full may see it, and whoever may not hears no words of it', () => {
    fc.assert(
      fc.property(
        viewer,
        conversation,
        fc.option(fc.constantFrom(...conversationState.options), { nil: undefined }),
        (who, what, before) => {
          const { full, gone } = summaryRooms(what, before);
          const own = [
            rooms.staff(who.staffId),
            rooms.agents,
            ...(who.role === 'agent' ? [] : [rooms.overseers]),
          ];
          if (full.some((room) => own.includes(room))) expect(maySee(who, what)).toBe(true);
          if (maySee(who, what)) expect(full.some((room) => own.includes(room))).toBe(true);
          if (gone.includes(rooms.agents)) expect(full).not.toContain(rooms.agents);
        },
      ),
    );
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
