import type { RosterMember, Wall } from '../contract/desk.js';
import type { ConversationSummary } from '../contract/staff-socket.js';
import type { ClockStore } from './clock-store.js';
import type { Desk } from './desk.js';
import type { LineStore } from './line-store.js';

export interface WallNeeds {
  desk: Pick<Desk, 'look' | 'opening'>;
  line: Pick<LineStore, 'waiting' | 'leftMessages'>;
  clocks: Pick<ClockStore, 'atRisk'>;
  summaries: (conversationIds: readonly string[]) => Promise<ConversationSummary[]>;
  clock: () => Date;
}

/** Rows of each list; a wall that has to be scrolled is none. */
const shown = 20;

/** Everything that a big screen in the office shows, at one moment. */
export function createWall({ desk, line, clocks, summaries, clock }: WallNeeds) {
  return async (): Promise<Wall> => {
    const at = clock();
    const waiting = await line.waiting();
    const agents: RosterMember[] = await desk.look();
    const bySkill: Record<string, number> = {};
    for (const { neededSkill = '' } of waiting) bySkill[neededSkill] = (bySkill[neededSkill] ?? 0) + 1;
    const oldest = Math.min(at.getTime(), ...waiting.map(({ queuedAt }) => queuedAt));
    return {
      at: at.toISOString(),
      ...desk.opening(),
      queue: {
        waiting: waiting.length,
        longestWaitSeconds: Math.round((at.getTime() - oldest) / 1000),
        bySkill,
        next: await summaries(waiting.slice(0, shown).map(({ conversationId }) => conversationId)),
      },
      leftMessages: await line.leftMessages(at),
      agents,
      sla: await summaries(await clocks.atRisk(at, shown)),
    };
  };
}
