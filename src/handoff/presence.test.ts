import { describe, expect, it } from 'vitest';
import { createPresence } from './presence.js';

function watched() {
  const presence = createPresence();
  const counts: number[] = [];
  presence.onChange(() => counts.push(presence.onlineCount()));
  return { presence, counts };
}

describe('presence', () => {
  it('is offline until connected, then online', () => {
    const { presence } = watched();
    expect(presence.statusOf('a')).toBe('offline');
    presence.connected('a', '1');
    expect(presence.statusOf('a')).toBe('online');
    expect(presence.onlineCount()).toBe(1);
  });

  it('counts a person once, until the last window is closed', () => {
    const { presence, counts } = watched();
    presence.connected('a', '1');
    presence.connected('a', '2');
    presence.disconnected('a', '1');
    expect(presence.onlineCount()).toBe(1);
    presence.disconnected('a', '2');
    presence.disconnected('a', '2');
    presence.disconnected('b', '9');
    expect(presence.onlineCount()).toBe(0);
    expect(counts).toEqual([1, 0]);
  });

  it('goes by what was chosen while connected, also after coming back', () => {
    const { presence, counts } = watched();
    presence.connected('a', '1');
    presence.set('a', 'away');
    expect(presence.onlineCount()).toBe(0);
    presence.disconnected('a', '1');
    expect(presence.statusOf('a')).toBe('offline');
    presence.connected('a', '2');
    expect(presence.statusOf('a')).toBe('away');
    presence.set('a', 'online');
    presence.set('a', 'online');
    expect(counts).toEqual([1, 0, 1]);
  });
});
