import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultPolicy } from './policy.js';
import { createTurnTiming } from './turn-timing.js';

const policy = {
  ...defaultPolicy,
  burstWindow: 200,
  typingWindow: 1500,
  longestBurst: 4000,
  retryWait: 5000,
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function timing() {
  const started: string[] = [];
  return { started, ...createTurnTiming(policy, (conversationId) => void started.push(conversationId)) };
}

describe('a burst', () => {
  it('is one turn, after the window', () => {
    const { started, wrote } = timing();
    wrote('a');
    vi.advanceTimersByTime(150);
    wrote('a');
    vi.advanceTimersByTime(150);
    wrote('a');
    vi.advanceTimersByTime(199);
    expect(started).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(started).toEqual(['a']);
    vi.advanceTimersByTime(10_000);
    expect(started).toEqual(['a']);
  });

  it('waits longer while the shopper types, and no longer once they stop', () => {
    const { started, wrote, typing } = timing();
    wrote('a');
    typing('a', true);
    vi.advanceTimersByTime(1400);
    expect(started).toEqual([]);
    typing('a', false);
    vi.advanceTimersByTime(200);
    expect(started).toEqual(['a']);
  });

  it('ends at last, however much is typed', () => {
    const { started, wrote, typing } = timing();
    wrote('a');
    for (let waited = 0; waited < 4000; waited += 100) {
      typing('a', true);
      vi.advanceTimersByTime(100);
    }
    expect(started).toEqual(['a']);
  });

  it('belongs to one conversation', () => {
    const { started, wrote } = timing();
    wrote('a');
    vi.advanceTimersByTime(100);
    wrote('b');
    vi.advanceTimersByTime(100);
    expect(started).toEqual(['a']);
    vi.advanceTimersByTime(100);
    expect(started).toEqual(['a', 'b']);
  });

  it('is not begun by typing alone', () => {
    const { started, typing } = timing();
    typing('a', true);
    vi.advanceTimersByTime(10_000);
    expect(started).toEqual([]);
  });
});

describe('a turn that failed', () => {
  it('is tried again later, or with the next message', () => {
    const { started, failed, wrote } = timing();
    failed('a');
    vi.advanceTimersByTime(4999);
    expect(started).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(started).toEqual(['a']);
    failed('a');
    wrote('a');
    vi.advanceTimersByTime(200);
    expect(started).toEqual(['a', 'a']);
    vi.advanceTimersByTime(10_000);
    expect(started).toHaveLength(2);
  });
});

describe('shutting down', () => {
  it('starts what is due at once, then takes nothing more on', () => {
    const { started, wrote, startAll, stop } = timing();
    wrote('a');
    wrote('b');
    startAll();
    expect(started).toEqual(['a', 'b']);
    wrote('c');
    stop();
    wrote('d');
    vi.advanceTimersByTime(10_000);
    expect(started).toEqual(['a', 'b']);
    expect(vi.getTimerCount()).toBe(0);
  });
});
