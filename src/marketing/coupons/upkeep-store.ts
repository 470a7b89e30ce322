import type { Database } from '../../platform/database.js';
import { voidCodes } from './code-batch-store.js';
import { exposureOf } from './coupon-rule.js';
import { endHold } from './hold-store.js';
import { move } from './ledger-store.js';

/** Orders in these states give back what was spent on them. */
const undone = ['cancelled', 'refunded'];

/** What only time, or an order that was undone, sets off. Every step is a conditional change: any process may do it. */
export function createUpkeep({ prisma }: Pick<Database, 'prisma'>) {
  return {
    /**
     * Orders that were cancelled or refunded as a whole give their coupons back.
     * @param since only orders that changed from then on are looked at
     * @returns how many uses ended
     */
    async releaseUndone(since: Date, now: Date, limit: number): Promise<number> {
      const rows = await prisma.$queryRaw<{ id: string }[]>`
        SELECT h.id::text AS id FROM "Order" o JOIN "CouponHold" h ON h."orderReference" = o."externalId"
        WHERE o.status = ANY(${undone}) AND o."updatedAt" >= ${since} AND h.state IN ('reserved', 'redeemed')
        ORDER BY h.id LIMIT ${limit}::int`;
      let ended = 0;
      for (const { id } of rows) {
        const hold = await prisma.couponHold.findUniqueOrThrow({ where: { id }, include: { coupon: true } });
        if (await prisma.$transaction((tx) => endHold(tx, hold, 'released', now))) ended += 1;
      }
      return ended;
    },

    /**
     * Claimed ones whose time is over stop being owed. Those of a batch that was voided while they were held for an
     * order are voided when they come back. @returns how many
     */
    async lapse(now: Date, limit: number): Promise<number> {
      const rows = await prisma.walletCoupon.findMany({
        where: {
          state: 'claimed',
          OR: [{ usableUntil: { lte: now } }, { usableUntil: null, coupon: { validUntil: { lte: now } } }],
        },
        include: { coupon: true },
        orderBy: { id: 'asc' },
        take: limit,
      });
      for (const coupon of new Map(rows.map(({ coupon }) => [coupon.id, coupon])).values()) {
        const ids = rows.filter(({ couponId }) => couponId === coupon.id).map(({ id }) => id);
        await prisma.$transaction(async (tx) => {
          const { count } = await tx.walletCoupon.updateMany({
            where: { id: { in: ids }, state: 'claimed' },
            data: { state: 'expired' },
          });
          const by = { exposureMinor: -count * exposureOf(coupon) };
          if (count > 0) await move(tx, { couponId: coupon.id, kind: 'lapse', at: now, by });
        });
      }
      const back = await prisma.walletCoupon.findMany({
        where: { state: 'claimed', batch: { voidedAt: { not: null } } },
        select: { batchId: true, coupon: true },
        distinct: ['batchId'],
        take: limit,
      });
      for (const { batchId, coupon } of back)
        if (batchId !== null) await prisma.$transaction((tx) => voidCodes(tx, { batchId }, coupon, now));
      return rows.length + back.length;
    },
  };
}
