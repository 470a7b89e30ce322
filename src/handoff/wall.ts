import type { RosterMember, Wall, WallDay } from '../contract/desk.js';
import type { ConversationSummary } from '../contract/staff-socket.js';
import type { ClockStore } from './clock-store.js';
import type { Desk } from './desk.js';
import type { ServiceSettingsReader } from './desk-settings.js';
import type { LineStore } from './line-store.js';
import { instantAt, localDateOf } from './zoned-time.js';

export interface WallNeeds {
  desk: Pick<Desk, 'look' | 'opening'>;
  settings: Pick<ServiceSettingsReader, 'current'>;
  line: Pick<LineStore, 'waiting' | 'leftMessages' | 'serving' | 'closedSince'>;
  clocks: Pick<ClockStore, 'atRisk' | 'firstAnswers'>;
  summaries: (conversationIds: readonly string[]) => Promise<ConversationSummary[]>;
  /** What shoppers said since a moment. */
  ratings: (since: Date) => Promise<WallDay['satisfaction']>;
  clock: () => Date;
}

/** Rows of each list; a wall that has to be scrolled is none. */
const shown = 20;
/** Conversations in hand, over all people. */
const servingShown = 200;

/** Everything that a big screen in the office shows, at one moment. */
export function createWall({ desk, settings, line, clocks, summaries, ratings, clock }: WallNeeds) {
  /** The last midnight of the shop. */
  function midnight(at: Date): Date {
    const { timeZone } = settings.current().hours;
    return new Date(instantAt(timeZone, localDateOf(timeZone, at.getTime()), 0));
  }

  async function day(since: Date): Promise<WallDay> {
    const [first, closed, satisfaction] = await Promise.all([
      clocks.firstAnswers(since),
      line.closedSince(since),
      ratings(since),
    ]);
    return { ...first, closed, satisfaction };
  }

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
      serving: await summaries(await line.serving(servingShown)),
      today: await day(midnight(at)),
    };
  };
}
