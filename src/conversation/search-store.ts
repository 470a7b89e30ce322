import type { ConversationSearch, FoundConversations } from '../contract/agent-tools.js';
import type { MessageFrom } from '../contract/messages.js';
import type { ConversationSummary } from '../contract/staff-socket.js';
import type { Database } from '../platform/database.js';
import { invalidInput } from '../platform/errors.js';
import { Prisma } from '../platform/generated/prisma/client.js';
import { type StaffViewer, visibleTo } from './visible-store.js';

/**
 * Conversations that one request looks through, at most: newest first, the next request goes on behind them. Chinese has
 * no word borders to index by, and the trigrams of PostgreSQL need three letters where most words have two; so messages
 * are read, but never more than this.
 */
const lookedThrough = 2_000;
/** Letters shown on either side of what was found. */
const around = 30;

interface Row {
  id: string;
  updatedAt: Date;
  sequence: number | null;
  from: string | null;
  text: string | null;
  createdAt: Date | null;
}

export interface SearchStoreNeeds {
  /** Summaries of these, in this order. */
  summaries: (conversationIds: readonly string[]) => Promise<ConversationSummary[]>;
}

/** Finds conversations by what was said in them, by customer, order number or tag. */
export function createSearchStore({ prisma }: Pick<Database, 'prisma'>, { summaries }: SearchStoreNeeds) {
  /**
   * Only what this person may see: an agent those who wait and their own, others all. The newest change first.
   * @throws AppError `invalid-input` for a cursor that no page gave out
   */
  return async function search(
    viewer: StaffViewer,
    { text, tag, cursor, limit }: ConversationSearch,
  ): Promise<FoundConversations> {
    const visible = Prisma.sql`c."lastSequence" > 0 AND ${visibleTo(viewer)} ${
      tag === undefined
        ? Prisma.empty
        : Prisma.sql`AND EXISTS (SELECT 1 FROM "ConversationTag" t WHERE t."conversationId" = c.id AND t.tag = ${tag})`
    } ${behind(cursor)}`;
    const [edge] = await prisma.$queryRaw<{ id: string; updatedAt: Date }[]>`
      SELECT c.id, c."updatedAt" FROM "Conversation" c WHERE ${visible}
      ORDER BY c."updatedAt" DESC, c.id DESC OFFSET ${lookedThrough - 1} LIMIT 1`;
    const within = edge
      ? Prisma.sql`AND (c."updatedAt", c.id) >= (${edge.updatedAt}, ${edge.id}::uuid)`
      : Prisma.empty;
    const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    const rows = await prisma.$queryRaw<Row[]>`
      SELECT c.id, c."updatedAt", m.sequence, m."from", m.text, m."createdAt"
      FROM "Conversation" c
      LEFT JOIN "Customer" p ON p.id = c."customerId"
      LEFT JOIN LATERAL (
        SELECT m.sequence, m."from", m.text, m."createdAt" FROM "Message" m
        WHERE ${text} <> '' AND m."conversationId" = c.id AND m.type <> 'event' AND m.text ILIKE ${pattern}
        ORDER BY m.sequence DESC LIMIT 1
      ) m ON true
      WHERE ${visible} ${within} AND (
        m.sequence IS NOT NULL OR ${text} = '' OR p.name ILIKE ${pattern} OR p."externalId" ILIKE ${pattern}
        OR EXISTS (SELECT 1 FROM "Order" o WHERE o."customerId" = c."customerId" AND o."externalId" = ${text})
      )
      ORDER BY c."updatedAt" DESC, c.id DESC LIMIT ${limit + 1}`;
    const shown = rows.slice(0, limit);
    const byId = new Map(
      (await summaries(shown.map(({ id }) => id))).map((each) => [each.conversationId, each]),
    );
    const last = rows.length > limit ? shown.at(-1) : edge;
    return {
      items: shown.flatMap((row) => {
        const conversation = byId.get(row.id);
        return conversation ? [{ conversation, ...messageOf(row, text) }] : [];
      }),
      ...(last ? { nextCursor: cursorOf(last) } : {}),
    };
  };
}

function messageOf(row: Row, words: string) {
  if (row.sequence === null || row.text === null || row.createdAt === null) return {};
  return {
    message: {
      sequence: row.sequence,
      from: row.from as MessageFrom,
      text: excerpt(row.text, words),
      createdAt: row.createdAt.toISOString(),
    },
  };
}

/** The words with a little on either side, on one line. */
export function excerpt(text: string, words: string): string {
  const at = Math.max(0, text.toLowerCase().indexOf(words.toLowerCase()));
  const from = at <= around ? 0 : at - around;
  const until = Math.min(text.length, at + words.length + around);
  const cut = text.slice(from, until).replace(/\s+/g, ' ').trim();
  return `${from > 0 ? '…' : ''}${cut}${until < text.length ? '…' : ''}`;
}

const cursorShape = /^(\d{1,14})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function cursorOf({ id, updatedAt }: { id: string; updatedAt: Date }): string {
  return `${updatedAt.getTime()}_${id}`;
}

function behind(cursor: string | undefined): Prisma.Sql {
  if (cursor === undefined) return Prisma.empty;
  const [, time, id] = cursorShape.exec(cursor) ?? [];
  if (time === undefined || id === undefined)
    throw invalidInput([{ path: 'cursor', message: 'is not a cursor of this search' }]);
  return Prisma.sql`AND (c."updatedAt", c.id) < (${new Date(Number(time))}, ${id}::uuid)`;
}
