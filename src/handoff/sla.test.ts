import { describe, expect, it } from 'vitest';
import { serviceLevels } from '../contract/desk.js';
import { calendarFor, defaultServiceHours } from './hours.js';
import { dueAt, judgeDues, levelOf } from './sla.js';

const levels = serviceLevels.parse({});
const shop = calendarFor(defaultServiceHours('Asia/Shanghai'));
const at = (text: string) => new Date(`${text}+08:00`);
const judged = (now: string, dues: Record<string, string>) =>
  judgeDues(
    { level: 'normal', ...Object.fromEntries(Object.entries(dues).map(([name, text]) => [name, at(text)])) },
    at(now),
    levels,
    shop,
  );

it.each([
  [0, 'normal'],
  [19, 'normal'],
  [20, 'high'],
  [40, 'urgent'],
  [100, 'urgent'],
])('priority %i is %s', (priority, level) => {
  expect(levelOf(priority)).toBe(level);
});

it('falls due in open minutes', () => {
  const due = (kind: 'first-response' | 'resolution', from: string) =>
    dueAt(kind, 'normal', at(from), levels, shop)?.toISOString();
  expect(due('first-response', '2026-11-21T21:59')).toBe(at('2026-11-22T09:02').toISOString());
  expect(due('resolution', '2026-11-21T12:00')).toBe(at('2026-11-22T11:00').toISOString());
});

describe('how a conversation stands', () => {
  it('is fine where nothing is owed, or there is time', () => {
    expect(judged('2026-11-21T14:00', {})).toEqual({ state: 'ok' });
    expect(judged('2026-11-21T14:00', { firstDueAt: '2026-11-21T14:03' })).toMatchObject({
      state: 'ok',
      due: 'first-response',
    });
  });

  it('is at risk in the last fifth of the time, and broken from the due time on', () => {
    const nextDueAt = '2026-11-21T14:05';
    expect(judged('2026-11-21T14:03:59', { nextDueAt }).state).toBe('ok');
    expect(judged('2026-11-21T14:04', { nextDueAt }).state).toBe('at-risk');
    expect(judged('2026-11-21T14:05', { nextDueAt }).state).toBe('broken');
  });

  it('goes by open time: the night does not count', () => {
    const resolutionDueAt = '2026-11-22T11:00';
    // 2 h 24 min of 12 h are a fifth.
    expect(judged('2026-11-21T21:00', { resolutionDueAt }).state).toBe('ok');
    expect(judged('2026-11-21T21:40', { resolutionDueAt }).state).toBe('at-risk');
    expect(judged('2026-11-22T06:00', { resolutionDueAt }).state).toBe('at-risk');
  });

  it('tells the one that presses most', () => {
    const resolutionDueAt = '2026-11-21T14:30';
    const nextDueAt = '2026-11-21T14:05';
    expect(judged('2026-11-21T14:00', { nextDueAt, resolutionDueAt })).toMatchObject({
      state: 'at-risk',
      due: 'resolution',
    });
    expect(judged('2026-11-21T14:06', { nextDueAt, resolutionDueAt })).toMatchObject({
      state: 'broken',
      due: 'next-response',
    });
  });
});
