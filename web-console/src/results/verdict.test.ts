import { describe, expect, it } from 'vitest';
import type { ReportedComparison, ReportedGroup } from '../../../src/contract/experiments.js';
import { isOpen, readable, verdictOf } from './verdict.js';

const effect = {
  value: 0.1,
  low: 0.04,
  high: 0.16,
  p: 0.001,
  correctedP: 0.002,
  anytime: { low: -0.01, high: 0.21, p: 0.08 },
};
const comparison = { arm: 'offer', against: 'holdout', conversion: effect } as ReportedComparison;
const group = (id: string, converted = 40) => ({ id, customers: 200, converted }) as ReportedGroup;
const ended = {
  state: 'ended',
  stillOpen: 0,
  sampleRatio: { p: 0.5, broken: false },
  comparisons: [comparison],
  groups: [group('holdout', 20), group('offer')],
};

describe('what may be said of a campaign', () => {
  it('while it runs, only by the interval that holds at any time', () => {
    expect(isOpen(ended)).toBe(false);
    expect(isOpen({ state: 'ended', stillOpen: 1 })).toBe(true);
    expect(readable(effect, true)).toEqual({ value: 0.1, low: -0.01, high: 0.21 });
    expect(verdictOf(ended, comparison)).toBe('better');
    expect(verdictOf({ ...ended, state: 'running' }, comparison)).toBe('unclear');
  });

  it('nothing when groups are wrong, too small, or the correction leaves nothing', () => {
    expect(verdictOf({ ...ended, sampleRatio: { p: 0, broken: true } }, comparison)).toBe('silent');
    expect(verdictOf({ ...ended, groups: [group('holdout', 4), group('offer')] }, comparison)).toBe(
      'unclear',
    );
    const weak = { ...comparison, conversion: { ...effect, correctedP: 0.06 } };
    expect(verdictOf(ended, weak)).toBe('unclear');
  });

  it('also that it did harm', () => {
    const harm = { ...comparison, conversion: { ...effect, value: -0.1, low: -0.16, high: -0.04 } };
    expect(verdictOf(ended, harm)).toBe('worse');
  });
});
