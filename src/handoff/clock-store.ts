import type { ServiceLevel } from '../contract/desk.js';
import type { SlaView } from '../contract/staff-socket.js';
import type { Database } from '../platform/database.js';
import { addEvents } from '../platform/outbox.js';
import type { ServiceSettings } from './desk-settings.js';
import { calendarFor } from './hours.js';
import { type Dues, dueAt, judgeDues, levelOf } from './sla.js';

export type ClockStore = ReturnType<typeof createClockStore>;

/** A stored event, as the outbox hands it on. */
export interface SeenEvent {
  topic: string;
  conversationId: string | null;
  payload: unknown;
}

/** What is stored of the dues of one conversation. */
export interface StoredDues {
  level: string;
  firstDueAt: Date | null;
  nextDueAt: Date | null;
  resolutionDueAt: Date | null;
}

/** Payload of a change of hands; `sequence`: of the newest message at that moment. */
interface Moved {
  from: string;
  to: string;
  event?: string;
  sequence?: number;
}

interface SilentConversation {
  conversationId: string;
  lastSequence: number;
}

const withPerson = new Set(['queued', 'human']);

/**
 * Due times of what staff owe, and how long a shopper has been silent. Kept from the stored events, which come at least
 * once and in order: what was taken into account already is known by its sequence.
 */
export function createClockStore({ prisma }: Pick<Database, 'prisma'>, settings: () => ServiceSettings) {
  /** Somebody is needed from now on: first answer and solution fall due. */
  async function start(conversationId: string, sequence: number, now: Date): Promise<void> {
    const row = await prisma.conversation.findUnique({
      where: { id: conversationId },
      select: {
        queuedAt: true,
        priority: true,
        neededSkill: true,
        followUpOpen: true,
        promisedAt: true,
      },
    });
    if (!row) return;
    const { hours, levels } = settings();
    const calendar = calendarFor(hours, row.neededSkill ?? undefined);
    const level = levelOf(row.priority);
    const startedAt = row.queuedAt ?? now;
    const known = await prisma.serviceClock.findUnique({
      where: { conversationId },
      select: { startedAt: true },
    });
    // The same event once more: answers since then must not be forgotten.
    if (known?.startedAt.getTime() === startedAt.getTime()) return;
    const promised = row.followUpOpen ? row.promisedAt : null;
    const fresh = {
      level,
      startedAt,
      // What was promised to the shopper is what is owed.
      firstDueAt: promised ?? dueAt('first-response', level, startedAt, levels, calendar) ?? null,
      resolutionDueAt: dueAt('resolution', level, promised ?? startedAt, levels, calendar) ?? null,
      nextDueAt: null,
      firstRepliedAt: null,
      endedAt: null,
      // Not the newest of now: an answer may be on its way here behind this event.
      readSequence: sequence,
      told: null,
      silentSince: null,
      idleWarnedAt: null,
    };
    await prisma.serviceClock.upsert({
      where: { conversationId },
      create: { conversationId, ...fresh },
      update: fresh,
    });
  }

  async function moved(conversationId: string, { from, to, event, sequence }: Moved, now: Date) {
    if (withPerson.has(to)) {
      if (!withPerson.has(from)) await start(conversationId, sequence ?? 0, now);
      // A wait that became a left message owes what was promised.
      else if (event === 'left-message') await owePromise(conversationId);
      if (to === 'queued') {
        const data = { silentSince: null, idleWarnedAt: null };
        await prisma.serviceClock.updateMany({ where: { conversationId }, data });
      }
      return;
    }
    await prisma.serviceClock.updateMany({
      where: { conversationId, endedAt: null },
      data: { endedAt: now, silentSince: null, idleWarnedAt: null },
    });
  }

  async function owePromise(conversationId: string): Promise<void> {
    const row = await prisma.conversation.findUnique({
      where: { id: conversationId },
      select: { promisedAt: true },
    });
    if (!row?.promisedAt) return;
    await prisma.serviceClock.updateMany({
      where: { conversationId, endedAt: null, firstRepliedAt: null },
      data: { firstDueAt: row.promisedAt, told: null },
    });
  }

  async function said(
    conversationId: string,
    message: { from: string; sequence: number; createdAt: string },
  ): Promise<void> {
    const { from, sequence } = message;
    const at = new Date(message.createdAt);
    const unread = { conversationId, endedAt: null, readSequence: { lt: sequence } };
    if (from === 'agent') {
      // The promise is kept, also where the clock has been stopped meanwhile.
      await prisma.conversation.updateMany({
        where: { id: conversationId, followUpOpen: true },
        data: { followUpOpen: false },
      });
      await prisma.serviceClock.updateMany({
        where: { ...unread, firstRepliedAt: null },
        data: { firstRepliedAt: at },
      });
      const answered = { firstDueAt: null, nextDueAt: null, told: null, silentSince: at, idleWarnedAt: null };
      await prisma.serviceClock.updateMany({ where: unread, data: { readSequence: sequence, ...answered } });
      return;
    }
    if (from !== 'shopper') {
      await prisma.serviceClock.updateMany({ where: unread, data: { readSequence: sequence } });
      return;
    }
    const clock = await prisma.serviceClock.findFirst({ where: unread });
    if (!clock) return;
    const owes = clock.firstRepliedAt && !clock.nextDueAt;
    const { hours, levels } = settings();
    const due = owes
      ? dueAt('next-response', clock.level as ServiceLevel, at, levels, calendarFor(hours))
      : undefined;
    await prisma.serviceClock.updateMany({
      where: unread,
      data: {
        readSequence: sequence,
        silentSince: null,
        idleWarnedAt: null,
        ...(due ? { nextDueAt: due } : {}),
      },
    });
  }

  /** Pure on what is stored. */
  function judge(stored: StoredDues, now: Date): SlaView {
    const { hours, levels } = settings();
    return judgeDues(duesOf(stored), now, levels, calendarFor(hours));
  }

  function silent(where: object): Promise<SilentConversation[]> {
    return prisma.serviceClock
      .findMany({
        where: { endedAt: null, conversation: { state: 'human' }, ...where },
        select: { conversationId: true, readSequence: true },
        take: 100,
      })
      .then((rows) =>
        rows.map(({ conversationId, readSequence }) => ({ conversationId, lastSequence: readSequence })),
      );
  }

  return {
    judge,

    /** Subscriber of the outbox. */
    async observe({ topic, conversationId, payload }: SeenEvent, now: Date): Promise<void> {
      if (!conversationId) return;
      if (topic === 'conversation.updated') {
        await moved(conversationId, payload as Moved, now);
      } else if (topic === 'message.created') {
        const { message } = payload as { message: { from: string; sequence: number; createdAt: string } };
        if (message.from !== 'bot') await said(conversationId, message);
      }
    },

    /** Tells of everything that has come near its due time or passed it, each once. @returns how many */
    async tellRisks(now: Date, limit: number): Promise<number> {
      const horizon = new Date(now.getTime() + 7 * 24 * 3_600_000);
      const near = { lte: horizon };
      const rows = await prisma.serviceClock.findMany({
        where: {
          endedAt: null,
          AND: [
            { OR: [{ firstDueAt: near }, { nextDueAt: near }, { resolutionDueAt: near }] },
            { OR: [{ told: null }, { told: { not: 'broken' } }] },
          ],
        },
        take: limit,
      });
      let told = 0;
      for (const row of rows) {
        const sla = judge(row, now);
        if (sla.state === 'ok' || sla.state === row.told) continue;
        await prisma.$transaction(async (tx) => {
          const { count } = await tx.serviceClock.updateMany({
            where: { conversationId: row.conversationId, endedAt: null, told: row.told },
            data: { told: sla.state },
          });
          if (count === 0) return;
          told += 1;
          const { conversationId } = row;
          const payload = { conversationId, sla: { ...sla } };
          await addEvents(tx, [{ topic: 'sla.updated', conversationId, payload }]);
        });
      }
      return told;
    },

    /** At risk or broken, the most pressing first. */
    async atRisk(now: Date, limit: number): Promise<string[]> {
      const rows = await prisma.serviceClock.findMany({
        where: { endedAt: null, told: { not: null }, conversation: { state: { in: ['queued', 'human'] } } },
        take: 1000,
      });
      return rows
        .map((row) => ({ id: row.conversationId, sla: judge(row, now) }))
        .filter(({ sla }) => sla.state !== 'ok')
        .sort((a, b) => ((a.sla.dueAt ?? '') < (b.sla.dueAt ?? '') ? -1 : 1))
        .slice(0, limit)
        .map(({ id }) => id);
    },

    /**
     * First answers by people since a moment: how many, and the median of the seconds that they took. A shopper who
     * needed somebody twice counts with the newest time.
     */
    async firstAnswers(since: Date): Promise<{ answered: number; medianFirstResponseSeconds?: number }> {
      const [row] = await prisma.$queryRaw<{ answered: number; median: number | null }[]>`
        SELECT count(*)::int AS answered,
          percentile_cont(0.5) WITHIN GROUP (
            ORDER BY greatest(0, extract(epoch FROM ("firstRepliedAt" - "startedAt")))
          )::float8 AS median
        FROM "ServiceClock" WHERE "firstRepliedAt" >= ${since}`;
      const { answered = 0, median = null } = row ?? {};
      return {
        answered,
        ...(median === null ? {} : { medianFirstResponseSeconds: Math.round(median) }),
      };
    },

    /** Whose shopper has been silent since before a moment, after the agent's answer, and has not been asked. */
    silentSince: (before: Date) => silent({ silentSince: { lte: before }, idleWarnedAt: null }),

    /** … and was asked before a moment, and still says nothing. */
    warnedBefore: (before: Date) => silent({ silentSince: { not: null }, idleWarnedAt: { lte: before } }),

    async markWarned(conversationId: string, now: Date): Promise<void> {
      await prisma.serviceClock.updateMany({
        where: { conversationId, silentSince: { not: null } },
        data: { idleWarnedAt: now },
      });
    },
  };
}

function duesOf({ level, firstDueAt, nextDueAt, resolutionDueAt }: StoredDues): Dues {
  return {
    level: level as ServiceLevel,
    ...(firstDueAt ? { firstDueAt } : {}),
    ...(nextDueAt ? { nextDueAt } : {}),
    ...(resolutionDueAt ? { resolutionDueAt } : {}),
  };
}
