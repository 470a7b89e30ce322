import type { Card } from '../contract/cards.js';
import type {
  ClosingSettings,
  SatisfactionAbout,
  SatisfactionRate,
  SatisfactionRated,
  SatisfactionRating,
} from '../contract/closing.js';
import { type Clock, systemClock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import { conflict, notFound } from '../platform/errors.js';
import type { Prisma } from '../platform/generated/prisma/client.js';
import { addEvents } from '../platform/outbox.js';
import { appendMessages, type Tx } from './message-rows-store.js';

const dayMs = 24 * 3_600_000;
/** Nobody is asked again within this time. */
const pauseMs = dayMs;
/** A first answer is taken for so long … */
const openForMs = 7 * dayMs;
/** … and may be changed for so long. */
const changeableForMs = dayMs;

/** Decisions of a last turn that solved something; all others left the shopper with a question. */
const solved = ['answer', 'perform'];

/** A talk that ends. */
export interface EndingTalk {
  conversationId: string;
  customerId: string | null;
  state: string;
  /** Messages after this sequence belong to it. */
  talkFrom: number;
  /** A left message is still owed an answer: the talk is not over for the shopper. */
  followUpOpen: boolean;
}

/** Whom the shopper is asked about. */
export interface Invitation {
  about: SatisfactionAbout;
  staffId?: string;
  agentName?: string;
}

/**
 * Whether a shopper is asked how it was: about a person who said something, or about the bot where its last turn
 * answered and nobody called that unhelpful. Not twice within a day.
 */
export async function planInvitation(tx: Tx, talk: EndingTalk, now: Date): Promise<Invitation | undefined> {
  const { conversationId, customerId, talkFrom } = talk;
  if (talk.followUpOpen) return undefined;
  const whose = { OR: [{ id: conversationId }, ...(customerId ? [{ customerId }] : [])] };
  const asked = await tx.satisfaction.findFirst({
    where: { askedAt: { gt: new Date(now.getTime() - pauseMs) }, conversation: whose },
    select: { id: true },
  });
  if (asked) return undefined;
  const inTalk = { conversationId, sequence: { gt: talkFrom } };
  const answer = await tx.message.findFirst({
    where: { ...inTalk, from: 'agent' },
    orderBy: { sequence: 'desc' },
    select: { staff: { select: { id: true, name: true } } },
  });
  if (answer) {
    const { staff } = answer;
    return { about: 'person', ...(staff ? { staffId: staff.id, agentName: staff.name } : {}) };
  }
  if (talk.state !== 'bot') return undefined;
  const turn = await tx.trace.findFirst({
    where: { conversationId, aboutSequence: { gt: talkFrom } },
    orderBy: { aboutSequence: 'desc' },
    select: { decision: true },
  });
  if (!turn || !solved.includes(turn.decision)) return undefined;
  const unhelpful = await tx.answerRating.findFirst({
    where: { helpful: false, message: inTalk },
    select: { messageId: true },
  });
  return unhelpful ? undefined : { about: 'bot' };
}

/** The card and its row. The caller has raised `lastSequence` for it in the same transaction. */
export async function invite(
  tx: Tx,
  conversationId: string,
  sequence: number,
  { about, staffId, agentName }: Invitation,
  { goodTags, badTags }: Pick<ClosingSettings, 'goodTags' | 'badTags'>,
  now: Date,
): Promise<void> {
  const card: Card = {
    kind: 'satisfaction',
    conversationId,
    about,
    ...(agentName === undefined ? {} : { agentName }),
    ...(about === 'person' ? { goodTags, badTags } : {}),
  };
  const [message] = await appendMessages(tx, conversationId, sequence, [
    { from: 'system', type: 'card', card },
  ]);
  if (!message) throw new Error('An invitation was appended but not returned.');
  await tx.satisfaction.create({
    data: { conversationId, messageId: message.id, about, askedAt: now, ...(staffId ? { staffId } : {}) },
  });
}

export type SatisfactionStore = ReturnType<typeof createSatisfactionStore>;

/** What shoppers said of the talks that ended. */
export function createSatisfactionStore(
  { prisma }: Pick<Database, 'prisma'>,
  { clock = systemClock }: { clock?: Clock } = {},
) {
  return {
    /**
     * The shopper's answer to the newest invitation. Another one within a day replaces it.
     * @throws AppError `not-found` when nothing was asked lately; `conflict` when it is too late to change
     */
    async rate(conversationId: string, input: SatisfactionRate): Promise<SatisfactionRated> {
      const now = clock();
      return prisma.$transaction(async (tx) => {
        await tx.$queryRaw`SELECT id FROM "Conversation" WHERE id = ${conversationId}::uuid FOR NO KEY UPDATE`;
        const asked = await tx.satisfaction.findFirst({
          where: { conversationId },
          orderBy: { askedAt: 'desc' },
          select: { id: true, messageId: true, askedAt: true, ratedAt: true },
        });
        if (!asked || now.getTime() - asked.askedAt.getTime() > openForMs)
          throw notFound('现在没有等您评价的服务。');
        const ratedAt = asked.ratedAt ?? now;
        const changeableUntil = new Date(ratedAt.getTime() + changeableForMs);
        if (now > changeableUntil) throw conflict('评价过了一天，就不能再改了。');
        const comment = input.comment ? { comment: input.comment } : {};
        const tags = [...new Set(input.tags ?? [])];
        await tx.satisfaction.update({
          where: { id: asked.id },
          data: {
            score: input.score,
            comment: input.comment || null,
            tags,
            ratedAt,
            ...(asked.ratedAt ? { changedAt: now } : {}),
          },
        });
        const rating: SatisfactionRating = {
          score: input.score,
          ...comment,
          ...(tags.length > 0 ? { tags } : {}),
          ratedAt: ratedAt.toISOString(),
          changeableUntil: changeableUntil.toISOString(),
        };
        await tx.$executeRaw`
          UPDATE "Message" SET card = jsonb_set(card, '{rating}', ${JSON.stringify(rating)}::jsonb)
          WHERE id = ${asked.messageId}::uuid`;
        const rated: SatisfactionRated = { conversationId, messageId: asked.messageId, rating };
        await addEvents(tx, [
          {
            topic: 'satisfaction.rated',
            conversationId,
            payload: rated as unknown as Prisma.InputJsonObject,
          },
        ]);
        return rated;
      });
    },

    /** Of people's service, since a moment: how many were asked, how many answered, and what on average. */
    async ofPeople(since: Date): Promise<{ asked: number; rated: number; average?: number }> {
      const [asked, { _count, _avg }] = await Promise.all([
        prisma.satisfaction.count({ where: { about: 'person', askedAt: { gte: since } } }),
        prisma.satisfaction.aggregate({
          where: { about: 'person', ratedAt: { gte: since } },
          _count: { score: true },
          _avg: { score: true },
        }),
      ]);
      return { asked, rated: _count.score, ...(_avg.score === null ? {} : { average: _avg.score }) };
    },
  };
}
