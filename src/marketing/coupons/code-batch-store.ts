import { createHmac, randomBytes } from 'node:crypto';
import type { CodeBatch } from '../../contract/coupons.js';
import type { Clock } from '../../platform/clock.js';
import type { Database } from '../../platform/database.js';
import { conflict, notFound } from '../../platform/errors.js';
import type { Prisma } from '../../platform/generated/prisma/client.js';
import type { Actor, CouponAdminNeeds } from './admin-store.js';
import { hashOfCode, makeCouponCode } from './coupon-code.js';
import { exposureOf } from './coupon-rule.js';
import { move, type Tx } from './ledger-store.js';
import { requestHash } from './request-hash.js';

const codesAtOnce = 1000;

export interface CodeBatchNeeds extends Pick<Database, 'prisma'> {
  audit: CouponAdminNeeds['audit'];
  clock: Clock;
}

export type CodeBatches = ReturnType<typeof createCodeBatches>;

/**
 * Single-use codes. The codes themselves are never stored: a batch has a random seed of 256 bits, code number n is made
 * of HMAC-SHA256(seed, n), and the table has hashes only. Taking the codes out, which works once, erases the seed.
 */
export function createCodeBatches({ prisma, audit, clock }: CodeBatchNeeds) {
  async function present(tx: Tx, id: string): Promise<CodeBatch> {
    const [row, counts] = await Promise.all([
      tx.couponCodeBatch.findUniqueOrThrow({ where: { id } }),
      tx.walletCoupon.groupBy({ by: ['state'], where: { batchId: id }, _count: true }),
    ]);
    const of = (state: string) => counts.find((each) => each.state === state)?._count ?? 0;
    return {
      id,
      label: row.label,
      count: row.count,
      open: of('claimed') + of('reserved'),
      redeemed: of('redeemed'),
      createdAt: row.createdAt.toISOString(),
      ...(row.exportedAt ? { exportedAt: row.exportedAt.toISOString() } : {}),
      ...(row.voidedAt ? { voidedAt: row.voidedAt.toISOString() } : {}),
    };
  }

  async function batchOf(tx: Tx, couponId: string, id: string) {
    await tx.$executeRaw`SELECT 1 FROM "CouponCodeBatch" WHERE id = ${id}::uuid FOR UPDATE`;
    const row = await tx.couponCodeBatch.findFirst({ where: { id, couponId }, include: { coupon: true } });
    if (!row) throw notFound('没有找到这批券码。');
    return row;
  }

  return {
    /** Makes codes, within the total cap. All or none. The same idempotency key gives the same batch. */
    create: (
      couponId: string,
      { count, label }: { count: number; label: string },
      by: { actor: Actor; idempotencyKey?: string },
    ): Promise<CodeBatch> =>
      prisma.$transaction(
        async (tx) => {
          const creationHash = requestHash({ couponId, count, label });
          const creationKey = by.idempotencyKey;
          if (creationKey !== undefined) {
            await tx.$executeRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${`batch:${creationKey}`}, 0))) AS taken`;
            const earlier = await tx.couponCodeBatch.findUnique({ where: { creationKey } });
            if (earlier?.creationHash === creationHash) return present(tx, earlier.id);
            if (earlier) throw conflict('这个 Idempotency-Key 已经用在另一个请求上了，请换一个。');
          }
          const coupon = await tx.coupon.findUnique({ where: { id: couponId } });
          if (!coupon) throw notFound('没有找到这张券。');
          if (coupon.distribution !== 'codes') throw conflict('这张券不是用一次性券码发放的。');
          const at = clock();
          const seed = randomBytes(32);
          const { id } = await tx.couponCodeBatch.create({
            data: {
              couponId,
              label,
              count,
              seed,
              createdAt: at,
              ...(creationKey === undefined ? {} : { creationKey, creationHash }),
            },
            select: { id: true },
          });
          for (let from = 0; from < count; from += codesAtOnce) {
            const length = Math.min(codesAtOnce, count - from);
            await tx.walletCoupon.createMany({
              data: Array.from({ length }, (_, index) => ({
                couponId,
                batchId: id,
                claimedAt: at,
                code: hashOfCode(codeOf(seed, from + index)),
              })),
            });
          }
          const issued = await move(
            tx,
            {
              couponId,
              kind: 'issue',
              at,
              key: `issue:${id}`,
              by: { claimed: count, exposureMinor: count * exposureOf(coupon) },
            },
            { needMinor: 0 },
          );
          if (!issued)
            throw conflict(
              coupon.status === 'active'
                ? `总量或待核销上限不够了：总量还剩 ${coupon.totalCap - coupon.claimedCount} 张。`
                : '先启用这张券，再生成券码。',
            );
          await audit(
            {
              actor: by.actor,
              action: 'coupon.codes-issue',
              subject: `coupon:${couponId}`,
              detail: { batchId: id, count },
            },
            tx,
          );
          return present(tx, id);
        },
        { timeout: 60_000, maxWait: 20_000 },
      ),

    async list(couponId: string): Promise<CodeBatch[]> {
      const coupon = await prisma.coupon.findUnique({ where: { id: couponId }, select: { id: true } });
      if (!coupon) throw notFound('没有找到这张券。');
      const rows = await prisma.couponCodeBatch.findMany({
        where: { couponId },
        orderBy: { createdAt: 'desc' },
        select: { id: true },
        take: 200,
      });
      const batches: CodeBatch[] = [];
      for (const { id } of rows) batches.push(await present(prisma, id));
      return batches;
    },

    /** All codes of a batch as CSV, once. @throws AppError `conflict` the second time */
    exportOnce: (couponId: string, id: string, actor: Actor): Promise<string> =>
      prisma.$transaction(async (tx) => {
        const { seed, count } = await batchOf(tx, couponId, id);
        if (!seed)
          throw conflict('这批券码已经导出过了。为了安全，券码只能导出一次；需要的话请作废后重新生成。');
        await tx.couponCodeBatch.update({ where: { id }, data: { seed: null, exportedAt: clock() } });
        await audit(
          {
            actor,
            action: 'coupon.codes-export',
            subject: `coupon:${couponId}`,
            detail: { batchId: id, count },
          },
          tx,
        );
        return ['code', ...Array.from({ length: count }, (_, index) => codeOf(seed, index))]
          .join('\r\n')
          .concat('\r\n');
      }),

    /** Codes that nobody has used stop working, and count as given out no more. */
    voidUnused: (couponId: string, id: string, actor: Actor): Promise<CodeBatch> =>
      prisma.$transaction(async (tx) => {
        const { coupon, voidedAt } = await batchOf(tx, couponId, id);
        const at = clock();
        if (!voidedAt) {
          await tx.couponCodeBatch.update({ where: { id }, data: { voidedAt: at, seed: null } });
          await audit(
            { actor, action: 'coupon.codes-void', subject: `coupon:${couponId}`, detail: { batchId: id } },
            tx,
          );
        }
        await voidCodes(tx, { batchId: id }, coupon, at);
        return present(tx, id);
      }),
  };
}

/** Voids the unused codes of a batch. @returns how many */
export async function voidCodes(
  tx: Tx,
  where: { batchId: string },
  coupon: Prisma.CouponGetPayload<object>,
  at: Date,
): Promise<number> {
  const { count } = await tx.walletCoupon.updateMany({
    where: { ...where, state: 'claimed' },
    data: { state: 'void' },
  });
  if (count > 0)
    await move(tx, {
      couponId: coupon.id,
      kind: 'void',
      at,
      by: { claimed: -count, exposureMinor: -count * exposureOf(coupon) },
    });
  return count;
}

/** Code number n of a seed: 16 of the 32 bytes of HMAC-SHA256, five bits of each. */
function codeOf(seed: Uint8Array, number: number): string {
  return makeCouponCode(createHmac('sha256', seed).update(String(number)).digest());
}
