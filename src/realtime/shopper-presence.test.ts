import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createShopperPresence } from './shopper-presence.js';

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-21T04:00:00.000Z') }));
afterEach(() => void vi.useRealTimers());

function setUp() {
  const told: string[] = [];
  const board = createShopperPresence({
    onChange: (id, { onPage, leftAt }) => told.push(`${id} ${onPage ? 'there' : `left ${leftAt}`}`),
    graceMilliseconds: 8_000,
  });
  return { board, told };
}

describe('shopper presence', () => {
  it('tells that a shopper came, and that the last tab is gone', async () => {
    const { board, told } = setUp();
    board.arrived('a');
    board.arrived('a');
    board.left('a');
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual(['a there']);
    board.left('a');
    vi.advanceTimersByTime(8_000);
    expect(told).toEqual(['a there', 'a left 2026-11-21T04:01:00.000Z']);
    expect(await board.of('a')).toEqual({ onPage: false, leftAt: '2026-11-21T04:01:00.000Z' });
    board.arrived('a');
    expect(told.at(-1)).toBe('a there');
    expect(await board.of('a')).toEqual({ onPage: true });
  });

  it('takes a reload for no departure', async () => {
    const { board, told } = setUp();
    board.arrived('a');
    board.left('a');
    vi.advanceTimersByTime(7_000);
    expect((await board.of('a')).onPage).toBe(true);
    board.arrived('a');
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual(['a there']);
  });

  it('knows nothing of one who was never there', async () => {
    expect(await setUp().board.of('b')).toEqual({ onPage: false });
  });
});
