import type { ServiceHours } from '../contract/desk.js';
import type { Database } from '../platform/database.js';
import { conflict } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import type { Log } from '../platform/log.js';
import { createClockStore, type SeenEvent, type StoredDues } from './clock-store.js';
import { createDesk } from './desk.js';
import { createServiceSettings, type SettingsKeeper } from './desk-settings.js';
import { previewHours } from './hours.js';
import { createKeeper, type DeskMoves } from './keeper.js';
import { createLineStore } from './line-store.js';
import { createPresence } from './presence.js';
import { createRosterStore } from './roster-store.js';
import { createWall, type WallNeeds } from './wall.js';

export interface OpenDeskNeeds {
  shopTimeZone: string;
  waitsChanged: () => void;
  rosterChanged: () => void;
  committed: () => void;
  clock: () => Date;
  log: Log;
}

/** The parts of the desk, put together: line, people, hours, targets. */
export async function openDesk(
  database: Pick<Database, 'prisma'>,
  settingsKeeper: SettingsKeeper,
  needs: OpenDeskNeeds,
) {
  const { clock, log } = needs;
  const settings = createServiceSettings(settingsKeeper, needs.shopTimeZone);
  await settings.reload();
  const roster = createRosterStore(database);
  const line = createLineStore(database);
  const clocks = createClockStore(database, settings.current);
  const desk = createDesk({ settings, roster, line, clock });
  await desk.look();
  let kick = () => {};
  const presence = createPresence({ store: roster, nodeId: newId(), clock, changed: () => kick(), log });

  return {
    ...desk,
    settings,
    presence,
    waitingCount: line.count,
    preview: (hours: ServiceHours) => previewHours(hours, clock()),
    judge: (stored: StoredDues) => clocks.judge(stored, clock()),
    wall: (facts: Pick<WallNeeds, 'summaries' | 'ratings'>) =>
      createWall({ desk, settings, line, clocks, clock, ...facts }),

    /**
     * A colleague to whom something can be given now.
     * @throws AppError `conflict` when they are not there, or it is oneself
     */
    async colleague(staffId: string, self: string): Promise<{ staffId: string; name: string }> {
      if (staffId === self) throw conflict('这个会话已经在您手上了，换一位同事。');
      const found = (await desk.look()).find((member) => member.staffId === staffId);
      if (!found || (found.status !== 'online' && found.status !== 'busy'))
        throw conflict('这位同事现在不在，换一位，或者转给有这项技能的同事。');
      return { staffId, name: found.name };
    },

    /** @throws AppError `conflict` for a skill that nobody has: it would be waited for in vain */
    async heldSkill(skill: string): Promise<{ skill: string }> {
      if ((await desk.look()).some(({ skills }) => skills.includes(skill))) return { skill };
      throw conflict(`还没有同事会“${skill}”，换一个技能组或者指定一位同事。`);
    },

    /** Subscriber of the outbox: due times follow what happens, and the line is looked at again. */
    async observe(event: SeenEvent): Promise<void> {
      await clocks.observe(event, clock());
      if (event.topic !== 'message.created') kick();
    },

    /** Puts somebody in charge of the desk. @param moves how conversations change hands */
    keep(moves: DeskMoves) {
      const keeper = createKeeper({ ...needs, desk, settings, roster, presence, line, clocks, moves });
      kick = keeper.kick;
      return keeper;
    },
  };
}
