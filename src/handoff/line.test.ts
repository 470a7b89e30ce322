import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateWaits, handlingTimes, type LineEntry } from './line.js';
import type { Agent } from './routing.js';

const agent = (changes: Partial<Agent> = {}): Agent => ({
  staffId: 'a',
  status: 'online',
  skills: [],
  capacity: 4,
  load: 4,
  ...changes,
});
const line = (length: number, neededSkill?: string) =>
  Array.from({ length }, (_, index) => ({
    conversationId: String(index + 1),
    overflowIn: 120,
    ...(neededSkill ? { neededSkill } : {}),
  }));
const known = { median: 300, upper: 400, samples: 50 };
const waits = (agents: Agent[], length = 1, handling = known) =>
  [...estimateWaits(line(length), agents, handling).values()].map(
    ({ estimatedWaitSeconds }) => estimatedWaitSeconds,
  );

describe('the estimate of the wait', () => {
  it('is none while nobody is there, and the place is known all the same', () => {
    expect(estimateWaits(line(1), [agent({ status: 'away' })], known).get('1')).toEqual({ position: 1 });
    expect(waits([])).toEqual([undefined]);
  });

  it('is Little’s law on what agents have at once, in half minutes, rounded up', () => {
    // One agent with 4 conversations of 300 s: one ends every 75 s.
    expect(waits([agent()], 4)).toEqual([90, 150, 240, 300]);
    expect(waits([agent(), agent({ staffId: 'b' })], 4)).toEqual([90, 90, 150, 150]);
    expect(waits([agent()], 2, { ...known, median: 601 })).toEqual([180, 330]);
  });

  it('is a moment where somebody has room, and longer behind those who take the room', () => {
    expect(waits([agent({ load: 1 })], 4)).toEqual([30, 30, 30, 300]);
  });

  it('goes by who can deal with it, until anybody may', () => {
    const free = [agent({ skills: ['售前'], load: 0 })];
    const wait = estimateWaits(line(1, '售后'), free, known).get('1');
    expect(wait?.estimatedWaitSeconds).toBe(120);
    expect(
      estimateWaits(line(1, '售后'), [agent({ skills: ['售后'], load: 0 })], known).get('1'),
    ).toMatchObject({ estimatedWaitSeconds: 30 });
  });

  it('is a range where it is uncertain: few conversations so far, or very different ones', () => {
    const range = (handling: typeof known) => estimateWaits(line(2), [agent()], handling).get('2');
    expect(range(known)).toEqual({ position: 2, estimatedWaitSeconds: 150 });
    expect(range({ ...known, samples: 3 })).toMatchObject({ estimatedWaitUpToSeconds: 300 });
    expect(range({ ...known, upper: 900 })).toMatchObject({ estimatedWaitUpToSeconds: 450 });
  });

  it('never falls with a later place and never rises with more agents', () => {
    for (let agents = 1; agents < 6; agents++) {
      const team = (size: number) =>
        Array.from({ length: size }, (_, index) => agent({ staffId: String(index), load: index % 5 }));
      const [here, more] = [waits(team(agents), 30), waits(team(agents + 1), 30)];
      for (const [index, seconds] of here.entries()) {
        expect(seconds).toBeGreaterThanOrEqual(here[index - 1] ?? 0);
        expect(more[index]).toBeLessThanOrEqual(seconds ?? 0);
      }
    }
  });
});

describe('the place in the line', () => {
  const entry = (conversationId: string, neededSkill?: string, overflowIn = 6000): LineEntry => ({
    conversationId,
    overflowIn,
    ...(neededSkill === undefined ? {} : { neededSkill }),
  });
  const places = (entries: LineEntry[], agents: Agent[]) =>
    Object.fromEntries(
      [...estimateWaits(entries, agents, known)].map(([id, { position }]) => [id, position]),
    );
  const sales = agent({ staffId: 's', skills: ['售前'], capacity: 1, load: 1 });
  const service = agent({ staffId: 't', skills: ['售后'], capacity: 1, load: 1 });

  it('counts only those who take the same people', () => {
    const mixed = [entry('a', '售后'), entry('b', '售后'), entry('c', '售前'), entry('d', '售后')];
    expect(places(mixed, [sales, service])).toEqual({ a: 1, b: 2, c: 1, d: 3 });
    // One for all of them: one line.
    expect(places(mixed, [agent({ capacity: 1, load: 1 })])).toEqual({ a: 1, b: 2, c: 3, d: 4 });
  });

  it('counts those, too, who will take somebody of other skills once they have waited long enough', () => {
    // Nobody of 售后 is there; when the skill does not matter any more, the one of 售前 has had somebody else before.
    expect(places([entry('a', '售前'), entry('b', '售后', 60)], [sales])).toEqual({ a: 1, b: 2 });
    expect(places([entry('a', '售前'), entry('b', '售后', 600)], [sales])).toEqual({ a: 1, b: 1 });
  });

  it('counts those who need the same people where nobody is there to say who serves whom', () => {
    const mixed = [entry('a', '售后'), entry('b'), entry('c', '售前'), entry('d', '售后')];
    expect(places(mixed, [])).toEqual({ a: 1, b: 2, c: 2, d: 3 });
  });

  it('is at most the place in the whole line, and the first of it is the first', () => {
    const skills = fc.constantFrom('售前', '售后', 'VIP');
    const entries = fc.array(
      fc.tuple(fc.option(skills, { nil: undefined }), fc.constantFrom(0, 60, 450, 900)),
      { maxLength: 30 },
    );
    const people = fc.array(
      fc.record({
        staffId: fc.uuid(),
        status: fc.constantFrom('online' as const, 'busy' as const),
        skills: fc.uniqueArray(skills),
        capacity: fc.integer({ min: 1, max: 4 }),
        load: fc.nat(5),
      }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(entries, people, (needs, agents) => {
        const whole = needs.map(([skill, overflowIn], index) => entry(String(index), skill, overflowIn));
        const waits = [...estimateWaits(whole, agents, known).values()];
        for (const [index, { position }] of waits.entries()) {
          expect(position).toBeGreaterThanOrEqual(1);
          expect(position).toBeLessThanOrEqual(index + 1);
        }
        // Of those in one and the same line the later place never waits less.
        for (const [index, { neededSkill }] of whole.entries())
          for (const [later, other] of whole.entries()) {
            if (later <= index || other.neededSkill !== neededSkill) continue;
            if (other.overflowIn !== whole[index]?.overflowIn) continue;
            expect(waits[later]?.position).toBeGreaterThan(waits[index]?.position ?? 0);
            expect(waits[later]?.estimatedWaitSeconds ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(
              waits[index]?.estimatedWaitSeconds ?? 0,
            );
          }
      }),
      { numRuns: 500 },
    );
  });
});

it('knows the median and the upper quartile of what conversations took, and assumes five minutes without any', () => {
  expect(handlingTimes([])).toEqual({ median: 300, upper: 300, samples: 0 });
  expect(handlingTimes([120, 1800, 240, -5, 0, 300, 600])).toEqual({ median: 300, upper: 600, samples: 5 });
});
