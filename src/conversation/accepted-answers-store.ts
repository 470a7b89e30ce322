import type { Database } from '../platform/database.js';

/** How often each entry and intent was what the bot answered with. Keys: `entry ID` and `intent ID`. */
export type AcceptedAnswers = ReadonlyMap<string, number>;

/** Older answers tell little about what is asked now: 30 days, in milliseconds. */
const countedFor = 30 * 24 * 3_600_000;
/** Documents counted at most, most often answered first. */
const mostDocuments = 20_000;

/**
 * Counts the bot's answers of the last 30 days by the document that led to each; those that a shopper rated as not helpful do not count.
 */
export async function countAcceptedAnswers(prisma: Database['prisma'], now: Date): Promise<AcceptedAnswers> {
  const since = new Date(now.getTime() - countedFor);
  const rows = await prisma.$queryRaw<{ kind: string; id: string; times: number }[]>`
    SELECT t."content"#>>'{match,candidates,0,kind}' AS kind,
           t."content"#>>'{match,candidates,0,id}' AS id,
           COUNT(*)::int AS times
    FROM "Trace" t
    WHERE t."decision" IN ('answer', 'perform')
      AND t."createdAt" >= ${since}
      AND t."content"#>>'{match,candidates,0,id}' IS NOT NULL
      AND NOT EXISTS (
        SELECT 1
        FROM "Message" m
        JOIN "AnswerRating" r ON r."messageId" = m."id" AND NOT r."helpful"
        WHERE m."conversationId" = t."conversationId"
          AND m."sequence" BETWEEN t."firstSequence" AND t."lastSequence"
      )
    GROUP BY 1, 2
    ORDER BY times DESC
    LIMIT ${mostDocuments}`;
  return new Map(rows.map(({ kind, id, times }) => [`${kind} ${id}`, times]));
}
