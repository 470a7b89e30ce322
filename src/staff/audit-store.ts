import { z } from 'zod';
import type { Page } from '../contract/http.js';
import { type Clock, systemClock } from '../platform/clock.js';
import { invalidInput } from '../platform/errors.js';
import type { Prisma, PrismaClient } from '../platform/generated/prisma/client.js';

/** Who did something. */
export type AuditActor =
  | { type: 'staff' | 'customer' | 'api-key'; id: string }
  | { type: 'system'; id?: string };

export interface AuditRecord {
  actor: AuditActor;
  /** What was done, such as `knowledge.publish`. */
  action: string;
  /** To what, such as `knowledge-entry:returns-freight`. */
  subject: string;
  /** Facts worth keeping; never a secret, never a person's data. */
  detail?: Prisma.InputJsonObject;
}

export interface AuditEntry {
  id: string;
  actor: { type: string; id?: string };
  action: string;
  subject: string;
  detail: unknown;
  createdAt: string;
}

export interface AuditStore {
  /** Adds a record; with a transaction, it is kept only if the change itself is. Nothing changes or deletes records. */
  record(record: AuditRecord, transaction?: Prisma.TransactionClient): Promise<void>;
  /** Newest first. @throws AppError `invalid-input` for a cursor that no page gave out */
  list(query: { subject?: string; cursor?: string; limit: number }): Promise<Page<AuditEntry>>;
}

export function createAuditStore({
  prisma,
  clock = systemClock,
}: {
  prisma: PrismaClient;
  clock?: Clock;
}): AuditStore {
  return {
    async record({ actor, action, subject, detail }, transaction = prisma) {
      await transaction.auditEntry.create({
        data: {
          actorType: actor.type,
          ...(actor.id !== undefined && { actorId: actor.id }),
          action,
          subject,
          ...(detail && { detail }),
          createdAt: clock(),
        },
        select: { id: true },
      });
    },

    async list({ subject, cursor, limit }) {
      if (cursor !== undefined && !z.uuid().safeParse(cursor).success) {
        throw invalidInput([
          { path: 'cursor', message: 'is not a cursor that a page of this list gave out' },
        ]);
      }
      // Ids are UUIDs of version 7: their order is the order of time.
      const rows = await prisma.auditEntry.findMany({
        where: {
          ...(subject !== undefined && { subject }),
          ...(cursor !== undefined && { id: { lt: cursor } }),
        },
        orderBy: { id: 'desc' },
        take: limit + 1,
      });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map(({ id, actorType, actorId, action, subject, detail, createdAt }) => ({
          id,
          actor: { type: actorType, ...(actorId !== null && { id: actorId }) },
          action,
          subject,
          detail,
          createdAt: createdAt.toISOString(),
        })),
        ...(rows.length > limit && last && { nextCursor: last.id }),
      };
    },
  };
}
