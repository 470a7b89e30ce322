import { describe, expect, it } from 'vitest';
import { agentCapacity, estimateWaitSeconds } from './line.js';

describe('the estimate of the wait', () => {
  it('is none while nobody is there', () => {
    expect(estimateWaitSeconds({ position: 1, agentsOnline: 0 })).toBeUndefined();
  });

  it('is Little’s law on what agents can have at once, in half minutes, rounded up', () => {
    // 300 s assumed, one agent with 4 places: one ends every 75 s.
    expect(agentCapacity).toBe(4);
    expect(estimateWaitSeconds({ position: 1, agentsOnline: 1 })).toBe(90);
    expect(estimateWaitSeconds({ position: 4, agentsOnline: 1 })).toBe(300);
    expect(estimateWaitSeconds({ position: 4, agentsOnline: 2 })).toBe(150);
    expect(estimateWaitSeconds({ position: 2, agentsOnline: 1, medianHandlingSeconds: 601 })).toBe(330);
  });

  it('never falls with a later place and never rises with more agents', () => {
    for (let position = 1; position < 30; position++) {
      for (let agentsOnline = 1; agentsOnline < 10; agentsOnline++) {
        const here = estimateWaitSeconds({ position, agentsOnline }) ?? 0;
        expect(estimateWaitSeconds({ position: position + 1, agentsOnline })).toBeGreaterThanOrEqual(here);
        expect(estimateWaitSeconds({ position, agentsOnline: agentsOnline + 1 })).toBeLessThanOrEqual(here);
        expect(here).toBeGreaterThan(0);
      }
    }
  });
});
