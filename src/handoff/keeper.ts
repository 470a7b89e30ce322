import type { RosterMember } from '../contract/desk.js';
import type { Log } from '../platform/log.js';
import type { ClockStore } from './clock-store.js';
import type { Desk } from './desk.js';
import type { ServiceSettingsReader } from './desk-settings.js';
import { calendarFor, isOpen } from './hours.js';
import type { LineStore } from './line-store.js';
import { graceMs, type Presence } from './presence.js';
import type { RosterStore } from './roster-store.js';
import { choicesFor, planAssignments } from './routing.js';

/** How conversations move. Supplied by the conversation slice; each says false when it came too late. */
export interface DeskMoves {
  claimFirst(
    candidates: readonly string[],
    staff: { staffId: string; name: string },
    party: 'agent' | 'system',
  ): Promise<string | undefined>;
  offer(conversationId: string, staffId: string, until: Date): Promise<boolean>;
  passOffer(conversationId: string, staffId: string): Promise<boolean>;
  overdueOffers(limit: number): Promise<{ conversationId: string; staffId: string }[]>;
  drop(conversationId: string, staffId: string): Promise<boolean>;
  becomeLeftMessage(conversationId: string, promised: string | undefined): Promise<boolean>;
  followUp(conversationId: string): Promise<boolean>;
  warnIdle(conversationId: string, nothingSince: number, minutes: number): Promise<boolean>;
  closeIdle(conversationId: string, nothingSince: number): Promise<boolean>;
}

export interface KeeperNeeds {
  desk: Desk;
  settings: ServiceSettingsReader;
  roster: Pick<RosterStore, 'abandoned' | 'forget'>;
  presence: Pick<Presence, 'renew'>;
  line: Pick<LineStore, 'waiting' | 'escalate' | 'owed'>;
  clocks: Pick<ClockStore, 'tellRisks' | 'silentSince' | 'warnedBefore' | 'markWarned'>;
  moves: DeskMoves;
  /** Places and estimates may have changed. */
  waitsChanged: () => void;
  /** Presence or load of somebody may have changed. */
  rosterChanged: () => void;
  /** Something was written that others must hear of. */
  committed: () => void;
  clock: () => Date;
  log: Log;
}

/** Conversations that one look deals with at most; the next look comes soon. */
const perLook = 100;
/** Well within the time after which somebody counts as gone. */
const tickEveryMs = 5_000;
/** So long may nobody be there before those who wait are told that it will take longer. */
const nobodyPatienceMs = 60_000;

/**
 * Keeps the desk going by itself: gives waiting conversations to people, takes them back from people who are gone,
 * turns waits into left messages and brings these back, asks silent shoppers and ends what has ended, warns of targets.
 * Every step is a conditional change, so that any number of server processes may do this at once.
 */
export function createKeeper(needs: KeeperNeeds) {
  const { desk, settings, roster, line, clocks, moves, clock } = needs;
  const startedAt = clock().getTime();
  let nobodySince: number | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let closed = false;

  async function assign(): Promise<void> {
    const { routing } = settings.current();
    if (routing.mode !== 'automatic') return;
    const plan = planAssignments(await line.waiting(), desk.members(), clock().getTime(), routing);
    for (const { conversationId, staffId } of plan) {
      if (routing.acceptSeconds > 0) {
        const until = new Date(clock().getTime() + routing.acceptSeconds * 1000);
        await moves.offer(conversationId, staffId, until);
      } else {
        const name = desk.members().find((member) => member.staffId === staffId)?.name ?? '';
        await moves.claimFirst([conversationId], { staffId, name }, 'system');
      }
    }
    if (plan.length > 0) needs.committed();
  }

  async function takeBack(): Promise<void> {
    for (const { conversationId, staffId } of await moves.overdueOffers(perLook))
      if (await moves.passOffer(conversationId, staffId)) needs.committed();
    // Right after a start nobody has had the time to come back.
    if (clock().getTime() - startedAt < graceMs) return;
    for (const { conversationId, staffId } of await roster.abandoned(clock(), perLook))
      if (await moves.drop(conversationId, staffId))
        needs.log.info(
          { conversationId, staffId },
          'An agent is gone: the conversation is back in the line.',
        );
  }

  async function leaveMessages(): Promise<void> {
    if (desk.anybodyThere()) {
      nobodySince = undefined;
      return;
    }
    const now = clock().getTime();
    nobodySince ??= now;
    if (now - nobodySince < nobodyPatienceMs) return;
    const waiting = (await line.waiting()).filter(({ leftMessage }) => !leftMessage);
    for (const { conversationId } of waiting.slice(0, perLook))
      await moves.becomeLeftMessage(conversationId, desk.promisedNow());
  }

  async function followUp(): Promise<void> {
    if (!desk.online() || !isOpen(calendarFor(settings.current().hours), clock())) return;
    for (const conversationId of await line.owed(perLook)) await moves.followUp(conversationId);
  }

  async function mindSilence(): Promise<void> {
    const { idleWarnMinutes, idleCloseMinutes } = settings.current().routing;
    const ago = (minutes: number) => new Date(clock().getTime() - minutes * 60_000);
    for (const { conversationId, lastSequence } of await clocks.silentSince(ago(idleWarnMinutes)))
      if (await moves.warnIdle(conversationId, lastSequence, idleCloseMinutes))
        await clocks.markWarned(conversationId, clock());
    for (const { conversationId, lastSequence } of await clocks.warnedBefore(ago(idleCloseMinutes)))
      await moves.closeIdle(conversationId, lastSequence);
  }

  async function warn(): Promise<void> {
    const now = clock();
    const late = new Date(now.getTime() - settings.current().routing.escalateSeconds * 1000);
    const told = (await line.escalate(late, now, perLook)) + (await clocks.tellRisks(now, 500));
    if (told > 0) needs.committed();
  }

  /** Something happened at the desk: look at who is there, and give out what waits. */
  async function look(): Promise<void> {
    const before = JSON.stringify(desk.members());
    const members = await desk.look();
    if (JSON.stringify(members) !== before) {
      needs.rosterChanged();
      needs.waitsChanged();
    }
    await assign();
  }

  async function tick(): Promise<void> {
    await settings.reload();
    await needs.presence.renew();
    await takeBack();
    await look();
    await leaveMessages();
    await followUp();
    await mindSilence();
    await warn();
    await roster.forget(new Date(clock().getTime() - 24 * 3_600_000));
  }

  /** One at a time; what is asked for meanwhile is done afterwards, once. */
  function run(work: () => Promise<void>): Promise<void> {
    running ??= work()
      .catch((error) => needs.log.error({ err: error }, 'The desk could not be kept; trying again shortly.'))
      .finally(() => {
        running = undefined;
        if (!again || closed) return;
        again = false;
        void run(look);
      });
    return running;
  }

  async function tickOnce(): Promise<void> {
    while (running) await running;
    if (!closed) await run(tick);
  }

  return {
    /** Presence, line or settings have changed. Cheap, may be called any number of times. */
    kick(): void {
      if (closed) return;
      if (running) again = true;
      else void run(look);
    },
    /** Everything that time sets off, once. */
    tick: tickOnce,
    /**
     * “Next, please”: the best waiting conversation for an agent.
     * @returns undefined when nobody waits for them, or they have no room
     */
    async claimNext(staff: Pick<RosterMember, 'staffId' | 'name'>): Promise<string | undefined> {
      const members = await desk.look();
      const me = members.find(({ staffId }) => staffId === staff.staffId);
      if (!me) return undefined;
      const able = { ...me, status: 'online' as const };
      const agents = members.map((member) => (member === me ? able : member));
      const { routing } = settings.current();
      const choices = choicesFor(able, await line.waiting(), agents, clock().getTime(), routing);
      return moves.claimFirst(choices.slice(0, perLook), staff, 'agent');
    },
    /** Looks after the desk every few seconds until it is stopped. */
    start(): { stop(): Promise<void> } {
      const timer = setInterval(() => void tickOnce(), tickEveryMs);
      timer.unref();
      return {
        async stop() {
          closed = true;
          clearInterval(timer);
          while (running) await running;
        },
      };
    },
  };
}
