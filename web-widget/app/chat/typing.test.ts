import { describe, expect, it } from 'vitest';
import { createTyping } from './typing.js';

function setUp() {
  let clock = 100_000;
  let timers: { run: () => void }[] = [];
  const said: boolean[] = [];
  const typing = createTyping({
    now: () => clock,
    say: (on) => said.push(on),
    later(_, run) {
      const timer = { run };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
  });
  return {
    typing,
    said,
    pass: (milliseconds: number) => (clock += milliseconds),
    runTimers() {
      for (const { run } of timers.splice(0)) run();
    },
  };
}

describe('typing', () => {
  it('tells the agent now and then, not for every key, and when it is over', () => {
    const { typing, said, pass, runTimers } = setUp();
    typing.note(true);
    typing.note(true);
    pass(4000);
    typing.note(true);
    expect(said).toEqual([true, true]);
    runTimers();
    expect(said).toEqual([true, true, false]);
    typing.sent();
    expect(said).toHaveLength(3);
  });

  it('shows the other side until it stops, speaks, or the notice of the end got lost', () => {
    const { typing, runTimers } = setUp();
    typing.heard('agent', true);
    expect(typing.who.value).toBe('agent');
    typing.spoke('bot');
    expect(typing.who.value).toBe('agent');
    typing.spoke('agent');
    expect(typing.who.value).toBeUndefined();
    typing.heard('bot', true);
    runTimers();
    expect(typing.who.value).toBeUndefined();
    typing.heard('shopper', true);
    expect(typing.who.value).toBeUndefined();
  });
});
