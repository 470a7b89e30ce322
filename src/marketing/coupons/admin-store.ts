import { randomBytes } from 'node:crypto';
import {
  type CouponContent,
  type CouponDetail,
  type CouponLedgerRow,
  type CouponList,
  type CouponStatus,
  couponScope,
  couponStatus,
} from '../../contract/coupons.js';
import type { Page } from '../../contract/http.js';
import type { Clock } from '../../platform/clock.js';
import type { Database } from '../../platform/database.js';
import { definedOnly } from '../../platform/defined-only.js';
import { conflict, invalidInput, notFound } from '../../platform/errors.js';
import type { Prisma } from '../../platform/generated/prisma/client.js';
import { columnsOf, detailOf } from './coupon-columns.js';
import type { CouponRow } from './finding-store.js';
import { refuseUnknownGoods } from './known-goods-store.js';
import type { Tx } from './ledger-store.js';
import { requestHash } from './request-hash.js';
import { frozenChanges, mayBecome } from './stages.js';

export interface Actor {
  type: 'staff';
  id: string;
}

export interface CouponAdminNeeds extends Pick<Database, 'prisma'> {
  /** Supplied by staff. */
  audit: (
    record: { actor: Actor; action: string; subject: string; detail?: Prisma.InputJsonObject },
    transaction: Tx,
  ) => Promise<void>;
  clock: Clock;
}

export type CouponAdmin = ReturnType<typeof createCouponAdmin>;

/** Coupons as admins make, change and watch them. Every change is in the audit. */
export function createCouponAdmin({ prisma, audit, clock }: CouponAdminNeeds) {
  const isHeld = async (tx: Tx, couponId: string) =>
    (await tx.couponLedgerEntry.findFirst({ where: { couponId }, select: { id: true } })) !== null;

  async function locked(tx: Tx, id: string, baseVersion: number): Promise<CouponRow> {
    await tx.$executeRaw`SELECT 1 FROM "Coupon" WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
    const row = await tx.coupon.findUnique({ where: { id } });
    if (!row) throw notFound('没有找到这张券。');
    if (row.version !== baseVersion) throw conflict('这张券刚被别人改过，请刷新后再改。');
    return row;
  }

  /** What no other coupon may have too. @throws AppError `invalid-input` that names the field */
  async function refuseDoubles(
    tx: Tx,
    content: CouponContent,
    own?: { id?: string; externalId?: string },
  ): Promise<void> {
    // Coupons are planned one after the other: the check and the write of two admins must not cross.
    await tx.$executeRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended('coupon-names', 0))) AS taken`;
    const others = own?.id === undefined ? {} : { id: { not: own.id } };
    if (own?.externalId !== undefined && own.id === undefined) {
      const same = await tx.coupon.findUnique({
        where: { externalId: own.externalId },
        select: { title: true },
      });
      if (same)
        throw invalidInput([
          { path: 'externalId', message: `编号 ${own.externalId} 已经用在「${same.title}」上了` },
        ]);
    }
    if (content.publicCode !== undefined) {
      const same = await tx.coupon.findFirst({
        where: { ...others, publicCode: content.publicCode },
        select: { title: true },
      });
      if (same)
        throw invalidInput([
          { path: 'publicCode', message: `口令 ${content.publicCode} 已经用在「${same.title}」上了` },
        ]);
    }
    const [product] = content.kind === 'flash' ? (content.scope.products ?? []) : [];
    if (product === undefined) return;
    const sales = await tx.coupon.findMany({
      where: {
        ...others,
        kind: 'flash',
        status: { not: 'ended' },
        validFrom: { lt: new Date(content.validUntil) },
        validUntil: { gt: new Date(content.validFrom) },
      },
      select: { title: true, scope: true },
    });
    const overlapping = sales.find(({ scope }) => couponScope.parse(scope).products?.includes(product));
    if (overlapping)
      throw invalidInput([
        { path: 'validFrom', message: `这段时间和同一件商品的抢购「${overlapping.title}」重叠了` },
      ]);
  }

  return {
    /**
     * A new coupon, as a draft. The same idempotency key gives the same coupon.
     * @throws AppError `invalid-input` with the field that is wrong or double, `conflict` for a key of another request
     */
    async create(
      { externalId, ...content }: CouponContent & { externalId?: string | undefined },
      by: { actor: Actor; idempotencyKey?: string },
    ): Promise<CouponDetail> {
      const creationHash = requestHash({ externalId, ...content });
      const key = by.idempotencyKey;
      return prisma.$transaction(async (tx) => {
        if (key !== undefined) {
          await tx.$executeRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${`coupon:${key}`}, 0))) AS taken`;
          const earlier = await tx.coupon.findUnique({ where: { creationKey: key } });
          if (earlier?.creationHash === creationHash) return detailOf(earlier, await isHeld(tx, earlier.id));
          if (earlier) throw conflict('这个 Idempotency-Key 已经用在另一个请求上了，请换一个。');
        }
        await refuseDoubles(tx, content, definedOnly('externalId', externalId));
        await refuseUnknownGoods(tx, content);
        const row = await tx.coupon.create({
          data: {
            ...columnsOf(content),
            externalId: externalId ?? `coupon-${randomBytes(6).toString('hex')}`,
            status: 'draft',
            createdAt: clock(),
            ...(key === undefined ? {} : { creationKey: key, creationHash }),
          },
        });
        await audit(
          {
            actor: by.actor,
            action: 'coupon.create',
            subject: `coupon:${row.id}`,
            detail: { externalId: row.externalId, title: row.title },
          },
          tx,
        );
        return detailOf(row, false);
      });
    },

    /**
     * Changes everything while nobody holds one; afterwards only what takes nothing from anybody.
     * @throws AppError `invalid-input` with every field that cannot change any more, `conflict` for an old version
     */
    update: (id: string, content: CouponContent, baseVersion: number, actor: Actor): Promise<CouponDetail> =>
      prisma.$transaction(async (tx) => {
        const before = await locked(tx, id, baseVersion);
        if (before.status === 'ended') throw conflict('这张券已经结束，不能再改了。');
        const held = await isHeld(tx, id);
        // A code that was made for it stays, where the form leaves it to us.
        const publicCode =
          content.publicCode ?? (content.distribution === 'public' ? before.publicCode : null);
        const wanted = { ...columnsOf(content), publicCode };
        const problems = held ? frozenChanges(before, wanted) : [];
        if (problems.length > 0) throw invalidInput(problems);
        await refuseDoubles(tx, content, { id });
        // Once somebody holds one its goods cannot change, also where one has gone since.
        if (!held) await refuseUnknownGoods(tx, content);
        const row = await tx.coupon.update({ where: { id }, data: { ...wanted, version: { increment: 1 } } });
        await audit(
          { actor, action: 'coupon.update', subject: `coupon:${id}`, detail: { version: row.version } },
          tx,
        );
        return detailOf(row, held);
      }),

    /** Draft → active → paused → active → ended. @throws AppError `conflict` for a step that there is not */
    setStatus: (id: string, status: CouponStatus, baseVersion: number, actor: Actor): Promise<CouponDetail> =>
      prisma.$transaction(async (tx) => {
        const before = await locked(tx, id, baseVersion);
        const from = couponStatus.parse(before.status);
        if (!mayBecome(from, status))
          throw conflict(`${stageNames[from]}的券不能改成${stageNames[status]}。`);
        if (status === 'active' && before.validUntil <= clock())
          throw invalidInput([{ path: 'validUntil', message: '结束时间已经过了，请先改结束时间' }]);
        const row = await tx.coupon.update({ where: { id }, data: { status, version: { increment: 1 } } });
        await audit(
          { actor, action: 'coupon.status', subject: `coupon:${id}`, detail: { from, to: status } },
          tx,
        );
        return detailOf(row, await isHeld(tx, id));
      }),

    async get(id: string): Promise<CouponDetail> {
      const row = await prisma.coupon.findUnique({ where: { id } });
      if (!row) throw notFound('没有找到这张券。');
      return detailOf(row, await isHeld(prisma, id));
    },

    /** The newest first. */
    async list({ status, kind, search, cursor, limit }: CouponList): Promise<Page<CouponDetail>> {
      const words =
        search === undefined || search === ''
          ? undefined
          : { contains: search, mode: 'insensitive' as const };
      const rows = await prisma.coupon.findMany({
        where: {
          ...definedOnly('status', status),
          ...definedOnly('kind', kind),
          ...(words ? { OR: [{ title: words }, { externalId: words }, { publicCode: words }] } : {}),
          ...(cursor === undefined ? {} : { id: { lt: cursor } }),
        },
        include: { ledger: { select: { id: true }, take: 1 } },
        orderBy: { id: 'desc' },
        take: limit + 1,
      });
      return pageOf(rows, limit, ({ ledger, ...row }) => detailOf(row, ledger.length > 0));
    },

    /** What moved the counters, the newest first. */
    async ledger(
      id: string,
      { cursor, limit }: { cursor?: string | undefined; limit: number },
    ): Promise<Page<CouponLedgerRow>> {
      const coupon = await prisma.coupon.findUnique({ where: { id }, select: { id: true } });
      if (!coupon) throw notFound('没有找到这张券。');
      const rows = await prisma.couponLedgerEntry.findMany({
        where: { couponId: id, ...(cursor === undefined ? {} : { id: { lt: cursor } }) },
        orderBy: { id: 'desc' },
        take: limit + 1,
      });
      return pageOf(rows, limit, (row) => ({
        id: row.id,
        kind: row.kind,
        at: row.createdAt.toISOString(),
        amountMinor: row.amountMinor,
        ...(row.orderReference === null ? {} : { orderReference: row.orderReference }),
        moved: {
          claimed: row.claimedDelta,
          reserved: row.reservedDelta,
          redeemed: row.redeemedDelta,
          reservedMinor: row.reservedMinorDelta,
          spentMinor: row.spentMinorDelta,
          exposureMinor: row.exposureMinorDelta,
        },
      }));
    },
  };
}

export const stageNames: Record<CouponStatus, string> = {
  draft: '草稿',
  active: '进行中',
  paused: '已暂停',
  ended: '已结束',
};

export function pageOf<Row extends { id: string }, Item>(
  rows: Row[],
  limit: number,
  present: (row: Row) => Item,
): Page<Item> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { items: page.map(present), ...(rows.length > limit && last ? { nextCursor: last.id } : {}) };
}
