import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Agent, choicesFor, chooseAgent, inOrder, planAssignments, type Waiting } from './routing.js';

const now = Date.UTC(2026, 10, 21, 6);
const rules = { affinityDays: 7, affinityHoldSeconds: 45, overflowSeconds: 120 };
const ago = (seconds: number) => now - seconds * 1000;
const waiting = (changes: Partial<Waiting> = {}): Waiting => ({
  conversationId: 'c',
  rankAt: ago(10),
  queuedAt: ago(10),
  passedStaffIds: [],
  ...changes,
});
const agent = (staffId: string, changes: Partial<Agent> = {}): Agent => ({
  staffId,
  status: 'online',
  skills: [],
  capacity: 4,
  load: 0,
  ...changes,
});
const chosen = (conversation: Waiting, ...agents: Agent[]) =>
  chooseAgent(conversation, agents, now, rules)?.staffId;

describe('the best agent', () => {
  it('is there and has room', () => {
    const away = (['busy', 'away', 'offline'] as const).map((status) => agent(status, { status }));
    expect(chosen(waiting(), ...away, agent('full', { load: 4 }))).toBeUndefined();
    expect(chosen(waiting(), ...away, agent('full', { load: 4 }), agent('free', { load: 3 }))).toBe('free');
  });

  it('has the skill; who has none listed takes everything, after those whose skill it is', () => {
    const aftersales = waiting({ neededSkill: '售后' });
    const presales = agent('a', { skills: ['售前'] });
    expect(chosen(aftersales, presales)).toBeUndefined();
    expect(chosen(aftersales, presales, agent('b'))).toBe('b');
    expect(chosen(aftersales, agent('b'), agent('z', { skills: ['物流', '售后'], load: 3 }))).toBe('z');
  });

  it('is anybody after a long wait', () => {
    const presales = agent('a', { skills: ['售前'] });
    expect(chosen(waiting({ neededSkill: '售后', queuedAt: ago(119) }), presales)).toBeUndefined();
    expect(chosen(waiting({ neededSkill: '售后', queuedAt: ago(120) }), presales)).toBe('a');
  });

  it('is the one of last time, who is waited for a little while full', () => {
    const known = waiting({ lastStaffId: 'b', lastStaffAt: ago(3 * 86_400) });
    expect(chosen(known, agent('a'), agent('b', { load: 3 }))).toBe('b');
    expect(chosen(known, agent('a'), agent('b', { load: 4 }))).toBeUndefined();
    expect(chosen(known, agent('a'), agent('b', { status: 'busy' }))).toBeUndefined();
    expect(chosen({ ...known, queuedAt: ago(45) }, agent('a'), agent('b', { load: 4 }))).toBe('a');
    expect(chosen(known, agent('a'), agent('b', { status: 'away' }))).toBe('a');
    expect(chosen({ ...known, lastStaffAt: ago(8 * 86_400) }, agent('a'), agent('b', { load: 1 }))).toBe('a');
  });

  it('has not let it pass, unless everybody has; nobody else while one is being asked', () => {
    expect(chosen(waiting({ passedStaffIds: ['a'] }), agent('a'), agent('b', { load: 3 }))).toBe('b');
    expect(chosen(waiting({ passedStaffIds: ['a', 'b'] }), agent('a'), agent('b', { load: 3 }))).toBe('a');
    expect(
      chosen(waiting({ passedStaffIds: ['a'], lastStaffId: 'a', lastStaffAt: now }), agent('a'), agent('b')),
    ).toBe('b');
    expect(chosen(waiting({ offeredTo: 'a' }), agent('a'), agent('b'))).toBeUndefined();
  });

  it('has the most room in proportion', () => {
    expect(chosen(waiting(), agent('a', { load: 2 }), agent('b', { load: 3, capacity: 8 }))).toBe('b');
  });
});

it('“next, please” gives what one may take, in order of service, with what one is being asked', () => {
  const line = [
    waiting({ conversationId: 'late', rankAt: ago(1) }),
    waiting({ conversationId: 'presales', rankAt: ago(50), neededSkill: '售前' }),
    waiting({ conversationId: 'asked', rankAt: ago(5), offeredTo: 'a' }),
    waiting({ conversationId: 'others', rankAt: ago(90), offeredTo: 'b' }),
    waiting({ conversationId: 'early', rankAt: ago(60) }),
  ];
  const me = agent('a', { skills: ['售后'] });
  expect(choicesFor(me, line, [me, agent('b')], now, rules)).toEqual(['early', 'asked', 'late']);
});

const skill = fc.constantFrom('售前', '售后', '物流');
const anyAgent = fc.record({
  status: fc.constantFrom('online' as const, 'busy' as const, 'away' as const),
  skills: fc.uniqueArray(skill, { maxLength: 2 }),
  capacity: fc.integer({ min: 1, max: 4 }),
  load: fc.integer({ min: 0, max: 5 }),
});
const team = fc
  .array(anyAgent, { maxLength: 6 })
  .map((agents) => agents.map((one, index) => ({ ...one, staffId: `s${index}` })));
const line = fc
  .array(
    fc.record({
      waited: fc.integer({ min: 0, max: 400 }),
      headStart: fc.integer({ min: 0, max: 1200 }),
      neededSkill: fc.option(skill, { nil: undefined }),
      last: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
    }),
    { maxLength: 20 },
  )
  .map((rows) =>
    rows.map(({ waited, headStart, neededSkill, last }, index) =>
      waiting({
        conversationId: `c${String(index).padStart(2, '0')}`,
        queuedAt: ago(waited),
        rankAt: ago(waited + headStart),
        ...(neededSkill ? { neededSkill } : {}),
        ...(last === undefined ? {} : { lastStaffId: `s${last}`, lastStaffAt: ago(1000) }),
      }),
    ),
  );

describe('the laws of assignment', () => {
  it('nobody above capacity, nobody twice, no one without skill before the overflow', () => {
    fc.assert(
      fc.property(line, team, (conversations, agents) => {
        const plan = planAssignments(conversations, agents, now, rules);
        expect(new Set(plan.map(({ conversationId }) => conversationId)).size).toBe(plan.length);
        for (const one of agents) {
          const given = plan.filter(({ staffId }) => staffId === one.staffId).length;
          if (given > 0) expect(one.status).toBe('online');
          if (given > 0) expect(one.load + given).toBeLessThanOrEqual(one.capacity);
        }
        for (const { conversationId, staffId } of plan) {
          const conversation = conversations.find((one) => one.conversationId === conversationId);
          const skills: readonly string[] = agents.find((one) => one.staffId === staffId)?.skills ?? [];
          const fits =
            conversation?.neededSkill === undefined ||
            skills.length === 0 ||
            skills.includes(conversation.neededSkill);
          if (!fits) expect(now - (conversation?.queuedAt ?? now)).toBeGreaterThanOrEqual(120_000);
        }
      }),
      { numRuns: 10_000 },
    );
  }, 60_000);

  it('nobody who could be served now is left waiting', () => {
    fc.assert(
      fc.property(line, team, (conversations, agents) => {
        const plan = planAssignments(conversations, agents, now, rules);
        const after = agents.map((one) => ({
          ...one,
          load: one.load + plan.filter(({ staffId }) => staffId === one.staffId).length,
        }));
        for (const conversation of conversations)
          if (!plan.some(({ conversationId }) => conversationId === conversation.conversationId))
            expect(chooseAgent(conversation, after, now, rules)).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });

  it('nobody starves: whoever comes later than the longest head start is served later', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 3600 }), fc.integer({ min: 0, max: 100 })), {
          minLength: 1,
          maxLength: 40,
        }),
        (arrivals) => {
          // One agent, one place, ten minutes each: the worst that can happen to somebody without priority.
          const line = arrivals.map(([at, priority], index) => ({
            conversationId: `c${index}`,
            queuedAt: now + at * 1000,
            rankAt: now + at * 1000 - priority * 12_000,
            passedStaffIds: [],
          }));
          const served: string[] = [];
          let clock = now;
          while (served.length < line.length) {
            const there = line.filter((one) => one.queuedAt <= clock && !served.includes(one.conversationId));
            const [next] = planAssignments(there, [agent('a', { capacity: 1 })], clock, rules);
            if (next) served.push(next.conversationId);
            clock += 600_000;
          }
          for (const early of line)
            for (const late of line)
              if (late.queuedAt - early.queuedAt > 100 * 12_000)
                expect(served.indexOf(early.conversationId)).toBeLessThan(
                  served.indexOf(late.conversationId),
                );
          expect(inOrder(line)).toHaveLength(served.length);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
