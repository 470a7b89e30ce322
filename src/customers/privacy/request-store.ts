import {
  defaultPrivacySettings,
  type PrivacyRequestView,
  type PrivacySettings,
  privacySettings,
} from '../../contract/privacy.js';
import type { Database } from '../../platform/database.js';
import { conflict, notFound } from '../../platform/errors.js';
import type { Prisma } from '../../platform/generated/prisma/client.js';
import type { Proofs } from './proof.js';

const day = 24 * 3600 * 1000;

export interface Person {
  visitorId: string;
  customerId?: string | undefined;
}

export interface NewRequest {
  /** Made with the question, so that a yes that arrives twice is one request. */
  id: string;
  kind: 'erasure' | 'export';
  person: { visitorId?: string; customerId?: string };
  source: PrivacyRequestView['source'];
  staffId?: string;
  /** Absent: after the time of grace that the shop has set. */
  dueAt?: Date;
}

export interface RequestStoreNeeds extends Pick<Database, 'prisma'> {
  proofs: Proofs;
  clock: () => Date;
}

const select = {
  id: true,
  kind: true,
  state: true,
  source: true,
  createdAt: true,
  dueAt: true,
  endedAt: true,
  customerId: true,
  proof: true,
} as const;
type Row = Prisma.PrivacyRequestGetPayload<{ select: typeof select }>;

export const privacySettingsKey = 'privacy';

/** What people asked to be done with their data, and what came of it. */
export function createPrivacyRequests({ prisma, proofs, clock }: RequestStoreNeeds) {
  async function hashOf(
    tx: Prisma.TransactionClient,
    { visitorId, customerId }: NewRequest['person'],
  ): Promise<string> {
    if (customerId === undefined) return proofs.hashOf(`visitor:${visitorId ?? ''}`);
    const customer = await tx.customer.findUnique({
      where: { id: customerId },
      select: { externalId: true },
    });
    if (!customer) throw notFound('没有这位顾客。');
    return proofs.hashOf(`customer:${customer.externalId}`);
  }

  async function settings(
    client: Pick<Prisma.TransactionClient, 'setting'> = prisma,
  ): Promise<PrivacySettings> {
    const row = await client.setting.findUnique({
      where: { key: privacySettingsKey },
      select: { value: true },
    });
    const read = privacySettings.safeParse(row?.value);
    return read.success ? read.data : defaultPrivacySettings;
  }

  /** Stores a request; one erasure of a person is open at a time, and asking again gives that one. */
  async function addIn(tx: Prisma.TransactionClient, request: NewRequest): Promise<string> {
    const { person, ...rest } = request;
    const identityHash = await hashOf(tx, person);
    if (request.kind === 'erasure') {
      // Two who ask at once are put in line by the person's row.
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${identityHash}, 0))::text`;
      const open = await tx.privacyRequest.findFirst({
        where: { kind: 'erasure', identityHash, state: { in: ['waiting', 'running'] } },
        select: { id: true },
      });
      if (open) return open.id;
    }
    const isOver = request.kind === 'export';
    const now = clock();
    const { graceDays } = await settings(tx);
    await tx.privacyRequest.createMany({
      data: [
        {
          ...rest,
          ...person,
          identityHash,
          createdAt: now,
          dueAt: request.dueAt ?? new Date(now.getTime() + (isOver ? 0 : graceDays * day)),
          state: isOver ? 'done' : 'waiting',
          ...(isOver ? { endedAt: now } : {}),
        },
      ],
      skipDuplicates: true,
    });
    return request.id;
  }

  async function externalIds(rows: readonly Row[]): Promise<Map<string, string>> {
    const ids = [...new Set(rows.flatMap(({ customerId }) => customerId ?? []))];
    const customers = await prisma.customer.findMany({
      where: { id: { in: ids } },
      select: { id: true, externalId: true },
    });
    return new Map(customers.map(({ id, externalId }) => [id, externalId]));
  }

  return {
    addIn,
    /** Time of grace and retention, as the shop has set them or as they come. */
    settings: () => settings(),

    /** Takes back whatever erasure of this person waits. */
    async withdrawIn(tx: Prisma.TransactionClient, { visitorId, customerId }: Person): Promise<void> {
      await tx.privacyRequest.updateMany({
        where: {
          kind: 'erasure',
          state: 'waiting',
          ...(customerId ? { customerId } : { visitorId, customerId: null }),
        },
        data: { state: 'cancelled', endedAt: clock() },
      });
    },

    add: (request: NewRequest): Promise<string> => prisma.$transaction((tx) => addIn(tx, request)),

    /** Takes back an erasure that has not begun. @throws AppError `not-found`, `conflict` */
    async cancel(id: string): Promise<void> {
      const { count } = await prisma.privacyRequest.updateMany({
        where: { id, kind: 'erasure', state: 'waiting' },
        data: { state: 'cancelled', endedAt: clock() },
      });
      if (count === 1) return;
      const known = await prisma.privacyRequest.findUnique({ where: { id }, select: { state: true } });
      if (!known) throw notFound('没有找到这份申请。');
      throw conflict(known.state === 'cancelled' ? '这份申请已经撤回过了。' : '删除已经开始，不能撤回了。');
    },

    /** The erasure that waits or runs for this person. */
    async openErasure({ visitorId, customerId }: Person): Promise<PrivacyRequestView | undefined> {
      const row = await prisma.privacyRequest.findFirst({
        where: {
          kind: 'erasure',
          state: { in: ['waiting', 'running'] },
          ...(customerId ? { customerId } : { visitorId, customerId: null }),
        },
        select,
      });
      return row ? present(row) : undefined;
    },

    /** By its number, which is the receipt that the person was given. */
    async find(id: string): Promise<PrivacyRequestView | undefined> {
      const row = await prisma.privacyRequest.findUnique({ where: { id }, select });
      return row ? present(row) : undefined;
    },

    /** Newest first. */
    async list(query: { kind?: string | undefined; cursor?: string | undefined; limit: number }) {
      const rows = await prisma.privacyRequest.findMany({
        where: {
          ...(query.kind ? { kind: query.kind } : {}),
          ...(query.cursor ? { id: { lt: query.cursor } } : {}),
        },
        orderBy: { id: 'desc' },
        take: query.limit + 1,
        select,
      });
      const page = rows.slice(0, query.limit);
      const names = await externalIds(page);
      const last = page.at(-1);
      return {
        items: page.map((row) => present(row, names.get(row.customerId ?? ''))),
        ...(rows.length > query.limit && last ? { nextCursor: last.id } : {}),
      };
    },

    /** When a person with this id of the shop's was erased last; what is sent in since then is somebody new to us. */
    async erasedAt(externalIds: readonly string[]): Promise<Map<string, Date>> {
      const byHash = new Map(externalIds.map((id) => [proofs.hashOf(`customer:${id}`), id]));
      const rows = await prisma.privacyRequest.findMany({
        where: { kind: 'erasure', state: 'done', identityHash: { in: [...byHash.keys()] } },
        orderBy: { endedAt: 'asc' },
        select: { identityHash: true, endedAt: true },
      });
      return new Map(
        rows.flatMap(({ identityHash, endedAt }) => {
          const externalId = byHash.get(identityHash);
          return externalId === undefined || endedAt === null ? [] : [[externalId, endedAt] as const];
        }),
      );
    },
  };
}

export type PrivacyRequests = ReturnType<typeof createPrivacyRequests>;

function present(row: Row, customerId?: string): PrivacyRequestView {
  return {
    id: row.id,
    kind: row.kind as PrivacyRequestView['kind'],
    state: row.state as PrivacyRequestView['state'],
    source: row.source as PrivacyRequestView['source'],
    createdAt: row.createdAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    ...(row.endedAt ? { endedAt: row.endedAt.toISOString() } : {}),
    ...(customerId === undefined ? {} : { customerId }),
    ...(row.proof ? { proof: row.proof as unknown as NonNullable<PrivacyRequestView['proof']> } : {}),
  };
}
