import type { CannedReply, CannedReplyContent, CannedReplyUpdate } from '../contract/agent-tools.js';
import type { Database } from '../platform/database.js';
import { conflict, forbidden, notFound } from '../platform/errors.js';
import type { Prisma } from '../platform/generated/prisma/client.js';
import { initialsOf } from './initials.js';

/** How many there may be: all are held by every console, and found among as one types. */
const mostShared = 300;
const mostPersonal = 200;
/** Any constant that nobody else locks. */
const countLock = 7_204_118;

export interface Writer {
  staffId: string;
  role: 'agent' | 'supervisor' | 'admin';
}

type Row = Prisma.CannedReplyGetPayload<object>;

function present(row: Row): CannedReply {
  return {
    id: row.id,
    scope: row.ownerId === null ? 'shared' : 'personal',
    title: row.title,
    category: row.category,
    text: row.text,
    initials: initialsOf(`${row.title} ${row.category}`),
    version: row.version,
    updatedAt: row.updatedAt.toISOString(),
  };
}

export type CannedReplyStore = ReturnType<typeof createCannedReplyStore>;

/** Replies that are sent often. Admins keep the shared ones, everybody their own; nobody sees those of others. */
export function createCannedReplyStore({ prisma }: Pick<Database, 'prisma'>) {
  /** @throws AppError `not-found` for what is not there or somebody else's, `forbidden` for a shared one */
  async function writable(tx: Prisma.TransactionClient, id: string, { staffId, role }: Writer): Promise<Row> {
    const row = await tx.cannedReply.findUnique({ where: { id } });
    if (!row || (row.ownerId !== null && row.ownerId !== staffId))
      throw notFound('没有找到这条快捷回复，可能已被删除。');
    if (row.ownerId === null && role !== 'admin') throw forbidden('公共快捷回复只有管理员能改。');
    return row;
  }

  return {
    /** Everybody's and one's own, by category and title. */
    async list(staffId: string): Promise<CannedReply[]> {
      const rows = await prisma.cannedReply.findMany({
        where: { OR: [{ ownerId: null }, { ownerId: staffId }] },
        orderBy: [{ category: 'asc' }, { title: 'asc' }, { id: 'asc' }],
        take: mostShared + mostPersonal,
      });
      return rows.map(present);
    },

    /** @throws AppError `forbidden` for a shared one by anybody but admins, `conflict` when there are too many */
    async create(content: CannedReplyContent, by: Writer): Promise<CannedReply> {
      const { scope, ...rest } = content;
      if (scope === 'shared' && by.role !== 'admin') throw forbidden('公共快捷回复只有管理员能添加。');
      const ownerId = scope === 'shared' ? null : by.staffId;
      const most = scope === 'shared' ? mostShared : mostPersonal;
      return prisma.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(${countLock})`;
        if ((await tx.cannedReply.count({ where: { ownerId } })) >= most)
          throw conflict(`最多 ${most} 条，先删掉不用的再添加。`);
        return present(await tx.cannedReply.create({ data: { ...rest, ownerId } }));
      });
    },

    /** @throws AppError as `writable`; `conflict` when somebody saved a newer version than `baseVersion` */
    async update(id: string, change: CannedReplyUpdate, by: Writer): Promise<CannedReply> {
      const { baseVersion, ...content } = change;
      return prisma.$transaction(async (tx) => {
        await writable(tx, id, by);
        const [row] = await tx.cannedReply.updateManyAndReturn({
          where: { id, version: baseVersion },
          data: { ...content, version: { increment: 1 } },
        });
        if (!row) throw conflict('这条快捷回复刚被改过，请看过最新的再改。');
        return present(row);
      });
    },

    /** @throws AppError as `writable` */
    async remove(id: string, by: Writer): Promise<CannedReply> {
      return prisma.$transaction(async (tx) => {
        const row = await writable(tx, id, by);
        await tx.cannedReply.deleteMany({ where: { id } });
        return present(row);
      });
    },
  };
}
