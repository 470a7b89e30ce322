import { expect, it } from 'vitest';
import { silentLog } from '../../test/silent-log.js';
import { createPresence, graceMs } from './presence.js';

const now = new Date('2026-11-21T06:00:00Z');
const until = new Date(now.getTime() + graceMs);

/** A store that writes down what it is told. */
function watched() {
  const told: unknown[][] = [];
  let changes = 0;
  const note =
    (name: string) =>
    async (...given: unknown[]) =>
      void told.push([name, ...given]);
  const presence = createPresence({
    store: { hold: note('hold'), renew: note('renew'), letGo: note('letGo'), choose: note('choose') },
    nodeId: 'node',
    clock: () => now,
    changed: () => changes++,
    log: silentLog,
  });
  return { presence, told, changes: () => changes };
}

it('says that somebody is there with the first window, and gone with the last', async () => {
  const { presence, told, changes } = watched();
  presence.connected('a', '1');
  presence.connected('a', '2');
  presence.disconnected('a', '1');
  await presence.settled();
  expect(told).toEqual([['hold', 'a', 'node', true, until]]);
  presence.disconnected('a', '2');
  presence.disconnected('a', '2');
  presence.disconnected('b', '9');
  await presence.settled();
  expect(told.slice(1)).toEqual([['hold', 'a', 'node', false, until]]);
  expect(changes()).toBe(2);
});

it('tells what is true in the end of somebody who comes and goes at once', async () => {
  const { presence, told } = watched();
  presence.connected('a', '1');
  presence.disconnected('a', '1');
  presence.connected('a', '2');
  await presence.settled();
  expect(told.at(-1)).toEqual(['hold', 'a', 'node', true, until]);
});

it('keeps what was chosen, renews the leases, and lets go of them in the end', async () => {
  const { presence, told } = watched();
  await presence.set('a', 'away', 'meal');
  await presence.renew();
  await presence.close();
  expect(told).toEqual([
    ['choose', 'a', 'away', 'meal', now],
    ['renew', 'node', until],
    ['letGo', 'node', until],
  ]);
});
