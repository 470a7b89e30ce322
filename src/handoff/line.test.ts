import { describe, expect, it } from 'vitest';
import { estimateWaits, handlingTimes } from './line.js';
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
    ...(neededSkill ? { neededSkill } : {}),
  }));
const known = { median: 300, upper: 400, samples: 50 };
const waits = (agents: Agent[], length = 1, handling = known) =>
  [...estimateWaits(line(length), agents, handling, 120).values()].map(
    ({ estimatedWaitSeconds }) => estimatedWaitSeconds,
  );

describe('the estimate of the wait', () => {
  it('is none while nobody is there, and the place is known all the same', () => {
    expect(estimateWaits(line(1), [agent({ status: 'away' })], known, 120).get('1')).toEqual({ position: 1 });
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
    const wait = estimateWaits(line(1, '售后'), free, known, 120).get('1');
    expect(wait?.estimatedWaitSeconds).toBe(120);
    expect(
      estimateWaits(line(1, '售后'), [agent({ skills: ['售后'], load: 0 })], known, 120).get('1'),
    ).toMatchObject({ estimatedWaitSeconds: 30 });
  });

  it('is a range where it is uncertain: few conversations so far, or very different ones', () => {
    const range = (handling: typeof known) => estimateWaits(line(2), [agent()], handling, 120).get('2');
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

it('knows the median and the upper quartile of what conversations took, and assumes five minutes without any', () => {
  expect(handlingTimes([])).toEqual({ median: 300, upper: 300, samples: 0 });
  expect(handlingTimes([120, 1800, 240, -5, 0, 300, 600])).toEqual({ median: 300, upper: 600, samples: 5 });
});
