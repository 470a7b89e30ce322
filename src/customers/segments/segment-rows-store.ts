import {
  type SegmentCreate,
  type SegmentRule,
  type SegmentUpdate,
  segmentRule,
} from '../../contract/segments.js';
import type { Database } from '../../platform/database.js';
import { conflict, notFound, unavailable } from '../../platform/errors.js';
import type { Prisma } from '../../platform/generated/prisma/client.js';
import { newId } from '../../platform/ids.js';
import type { RecordAudit } from '../../platform/record-audit.js';
import { resolveRule, type SegmentLookup, segmentsIn } from './resolve-rule.js';

export interface SegmentRow {
  segmentId: string;
  name: string;
  description: string;
  rule: SegmentRule;
  version: number;
  createdBy?: string;
  createdAt: Date;
  updatedAt: Date;
}

/** More would make every question about one customer slow. */
const mostSegments = 200;

export type SegmentRows = ReturnType<typeof createSegmentRows>;

/** The segments as they are stored. */
export function createSegmentRows({
  prisma,
  audit,
  usedElsewhere = async () => [],
}: Pick<Database, 'prisma'> & {
  audit: RecordAudit;
  /** Names of whatever else refers to a segment, such as campaigns. */
  usedElsewhere?: (tx: Prisma.TransactionClient, segmentId: string) => Promise<string[]>;
}) {
  async function all(tx: Prisma.TransactionClient = prisma): Promise<SegmentRow[]> {
    const rows = await tx.segment.findMany({
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      include: { createdBy: { select: { name: true } } },
    });
    return rows.map(({ id, rule, createdBy, createdById: _by, ...row }) => {
      const read = segmentRule.safeParse(rule);
      if (!read.success) throw unavailable(`分群「${row.name}」的规则读不出来，请重新保存。`, read.error);
      return { segmentId: id, ...row, rule: read.data, ...(createdBy ? { createdBy: createdBy.name } : {}) };
    });
  }

  /** One change at a time, so that two changes together cannot close a circle. */
  function changing<T>(work: (tx: Prisma.TransactionClient, rows: SegmentRow[]) => Promise<T>): Promise<T> {
    return prisma.$transaction(async (tx) => {
      await tx.$executeRaw`LOCK TABLE "Segment" IN SHARE ROW EXCLUSIVE MODE`;
      return work(tx, await all(tx));
    });
  }

  const nameTaken = (rows: SegmentRow[], name: string, own?: string) => {
    if (rows.some((row) => row.name === name && row.segmentId !== own))
      throw conflict(`已经有叫「${name}」的分群了，请换个名字。`);
  };
  const keep = (
    tx: Prisma.TransactionClient,
    staffId: string | undefined,
    action: string,
    segmentId: string,
    detail: object,
  ) =>
    audit(
      {
        actor: staffId === undefined ? { type: 'system' } : { type: 'staff', id: staffId },
        action,
        subject: `segment:${segmentId}`,
        detail: { ...detail },
      },
      tx,
    );

  return {
    all: () => all(),

    /** @param staffId absent: starter content. @throws AppError `conflict`, or `invalid-input` for the rule */
    create: (content: SegmentCreate, staffId?: string): Promise<string> =>
      changing(async (tx, rows) => {
        if (rows.length >= mostSegments) throw conflict(`最多 ${mostSegments} 个分群。`);
        nameTaken(rows, content.name);
        resolveRule(content.rule, lookupOf(rows));
        const id = newId();
        await tx.segment.create({
          data: { ...stored(content), id, ...(staffId === undefined ? {} : { createdById: staffId }) },
        });
        await keep(tx, staffId, 'segment.create', id, { rule: content.rule });
        return id;
      }),

    /** @throws AppError `not-found`; `conflict` when somebody has changed it since; `invalid-input` for a circle */
    update: (segmentId: string, { version, ...content }: SegmentUpdate, staffId: string): Promise<void> =>
      changing(async (tx, rows) => {
        const before = rows.find((row) => row.segmentId === segmentId);
        if (!before) throw notFound('没有这个分群。');
        if (before.version !== version) throw conflict('这个分群刚被同事改过，请刷新后再保存。');
        nameTaken(rows, content.name, segmentId);
        // Those that refer to it must stay within bounds as well.
        const lookup = new Map(lookupOf(rows)).set(segmentId, content);
        for (const [id, { rule }] of lookup) resolveRule(rule, lookup, id);
        await tx.segment.update({
          where: { id: segmentId },
          data: { ...stored(content), version: version + 1 },
        });
        await keep(tx, staffId, 'segment.change', segmentId, { version: version + 1, before: before.rule });
      }),

    /** @throws AppError `conflict` naming what still refers to it */
    remove: (segmentId: string, staffId: string): Promise<void> =>
      changing(async (tx, rows) => {
        const found = rows.find((row) => row.segmentId === segmentId);
        if (!found) throw notFound('没有这个分群。');
        const users = [...usersOf(rows, segmentId), ...(await usedElsewhere(tx, segmentId))];
        if (users.length > 0) throw conflict(`还有「${users.join('」「')}」在用它，请先改掉那边。`);
        await tx.segment.delete({ where: { id: segmentId } });
        await keep(tx, staffId, 'segment.delete', segmentId, { name: found.name, rule: found.rule });
      }),
  };
}

const stored = ({ rule, ...rest }: SegmentCreate) => ({
  ...rest,
  rule: rule as unknown as Prisma.InputJsonValue,
});

export function lookupOf(rows: readonly SegmentRow[]): SegmentLookup {
  return new Map(rows.map((row) => [row.segmentId, row]));
}

/** Names of the segments that refer to one. */
export function usersOf(rows: readonly SegmentRow[], segmentId: string): string[] {
  return rows.filter(({ rule }) => segmentsIn(rule).includes(segmentId)).map(({ name }) => name);
}
