import type { RosterMember, Wall } from '../contract/desk.js';
import type { HandOffReason } from '../contract/intents.js';
import type { ServiceSettingsReader } from './desk-settings.js';
import { calendarFor, isOpen, nextOpen } from './hours.js';
import { estimateWaits, type HandlingTimes, handlingTimes, type Wait } from './line.js';
import type { LineStore } from './line-store.js';
import { momentWords, promisedTime } from './promise.js';
import type { RosterStore } from './roster-store.js';
import { secondsToOverflow } from './routing.js';

export interface DeskNeeds {
  settings: ServiceSettingsReader;
  roster: Pick<RosterStore, 'roster'>;
  line: Pick<LineStore, 'waiting' | 'handlingSeconds' | 'promisedAt'>;
  clock: () => Date;
}

/** Handling times change slowly and cost a query. */
const handlingTimesKeptMs = 30_000;

/**
 * What the rest of the shop asks the desk: is anybody there, what does a conversation that needs a person wait for, how
 * long. Who is there is known from the last look at the roster, so that these questions cost no query.
 */
export function createDesk({ settings, roster, line, clock }: DeskNeeds) {
  let members: RosterMember[] = [];
  let handling: { times: HandlingTimes; until: number } | undefined;

  async function look(): Promise<RosterMember[]> {
    members = await roster.roster(clock());
    return members;
  }

  const online = () => members.some(({ status }) => status === 'online');
  /** Somebody who is busy answers, too, only later. */
  const anybodyThere = () => members.some(({ status }) => status === 'online' || status === 'busy');

  function skillFor(reason: string, tier: string | undefined): string | undefined {
    const { skillByTier, skillByReason } = settings.current().routing;
    const byTier = tier !== undefined && Object.hasOwn(skillByTier, tier) ? skillByTier[tier] : undefined;
    const wanted = byTier ?? skillByReason[reason as HandOffReason];
    // A skill that nobody has would make people wait for nothing.
    return members.some(({ skills }) => wanted !== undefined && skills.includes(wanted)) ? wanted : undefined;
  }

  function promise(skill: string | undefined, at: Date): Date | undefined {
    const { hours, routing } = settings.current();
    return promisedTime(calendarFor(hours, skill), at, routing.promiseMinutes);
  }

  const inWords = (at: Date, now: Date) => momentWords(at, now, settings.current().hours.timeZone);

  async function times(): Promise<HandlingTimes> {
    const now = clock().getTime();
    if (handling && now < handling.until) return handling.times;
    handling = {
      times: handlingTimes(await line.handlingSeconds()),
      until: now + handlingTimesKeptMs,
    };
    return handling.times;
  }

  return {
    look,
    members: () => members,
    online,
    anybodyThere,

    /** Who could take over now: somebody, or nobody together with what is promised instead. */
    staffing(): 'present' | 'away' | 'closed' | { nobody: 'away' | 'closed'; promised: string } {
      if (anybodyThere()) return 'present';
      const now = clock();
      const nobody = isOpen(calendarFor(settings.current().hours), now) ? 'away' : 'closed';
      const promised = promise(undefined, now);
      return promised ? { nobody, promised: inWords(promised, now) } : nobody;
    },

    /** What a conversation that needs a person waits for. */
    planQueue({ reason, tier, at }: { reason: string; tier?: string; at: Date }) {
      const neededSkill = skillFor(reason, tier);
      const skill = neededSkill === undefined ? {} : { neededSkill };
      if (anybodyThere()) return { ...skill, leftMessage: false };
      const promisedAt = promise(neededSkill, at);
      return { ...skill, leftMessage: true, ...(promisedAt ? { promisedAt } : {}) };
    },

    /** By when a message that is left now is answered, in words. */
    promisedNow(): string | undefined {
      const now = clock();
      const promised = promise(undefined, now);
      return promised && inWords(promised, now);
    },

    /** The promise of a left message that is still owed an answer, in words. */
    async promisedFor(conversationId: string): Promise<string | undefined> {
      const promised = await line.promisedAt(conversationId);
      return promised && inWords(promised, clock());
    },

    /** Place and estimate of everybody who waits. */
    async waits(): Promise<Map<string, Wait>> {
      const waiting = await line.waiting();
      if (waiting.length === 0) return new Map();
      const { overflowSeconds } = settings.current().routing;
      const now = clock().getTime();
      const inLine = waiting.map((each) => ({
        ...each,
        overflowIn: secondsToOverflow(each, now, overflowSeconds),
      }));
      return estimateWaits(inLine, members, await times());
    },

    /** Whether service is on, and when it begins again. */
    opening(): Pick<Wall, 'open' | 'nextOpen'> {
      const now = clock();
      const calendar = calendarFor(settings.current().hours);
      const next = nextOpen(calendar, now);
      const open = isOpen(calendar, now);
      return { open, ...(next && !open ? { nextOpen: next.toISOString() } : {}) };
    },
  };
}

export type Desk = ReturnType<typeof createDesk>;
